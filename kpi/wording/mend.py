"""The rows of a file that have errors, as a file to mend: what is wrong stands in each of them."""

from kpi.intake.issue import Issue, Level
from kpi.intake.layout import MENDED
from kpi.intake.validate import Checked
from kpi.wording.issues import issue_cause, issue_hint
from kpi.wording.table_file import table_file

HEADING = MENDED[:1].upper() + MENDED[1:]


def rows_to_mend(checked: Checked) -> bytes | None:
    """The rows with errors as they were written, all columns, and last what is wrong in each.

    None where no row has any, or where a person's number was found: nothing of it is given out.
    """
    failed = checked.failed
    if not checked.keep_file or failed.is_empty():
        return None
    wrong: dict[int, list[str]] = {}
    for issue in checked.issues:
        if issue.level is Level.ERROR:
            wrong.setdefault(issue.row, []).append(_said(issue))
    rows = ([*cells, " ".join(wrong[row])] for row, *cells in failed.iter_rows())
    return table_file([*checked.header, HEADING], rows)


def _said(issue: Issue) -> str:
    column = f"{issue.column}: " if issue.column else ""
    return f"{column}{issue_cause(issue)} {issue_hint(issue)}"
