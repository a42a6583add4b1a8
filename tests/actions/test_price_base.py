"""What fixed prices rest on: the index, the month and the editions that count."""

from datetime import date

import pytest

from kpi.actions.price_base import price_base_of, price_bases
from kpi.values import Prices
from kpi.values.prices import PriceBase
from tests.actions.town import Town

TITLE = "Konsumentprisindex (KPI), 1980 = 100"
JANUARY, FEBRUARY, MARCH = (date(2023, month, 1) for month in (1, 2, 3))


def edition(town: Town, month: str, name: str, value: str = "100") -> int:
    return town.send(f"serie;månad;utgåva;värde;källa;status\nscb_kpi;{month};{name};{value};S;\n")


def base(town: Town, *months: date, kpi: str = "cleaning_cost_m2", prices=Prices.FIXED):
    n = town.home.head()
    return price_base_of(town.home, town.home.catalogue(n).kpis[kpi], prices, n, months)


def test_without_a_pilot_there_is_no_base_month(town):
    assert base(town) is None


@pytest.fixture
def pilot(town: Town) -> Town:
    town.pilot("2023-01")
    return town


def test_what_is_no_cost_or_in_current_prices_rests_on_no_index(pilot):
    assert base(pilot, kpi="cleaning_quality") is None
    assert base(pilot, prices=Prices.CURRENT) is None


def test_a_base_month_without_index_has_no_edition(pilot):
    assert base(pilot) == PriceBase(TITLE, JANUARY, "")


def test_an_edition_that_a_later_one_has_replaced_is_not_named(pilot):
    edition(pilot, "2023-01", "2023-09")
    edition(pilot, "2023-01", "2024-09", "101")
    edition(pilot, "2023-02", "2023-09")
    edition(pilot, "2023-03", "2022-01")
    assert base(pilot).edition == "2024-09"
    assert base(pilot, FEBRUARY).edition == "2023-09, 2024-09"
    assert base(pilot, FEBRUARY, MARCH).edition == "2022-01, 2023-09, 2024-09"


def test_every_cost_has_one_and_nothing_else(pilot):
    n = pilot.home.head()
    found = price_bases(pilot.home, Prices.FIXED, n)
    kpis = pilot.home.catalogue(n).kpis.values()
    assert set(found) == {kpi.id for kpi in kpis if kpi.price_index}
    assert found["fleet_cost_mil"] == PriceBase(TITLE, JANUARY, "")
    assert set(price_bases(pilot.home, Prices.CURRENT, n).values()) == {None}
