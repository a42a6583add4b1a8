"""Which cells does a file hold? Bytes in, texts out: no number or month is read here."""

from dataclasses import replace

from kpi.catalogue.types import Catalogue, Layout
from kpi.intake.content import Content, content_of, is_binary, is_misnamed
from kpi.intake.dialect import find_dialect, without_sep_line
from kpi.intake.encoding import decode, is_utf16
from kpi.intake.even_rows import read_even_rows
from kpi.intake.how import How
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.layout import Headings, known_headings
from kpi.intake.limits import PAGE_LIMITS, Limits
from kpi.intake.records import read_records
from kpi.intake.text_table import (
    LEAVES_NO_TABLE,
    NO_CELLS,
    TextTable,
    check_cells,
    check_characters,
    check_header,
    refused,
)
from kpi.intake.texts import UNREADABLE, display_name
from kpi.intake.xlsx import read_workbook


def read(
    data: bytes,
    catalogue: Catalogue,
    *,
    name: str = "",
    layout: Layout | None = None,
    sheet: str | None = None,
    limits: Limits = PAGE_LIMITS,
) -> TextTable:
    """The cells of a CSV file or of one sheet of an Excel file, told apart by content.

    Bad content gives issues, never an exception. The catalogue's headings help to find the
    header and the delimiter; a layout that names them decides. `sheet` None means the only
    one there is to choose.
    """
    name = display_name(name)
    if len(data) > limits.bytes:
        return refused(name, _too_large(data, limits))
    content = content_of(data)
    if content is None and not is_utf16(data) and is_binary(data):
        content = Content.BINARY
    known, how = known_headings(catalogue, layout), How.of(layout)
    if content is Content.XLSX:
        table = read_workbook(data, known, name=name, how=how, sheet=sheet, limits=limits)
    elif content is not None:
        return refused(name, Issue.of(Rule.OTHER_FORMAT, details=(content.value,)))
    elif sheet is not None:
        return refused(name, Issue.of(Rule.NO_SUCH_SHEET, found=sheet))
    else:
        table = _read_csv(data, known, name, how, limits)
    return _with_true_name(table, content or Content.CSV)


def _read_csv(data: bytes, known: Headings, name: str, how: How, limits: Limits) -> TextTable:
    decoded = decode(data, how.encoding)
    findings = Findings()
    findings.add(*decoded.issues)
    text, declared = _below_sep_line(decoded.text, limits, findings)
    dialect = find_dialect(text, known, declared or how.delimiter, how.header_row)
    records = read_even_rows(text, dialect, limits)
    if records is None:
        records = read_records(text, dialect, limits, findings)
    check_header(records, how.header_row, findings)
    stopped = not LEAVES_NO_TABLE.isdisjoint(findings.totals)
    table = TextTable(
        name=name,
        header=() if stopped else records.header,
        header_row=records.header_row,
        above=tuple((row, tuple(record)) for row, record in records.above),
        misfits=tuple((row, tuple(record)) for row, record in records.misfits),
        cells=NO_CELLS if stopped else records.cells,
        skipped=records.skipped,
        encoding=decoded.encoding,
        delimiter=dialect.delimiter,
    )
    check_cells(table, limits, findings)
    if UNREADABLE in decoded.text:
        check_characters(table, findings)
        if not findings.totals[Rule.UNREADABLE_CHARACTER]:  # in a row that could not be read
            findings.add(Issue.of(Rule.UNREADABLE_CHARACTER))
    return replace(table, issues=tuple(findings.kept), totals=findings.totals)


def _too_large(data: bytes, limits: Limits) -> Issue:
    return Issue.of(Rule.FILE_TOO_LARGE, details=(str(len(data)), str(limits.bytes)))


def _with_true_name(table: TextTable, content: Content) -> TextTable:
    """With a note if the file's name says that it is something else."""
    if not is_misnamed(table.name, content):
        return table
    note = Issue.of(Rule.MISNAMED, details=(content.value,))
    totals = {**table.totals, note.rule: 1}
    return replace(table, issues=(note, *table.issues), totals=totals)


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
