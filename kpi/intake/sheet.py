"""Which rows of text does a sheet hold? Cells are counted one by one, as they are met."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kpi.intake.archive import MOST_KEPT, Attributes, Refused, too_many_cells
from kpi.intake.cell_text import Format, unescaped, written_day, written_number
from kpi.intake.issue import Issue, Rule
from kpi.intake.workbook import Sheet, Workbook, is_true

LAST_ROW = 1_048_576
MISSING_ERROR = "#N/A"  # an error that says that there is no value; it is read as such
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile("([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})")
_TRUTH = {"1": "SANT", "0": "FALSKT"}  # as a Swedish spreadsheet shows them

Row = tuple[int, list[str]]  # its number, its cells from column A
Mark = tuple[int, int, str, str]  # row, position from 0, rule, text


@dataclass(slots=True)
class Cells:
    """What a sheet holds: rows met and not yet taken, and what there is to say about them."""

    ready: list[Row] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)  # also of cells in columns nobody reads
    hidden: list[int] = field(default_factory=list)  # rows that hold text
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last, from 0
    # first row, last row, position: cells that are one over several rows
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # which shared texts


def sheet_rows(workbook: Workbook, sheet: Sheet, mark: str, cells: Cells) -> Iterator[list[Row]]:
    """The rows that hold text, some at a time; `mark` stands before decimals."""
    reader = _Reader(workbook, cells, mark)
    for _ in workbook.archive.parse(sheet.part, reader):
        rows, cells.ready = cells.ready, []
        yield rows


@cache
def position_of(letters: str) -> int:
    """A column's position from 0: A, B … Z, AA."""
    position = 0
    for letter in letters:
        position = 26 * position + ord(letter) - ord("A") + 1
    return position - 1


class _Reader:
    def __init__(self, workbook: Workbook, cells: Cells, mark: str) -> None:
        self._workbook, self._cells, self._mark = workbook, cells, mark
        self._limits = workbook.archive.limits
        self._row = self._position = self._length = self._seen = self._characters = 0
        self._texts: list[str] = []
        self._is_hidden = False
        self._cell: Attributes = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._collects: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "row":
                self._start_row(attributes)
            case "c":
                self._start_cell(attributes)
            case "v" | "t":
                self._value = self._collects = self._value or []
            case "f":
                self._formula = self._collects = []
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case "col" if is_true(attributes, "hidden"):
                self._hide(attributes.get("min", ""), attributes.get("max", ""))

    def text(self, data: str) -> None:
        if self._collects is not None and self._length <= self._limits.cell:
            self._collects.append(data)
            self._length += len(data)

    def end(self, name: str) -> None:
        match name:
            case "f":
                self._collects, self._length = None, 0
            case "v" | "t":
                self._collects = None
            case "c":
                self._end_cell()
            case "row":
                self._end_row()

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", str(self._row + 1))
        row = int(number) if number.isdecimal() and len(number) < 8 else 0
        if not self._row < row <= LAST_ROW:
            raise Refused(Issue.of(Rule.BROKEN_WORKBOOK))
        self._row, self._position, self._texts = row, -1, []
        self._is_hidden = is_true(attributes, "hidden")

    def _start_cell(self, attributes: Attributes) -> None:
        self._seen += 1
        if self._seen > self._limits.cells:
            raise Refused(too_many_cells(self._limits))
        match = _REFERENCE.fullmatch(attributes["r"]) if "r" in attributes else None
        position = position_of(match[1]) if match else self._position + 1
        if position <= self._position or self._row == 0:
            raise Refused(Issue.of(Rule.BROKEN_WORKBOOK))
        self._position, self._cell, self._length = position, attributes, 0
        self._value = self._formula = None

    def _end_cell(self) -> None:
        text = self._cell_text()
        if not text.strip():
            return
        if self._position >= self._limits.columns:
            details = (str(self._position + 1), str(self._limits.columns))
            raise Refused(Issue.of(Rule.TOO_MANY_COLUMNS, self._row, details=details))
        self._characters += len(text)  # one long shared text may stand in a million cells
        if self._characters > self._limits.unpacked:
            raise Refused(Issue.of(Rule.UNPACKS_TOO_LARGE))
        self._texts += [""] * (self._position - len(self._texts)) + [text]

    def _end_row(self) -> None:
        if self._texts:
            self._cells.ready.append((self._row, self._texts))
            if self._is_hidden:
                self._cells.hidden.append(self._row)

    def _cell_text(self) -> str:
        value = "".join(self._value or ())
        match self._cell.get("t", "n"):
            case "s":
                return self._shared(value)
            case "str" | "inlineStr":
                return unescaped(value)
            case "b":
                return _TRUTH.get(value, value)
            case "d":
                return value.removesuffix("Z").removesuffix("T00:00:00")
            case "e":
                return value if value == MISSING_ERROR else self._noted(Rule.CELL_ERROR, value)
            case _:
                return self._number(value)

    def _number(self, value: str) -> str:
        if not value and self._formula is not None:
            formula = f"={''.join(self._formula)}"
            return self._noted(Rule.FORMULA_WITHOUT_VALUE, formula)
        shown = self._format()
        if shown is Format.DATE:
            return written_day(value, self._workbook.day_zero) or written_number(value, self._mark)
        if shown is Format.PERCENT and value:
            self._noted(Rule.PERCENT, f"{written_number(value, self._mark, 2)} %")
        return written_number(value, self._mark)

    def _format(self) -> Format:
        style = self._cell.get("s", "")
        formats = self._workbook.formats
        known = style.isdecimal() and len(style) < 8 and int(style) < len(formats)
        return formats[int(style)] if known else Format.NUMBER

    def _shared(self, value: str) -> str:
        index = int(value) if value.isdecimal() and len(value) < 10 else -1
        if not 0 <= index < len(self._workbook.texts):
            raise Refused(Issue.of(Rule.BROKEN_WORKBOOK))
        self._cells.used.add(index)
        return self._workbook.texts[index]

    def _merge(self, reference: str) -> None:
        match = _RANGE.fullmatch(reference)
        if match is None or len(self._cells.merged) == MOST_KEPT:
            raise Refused(Issue.of(Rule.BROKEN_WORKBOOK))
        if match[2] != match[3]:
            self._cells.merged.append((int(match[2]), int(match[3]), position_of(match[1])))

    def _hide(self, first: str, last: str) -> None:
        is_odd = not (first.isdecimal() and last.isdecimal()) or max(len(first), len(last)) > 5
        if is_odd or len(self._cells.hidden_columns) == MOST_KEPT:
            raise Refused(Issue.of(Rule.BROKEN_WORKBOOK))
        self._cells.hidden_columns.append((int(first) - 1, int(last) - 1))

    def _noted(self, rule: Rule, text: str) -> str:
        """Mark the cell; what stands in it instead of a value: nothing."""
        self._cells.marks.append((self._row, self._position, rule.value, text))
        return ""
