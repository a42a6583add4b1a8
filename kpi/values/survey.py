"""How sure a survey's index is: answers, response rate, margin, and change against margin (§15)."""

import polars as pl
from scipy.special import stdtrit

from kpi.catalogue import Catalogue, Kpi
from kpi.catalogue.types import Survey
from kpi.values.facts import Facts
from kpi.values.kpi_values import complete_months, kpi_values, unit_months
from kpi.values.levels import Level, units_by
from kpi.values.prices import Prices

SURE = 0.975  # of the t distribution: 95 % lies between this and its mirror image
WAVE = ["scope", "month"]
SAMPLE = ["value", "answers", "spread"]  # what is needed to compare two


def survey_waves(
    facts: Facts, kpi: Kpi, survey: Survey, catalogue: Catalogue, by: Level
) -> pl.DataFrame:
    """Every wave that is shown, for every scope of a level; nothing of those that are withheld.

    A group's respondents are one sample: its spread is pooled within and between its units.

    In:  survey: the KPI's own.
    Out: scope, month (one row each, sorted so), value, preliminary (Boolean), answers, invited
         (null when some unit has not said), spread (the respondents' standard deviation in the
         KPI's points; null when some unit with two answers or more has not sent it, or there is
         one answer in all), margin (`t · spread / √answers`, 95 %; null with spread).
    """
    shown = kpi_values(facts, [kpi], catalogue, by, Prices.CURRENT).drop_nulls("value")
    return (
        shown.select(*WAVE, "value", "preliminary")
        .join(_pooled(facts, kpi, survey, catalogue, by), on=WAVE)
        .with_columns(_margin(pl.col("answers") - 1, pl.col("spread") ** 2 / pl.col("answers")))
        .select(*WAVE, "value", "preliminary", "answers", "invited", "spread", "margin")
        .sort(WAVE)
    )


def _pooled(
    facts: Facts, kpi: Kpi, survey: Survey, catalogue: Catalogue, by: Level
) -> pl.DataFrame:
    """scope, month, answers, invited, spread of every wave, also of those that are withheld."""
    months = complete_months(unit_months(facts, [kpi], catalogue, Prices.CURRENT))
    for name, measure in (("invited", survey.invited), ("spread", survey.spread)):
        sent = facts.measures.filter(pl.col("measure") == measure)
        value = pl.col("value").cast(pl.Float64)
        months = months.join(
            sent.select("unit", "month", value.alias(name)), on=["unit", "month"], how="left"
        )
    several = pl.max_horizontal(pl.col("denominator") - 1, 0.0)
    answers = pl.when(pl.col("denominator") > 0).then("denominator")
    within = pl.when(several > 0).then(several * pl.col("spread") ** 2).otherwise(0.0)
    total, weight = pl.col("numerator").sum(), pl.col("denominator").sum()
    squares = (pl.col("numerator") ** 2 / answers).sum() - total**2 / weight + within.sum()
    variance = pl.max_horizontal(squares, 0.0) / pl.when(weight > 1).then(weight - 1)
    return (
        months.join(units_by(by, facts.units, facts.pilot), on="unit")
        .group_by(WAVE)
        .agg(
            answers=weight,
            invited=pl.when(pl.col("invited").is_not_null().all()).then(pl.col("invited").sum()),
            spread=pl.when(within.is_not_null().all()).then(kpi.scale * variance.sqrt()),
        )
    )


def together(waves: pl.DataFrame) -> pl.DataFrame:
    """Several waves of a scope as one sample: scope, value, answers, spread.

    Other people answer each time, so all respondents count alike.
    """
    total, weight = (pl.col("value") * pl.col("answers")).sum(), pl.col("answers").sum()
    within = (pl.col("answers") - 1) * pl.col("spread") ** 2
    squares = (pl.col("answers") * pl.col("value") ** 2).sum() - total**2 / weight + within.sum()
    whole = pl.col("spread").is_not_null().all()
    return waves.group_by("scope").agg(
        value=total / weight,
        answers=weight,
        spread=pl.when(whole).then((pl.max_horizontal(squares, 0.0) / (weight - 1)).sqrt()),
    )


def differences(now: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """How two samples of each scope differ, against what chance allows (Welch).

    In:  now, then: scope, value, answers, spread; one row a scope.
    Out: scope, difference, margin (95 %; null where a spread is not known: then nothing can be
         said of the difference). Scopes that both have, sorted.
    """
    both = now.select("scope", *SAMPLE).join(then.select("scope", *SAMPLE), on="scope")
    one, other = pl.col("spread") ** 2 / pl.col("answers"), _then("spread") ** 2 / _then("answers")
    freedom = (one + other) ** 2 / (
        one**2 / (pl.col("answers") - 1) + other**2 / (_then("answers") - 1)
    )
    return both.select(
        "scope",
        _margin(freedom.fill_nan(1.0), one + other),  # no spread at all: any t times nothing
        difference=pl.col("value") - _then("value"),
    ).sort("scope")


def _then(name: str) -> pl.Expr:
    return pl.col(f"{name}_right")


def _margin(freedom: pl.Expr, variance: pl.Expr) -> pl.Expr:
    """margin: the half width of a 95 % interval."""
    quantile = pl.when(variance.is_not_null()).then(freedom).map_batches(_t, pl.Float64)
    return (quantile * variance.sqrt()).alias("margin")


def _t(freedom: pl.Series) -> pl.Series:
    """Student's t at 97.5 %, for each number of degrees of freedom; null stays null."""
    known = freedom.cast(pl.Float64)
    found = pl.Series(stdtrit(known.fill_null(1.0).to_numpy(), SURE), dtype=pl.Float64)
    return pl.select(pl.when(known.is_not_null()).then(found)).to_series()
