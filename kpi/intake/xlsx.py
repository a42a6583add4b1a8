"""Which table does an Excel file hold? One sheet of it, as the texts that a CSV would hold.

openpyxl is not used: read row by row it shows neither hidden rows nor merged cells, it cannot
tell a formula without a value from an empty cell, and it fills every row up to the width that
the file declares.
"""

from collections.abc import Container, Iterator
from dataclasses import replace

import polars as pl

from kpi.intake.archive import Archive, Refused
from kpi.intake.dialect import HEADER_WITHIN, find_header
from kpi.intake.elsewhere import persons_elsewhere
from kpi.intake.how import How
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.limits import Limits
from kpi.intake.records import Records, add_rows, set_header
from kpi.intake.sheet import Cells, Row, sheet_rows
from kpi.intake.sheet_choice import choose_sheet
from kpi.intake.text_table import (
    LEAVES_NO_TABLE,
    NO_CELLS,
    NO_MARKS,
    TextTable,
    check_cells,
    check_characters,
    check_header,
    refused,
)
from kpi.intake.workbook import Sheet, Workbook, open_workbook

CELLS_AT_A_TIME = 500_000  # held as Python lists; the rest are already Polars columns


def read_workbook(
    data: bytes,
    known: Container[str],
    *,
    name: str,
    how: How,
    sheet: str | None,
    limits: Limits,
) -> TextTable:
    """The cells of one sheet; issues instead for what is no workbook, or too much of one."""
    findings = Findings()
    table = TextTable(name=name, encoding="Excel")
    try:
        workbook = open_workbook(Archive(data, limits))
        choice = choose_sheet(workbook, sheet, findings)
        table = replace(table, sheets=choice.names, day_zero=workbook.day_zero)
        if choice.sheet is not None:
            table = _read_sheet(workbook, choice.sheet, table, findings, known=known, how=how)
    except Refused as refusal:
        return refused(name, refusal.issue)
    return replace(table, issues=tuple(findings.kept), totals=findings.totals)


def _read_sheet(
    workbook: Workbook,
    sheet: Sheet,
    table: TextTable,
    findings: Findings,
    *,
    known: Container[str],
    how: How,
) -> TextTable:
    cells, limits = Cells(), workbook.archive.limits
    mark, header_row = how.mark, how.header_row
    marks: list[pl.DataFrame] = [NO_MARKS]
    batches = _collected(sheet_rows(workbook, sheet, mark, cells), cells, marks)
    records = _records(batches, known, header_row, limits, findings)
    check_header(records, header_row, findings)
    _say_how_rows_look(cells, records, findings)
    persons_elsewhere(workbook, sheet, cells.used, findings)
    stopped = not LEAVES_NO_TABLE.isdisjoint(findings.totals)
    table = replace(
        table,
        header=() if stopped else records.header,
        header_row=records.header_row,
        above=tuple((row, tuple(texts)) for row, texts in records.above),
        misfits=tuple((row, tuple(record)) for row, record in records.misfits),
        cells=NO_CELLS if stopped else records.cells,
        skipped=records.skipped,
        sheet=sheet.name,
        marks=pl.concat(marks).filter(pl.col("row") > records.header_row),
    )
    check_cells(table, limits, findings)
    check_characters(table, findings)
    return table


def _collected(
    batches: Iterator[list[Row]], cells: Cells, marks: list[pl.DataFrame]
) -> Iterator[list[Row]]:
    """The rows, many at a time; the marks on their cells go into `marks`."""
    waiting: list[Row] = []
    size = 0
    for batch in batches:
        waiting += batch
        size += sum(len(texts) for _, texts in batch)
        marks.append(pl.DataFrame(cells.marks, NO_MARKS.schema, orient="row"))
        cells.marks.clear()
        if size > CELLS_AT_A_TIME:
            yield waiting
            waiting, size = [], 0
    yield waiting


def _records(
    batches: Iterator[list[Row]],
    known: Container[str],
    header_row: int | None,
    limits: Limits,
    findings: Findings,
) -> Records:
    """The rows as columns below their header; those without text are counted."""
    records = Records()
    last = 0
    for batch in batches:
        if not records.header_row:
            _take_header(records, batch, known, header_row)
        rows = [row for row in batch if row[0] > records.header_row]
        above, last = max(last, records.header_row), rows[-1][0] if rows else last
        most = records.header_row + limits.rows
        if last > most:
            findings.add(Issue.of(Rule.TOO_MANY_ROWS, most + 1, details=(str(limits.rows),)))
            break
        padded = [texts + [""] * (records.width - len(texts)) for _, texts in rows]
        add_rows(records, [row for row, _ in rows], padded, findings)
        records.skipped += max(last - above, 0) - len(rows)
    return records


def _take_header(
    records: Records, rows: list[Row], known: Container[str], header_row: int | None
) -> None:
    """Note the header and what stands above it, as they would be found in a CSV."""
    if header_row is None and rows:
        early = [row for row in rows if row[0] <= HEADER_WITHIN] or rows[:1]
        header_row = early[find_header([texts for _, texts in early], known)[0]][0]
    number = header_row or 1
    records.above = [row for row in rows if row[0] < number]
    set_header(records, number, dict(rows).get(number, []))


def _say_how_rows_look(cells: Cells, records: Records, findings: Findings) -> None:
    """Rows and columns that are hidden are read; cells merged down several rows are not."""
    for position, heading in enumerate(records.header):
        if any(first <= position <= last for first, last in cells.hidden_columns):
            findings.add(Issue.of(Rule.HIDDEN_COLUMN, records.header_row, heading))
    hidden = [row for row in cells.hidden if row > records.header_row]
    frame = pl.DataFrame({"row": hidden}, schema={"row": pl.Int32})
    findings.add_cells(Rule.HIDDEN_ROW, "", frame.with_columns(text=pl.lit("")))
    for first, last, position in sorted(cells.merged):
        if last > records.header_row and position < records.width:
            place = max(first, records.header_row + 1), records.header[position]
            details = (str(first), str(last))
            findings.add(Issue.of(Rule.MERGED_CELLS, *place, details=details))
