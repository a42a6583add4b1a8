"""A table as a file that a Swedish spreadsheet opens, and that does it no harm (intake §6)."""

import csv
import io
from collections.abc import Iterable, Sequence

from kpi.intake.cells import Bad
from kpi.intake.number import read_number
from kpi.intake.number_columns import MARKERS

FORMULA = "=+-@\t\r＝＋－＠"  # a spreadsheet takes a cell that begins so for a formula


def table_file(
    headings: Sequence[str], rows: Iterable[Iterable[object]], delimiter: str = ";"
) -> bytes:
    """The table as CSV: semicolons, UTF-8 with a byte order mark, harmless cells."""
    safe = ([harmless(str(cell)) for cell in row] for row in (headings, *rows))
    return csv_bytes(next(safe), safe, delimiter)


def csv_bytes(
    headings: Sequence[str], rows: Iterable[Iterable[str]], delimiter: str = ";"
) -> bytes:
    """The same with every cell as it stands, for our own reader and no spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([headings, *rows])
    return text.getvalue().encode("utf-8-sig")


def figure(value: float | None) -> str:
    """A number a Swedish spreadsheet reads as one: decimal comma, no thousands, no minus zero."""
    if value is None:
        return ""
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".").replace(".", ",")


def harmless(cell: str) -> str:
    """The cell, with a mark before it where a spreadsheet would take it for a formula.

    A number is a number, also below zero, and `-` says that there is none.
    """
    if not cell or cell[0] not in FORMULA or cell in MARKERS:
        return cell
    return f"'{cell}" if isinstance(read_number(cell), Bad) else cell
