"""Where a cost and a quality stood a baseline year, and where they stand now (methods §9)."""

from collections.abc import Sequence
from enum import StrEnum

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Frequency
from kpi.trends.rolling import DEMANDED, MONTHS, apart, definition_number, month_variance
from kpi.trends.series import SCOPE
from kpi.values.formula import by_formula, rules_of

FEWEST = 10  # calendar months of twelve that both years must have: one or two may be missing
BASE, NOW = 0, -1  # the numbers of the baseline's last year and of the latest; 1, 2 … lie between
_YEAR = [*SCOPE, "year"]
_OUT = [*SCOPE, "year", "month", "value", "volume", "months", "moved", "lack"]


class Lack(StrEnum):
    """Why two years cannot be held against each other; the first that holds."""

    NOT_MEASURED = "not_measured"  # one of the two that are to be held against each other
    WITHHELD = "withheld"
    NO_BASELINE = "no_baseline"
    OTHER_BASELINE = "other_baseline"  # theirs end in different months
    TOO_EARLY = "too_early"  # twelve months have not passed since the baseline
    MONTHS_LACK = "months_lack"  # too few calendar months that both years have
    OTHER_DEFINITION = "other_definition"


class Moved(StrEnum):
    """Whether a year differs from another by more than chance makes it."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"  # it cannot be told from ordinary variation
    UNKNOWN = "unknown"  # nothing says how much chance moves it


def movements(
    sums: pl.DataFrame, spread: pl.DataFrame, baselines: pl.DataFrame, kpis: Sequence[Kpi]
) -> pl.DataFrame:
    """The latest twelve months against the baseline's last, over the calendar months both have.

    A unit's January counts where both years have it, so that a missing month neither takes a
    year away nor tilts it; ten months are demanded. A KPI that is not measured each month has
    all its measurements of either year. They differ where |z| > 3, as in `whole_years`.

    In:  sums: `month_sums` of KPIs that are held against each other, one of them monthly;
         spread: `month_spread`; baselines: kpi, level, scope, first_month, last_month.
    Out: kpi, level, scope, year (Int64: BASE, 1, 2 …, NOW), month (Date: its last), value
         (Float64, unit of the KPI), volume (Float64: its denominator, a month or a measurement),
         months (UInt32: how many it stands on), moved (a `Moved`; null but on NOW) and lack (a
         `Lack`; null = compared). A row a year, in their order. Where something is lacking there
         is one row, on NOW, without figures. The latest year ends where the monthly KPIs of the
         scope have all come; a year between is there when it has the months of the two others.
    """
    rows = _rows(sums, spread, baselines, kpis)
    years = _added_up(_shared(_in_years(rows)))
    before = years.filter(pl.col("year") == BASE).select(*SCOPE, base=pl.struct(pl.all()))
    series = rows.group_by(SCOPE).agg(
        pl.col("last_month", "until").first(), hidden=pl.col("withheld").any()
    )
    now = (
        series.join(years.filter(pl.col("year") == NOW), on=SCOPE, how="left")
        .join(before, on=SCOPE, how="left")
        .with_columns(lack=_lack(), moved=_moved(), year=pl.lit(NOW, pl.Int64), month="until")
        .with_columns(
            pl.when(pl.col("lack").is_null()).then(name).alias(name)
            for name in ("month", "value", "volume", "months", "moved")
        )
    )
    compared = now.filter(pl.col("lack").is_null()).select(*SCOPE, demanded="months")
    earlier = (
        years.filter(pl.col("year") != NOW)
        .join(compared, on=SCOPE)
        .filter((pl.col("year") == BASE) | _same_months())
        .with_columns(moved=pl.lit(None, pl.String), lack=pl.lit(None, pl.String))
    )
    both = pl.concat([earlier.select(_OUT), now.select(_OUT)])
    return both.sort(*SCOPE, pl.col("year") == NOW, "year")


def _rows(
    sums: pl.DataFrame, spread: pl.DataFrame, baselines: pl.DataFrame, kpis: Sequence[Kpi]
) -> pl.DataFrame:
    """Every month, with how many months it lies after the baseline (`after`) and `until`."""
    monthly = pl.col("kpi").is_in([k.id for k in kpis if k.frequency is Frequency.MONTHLY])
    latest = (
        sums.filter(monthly, pl.col("usable"), ~pl.col("preliminary"))
        .group_by(SCOPE)
        .agg(until=pl.col("month").max())
        .group_by("level", "scope")
        .agg(pl.col("until").min())
    )
    return (
        sums.with_columns(calendar=pl.col("month").dt.month(), monthly=monthly)
        .join(spread, on=[*SCOPE, "calendar"], how="left")
        .join(rules_of(kpis), on="kpi")
        .join(baselines.select(*SCOPE, "first_month", "last_month"), on=SCOPE, how="left")
        .join(latest, on=["level", "scope"], how="left")
        .with_columns(
            variance=month_variance(),
            definition=definition_number(kpis),
            after=apart("last_month", "month"),
            reach=apart("last_month", "until"),
        )
    )


def _in_years(rows: pl.DataFrame) -> pl.DataFrame:
    """The months that can be added up, each in its year; the latest may overlap one between."""
    there = rows.filter(
        pl.col("usable") & ~pl.col("withheld") & (pl.col("month") >= pl.col("first_month"))
    )
    year = (pl.col("after") + MONTHS - 1) // MONTHS  # 0 for the baseline's last twelve months
    between = there.with_columns(year=year).filter(
        (pl.col("year") == BASE) | pl.col("year").is_between(1, pl.col("reach") // MONTHS - 1)
    )
    back = pl.col("reach") - pl.col("after")
    latest = there.filter(back.is_between(0, MONTHS - 1)).with_columns(year=pl.lit(NOW, pl.Int64))
    return pl.concat([between, latest])


def _shared(months: pl.DataFrame) -> pl.DataFrame:
    """Of a monthly KPI the calendar months that the first and the latest year both have."""
    cell = [*SCOPE, "calendar"]
    ends = pl.col("year").filter(pl.col("year") <= BASE).n_unique().over(cell)
    return months.filter(~pl.col("monthly") | (ends == 2))


def _added_up(months: pl.DataFrame) -> pl.DataFrame:
    """One row a year: value, variance, volume, months, covered and its definitions' span."""
    expected, reported = pl.col("expected").sum(), pl.col("reported").sum()
    sums = months.group_by(_YEAR).agg(
        pl.col("formula", "scale", "offset", "smallest_coverage", "monthly", "last_month").first(),
        pl.col("until", "reach").first(),
        pl.col("numerator", "denominator").sum(),
        variance=pl.when(pl.col("variance").null_count() == 0).then(pl.col("variance").sum()),
        months=pl.len(),
        coverage=reported / pl.when(expected > 0).then(expected),
        oldest=pl.col("definition").min(),
        newest=pl.col("definition").max(),
    )
    volume = pl.when(pl.col("denominator") > 0).then("denominator")
    ends = pl.col("last_month").dt.offset_by(pl.format("{}mo", pl.col("year") * MONTHS))
    return sums.with_columns(
        value=pl.when(volume.is_not_null()).then(by_formula()),
        variance=pl.col("variance") / volume**2,
        volume=volume / pl.col("months"),
        covered=(pl.col("coverage") >= pl.col("smallest_coverage")).fill_null(value=True),
        month=pl.when(pl.col("year") == NOW).then("until").otherwise(ends),
    )


