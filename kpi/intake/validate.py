"""Can a file be committed, and as which rows? The door of this package.

A mistake in a file is data: everything that is wrong comes back as issues, all at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from kpi.catalogue.types import Catalogue, Layout
from kpi.intake.daily import summed
from kpi.intake.data_rows import without_repeated_header, without_totals
from kpi.intake.duplicates import merged
from kpi.intake.factors import multiplied
from kpi.intake.issue import DOUBTS, Findings, Issue, Level, Rule
from kpi.intake.layout import Matched, match_header, months_among
from kpi.intake.layout_text import check_layouts
from kpi.intake.likely import check_likely
from kpi.intake.marks import report_marks, with_days_of_serials
from kpi.intake.measure_rows import measure_rows
from kpi.intake.personal_data import Columns, mask, stop_persons
from kpi.intake.register_rows import register_rows
from kpi.intake.resolve import Known, measure_names, unit_names
from kpi.intake.rules import VALUE_RULES, check_values
from kpi.intake.skipped_rows import without_skipped
from kpi.intake.source import Source
from kpi.intake.text_table import NO_CELLS, TextTable
from kpi.ledger.kinds import KINDS, LAYOUTS, MEASURES, FieldType

NUMERIC = (FieldType.NUMBER, FieldType.INTEGER)
LONGEST_FOUND = 200  # characters of a cell that an issue shows


@dataclass(frozen=True, slots=True)
class Facts:
    """How the file was read, for the one who sent it."""

    name: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    data_rows: int = 0  # rows with text below the header
    skipped_rows: int = 0  # rows without any text
    ignored: tuple[str, ...] = ()  # headings that are not read
    units: int = 0  # different units
    first_month: date | None = None
    last_month: date | None = None
    sheet: str = ""  # a workbook's sheet
    sheets: tuple[str, ...] = ()  # those to choose among


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as typed rows, or the reasons why it cannot be."""

    layout: Layout | None
    rows: pl.DataFrame  # the kind's `row_schema`; empty when there is any error
    issues: tuple[Issue, ...]  # in the file's order, at most KEPT_PER_RULE of each rule
    totals: Mapping[Rule, int]  # how many there were of each rule, kept or not
    facts: Facts
    keep_file: bool  # False: a person's number stands in it; store nothing of it
    header: tuple[str, ...] = ()
    # row, c0, c1 … as written: the rows with errors, of those that became rows at all
    failed: pl.DataFrame = field(default_factory=lambda: NO_CELLS)
    # rule, unit, measure, month: the figures that a rule doubts; an empty text means all
    doubts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DOUBTS))

    @property
    def has_errors(self) -> bool:
        return self.count(Level.ERROR) > 0

    def count(self, level: Level) -> int:
        return sum(count for rule, count in self.totals.items() if rule.level is level)


