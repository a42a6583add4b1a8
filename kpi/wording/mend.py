"""The rows of a file that have errors, as a file to mend: what is wrong stands in each of them."""

from kpi.intake.issue import Issue, Level
from kpi.intake.layout import MENDED
from kpi.intake.validate import Checked
from kpi.wording.issues import issue_cause, issue_hint
from kpi.wording.table_file import table_file
from kpi.wording.workbook_file import Sheet, workbook_file

SHEET = "Att rätta"
HEADING = MENDED[:1].upper() + MENDED[1:]


def rows_to_mend(checked: Checked) -> bytes | None:
    """The rows with errors as they were written, all columns, and last what is wrong in each.

    None where no row has any, or where a person's number was found: nothing of it is given out.
    """
    rows = _rows(checked)
    return table_file([*checked.header, HEADING], rows) if rows else None


def rows_to_mend_in_excel(checked: Checked) -> bytes | None:
    """The same as an Excel file, in whose cells Excel changes nothing that stands there."""
    rows, headings = _rows(checked), [*checked.header, HEADING]
    return workbook_file([Sheet(SHEET, headings, rows, frozenset(headings))]) if rows else None


def _rows(checked: Checked) -> list[list[str]]:
    if not checked.keep_file:
        return []
    wrong: dict[int, list[str]] = {}
    for issue in checked.issues:
        if issue.level is Level.ERROR:
            wrong.setdefault(issue.row, []).append(_said(issue))
    return [[*cells, " ".join(wrong[row])] for row, *cells in checked.failed.iter_rows()]


def _said(issue: Issue) -> str:
    column = f"{issue.column}: " if issue.column else ""
    return f"{column}{issue_cause(issue)} {issue_hint(issue)}"
