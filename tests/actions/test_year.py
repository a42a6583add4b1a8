"""Whole years of one nyckeltal, from files to an answer."""

from datetime import date

import pytest

from kpi.actions.year import Year, see_year
from kpi.errors import NotAllowed, UsageError
from kpi.trends.forecast import ForecastState
from kpi.trends.rolling import YearAnswer
from kpi.values import Prices
from tests.actions.town import ANNA, COMMITTEE, Town

QUALITY, COST, SICK, WASTE = "cleaning_quality", "cleaning_cost_m2", "sick_leave", "food_waste_g"
YEAR = "80 84 82 80 84 82 80 84 82 80 84 82"  # of 100 rooms: 82 %
HUNDRED = " ".join(["100"] * 12)


def seen(town: Town, kpi: str = QUALITY, scope: str = "unit/a", **given: object) -> Year:
    at = {"prices": Prices.FIXED, "as_of": town.home.head()} | given
    return see_year(town.home, ANNA, kpi=kpi, scope=scope, **at)


def quality(town: Town, first: str, approved: str, unit: str = "a") -> int:
    checked = " ".join("." if each == "." else "100" for each in approved.split())
    return town.months(first, unit=unit, rooms_checked=checked, rooms_approved=approved)


@pytest.fixture
def followed(town: Town) -> Town:
    """Two years of baseline and one of pilot, all of it ten points better."""
    town.pilot("2024-01")
    for first in ("2022-01", "2023-01"):
        quality(town, first, YEAR)
    town.send(f"nyckeltal;första månad;sista månad\n{QUALITY};2022-01;2023-12\n")
    quality(town, "2024-01", " ".join(["92"] * 12))
    return town


def test_the_latest_whole_year_stands_beside_the_baseline_s_last(followed):
    two = seen(followed).two_years
    assert two is not None
    assert (two.now, two.base) == (pytest.approx(92), pytest.approx(82))
    assert (two.now_month, two.base_month) == (date(2024, 12, 1), date(2023, 12, 1))
    assert two.answer is YearAnswer.HIGHER


def test_the_line_has_a_month_a_row_and_begins_with_the_first_whole_year(followed):
    rolled = seen(followed).rolled
    assert rolled["month"].to_list()[0] == date(2022, 1, 1)
    assert rolled["rolling"].null_count() == 11
    assert rolled["rolling"].to_list()[11] == pytest.approx(82)
    assert rolled["base"].to_list() == [True] * 24 + [False] * 12


def test_a_correction_moves_the_years_after_the_baseline_and_not_the_locked_one(followed):
    quality(followed, "2023-01", HUNDRED)
    two = seen(followed).two_years
    assert two is not None
    assert two.base == pytest.approx(82)
    quality(followed, "2024-01", HUNDRED)
    assert seen(followed).two_years.now == pytest.approx(100)


def test_without_a_baseline_there_is_a_line_and_no_comparison(town):
    town.pilot("2022-01")
    for first in ("2022-01", "2023-01"):
        quality(town, first, YEAR)
    found = seen(town)
    assert found.rolled["rolling"].null_count() == 11
    assert found.two_years.answer is YearAnswer.NO_BASELINE


def test_this_year_is_forecast_and_the_formula_is_tried_on_last_year(town):
    town.pilot("2022-01")
    for first in ("2022-01", "2023-01"):
        quality(town, first, YEAR)
    quality(town, "2024-01", "90 90")
    found = seen(town)
    ahead = found.forecast
    assert (ahead.state, ahead.year, ahead.through) == (ForecastState.FORECAST, 2024, 2)
    assert ahead.forecast == pytest.approx((180 + 820 * 180 / 164) / 12)
    assert (ahead.tests, ahead.band) == (1, pytest.approx(0))
    assert found.tests["year"].to_list() == [2022, 2023, 2024]


def test_a_forecast_is_in_current_prices_whichever_are_shown(town):
    town.pilot("2023-01")
    town.prices(
        **{
            f"m{y}_{m:02}": "100" if y == 2023 else "200"
            for y in (2023, 2024)
            for m in range(1, 13)
        }
    )
    town.months("2023-01", cleaning_cost=HUNDRED, cleaned_area_m2=HUNDRED)
    town.months("2024-01", cleaning_cost="200", cleaned_area_m2="100")
    found = seen(town, COST)
    assert found.forecast.forecast == pytest.approx(2)
    assert found.rolled["rolling"].to_list()[-1] == pytest.approx(1)
    current = seen(town, COST, prices=Prices.CURRENT).rolled["rolling"].to_list()[-1]
    assert current == pytest.approx(1300 / 1200)


def test_what_is_not_measured_by_month_has_no_years(town):
    town.pilot("2022-01")
    town.send(f"nyckeltal;månad;namn\n{WASTE};2024-01;Vinter\n", layout="waves")
    town.months("2024-01", food_waste_g="100", eaters="10")
    found = seen(town, WASTE)
    assert (found.two_years, found.forecast) == (None, None)


def test_where_a_month_is_hidden_there_are_no_years(town):
    town.pilot("2022-01")
    hours = {"sick_hours": "5", "ordinary_hours": "100"}
    for unit in ("a", "b"):
        for at in range(24):
            few = "5" if at == 20 else "30"
            first = f"{2023 + at // 12}-{at % 12 + 1:02}"
            town.months(first, unit=unit, employees=few, **hours)
    found = seen(town, SICK)
    assert found.rolled["rolling"].null_count() == 24
    assert found.two_years.answer in (YearAnswer.NO_BASELINE, YearAnswer.WITHHELD)
    assert found.forecast.state is ForecastState.WITHHELD
    assert found.tests["outcome"].null_count() == found.tests.height


def test_a_scope_without_figures_has_nothing(town):
    town.pilot("2022-01")
    quality(town, "2024-01", "80")
    found = seen(town, scope="unit/b")
    assert (found.two_years, found.forecast) == (None, None)
    assert found.rolled.is_empty()


def test_who_may_not_see_figures_sees_no_years_and_what_is_not_is_said(town):
    with pytest.raises(NotAllowed):
        see_year(town.home, COMMITTEE, kpi=QUALITY, scope="unit/a", prices=Prices.FIXED, as_of=1)
    with pytest.raises(UsageError, match=r"Okänd omfattning: unit/nej\."):
        seen(town, scope="unit/nej")