def validate(
    table: TextTable, layout: Layout | None, catalogue: Catalogue, known: Known
) -> Checked:
    """Check a file against its layout (None: no layout fits), the catalogue and the store."""
    findings = Findings()
    whole = table
    table = without_skipped(whole, layout, findings)
    findings.include(table.issues, table.totals)
    matched = Matched()
    if layout is not None and table.header:
        matched = match_header(table.header, table.header_row, layout, catalogue)
        findings.add(*matched.issues)
    elif table.header:
        rule = Rule.MONTHS_AS_COLUMNS if len(months_among(table.header)) > 1 else Rule.NO_LAYOUT
        findings.add(Issue.of(rule, table.header_row))
    places = _places(layout, matched)
    if layout is not None:
        report_marks(table, places.read, findings)
        table = with_days_of_serials(table, places.months, findings)
    units, measures = unit_names(known), measure_names(catalogue)
    columns = Columns(places.numbers, places.dates, (units, measures))
    keep_file = not stop_persons(whole, columns, findings)
    rows = _no_rows(layout)
    if layout is not None and table.header:
        source = Source(
            table.header, table.cells, matched, layout, catalogue, known, units, measures
        )
        rows = _rows(source, findings)
        if rows.is_empty() and not findings.stops:
            findings.add(Issue.of(Rule.NO_ROWS, table.header_row))
    return Checked(
        layout=layout,
        rows=rows.clear() if findings.stops else rows,
        issues=tuple(_shown(issue, table.sheet) for issue in findings.in_file_order()),
        totals=findings.totals,
        facts=_facts(table, matched, rows),
        keep_file=keep_file,
        header=table.header if keep_file else (),
        failed=_failed(table, findings) if keep_file else NO_CELLS,
        doubts=findings.doubts,
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns of each kind stand, by position."""

    read: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()  # months and days


def _places(layout: Layout | None, matched: Matched) -> _Places:
    if layout is None:
        return _Places()
    types = {at: KINDS[layout.kind].fields.get(name) for name, at in matched.fields.items()}
    measures = frozenset((*matched.measures.values(), *matched.months.values()))

    def of(*wanted: FieldType) -> frozenset[int]:
        return frozenset(at for at, type_ in types.items() if type_ in wanted)

    return _Places(
        read=measures.union(types),
        numbers=measures | of(*NUMERIC),
        months=of(FieldType.MONTH),
        dates=of(FieldType.MONTH, FieldType.DAY),
    )


def _failed(table: TextTable, findings: Findings) -> pl.DataFrame:
    """The rows of the file that have an error among those kept."""
    rows = {issue.row for issue in findings.kept if issue.level is Level.ERROR}
    return table.cells.filter(pl.col("row").is_in(sorted(rows)))


def _no_rows(layout: Layout | None) -> pl.DataFrame:
    return pl.DataFrame(schema=KINDS[layout.kind].row_schema if layout else {})


def _rows(source: Source, findings: Findings) -> pl.DataFrame:
    """The rows that the file comes to, in the kind's `row_schema`."""
    kind = KINDS[source.layout.kind]
    source = without_repeated_header(source, findings)
    if kind is MEASURES:
        rows = _measures(without_totals(source, findings), findings)
    else:
        rows = register_rows(source, kind, findings)
        if kind is LAYOUTS:
            check_layouts(rows, source.heading("content"), source.catalogue, findings)
        rows = merged(rows, list(kind.keys), [*kind.values, "removed"], findings)
    rows = rows.rename({"row": "source_row"})
    return rows.select(pl.col(name).cast(dtype) for name, dtype in kind.row_schema.items())


def _measures(source: Source, findings: Findings) -> pl.DataFrame:
    measures = source.catalogue.measures
    reported = measure_rows(source, findings)
    reported = multiplied(reported, source.layout.factors, measures, findings)
    check_values(reported, measures.values(), findings)
    if source.layout.aggregate is None:
        says_something = pl.any_horizontal(
            pl.col("value").is_not_null(), pl.col("missing").is_not_null(), "removed"
        )
        values = [*MEASURES.values, "removed"]
        kept = reported.filter(says_something)
        rows = merged(kept, list(MEASURES.keys), values, findings)
        check_likely(rows, source, findings)
        return rows
    titles = {measure.id: measure.title for measure in measures.values()}
    sums = summed(reported, titles, findings)
    if VALUE_RULES.keys().isdisjoint(findings.totals):  # else a bad day would be told of twice
        check_values(sums, measures.values(), findings)
    check_likely(sums, source, findings)
    return sums


def _facts(table: TextTable, matched: Matched, rows: pl.DataFrame) -> Facts:
    months = rows["month"].drop_nulls() if "month" in rows.columns else pl.Series(dtype=pl.Date)
    units = rows["unit"] if "unit" in rows.columns else pl.Series(dtype=pl.String)
    first, last = months.min(), months.max()
    return Facts(
        name=mask(table.name),
        encoding=table.encoding,
        delimiter=table.delimiter,
        header_row=table.header_row,
        data_rows=table.cells.height,
        skipped_rows=table.skipped,
        ignored=tuple(map(mask, matched.ignored)),
        units=units.filter(units != "").n_unique(),
        first_month=first if isinstance(first, date) else None,
        last_month=last if isinstance(last, date) else None,
        sheet=table.sheet,
        sheets=table.sheets,
    )


def _shown(issue: Issue, sheet: str) -> Issue:
    """The issue as anyone may see it, with its sheet: no person's number, no page-long cell."""
    found = mask(issue.found)
    if len(found) > LONGEST_FOUND:
        found = found[: LONGEST_FOUND - 1] + "…"
    details = tuple(map(mask, issue.details))
    return replace(
        issue,
        column=mask(issue.column),
        found=found,
        details=details,
        sheet=sheet if issue.row else "",
    )
