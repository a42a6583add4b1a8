"""Where will the year end? The months so far, and last year's remaining ones (methods §17)."""

from collections.abc import Sequence
from enum import StrEnum

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Formula
from kpi.trends.rolling import definition_number
from kpi.trends.series import SCOPE
from kpi.values.formula import rules_of

MONTHS = 12


class ForecastState(StrEnum):
    """Whether this year can be forecast; the first that holds."""

    WITHHELD = "withheld"
    NO_VALUE = "no_value"
    COMPLETE = "complete"  # all twelve months are there: the outcome is known
    NO_EARLIER_YEAR = "no_earlier_year"  # the figures begin after last January
    MONTHS_LACK = "months_lack"
    LOW_COVERAGE = "low_coverage"
    OTHER_DEFINITION = "other_definition"
    NOT_COMPUTABLE = "not_computable"  # the same months last year come to nothing
    FORECAST = "forecast"


def year_forecasts(sums: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """The formula at the same month of every year: this year's forecast, and its tests.

    `part = to date + last year's remaining months · (to date / same months last year)`, for the
    numerator and for the denominator, and then the KPI's formula on the two.

    In:  sums: `month_sums` in current prices.
    Out: kpi, level, scope, year (Int32; one row each from the first to the latest, sorted so),
         through (Int8: the latest comparable month's number, the same in all rows of a series),
         to_date (Float64: the value of the months so far), before (Float64: of the same months
         the year before), forecast, outcome (Float64: of the whole year; null while it is not
         all there), error (Float64: forecast − outcome; null in the latest year), lacking
         (List(Date): months that the row's formula needs and that are missing) and state (a
         `ForecastState`). Values in the KPI's unit. A series without any comparable month, or
         with a month that is withheld, has one row without values.

    A closed month counts as what was reported for it.
    """
    years = _years(_calendar(sums, kpis))
    last = years.select(
        *SCOPE, pl.col("year") + 1, pl.exclude(*SCOPE, "year", *_OF_SERIES).name.prefix("last_")
    )
    found = (
        years.join(last, on=[*SCOPE, "year"], how="left", maintain_order="left")
        .join(rules_of(kpis), on="kpi", maintain_order="left")
        .with_columns(lacking=_lacking())
        .with_columns(state=_state())
        .with_columns(**_values())
    )
    test = pl.col("year") < pl.col("this_year")
    return found.select(
        *(*SCOPE, "year", "through", "to_date", "before", "forecast", "outcome"),
        pl.when(test).then(pl.col("forecast") - pl.col("outcome")).alias("error"),
        "lacking",
        "state",
    )


_OF_SERIES = ("through", "this_year", "first", "withheld")


def _calendar(sums: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """Every month of every year that a series touches, also those it has nothing of."""
    comparable = pl.col("usable") & ~pl.col("preliminary")
    series = sums.group_by(SCOPE, maintain_order=True).agg(
        begins=pl.col("month").min().dt.truncate("1y"),
        latest=pl.col("month").filter(comparable).max(),
        last=pl.col("month").max(),
        first=pl.col("month").filter("usable").min(),
        withheld=pl.col("withheld").any(),
    )
    shown = pl.col("latest").fill_null(pl.col("last"))
    ends = shown.dt.truncate("1y").dt.offset_by("11mo")
    return (
        series.with_columns(
            month=pl.date_ranges("begins", ends, interval="1mo"),
            through=pl.col("latest").dt.month(),
            this_year=shown.dt.year(),
        )
        .explode("month")
        .drop("begins", "latest", "last")
        .join(sums.drop("withheld"), on=[*SCOPE, "month"], how="left", maintain_order="left")
        .with_columns(
            pl.col("usable").fill_null(value=False),
            year=pl.col("month").dt.year(),
            so_far=(pl.col("month").dt.month() <= pl.col("through")).fill_null(value=False),
            definition=definition_number(kpis),
        )
    )


def _years(months: pl.DataFrame) -> pl.DataFrame:
    """One row a series and year: sums of the months so far, of the rest, and what is missing."""
    so_far = pl.col("so_far")

    def sums(name: str) -> dict[str, pl.Expr]:
        part = pl.col(name).fill_null(0).cast(pl.Float64)
        return {f"{name}_so_far": part.filter(so_far).sum(), f"{name}_all": part.sum()}

    missing = pl.col("month").filter(~pl.col("usable"))
    return months.group_by(*SCOPE, "year", maintain_order=True).agg(
        *(pl.col(name).first() for name in _OF_SERIES),
        **sums("numerator"),
        **sums("denominator"),
        **sums("expected"),
        **sums("reported"),
        lacking_so_far=pl.col("month").filter(~pl.col("usable") & so_far),
        lacking_all=missing,
        begins_as=pl.col("definition").first(),
        now_as=pl.col("definition").filter(so_far).last(),
    )


def _lacking() -> pl.Expr:
    """Last year's missing months and then this year's so far; last year may not be there at all."""
    return pl.concat_list(
        pl.col("last_lacking_all").fill_null(pl.lit([], pl.List(pl.Date))), "lacking_so_far"
    )


def _covered(name: str, when: str) -> pl.Expr:
    """Enough of the open unit-months; where none was open there is nothing to cover."""
    share = pl.col(f"{name}reported_{when}") / pl.col(f"{name}expected_{when}")
    return (pl.col(f"{name}expected_{when}") == 0) | (share >= pl.col("smallest_coverage"))


def _state() -> pl.Expr:
    """Whether the row's year can be forecast; the first that holds."""
    january = pl.date(pl.col("year") - 1, 1, 1)
    parts = ("numerator", "denominator")
    nothing = pl.any_horizontal(pl.col(f"last_{part}_so_far") == 0 for part in parts)
    definitions = pl.col("last_begins_as") != pl.col("now_as")
    complete = (pl.col("through") == MONTHS) & (pl.col("lacking_all").list.len() == 0)

    def said(state: ForecastState) -> pl.Expr:
        return pl.lit(state.value)

    return (
        pl.when("withheld")
        .then(said(ForecastState.WITHHELD))
        .when(pl.col("through").is_null())
        .then(said(ForecastState.NO_VALUE))
        .when(complete)
        .then(said(ForecastState.COMPLETE))
        .when(pl.col("first") > january)
        .then(said(ForecastState.NO_EARLIER_YEAR))
        .when(pl.col("lacking").list.len() > 0)
        .then(said(ForecastState.MONTHS_LACK))
        .when(~(_covered("last_", "all") & _covered("", "so_far")))
        .then(said(ForecastState.LOW_COVERAGE))
        .when(definitions)
        .then(said(ForecastState.OTHER_DEFINITION))
        .when(nothing)
        .then(said(ForecastState.NOT_COMPUTABLE))
        .otherwise(said(ForecastState.FORECAST))
    )


def _values() -> dict[str, pl.Expr]:
    shown = ~pl.col("withheld")
    so_far = shown & (pl.col("lacking_so_far").list.len() == 0) & pl.col("through").is_not_null()
    same = shown & (pl.col("lacking").list.len() == 0)
    whole = shown & (pl.col("lacking_all").list.len() == 0) & _covered("", "all")
    made = pl.col("state") == ForecastState.FORECAST
    return {
        "to_date": pl.when(so_far).then(_value(*_parts("", "so_far"))),
        "before": pl.when(same).then(_value(*_parts("last_", "so_far"))),
        "forecast": pl.when(made).then(_value(_grown("numerator"), _grown("denominator"))),
        "outcome": pl.when(whole).then(_value(*_parts("", "all"))),
    }


def _parts(name: str, when: str) -> tuple[pl.Expr, pl.Expr]:
    return pl.col(f"{name}numerator_{when}"), pl.col(f"{name}denominator_{when}")


def _grown(part: str) -> pl.Expr:
    """The months so far, and last year's others as much larger as these have been."""
    now, last = pl.col(f"{part}_so_far"), pl.col(f"last_{part}_so_far")
    rest = pl.col(f"last_{part}_all") - last
    return now + rest * now / last


def _value(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """The KPI's formula; a count has only the one part."""
    divisor = pl.when(denominator > 0).then(denominator)
    ratio = pl.col("scale") * numerator / divisor + pl.col("offset")
    count = pl.col("formula") == Formula.COUNT
    return pl.when(count).then(pl.col("scale") * numerator).otherwise(ratio)


def with_band(forecasts: pl.DataFrame) -> pl.DataFrame:
    """The latest year of each series, with what the formula has been worth.

    In:  `year_forecasts`.
    Out: its latest row of each series, plus tests (UInt32: earlier years that the formula could be
         tried on) and band (Float64, unit of the KPI: the largest error of those; null without
         any, which takes two whole earlier years).
    """
    tested = forecasts.group_by(SCOPE, maintain_order=True).agg(
        tests=pl.col("error").count(), band=pl.col("error").abs().max()
    )
    latest = forecasts.unique(SCOPE, keep="last", maintain_order=True)
    return latest.join(tested, on=SCOPE, maintain_order="left")
