"""Fixed prices through the whole path: where the base month is, and where the index ends."""

from datetime import date

import pytest

from kpi.actions.follow_up import Trend, see_trends, see_values
from kpi.actions.one_kpi import see_kpi
from kpi.actions.overview import see_overview
from kpi.values import Level, Prices
from kpi.wording.one_kpi import finding
from tests.actions.town import ANNA, Town

COST = "outdoor_cost_m2"
COSTS = "100 104 97 101 99 103 98 102 100 96 104 101 99 100"
INDEX = {f"m2022_{month:02}": str(99 + month) for month in range(1, 13)}
INDEX |= {f"m2023_{month:02}": str(111 + month) for month in range(1, 3)}


@pytest.fixture
def priced(town: Town) -> Town:
    """Fourteen months of costs, an index for each, and a target in one month's money."""
    town.pilot("2022-01")
    town.prices(**INDEX)
    ten = " ".join(["10"] * 14)
    town.months("2022-01", unit="a", outdoor_cost=COSTS, maintained_area_m2=ten)
    head = "nyckeltal;omfattning;första månad;sista månad;låst den;beslut\n"
    town.send(f"{head}{COST};;2022-01;2022-12;2023-01-15;SN 1\n")
    head = "nyckeltal;omfattning;gäller från;målvärde;prismånad\n"
    town.send(f"{head}{COST};;2022-01;9;2022-06\n", layout="targets")
    return town


def trend(town: Town, prices: Prices = Prices.FIXED) -> Trend:
    given = {"kpis": [COST], "by": Level.PILOT, "as_of": town.home.head(), "prices": prices}
    return see_trends(town.home, ANNA, **given)


def test_moving_the_base_month_rescales_values_limits_and_target_alike(priced):
    before = trend(priced)
    priced.pilot("2022-12")
    after = trend(priced)
    ratio = 111 / 100  # December's index over January's
    for name in ("value", "centre", "lower", "upper", "target"):
        was, becomes = before.points[name].to_list(), after.points[name].to_list()
        assert None not in was
        assert becomes == pytest.approx([ratio * each for each in was])
    for name in ("variation", "assurance", "signal", "status"):
        assert after.summary[name].to_list() == before.summary[name].to_list()
    assert after.points["signal"].to_list() == before.points["signal"].to_list()


def test_the_newest_months_without_index_have_no_fixed_price_and_say_so(priced):
    priced.months("2023-03", unit="a", outdoor_cost="99 98 97", maintained_area_m2="10 10 10")
    given = {"kpi": COST, "scope": "pilot/oster", "as_of": priced.home.head()}
    fixed = see_kpi(priced.home, ANNA, prices=Prices.FIXED, **given)
    assert fixed.series.reading.month == date(2023, 2, 1)
    _, said = finding(fixed.series.reading, fixed.series.points)
    assert said.endswith("Mars\u2013\u2060maj 2023: prisindex saknas.")
    current = see_kpi(priced.home, ANNA, prices=Prices.CURRENT, **given)
    assert current.series.reading.month == date(2023, 5, 1)
    assert current.series.reading.value == 9.7


def test_nothing_is_carried_forward_where_the_base_month_has_no_index(priced):
    priced.pilot("2024-06")
    given = {"kpis": [COST], "by": Level.PILOT, "as_of": priced.home.head()}
    frame = see_values(priced.home, ANNA, prices=Prices.FIXED, **given)
    assert set(frame["reason"]) == {"no_index"}
    overview = see_overview(priced.home, ANNA, as_of=priced.home.head())
    assert overview.data_through is None
