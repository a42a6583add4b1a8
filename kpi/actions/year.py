"""Look at whole years of one nyckeltal: twelve months at a time, and where this year will end."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.follow_up import chosen_kpis, see_trends
from kpi.actions.home import Home
from kpi.actions.scopes import scope_of, see_scopes
from kpi.actions.year_sums import held_sums, scope_sums
from kpi.catalogue import Kpi
from kpi.catalogue.types import Formula, Frequency
from kpi.trends.forecast import ForecastState, with_band, year_forecasts
from kpi.trends.quarters import over_months
from kpi.trends.rolling import YearAnswer, month_spread, rolling, whole_years
from kpi.trends.series import SCOPE
from kpi.values import Prices, read_facts
from kpi.wording.year import Forecast, TwoYears


@dataclass(frozen=True, slots=True)
class Year:
    """One nyckeltal's whole years for one scope; None where it is not measured month by month.

    rolled: month, rolling, coverage, lacking, base (a month of the baseline); a row a month.
    two_years: the latest whole twelve months against the baseline's last; None without figures.
    forecast: this year's, in current prices; None also for an index, and without figures.
    tests: the same formula at the same month of each year: year, forecast, outcome, error.
    """

    kpi: Kpi
    prices: Prices
    rolled: pl.DataFrame
    two_years: TwoYears | None
    forecast: Forecast | None
    tests: pl.DataFrame


def see_year(home: Home, user: User, *, kpi: str, scope: str, prices: Prices, as_of: int) -> Year:
    """Whole years of one nyckeltal for one scope, as `pilot/oster`. UsageError for what is not."""
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    (chosen,) = chosen_kpis(catalogue, [kpi])
    about = scope_of(see_scopes(home, user, as_of=as_of), scope)
    of_scope = pl.col("scope") == about.id
    facts = read_facts(home.store, [chosen], as_of)
    current = scope_sums(facts, [chosen], catalogue, about.level, Prices.CURRENT).filter(of_scope)
    held, decided = held_sums(home, [chosen], about.level, prices, as_of)
    in_prices, spans = held.filter(of_scope), decided.filter(of_scope)
    trend = see_trends(home, user, kpis=[kpi], by=about.level, as_of=as_of, prices=prices)
    points = trend.points.filter(of_scope)
    spread = month_spread(points, [chosen])
    by_quarter = points["by_quarter"].any()
    rolled = rolling(in_prices, over_months(spread) if by_quarter else spread, [chosen])
    years = year_forecasts(current, [chosen])
    monthly = chosen.frequency is Frequency.MONTHLY
    two_years = whole_years(rolled, spans.select(*SCOPE, "first_month", "last_month")).to_dicts()
    forecasts = with_band(years).to_dicts()
    forecastable = monthly and chosen.formula is not Formula.INDEX
    return Year(
        kpi=chosen,
        prices=prices,
        rolled=_with_base(rolled, spans),
        two_years=_two_years(two_years[0]) if monthly and two_years else None,
        forecast=_forecast(forecasts[0]) if forecastable and forecasts else None,
        tests=years.select("year", "forecast", "outcome", "error"),
    )


def _with_base(rolled: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    inside = pl.col("month").is_between("first_month", "last_month").fill_null(value=False)
    return (
        rolled.join(spans.select(*SCOPE, "first_month", "last_month"), on=SCOPE, how="left")
        .sort("month")
        .select("month", "rolling", "coverage", "lacking", base=inside)
    )


def _two_years(row: dict[str, Any]) -> TwoYears:
    names = ("now", "base", "now_month", "base_month", "passed")
    return TwoYears(answer=YearAnswer(row["answer"]), **{name: row[name] for name in names})


def _forecast(row: dict[str, Any]) -> Forecast:
    names = ("year", "through", "to_date", "before", "forecast", "outcome", "tests", "band")
    return Forecast(
        state=ForecastState(row["state"]),
        lacking=tuple(row["lacking"]),
        **{name: row[name] for name in names},
    )
