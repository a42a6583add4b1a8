"""A received file as texts, whatever kind of file it was: what every later check works from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.limits import Limits
from kpi.intake.records import Records
from kpi.intake.texts import UNREADABLE

NO_CELLS = pl.DataFrame(schema={"row": pl.Int32})
NO_MARKS = pl.DataFrame(
    schema={"row": pl.Int32, "position": pl.Int32, "rule": pl.String, "text": pl.String}
)
LEAVES_NO_TABLE = frozenset(
    {
        Rule.EMPTY_FILE,
        Rule.LONG_FIRST_LINE,
        Rule.NO_HEADER,
        Rule.ONE_COLUMN,
        Rule.NO_ROWS,
        Rule.TOO_MANY_COLUMNS,
        Rule.TOO_MANY_ROWS,
    }
)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A file as texts, and what was found on the way. Without a header nothing could be read."""

    name: str = ""  # the file's
    header: tuple[str, ...] = ()
    header_row: int = 0
    above: tuple[tuple[int, tuple[str, ...]], ...] = ()  # rows over the header: number, cells
    misfits: tuple[tuple[int, tuple[str, ...]], ...] = ()  # rows with another number of cells
    # row (Int32, as a spreadsheet shows it), c0, c1 … (String)
    cells: pl.DataFrame = field(default_factory=lambda: NO_CELLS)
    skipped: int = 0  # rows without any text
    encoding: str = ""
    delimiter: str = ""
    issues: tuple[Issue, ...] = ()
    totals: Mapping[Rule, int] = field(default_factory=dict)  # also of those not kept
    # A workbook's besides: the sheet that was read, all that hold text, what a bare number counts
    # days from, and cells that need a word if they are read (position from 0, text as shown).
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    day_zero: date | None = None
    marks: pl.DataFrame = field(default_factory=lambda: NO_MARKS)


def column_at(cells: pl.DataFrame, position: int) -> pl.DataFrame:
    """row, text of the column at a position from 0. Nothing is computed, so nothing is queried."""
    return pl.DataFrame({"row": cells["row"], "text": cells[f"c{position}"]})


def refused(name: str, issue: Issue) -> TextTable:
    """The table of a file that is not read at all."""
    return TextTable(name=name, issues=(issue,), totals={issue.rule: 1})


def check_header(records: Records, declared: int | None, findings: Findings) -> None:
    """What is wrong with the header, which a layout may declare, or with a file that has none."""
    if not records.header:
        if declared is not None:
            findings.add(Issue.of(Rule.NO_HEADER, declared))
        elif not findings.stops:
            findings.add(Issue.of(Rule.EMPTY_FILE))
        return
    titled = any(cell.strip() for _, record in records.above for cell in record)
    if titled and declared is None:
        findings.add(Issue.of(Rule.HEADER_BELOW_TOP, records.header_row))
    if records.width == 1:
        heading = records.header[0]
        findings.add(Issue.of(Rule.ONE_COLUMN, records.header_row, found=heading))
    elif not records.parts and not findings.stops:
        findings.add(Issue.of(Rule.NO_ROWS, records.header_row))


def check_cells(table: TextTable, limits: Limits, findings: Findings) -> None:
    """Say which cells are too long."""
    longest = table.cells.select(pl.exclude("row").str.len_chars().max())
    for index, heading in enumerate(table.header):
        name = f"c{index}"
        if (longest[name][0] or 0) > limits.cell:
            too_long = pl.col(name).str.len_chars() > limits.cell
            cells = table.cells.filter(too_long).select("row", text=pl.lit(""))
            findings.add_cells(Rule.LONG_CELL, heading, cells)


def check_characters(table: TextTable, findings: Findings) -> None:
    """Say where a character has been lost."""
    found = [
        Issue.of(Rule.UNREADABLE_CHARACTER, table.header_row, found=heading)
        for heading in table.header
        if UNREADABLE in heading
    ]
    findings.add(*found)
    for index, heading in enumerate(table.header):
        lost = pl.col(f"c{index}").str.contains(UNREADABLE, literal=True)
        cells = table.cells.filter(lost).select("row", text=f"c{index}")
        findings.add_cells(Rule.UNREADABLE_CHARACTER, heading, cells)
