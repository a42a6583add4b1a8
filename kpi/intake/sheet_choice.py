"""Which sheet of a workbook is meant?"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.personal_data import names_a_person
from kpi.intake.sheet import Cells, sheet_rows
from kpi.intake.texts import folded
from kpi.intake.workbook import Sheet, Workbook

EXPLANATION = "Förklaring"  # the sheet that we put last in our own files: never what is meant
PROPOSED = 20  # sheets named in the advice: more than can be read helps nobody


@dataclass(frozen=True, slots=True)
class Choice:
    sheet: Sheet | None  # None: not chosen, and the issues say why
    names: tuple[str, ...] = ()  # of the sheets with text, hidden ones last


def choose_sheet(workbook: Workbook, asked: str | None, findings: Findings) -> Choice:
    """The sheet asked for, or the only one that shows and holds text. Never a guess.

    The explanation in a file of ours is left out, unless it is all there is.
    """
    persons = [sheet.name for sheet in workbook.sheets if names_a_person(sheet.name)]
    if persons:
        found = (Issue.of(Rule.PERSON_NUMBER_IN_SHEET_NAME, found=name) for name in persons)
        findings.add(*found)
        return Choice(None)
    filled = sorted(_filled(workbook), key=lambda sheet: sheet.hidden)
    filled = [each for each in filled if folded(each.name) != folded(EXPLANATION)] or filled
    names = tuple(sheet.name for sheet in filled)
    shown = [sheet for sheet in filled if not sheet.hidden]
    if asked is not None:
        return Choice(_named(asked, workbook, findings), names)
    if len(shown) == 1:
        for sheet in filled[1:]:
            findings.add(Issue.of(Rule.HIDDEN_SHEET, found=sheet.name))
        return Choice(shown[0], names)
    if filled:
        findings.add(Issue.of(Rule.SHEET_NOT_CHOSEN, details=names[:PROPOSED]))
    else:
        findings.add(Issue.of(Rule.EMPTY_FILE))
    return Choice(None, names)


def _filled(workbook: Workbook) -> Iterator[Sheet]:
    """The sheets that hold any text; each is read no further than to the first of it."""
    for sheet in workbook.sheets:
        if any(sheet_rows(workbook, sheet, ",", Cells())):
            yield sheet


def _named(asked: str, workbook: Workbook, findings: Findings) -> Sheet | None:
    """A sheet by its name, also one without text: then the file is empty there."""
    by_name = {folded(sheet.name): sheet for sheet in workbook.sheets}
    found = by_name.get(folded(asked))
    if found is None:
        near = get_close_matches(folded(asked), by_name, n=3, cutoff=0)
        details = tuple(by_name[name].name for name in near)
        findings.add(Issue.of(Rule.NO_SUCH_SHEET, found=asked, details=details))
    return found
