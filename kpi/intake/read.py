"""Which cells does a file hold? Bytes in, texts out: no number or month is read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from kpi.catalogue.types import Catalogue, Layout
from kpi.intake.content import Content, content_of, is_binary
from kpi.intake.dialect import find_dialect, without_sep_line
from kpi.intake.encoding import decode, is_utf16
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.layout import known_headings
from kpi.intake.limits import PAGE_LIMITS, Limits
from kpi.intake.records import Records, read_records
from kpi.intake.texts import UNREADABLE, display_name

NO_CELLS = pl.DataFrame(schema={"row": pl.Int32})
LEAVES_NO_TABLE = frozenset(
    {
        Rule.EMPTY_FILE,
        Rule.LONG_FIRST_LINE,
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
    # row (Int32, as a spreadsheet shows it), c0, c1 … (String)
    cells: pl.DataFrame = field(default_factory=lambda: NO_CELLS)
    skipped: int = 0  # rows without any text
    encoding: str = ""
    delimiter: str = ""
    issues: tuple[Issue, ...] = ()
    totals: Mapping[Rule, int] = field(default_factory=dict)  # also of those not kept


def read(
    data: bytes,
    catalogue: Catalogue,
    *,
    name: str = "",
    layout: Layout | None = None,
    limits: Limits = PAGE_LIMITS,
) -> TextTable:
    """The cells of a CSV file. Bad content gives issues, never an exception.

    The catalogue's headings help to find the header and the delimiter; a layout that names
    its delimiter decides.
    """
    name = display_name(name)
    refused = _refused(data, limits)
    if refused:
        return TextTable(name=name, issues=(refused,), totals={refused.rule: 1})
    decoded = decode(data)
    findings = Findings()
    findings.add(*decoded.issues)
    text, declared = _below_sep_line(decoded.text, limits, findings)
    known = known_headings(catalogue, layout)
    dialect = find_dialect(text, known, declared or (layout.delimiter if layout else None))
    records = read_records(text, dialect, limits, findings)
    _check_header(records, findings)
    stopped = not LEAVES_NO_TABLE.isdisjoint(findings.totals)
    table = TextTable(
        name=name,
        header=() if stopped else records.header,
        header_row=records.header_row,
        above=tuple((row, tuple(record)) for row, record in records.above),
        cells=NO_CELLS if stopped else records.cells,
        skipped=records.skipped,
        encoding=decoded.encoding,
        delimiter=dialect.delimiter,
    )
    _check_cells(table, limits, findings)
    if UNREADABLE in decoded.text:
        _check_characters(table, findings)
    return replace(table, issues=tuple(findings.kept), totals=findings.totals)


def _refused(data: bytes, limits: Limits) -> Issue | None:
    """Why the bytes are not even decoded."""
    if len(data) > limits.bytes:
        return Issue.of(Rule.FILE_TOO_LARGE, details=(str(len(data)), str(limits.bytes)))
    content = content_of(data)
    if content is None and not is_utf16(data) and is_binary(data):
        content = Content.BINARY
    return Issue.of(Rule.NOT_CSV, details=(content.value,)) if content else None


def _below_sep_line(text: str, limits: Limits, findings: Findings) -> tuple[str, str | None]:
    """The table's text, none of it if its first line is too long, and any declared delimiter."""
    text, declared = without_sep_line(text)
    if _first_line_length(text) > limits.first_line:
        findings.add(Issue.of(Rule.LONG_FIRST_LINE, 1))
        text = ""
    return text, declared


def _first_line_length(text: str) -> int:
    start = text.lstrip()
    ends = [end for end in (start.find("\n"), start.find("\r")) if end >= 0]
    return min(ends, default=len(start))


def _check_header(records: Records, findings: Findings) -> None:
    if not records.header:
        if not findings.stops:
            findings.add(Issue.of(Rule.EMPTY_FILE))
        return
    if any(cell.strip() for _, record in records.above for cell in record):
        findings.add(Issue.of(Rule.HEADER_BELOW_TOP, records.header_row))
    if records.width == 1:
        heading = records.header[0]
        findings.add(Issue.of(Rule.ONE_COLUMN, records.header_row, found=heading))
    elif not records.parts and not findings.stops:
        findings.add(Issue.of(Rule.NO_ROWS, records.header_row))


def _check_cells(table: TextTable, limits: Limits, findings: Findings) -> None:
    for index, heading in enumerate(table.header):
        too_long = pl.col(f"c{index}").str.len_chars() > limits.cell
        cells = table.cells.filter(too_long).select("row", text=pl.lit(""))
        findings.add_cells(Rule.LONG_CELL, heading, cells)


def _check_characters(table: TextTable, findings: Findings) -> None:
    """Say where the bytes meant nothing."""
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
    if not findings.totals[Rule.UNREADABLE_CHARACTER]:  # in a row that could not be read
        findings.add(Issue.of(Rule.UNREADABLE_CHARACTER))
