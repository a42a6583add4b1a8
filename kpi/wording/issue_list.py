"""Everything that is said of a file, as a list that a spreadsheet opens."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kpi.intake.issue import Issue, Level
from kpi.wording.issues import issue_cause, issue_hint
from kpi.wording.table_file import table_file

LEVELS: Mapping[Level, str] = MappingProxyType(
    {Level.ERROR: "Fel", Level.WARNING: "Varning", Level.NOTE: "Att veta"}
)
HEADINGS = ("Nivå", "Rad", "Kolumn", "I filen står", "Vad som är fel", "Gör så här")


def issue_list(issues: Iterable[Issue], *, first: Sequence[str] = ()) -> bytes:
    """The issues in their order; above them what stops the file, if no error does.

    `first` is what is wrong and what to do, or nothing.
    """
    above = [[LEVELS[Level.ERROR], "", "", "", *first]] if first else []
    rows = [
        [
            *(LEVELS[issue.level], issue.row or "", issue.column, issue.found),
            *(issue_cause(issue), issue_hint(issue)),
        ]
        for issue in issues
    ]
    return table_file(HEADINGS, [*above, *rows])
