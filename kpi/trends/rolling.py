"""Twelve months at a time, and one whole year against another (methods §9)."""

from collections.abc import Sequence
from enum import StrEnum

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Formula
from kpi.trends.series import SCOPE
from kpi.trends.states import Chart, Status
from kpi.values.formula import rules_of

MONTHS = 12
DEMANDED = 3.0  # standard deviations between two years: run rules on rolling sums cry wolf
_BY_VOLUME = [Chart.IPRIME, Chart.P, Chart.PPRIME, Chart.U, Chart.UPRIME]


class YearAnswer(StrEnum):
    """How the latest whole twelve months stand to the baseline's last; the first that holds."""

    NO_BASELINE = "no_baseline"
    WITHHELD = "withheld"
    BASELINE_LACKS = "baseline_lacks"  # the baseline's last twelve months are not all there
    TOO_EARLY = "too_early"  # twelve months have not passed since the baseline
    MONTHS_LACK = "months_lack"  # they have, but never twelve in a row that are all there
    OTHER_DEFINITION = "other_definition"
    NO_SPREAD = "no_spread"  # nothing says how much chance moves it
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"  # no more apart than chance makes them


def month_spread(points: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """How much chance moves each calendar month, by the limits that the chart is judged by.

    In:  points of `trend` with kpi, level, scope, base and denominator; limits may be cut at what
         values can be.
    Out: kpi, level, scope, calendar (Int8: January is 1), per_volume (Float64: the variance of a
         month of volume 1, in a chart by volume) and alone (Float64: a month's variance, in XmR).
         No row without limits that a verdict may rest on.

    A limit is three standard deviations from the centre, so `distance_i · √d_i / 3` is s̄ of I′
    and its like in P and U. A seasonal chart's baseline limits are those of each calendar month.
    """
    above, below = pl.col("upper") - pl.col("centre"), pl.col("centre") - pl.col("lower")
    cut = (pl.col("upper") >= pl.col("most")) & (pl.col("lower") <= pl.col("least"))
    deviation = pl.max_horizontal(above, below) / 3
    volume = pl.when(pl.col("denominator") > 0).then("denominator")
    calendars = pl.DataFrame({"calendar": range(1, 13)}, schema={"calendar": pl.Int8})
    sure = (
        points.filter(pl.col("base"), pl.col("status") == Status.OK)
        .join(_charts(kpis), on="kpi")
        .filter(~cut)
        .with_columns(calendar=pl.col("month").dt.month())
    )
    by_volume = (
        sure.filter("by_volume")
        .group_by(SCOPE)
        .agg(per_volume=(deviation**2 * volume).max())
        .join(calendars, how="cross")
    )
    alone = (
        sure.filter(~pl.col("by_volume"))
        .group_by(*SCOPE, "calendar")
        .agg(alone=(deviation**2).max())
    )
    return pl.concat([by_volume, alone], how="diagonal").drop_nulls("calendar")


def _charts(kpis: Sequence[Kpi]) -> pl.DataFrame:
    """kpi, by_volume, least, most: the last two are where limits are cut."""
    rows = []
    for kpi in kpis:
        least, most = kpi.bounds
        counted = kpi.chart in (Chart.P, Chart.PPRIME, Chart.U, Chart.UPRIME)
        share = kpi.chart in (Chart.P, Chart.PPRIME)
        least = max(least, 0.0) if counted else least
        rows.append(
            (kpi.id, kpi.chart in _BY_VOLUME, least, min(most, kpi.scale) if share else most)
        )
    schema = {"kpi": pl.String, "by_volume": pl.Boolean, "least": pl.Float64, "most": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def rolling(sums: pl.DataFrame, spread: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """The twelve months that end with each month, as one value.

    In:  sums: `month_sums`; spread: `month_spread`.
    Out: kpi, level, scope, month (the window's last; one row each, sorted so), rolling (Float64:
         Σ numerator / Σ denominator, a count's sum, in the KPI's unit; null = no whole window),
         variance (Float64: how far chance moves it, squared; null = not known), coverage (Float64:
         of the window's open unit-months), lacking (UInt32: its months that are missing, or that
         lie before the series), definition (Int64), comparable (Boolean: the month is reported
         and not preliminary) and withheld (Boolean: some month of the series is).

    A window needs twelve neighbouring months that are reported or closed, under one definition,
    the coverage that a month needs, and an end that is not preliminary. A closed month counts as
    what was reported. Where any month of a series is withheld none of its windows is shown: two
    of them would tell the month between.
    """
    rows = (
        sums.with_columns(calendar=pl.col("month").dt.month())
        .join(spread, on=[*SCOPE, "calendar"], how="left")
        .join(rules_of(kpis), on="kpi")
        .sort(*SCOPE, "month")
        .with_columns(moved=month_variance(), definition=definition_number(kpis))
    )
    return rows.with_columns(
        n=_over_a_year("numerator"),
        d=_over_a_year("denominator"),
        v=_over_a_year("moved"),
        coverage=_over_a_year("reported")
        / pl.when(_over_a_year("expected") > 0).then(_over_a_year("expected")),
        lacking=_lacking(),
        withheld=pl.col("withheld").any().over(SCOPE),
    ).select(*SCOPE, "month", *_window())


def month_variance() -> pl.Expr:
    """How far chance moves a month's part of a sum, squared, from the columns of `month_spread`."""
    weight = pl.when(pl.col("formula") == Formula.COUNT).then(1.0).otherwise("denominator")
    return pl.coalesce(
        pl.col("per_volume") * pl.col("denominator"), pl.col("alone") * weight.pow(2)
    )


def _window() -> list[pl.Expr]:
    """What a row says, from the sums of its twelve months."""
    count = pl.col("formula") == Formula.COUNT
    volume = pl.when(count).then(1.0).when(pl.col("d") > 0).then("d")
    value = pl.col("scale") * pl.col("n") / volume + pl.when(count).then(0.0).otherwise("offset")
    comparable = pl.col("usable") & ~pl.col("preliminary")
    covered = (pl.col("coverage") >= pl.col("smallest_coverage")).fill_null(value=True)
    one_definition = pl.col("definition") == pl.col("definition").shift(MONTHS - 1).over(SCOPE)
    whole = (pl.col("lacking") == 0) & covered & comparable & one_definition & ~pl.col("withheld")
    return [
        pl.when(whole).then(value).alias("rolling"),
        pl.when(whole).then(pl.col("v") / volume**2).alias("variance"),
        pl.col("coverage", "lacking", "definition"),
        comparable.alias("comparable"),
        pl.col("withheld"),
    ]


def _over_a_year(name: str) -> pl.Expr:
    """The sum of twelve rows; null where any is. Added anew each time: nothing drifts."""
    each = [pl.col(name).cast(pl.Float64).shift(back).over(SCOPE) for back in range(MONTHS)]
    total = each[0]
    for one in each[1:]:
        total = total + one
    return total


def _lacking() -> pl.Expr:
    """How many of the twelve calendar months are not there to be summed."""
    at = pl.col("month").dt.year() * MONTHS + pl.col("month").dt.month()
    return pl.sum_horizontal(
        pl.when((at - at.shift(back) < MONTHS) & pl.col("usable").shift(back))
        .then(0)
        .otherwise(1)
        .over(SCOPE)
        for back in range(MONTHS)
    ).cast(pl.UInt32)


def definition_number(kpis: Sequence[Kpi]) -> pl.Expr:
    """The number of the definition in force each month."""
    number = pl.lit(1)
    for kpi in kpis:
        for definition in kpi.definition[1:]:
            begun = (pl.col("kpi") == kpi.id) & (pl.col("month") >= definition.valid_from)
            number = number + begun.cast(pl.Int64)
    return number.cast(pl.Int64)


def whole_years(rolled: pl.DataFrame, baselines: pl.DataFrame) -> pl.DataFrame:
    """The latest whole twelve months after the baseline against the baseline's last twelve.

    `z = (now − base) / √(variance_now + variance_base)`: where the chart is I′ that is
    `(R_now − R_base) / (s̄ · √(1/D_now + 1/D_base))`. They differ where |z| > 3.

    In:  rolled: `rolling`; baselines: kpi, level, scope, first_month, last_month.
    Out: one row a series: kpi, level, scope, now_month, base_month (Date: each window's last),
         now, base (Float64, unit of the KPI), z (Float64, null = not judged), passed (Int64: the
         months between the baseline and the latest comparable month) and answer (a `YearAnswer`).
    """
    spanned = rolled.join(baselines, on=SCOPE, how="left", maintain_order="left")
    months_in = apart("first_month", "last_month") + 1
    at_end = (pl.col("month") == pl.col("last_month")) & (months_in >= MONTHS)
    after = apart("last_month", "month") >= MONTHS
    windows = spanned.group_by(SCOPE, maintain_order=True).agg(
        pl.col("last_month").first(),
        pl.col("withheld").first(),
        latest=pl.col("month").filter("comparable").last(),
        **_picked("base", at_end),
        **_picked("now", after),
    )
    z = (pl.col("now") - pl.col("base")) / pl.when(pl.col("v") > 0).then(pl.col("v").sqrt())
    return (
        windows.with_columns(
            passed=apart("last_month", "latest"),
            v=pl.col("now_variance") + pl.col("base_variance"),
        )
        .with_columns(z=pl.when(pl.col("now_definition") == pl.col("base_definition")).then(z))
        .select(
            *SCOPE,
            *("now_month", "base_month", "now", "base", "z", "passed"),
            answer=_answer(),
        )
    )


def _picked(name: str, where: pl.Expr) -> dict[str, pl.Expr]:
    """The last whole window among some."""
    whole = where & pl.col("rolling").is_not_null()
    return {
        name: pl.col("rolling").filter(whole).last(),
        f"{name}_month": pl.col("month").filter(whole).last(),
        f"{name}_variance": pl.col("variance").filter(whole).last(),
        f"{name}_definition": pl.col("definition").filter(whole).last(),
    }


def apart(first: str, last: str) -> pl.Expr:
    """Months from one column's month to another's: an expression."""
    one, other = pl.col(first), pl.col(last)
    years = other.dt.year().cast(pl.Int64) - one.dt.year()
    return years * MONTHS + other.dt.month() - one.dt.month()


def _answer() -> pl.Expr:
    return (
        pl.when(pl.col("last_month").is_null())
        .then(pl.lit(YearAnswer.NO_BASELINE))
        .when("withheld")
        .then(pl.lit(YearAnswer.WITHHELD))
        .when(pl.col("base").is_null())
        .then(pl.lit(YearAnswer.BASELINE_LACKS))
        .when((pl.col("passed") < MONTHS).fill_null(value=True))
        .then(pl.lit(YearAnswer.TOO_EARLY))
        .when(pl.col("now").is_null())
        .then(pl.lit(YearAnswer.MONTHS_LACK))
        .when(pl.col("now_definition") != pl.col("base_definition"))
        .then(pl.lit(YearAnswer.OTHER_DEFINITION))
        .when(pl.col("z").is_null())
        .then(pl.lit(YearAnswer.NO_SPREAD))
        .when(pl.col("z") > DEMANDED)
        .then(pl.lit(YearAnswer.HIGHER))
        .when(pl.col("z") < -DEMANDED)
        .then(pl.lit(YearAnswer.LOWER))
        .otherwise(pl.lit(YearAnswer.SAME))
    )
