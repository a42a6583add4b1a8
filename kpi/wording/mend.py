"""The rows of a file that have errors, as a file to mend: what is wrong stands in each of them."""

import csv
import io
from collections.abc import Iterable, Sequence

from kpi.intake.cells import Bad
from kpi.intake.issue import Issue, Level
from kpi.intake.layout import MENDED
from kpi.intake.number import read_number
from kpi.intake.number_columns import MARKERS
from kpi.intake.validate import Checked
from kpi.wording.issues import issue_cause, issue_hint

FORMULA = "=+-@\t\r＝＋－＠"  # a spreadsheet takes a cell that begins so for a formula
HEADING = MENDED[:1].upper() + MENDED[1:]


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """A file for a spreadsheet: semicolons, UTF-8 with a byte order mark, harmless cells."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell, with a mark before it where a spreadsheet would take it for a formula.

    A number is a number, also below zero, and `-` says that there is none.
    """
    if not cell or cell[0] not in FORMULA or cell in MARKERS:
        return cell
    return f"'{cell}" if isinstance(read_number(cell), Bad) else cell


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
    return csv_bytes([[*checked.header, HEADING], *rows])


def _said(issue: Issue) -> str:
    column = f"{issue.column}: " if issue.column else ""
    return f"{column}{issue_cause(issue)} {issue_hint(issue)}"
