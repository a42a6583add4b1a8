"""Is a file likely as a whole? In kronor, of the right month, and with everybody in it."""

import polars as pl

from kpi.catalogue import Catalogue
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.resolve import Known
from kpi.intake.source import Source
from kpi.months import closed_unit_months

THOUSAND = (2.5, 3.5)  # powers of ten: a thousand, with room for an ordinary month's own size
FEWEST_ALIKE = 3  # values: two that are alike may be so by chance
LACKING_SHARE = 0.4  # of the expected unit-months
FEWEST_EXPECTED = 5  # unit-months: of fewer than these a share says nothing
UNIT_MONTH = ["unit", "month"]


def thousandfold(numbers: pl.DataFrame, catalogue: Catalogue, findings: Findings) -> list[str]:
    """The measures written in thousands of what they usually are, or the other way round.

    In: numbers with usual (Float64). One issue for the whole file when every measure that can
    be judged is so, else one for each measure.
    """
    power = (pl.col("value").cast(pl.Float64) / pl.col("usual")).log10()
    judged = (
        numbers.filter(pl.col("value") > 0, pl.col("usual") > 0)
        .group_by("measure", maintain_order=True)
        .agg(power=power.median(), n=pl.len(), column=pl.col("column").first())
        .filter(pl.col("n") >= FEWEST_ALIKE)
    )
    way = pl.when(pl.col("power") > 0).then(pl.lit("more")).otherwise(pl.lit("less"))
    off = judged.filter(pl.col("power").abs().is_between(*THOUSAND)).with_columns(way=way)
    measures = off["measure"].to_list()
    months = numbers.filter(pl.col("measure").is_in(measures)).select("measure", "month").unique()
    if off.height > 1 and off.height == judged.height and off["way"].n_unique() == 1:
        findings.add(Issue.of(Rule.THOUSANDFOLD_FILE, details=(off["way"][0],)))
        findings.add_doubts(Rule.THOUSANDFOLD_FILE, _of_months(months))
    elif measures:
        for measure, column, direction in off.select("measure", "column", "way").iter_rows():
            details = (direction, catalogue.measures[measure].title)
            findings.add(Issue.of(Rule.THOUSANDFOLD_MEASURE, 0, column, details=details))
        findings.add_doubts(Rule.THOUSANDFOLD_MEASURE, months.with_columns(unit=pl.lit("")))
    return measures


def check_whole_file(
    numbers: pl.DataFrame, named: pl.DataFrame, source: Source, findings: Findings
) -> None:
    """Issues for months that repeat the month before, and for units that nobody has sent.

    In: numbers with before and varies; named: every key of the file, with a value or not.
    """
    _check_repeats(numbers, findings)
    lacks, expected = lacking(named, source)
    if expected >= FEWEST_EXPECTED and lacks.height >= LACKING_SHARE * expected:
        details = (str(lacks.height), str(expected))
        findings.add(Issue.of(Rule.UNITS_LACKING, details=details))
        findings.add_doubts(Rule.UNITS_LACKING, _of_months(lacks))


def repeats(numbers: pl.DataFrame) -> pl.DataFrame:
    """Each unit's months: does every figure that usually varies repeat the month before?

    In:  numbers with before and varies.
    Out: unit, month, alike (UInt32: how many figures were compared), same (Boolean), row
         (the first), text (empty); only months with something to compare.
    """
    return (
        numbers.filter(pl.col("before").is_not_null(), "varies")
        .group_by(UNIT_MONTH, maintain_order=True)
        .agg(
            alike=pl.len(),
            same=(pl.col("value") == pl.col("before")).all(),
            row=pl.col("row").min(),
        )
    )


def _check_repeats(numbers: pl.DataFrame, findings: Findings) -> None:
    compared = repeats(numbers)
    by_month = compared.group_by("month", maintain_order=True).agg(
        pl.col("alike").sum(), pl.col("same").all(), units=pl.len()
    )
    whole = by_month.filter("same", pl.col("alike") >= FEWEST_ALIKE, pl.col("units") > 1)
    for month in whole["month"]:
        findings.add(Issue.of(Rule.FILE_REPEATS_MONTH, details=(f"{month:%Y-%m}",)))
    findings.add_doubts(Rule.FILE_REPEATS_MONTH, _of_months(whole))
    units = compared.filter("same", pl.col("alike") >= FEWEST_ALIKE).join(
        whole, on="month", how="anti", maintain_order="left"
    )
    findings.add_cells(Rule.UNIT_REPEATS_MONTH, "", units.select("row", text=pl.lit("")))
    findings.add_doubts(Rule.UNIT_REPEATS_MONTH, units.with_columns(measure=pl.lit("")))


def lacking(named: pl.DataFrame, source: Source) -> tuple[pl.DataFrame, int]:
    """Which unit-months a file lacks (unit, month), and how many it was expected to have.

    Expected are the units that have reported any of the file's measures within the twelve
    months before, that are there, and that are not closed. What is in already is not lacking,
    so that a correction of two units lacks nothing.
    """
    measures, months = named["measure"].unique().to_list(), named.select("month").unique()
    history = source.known.history.filter(pl.col("measure").is_in(measures))
    services = _services(source.catalogue).filter(pl.col("measure").is_in(measures))
    expected = (
        _due(history.join(services, on="measure"), months)
        .join(_shut(source.known, services), on=["unit", "service", "month"], how="anti")
        .join(source.known.spans, on="unit")
        .filter(is_in_span())
        .select(UNIT_MONTH)
        .unique()
    )
    have = pl.concat([history.select(UNIT_MONTH), named.select(UNIT_MONTH)])
    return expected.join(have, on=UNIT_MONTH, how="anti").sort(UNIT_MONTH), expected.height


def _due(reported: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """Who has reported for a service within the year before each month: unit, service, month."""
    since = pl.col("due").dt.offset_by("-12mo")
    return (
        reported.select("unit", "service", "month")
        .unique()
        .join(months.select(due="month"), how="cross")
        .filter(pl.col("month").is_between(since, pl.col("due"), closed="left"))
        .select("unit", "service", month="due")
        .unique()
    )


def _shut(known: Known, services: pl.DataFrame) -> pl.DataFrame:
    """The closed months of these services: unit, service, month."""
    closed = closed_unit_months(known.closed, known.spans).drop("reason")
    every = services.select("service").unique()
    of_all = closed.filter(pl.col("service") == "").drop("service").join(every, how="cross")
    return pl.concat([closed, of_all.select(closed.columns)])


def is_in_span() -> pl.Expr:
    """A month in which the unit was there: by month, valid_from and valid_to (null = open)."""
    begun = (pl.col("month") >= pl.col("valid_from")).fill_null(value=True)
    return begun & (pl.col("month") <= pl.col("valid_to")).fill_null(value=True)


def _services(catalogue: Catalogue) -> pl.DataFrame:
    """measure, service."""
    rows = [(each.id, each.service) for each in catalogue.measures.values()]
    schema = {"measure": pl.String, "service": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _of_months(rows: pl.DataFrame) -> pl.DataFrame:
    """Keys that mean every unit and measure of a month: as in a register, empty means all."""
    return rows.select("month").unique().with_columns(unit=pl.lit(""), measure=pl.lit(""))
