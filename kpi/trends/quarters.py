"""Counts that are mostly zero are judged by quarters: a month says next to nothing (§10)."""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Formula, Frequency
from kpi.trends.limits import RATES
from kpi.trends.series import base_of_phase
from kpi.values import NoValue
from kpi.values.formula import COUNT, by_formula, rules_of

FEWEST = 1  # counted a month, on the mean
MOST_ZEROS = 3  # one month in so many; more, and the series is mostly zero
MONTHS = 3  # of a quarter
SHOWN = pl.col("shown").is_not_null()
CLOSED = pl.col("reason").eq_missing(pl.lit(NoValue.CLOSED.value))
# What a month adds is known also where nothing was expected, and where there was no volume.
KNOWN = SHOWN | CLOSED | pl.col("reason").eq_missing(pl.lit(NoValue.ZERO_DENOMINATOR.value))


def by_quarters(rows: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """Sum the series that are mostly zero over calendar quarters; the others stay as they are.

    A monthly KPI that counts is judged so where its baseline (else all of the series) has less
    than one counted a month, or zero in more than a third of its months with a value.

    In:  `chart_rows`, with target_decided (Boolean) and tolerance (Float64) beside target.
    Out: the same columns, sorted by series, month, plus by_quarter (Boolean, one a series) and
         behind (List of month, shown: the months summed; null in a series by month). One row per
         series and month, or quarter: month is then its first, value the formula on the sums,
         base true where all three months lie in the baseline, begins on the first whole quarter
         of a phase, expected, reported and coverage those of the month with the lowest coverage.
         target and tolerance are the first month's; a count's are three months' worth. Null
         value: reason says why; a closed month counts nothing and does not stand in the way.
    """
    marked = rows.with_columns(
        by_quarter=pl.col("series").is_in(_mostly_zero(rows, kpis).implode()),
        behind=pl.lit(None, pl.List(pl.Struct({"month": pl.Date, "shown": pl.Float64}))),
    )
    sparse = marked.filter("by_quarter")
    if sparse.is_empty():
        return marked
    quarters = _summed(sparse.drop("behind"), kpis).select(marked.columns)
    return pl.concat([marked.filter(~pl.col("by_quarter")), quarters]).sort("series", "month")


def months_behind(points: pl.DataFrame) -> pl.DataFrame:
    """month, shown: a row for each month that points rest on, also where they are quarters."""
    own = points.filter(~pl.col("by_quarter")).select("month", "shown")
    summed = points.filter("by_quarter").select("behind").explode("behind").unnest("behind")
    return pl.concat([own, summed]).sort("month")


def over_months(spread: pl.DataFrame) -> pl.DataFrame:
    """How much chance moves each month of a count whose limits are those of quarters.

    In:  what `month_spread` gives for it: calendar (Int8: the first month of each quarter) and
         alone (Float64: the variance of a quarter), or per_volume, which quarters do not change.
    Out: the same for all twelve months; a quarter's variance is the sum of its months'.
    """
    months = pl.int_ranges("calendar", pl.col("calendar") + MONTHS, dtype=pl.Int8)
    alone = spread.filter(pl.col("alone").is_not_null())
    shared = alone.with_columns(calendar=months, alone=pl.col("alone") / MONTHS).explode("calendar")
    return pl.concat([spread.filter(pl.col("alone").is_null()), shared])


def _mostly_zero(rows: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.Series:
    counts = [
        kpi.id
        for kpi in kpis
        if kpi.frequency is Frequency.MONTHLY
        and (kpi.formula is Formula.COUNT or kpi.chart in RATES)
    ]
    counted = pl.col("numerator")
    return (
        rows.filter(pl.col("kpi").is_in(counts), pl.col("value").is_not_null())
        .filter(pl.col("base") | ~pl.col("base").any().over("series"))
        .group_by("series")
        .agg(few=counted.mean() < FEWEST, zeros=(counted == 0).sum() * MOST_ZEROS > pl.len())
        .filter(pl.col("few") | pl.col("zeros"))["series"]
    )


def _summed(sparse: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    rules = rules_of(kpis).select("kpi", "formula", "offset")
    worst = pl.col("expected", "reported", "coverage")
    first = pl.all().exclude(*_SUMMED, "series", "expected", "reported", "coverage")
    return (
        sparse.with_columns(quarter=pl.col("month").dt.truncate("1q"))
        .group_by("series", "quarter", maintain_order=True)
        .agg(
            first.first(),
            worst.sort_by("coverage", nulls_last=True, maintain_order=True).first(),
            pl.col("numerator", "denominator").sum(),
            pl.col("preliminary").any(),
            reason=_reason(),
            base=pl.col("base").all() & (pl.len() == MONTHS),
            behind=pl.struct("month", "shown"),
            begins=pl.col("begins").first(),
            begun=pl.col("begins").slice(1).drop_nulls().last(),
        )
        .join(rules, on="kpi")
        .with_columns(month="quarter", seasonal=False, reason=_divisible())
        .pipe(_with_value)
        .with_columns(
            begins=pl.coalesce("begins", pl.col("begun").shift(1).over("series")),
            base=base_of_phase(),
        )
    )


# What a quarter has of its own; the rest is its first month's.
_SUMMED = ("numerator", "denominator", "preliminary", "reason", "base", "begins")


def _reason() -> pl.Expr:
    """Why the sum cannot be had, before it is known what it is."""
    unknown = pl.col("reason").filter(~KNOWN)
    told = unknown.filter(unknown != NoValue.MISSING).first()
    return (
        pl.when(pl.col("phase").n_unique() > 1)
        .then(pl.lit(NoValue.SPLIT_QUARTER))
        .when(CLOSED.all())
        .then(pl.lit(NoValue.CLOSED))
        .when(told.is_not_null())
        .then(told)
        .when(~SHOWN.any() & ~KNOWN.all())
        .then(pl.lit(NoValue.MISSING))
        .when(~KNOWN.all() | (pl.len() < MONTHS))
        .then(pl.lit(NoValue.PART_QUARTER))
    )


def _divisible() -> pl.Expr:
    nothing = pl.col("reason").is_null() & ~COUNT & (pl.col("denominator") == 0)
    return pl.when(nothing).then(pl.lit(NoValue.ZERO_DENOMINATOR)).otherwise("reason")


def _with_value(quarters: pl.DataFrame) -> pl.DataFrame:
    """value and shown by the KPI's formula; nothing is shown of a quarter without a value."""
    whole = pl.col("reason").is_null()
    months = pl.when(COUNT).then(float(MONTHS)).otherwise(1.0)
    return quarters.with_columns(
        shown=pl.when(whole).then(by_formula()),
        value=pl.when(whole & ~pl.col("preliminary")).then(by_formula()),
        numerator=pl.when(whole).then("numerator"),
        denominator=pl.when(whole & ~COUNT).then("denominator"),
        target=pl.col("target") * months,
        tolerance=pl.col("tolerance") * months,
    )