def _same_months() -> pl.Expr:
    """Whether a year between has all that the two others share, and enough of its units."""
    same = ~pl.col("monthly") | (pl.col("months") == pl.col("demanded"))
    return same & pl.col("covered") & pl.col("value").is_not_null()


def _base(name: str) -> pl.Expr:
    return pl.col("base").struct.field(name)


def _lack() -> pl.Expr:
    few = pl.when("monthly").then(pl.col("months") < FEWEST).otherwise(pl.lit(value=False))
    whole = pl.col("value").is_not_null() & _base("value").is_not_null()
    fit = whole & ~few & pl.col("covered") & _base("covered")
    one = (pl.col("newest") == _base("oldest")) & (pl.col("oldest") == _base("newest"))
    return (
        pl.when("hidden")
        .then(pl.lit(Lack.WITHHELD))
        .when(pl.col("last_month").is_null())
        .then(pl.lit(Lack.NO_BASELINE))
        .when((apart("last_month", "until") < MONTHS).fill_null(value=True))
        .then(pl.lit(Lack.TOO_EARLY))
        .when(~fit.fill_null(value=False))
        .then(pl.lit(Lack.MONTHS_LACK))
        .when(~one)
        .then(pl.lit(Lack.OTHER_DEFINITION))
    )


def _moved() -> pl.Expr:
    variance = pl.col("variance") + _base("variance")
    z = (pl.col("value") - _base("value")) / pl.when(variance > 0).then(variance.sqrt())
    return (
        pl.when(z.is_null())
        .then(pl.lit(Moved.UNKNOWN))
        .when(z > DEMANDED)
        .then(pl.lit(Moved.HIGHER))
        .when(z < -DEMANDED)
        .then(pl.lit(Moved.LOWER))
        .otherwise(pl.lit(Moved.SAME))
    )
