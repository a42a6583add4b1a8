"""What a reader sees in a workbook and in a table file, as the pack would say it."""

import csv
import io
import re
from collections.abc import Iterator

import openpyxl
from openpyxl.cell.cell import Cell

from kpi.wording.numbers import NO_BREAK, number


def shown(cell: Cell) -> str:
    """What Excel shows of a cell in Swedish, read from its format by hand."""
    if not isinstance(cell.value, int | float):
        return cell.value or ""
    form, _, below_zero = cell.number_format.partition(";")
    if cell.value < 0:
        form = below_zero
    sign, digits = re.fullmatch(r'(?:"(.)")?([#,0.]+)', form).groups()
    text = number(abs(cell.value), len(digits.partition(".")[2]))
    return (sign or "") + (text if "," in digits else text.replace(NO_BREAK, ""))


def in_workbook(content: bytes) -> Iterator[str]:
    """Every cell of every sheet that shows something."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield from filter(None, map(shown, row))


def in_table_file(content: bytes) -> list[tuple[str, ...]]:
    """The headings and the rows, without the mark that keeps a spreadsheet from calculating."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return [tuple(cell.removeprefix("'") for cell in row) for row in rows]
