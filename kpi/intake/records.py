"""Which rows does the text hold, and which of them do not have the header's number of cells?

Rows are numbered as a spreadsheet shows them: one a record, however many lines it takes.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from kpi.intake.dialect import Dialect
from kpi.intake.issue import KEPT_PER_RULE, Findings, Issue, Rule
from kpi.intake.limits import Limits
from kpi.intake.texts import tidy

AT_A_TIME = 50_000  # records held as Python lists; the rest are already Polars columns
_LINE_BREAK = re.compile(r"\r\n|\r|\n")

Record = list[str]


@dataclass(slots=True)
class Records:
    """What was read so far. `width` is how many columns the header has."""

    above: list[tuple[int, Record]] = field(default_factory=list)  # rows over the header
    header: tuple[str, ...] = ()
    header_row: int = 0
    skipped: int = 0  # rows without any text
    parts: list[pl.DataFrame] = field(default_factory=list)
    misfits: list[tuple[int, Record]] = field(default_factory=list)  # as many as are told of

    @property
    def width(self) -> int:
        return len(self.header)

    @property
    def cells(self) -> pl.DataFrame:
        """row (Int32), c0, c1 … (String); an empty cell is an empty text."""
        empty = _frame([], [() for _ in range(self.width)])
        return pl.concat([empty, *self.parts])


def read_records(text: str, dialect: Dialect, limits: Limits, findings: Findings) -> Records:
    """Everything up to the end, a limit, or a quote that makes the rest unreadable."""
    records = Records()
    row = 1
    for chunk in _chunks(text, dialect.delimiter, findings):
        rest = _take_header(records, chunk, dialect.header) if row == 1 else chunk
        if records.width > limits.columns:
            details = (str(records.width), str(limits.columns))
            findings.add(Issue.of(Rule.TOO_MANY_COLUMNS, records.header_row, details=details))
            break
        last = records.header_row + limits.rows
        if row + len(chunk) - 1 > last:
            findings.add(Issue.of(Rule.TOO_MANY_ROWS, last + 1, details=(str(limits.rows),)))
            break
        first = row + len(chunk) - len(rest)
        add_rows(records, list(range(first, row + len(chunk))), rest, findings)
        row += len(chunk)
    return records


def _chunks(text: str, delimiter: str, findings: Findings) -> Iterator[list[Record]]:
    # Not StringIO, which keeps four bytes for every character of the file.
    lines = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    row = 1
    while True:
        chunk: list[Record] = []
        lines_before = reader.line_num
        try:
            for record in islice(reader, AT_A_TIME):
                chunk.append(record)  # noqa: PERF402 - what was read before an error is kept
        except csv.Error as error:
            into = reader.line_num - lines_before - sum(map(_lines, chunk))
            findings.add(_broken(error, row + len(chunk), into))
            yield chunk
            return
        if not chunk:
            return
        yield chunk
        row += len(chunk)


def _lines(record: Record) -> int:
    return 1 + sum(len(_LINE_BREAK.findall(cell)) for cell in record)


def _broken(error: csv.Error, row: int, lines: int) -> Issue:
    """What is wrong with the record that the csv module gave up on, `lines` lines into it.

    A quote never closed swallows rows until the end, a size limit or the next quote; the row
    to correct is the one it stands on.
    """
    if lines > 1 or "unexpected end" in str(error):
        return Issue.of(Rule.UNCLOSED_QUOTE, row)
    if "field limit" in str(error):
        return Issue.of(Rule.LONG_CELL, row)
    return Issue.of(Rule.STRAY_QUOTE, row)


def _take_header(records: Records, chunk: list[Record], index: int) -> list[Record]:
    """Note the header and what stands above it; return the rows below."""
    records.above = list(enumerate(chunk[:index], start=1))
    if index < len(chunk):
        set_header(records, index + 1, chunk[index])
    return chunk[index + 1 :]


def set_header(records: Records, row: int, record: Record) -> None:
    """Make a row the header, without the empty cells at its end."""
    cells = [tidy(cell) for cell in record]
    while cells and not cells[-1]:  # every row ends with the delimiter
        cells.pop()
    records.header, records.header_row = tuple(cells), row


def add_rows(records: Records, numbers: list[int], rows: list[Record], findings: Findings) -> None:
    """Add the rows as columns, without those that are blank or of another width."""
    if not records.width:  # the row that was to be the header is blank
        return
    if set(map(len, rows)) - {records.width}:
        numbers, rows = _fitting(records, numbers, rows, findings)
    if rows:
        frame = _frame(numbers, list(zip(*rows, strict=True)))
        blank = pl.all_horizontal(pl.exclude("row").str.strip_chars() == "")
        records.parts.append(frame.filter(~blank))
        records.skipped += frame.height - records.parts[-1].height


def _fitting(
    records: Records, numbers: list[int], rows: list[Record], findings: Findings
) -> tuple[list[int], list[Record]]:
    """The rows with the header's number of cells; empty cells beyond it do not count."""
    kept_numbers, kept = [], []
    for number, record in zip(numbers, rows, strict=True):
        beyond = any(map(str.strip, record[records.width :]))
        if len(record) >= records.width and not beyond:
            kept_numbers.append(number)
            kept.append(record[: records.width])
        elif any(map(str.strip, record)):
            findings.add(_misfit(number, record, records.width))
            if len(records.misfits) < KEPT_PER_RULE:
                records.misfits.append((number, record))
        else:
            records.skipped += 1
    return kept_numbers, kept


def _misfit(row: int, record: Record, width: int) -> Issue:
    if any(_LINE_BREAK.search(cell) for cell in record):  # a quote took in the rows that follow
        return Issue.of(Rule.UNCLOSED_QUOTE, row)
    rule = Rule.TOO_MANY_FIELDS if len(record) > width else Rule.TOO_FEW_FIELDS
    return Issue.of(rule, row, details=(str(width), str(len(record))))


def _frame(numbers: list[int], columns: list[tuple[str, ...]]) -> pl.DataFrame:
    texts = {f"c{index}": pl.Series(cells, dtype=pl.String) for index, cells in enumerate(columns)}
    return pl.DataFrame({"row": pl.Series(numbers, dtype=pl.Int32), **texts})
