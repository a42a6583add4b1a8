"""Which values of which measures does a file report, in the long shape or the wide one?"""

from datetime import date

import polars as pl

from kpi.catalogue.types import Shape
from kpi.intake.cells import Bad, Reader, is_blank
from kpi.intake.dates import read_day, read_month
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.number_columns import LOST, markers, read_numbers
from kpi.intake.source import Source

EARLIEST = date(1990, 1, 1)  # before this it is a typing error, or Excel's 0, which is 1900-01


def measure_rows(source: Source, findings: Findings) -> pl.DataFrame:
    """Every value, missing value and removal that the file names.

    Out: unit, measure (String, ids), month (Date), value (NUMBER_DTYPE), missing (String, the
         kind), removed (Boolean), row (Int32), column and text (String: the value's heading and
         cell). One row a named number, in the file's order. A key that could not be read is
         null; a bad value has neither value nor missing.
    """
    keyed = pl.DataFrame(
        {
            "unit": source.required("unit", source.units.read, pl.String(), findings),
            "month": _months(source, findings),
            "removed": source.removed(findings),
            "row": source.cells["row"],
        }
    )
    match source.layout.shape:
        case Shape.WIDE:
            parts = [
                (position, keyed.with_columns(measure=pl.lit(measure)))
                for measure, position in source.matched.measures.items()
            ]
            return _by_column(source, keyed, parts, findings)
        case Shape.MONTHS:
            own = keyed.with_columns(measure=pl.lit(source.layout.measure))
            parts = [
                (position, own.with_columns(month=pl.lit(month)))
                for month, position in source.matched.months.items()
            ]
            _refuse_future(source, findings)
            return _by_column(source, keyed, parts, findings)
    return _long(source, keyed, findings)


def _months(source: Source, findings: Findings) -> pl.Series:
    """Each row's month: as its cell says, or the layout's; null where the months are columns."""
    layout, today = source.layout, source.known.today
    if layout.shape is Shape.MONTHS or layout.period is not None:
        if layout.period is not None and today is not None and layout.period > today:
            findings.add(Issue.of(Rule.FUTURE_MONTH, found=f"{layout.period:%Y-%m}"))
        return pl.repeat(layout.period, source.cells.height, dtype=pl.Date(), eager=True)
    reader = _read_month_of_day if layout.aggregate else read_month
    return source.required("month", _within(today, reader), pl.Date(), findings)


def _refuse_future(source: Source, findings: Findings) -> None:
    """Columns of months that have not begun may stand there, empty."""
    for month, position in source.matched.months.items():
        is_empty = source.column(position).select(is_blank("text")).to_series().all()
        if source.known.today is not None and month > source.known.today and not is_empty:
            heading = source.header[position]
            findings.add(Issue.of(Rule.FUTURE_MONTH, 0, heading, heading))


def _within(today: date | None, reader: Reader) -> Reader:
    """The same reader, for months that figures can be of: a mistyped year is no figure."""

    def read(text: str) -> object:
        found = reader(text)
        if not isinstance(found, date):
            return found
        if found < EARLIEST:
            return Bad(Rule.EARLY_MONTH)
        return Bad(Rule.FUTURE_MONTH) if today is not None and found > today else found

    return read


def _long(source: Source, keyed: pl.DataFrame, findings: Findings) -> pl.DataFrame:
    """One number a row; an empty cell says that it is missing."""
    cells, heading = source.field("value"), source.heading("value")
    numbers = _numbers(source, keyed, cells, heading, findings).with_columns(
        measure=source.required("measure", source.measures.read, pl.String(), findings)
    )
    lost = is_blank("text") & ~pl.col("removed")
    return numbers.with_columns(missing=pl.when(lost).then(pl.lit(LOST)).otherwise("missing"))


def _by_column(
    source: Source, keyed: pl.DataFrame, parts: list[tuple[int, pl.DataFrame]], findings: Findings
) -> pl.DataFrame:
    """One column a measure or a month; an empty cell names nothing.

    In: parts holds, for each column by position, the keys with the measure beside them.
    """
    nothing_yet = keyed.clear().with_columns(measure=pl.lit(None, pl.String))
    reported = [_numbers(source, nothing_yet, source.column(None).clear(), "", findings)]
    for position, keys in parts:
        cells, heading = source.column(position), source.header[position]
        numbers = _numbers(source, keys, cells, heading, findings)
        reported.append(numbers.filter(~is_blank("text")))
    named = pl.concat(reported).sort("row", maintain_order=True)
    nothing = keyed.filter(pl.col("removed")).join(named, on="row", how="anti")
    findings.add_cells(Rule.REMOVES_NOTHING, "", nothing.select("row", text=pl.lit("")))
    return named


def _numbers(
    source: Source, keyed: pl.DataFrame, cells: pl.DataFrame, heading: str, findings: Findings
) -> pl.DataFrame:
    """The keys with the numbers of one column beside them; a removal has no number."""
    layout = source.layout
    numbers = read_numbers(cells, heading, findings, layout.decimal, markers(layout))
    kept = ~pl.col("removed")
    return keyed.hstack(numbers).with_columns(
        value=pl.when(kept).then("value"),
        missing=pl.when(kept).then("missing"),
        column=pl.lit(heading),
        text=cells["text"],
    )


def _read_month_of_day(text: str) -> date | Bad:
    """The month of a row that is to be summed: its date is a day."""
    day = read_day(text)
    return day if isinstance(day, Bad) else day.replace(day=1)
