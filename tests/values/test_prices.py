"""Fixed prices: the base month's money, and no value where there is no index."""

from datetime import date

import pytest

from kpi.catalogue import PriceIndex
from kpi.values import Level, Prices, kpi_values
from kpi.values.prices import deflators
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi

KPI_1980 = PriceIndex(id="kpi", title="KPI", source="SCB", weights={"kpi": 1.0})
MIX = PriceIndex(id="mix", title="Blandat", source="Egen", weights={"kpi": 0.25, "lon": 0.75})
JANUARY, FEBRUARY, MARCH = (date(2024, month, 1) for month in (1, 2, 3))


def published(*values: tuple) -> object:
    return rows(
        "price_index",
        *(
            {"series": series, "month": month, "edition": edition, "value": value}
            for series, month, value, edition in values
        ),
    )


INDEX = published(
    ("kpi", JANUARY, 100, "1"), ("kpi", FEBRUARY, 110, "1"), ("kpi", FEBRUARY, 125, "2")
)


def factors(index, base, *indices) -> dict:
    frame = deflators(indices or [KPI_1980], index, base)
    return {
        (row["price_index"], row["month"]): pytest.approx(row["deflator"])
        for row in frame.to_dicts()
    }


def test_money_is_carried_to_the_base_month_with_the_latest_edition():
    assert factors(INDEX, JANUARY) == {("kpi", JANUARY): 1.0, ("kpi", FEBRUARY): 0.8}


def test_moving_the_base_rescales_every_month_alike():
    assert factors(INDEX, FEBRUARY) == {("kpi", JANUARY): 1.25, ("kpi", FEBRUARY): 1.0}


def test_a_base_month_without_index_gives_no_fixed_prices():
    assert factors(INDEX, MARCH) == {}
    assert factors(INDEX, None) == {}


def test_a_mixed_index_weighs_each_series_over_its_own_base():
    index = published(
        ("kpi", JANUARY, 100, "1"),
        ("lon", JANUARY, 200, "1"),
        ("kpi", FEBRUARY, 120, "1"),
        ("lon", FEBRUARY, 200, "1"),
        ("kpi", MARCH, 120, "1"),
    )
    assert factors(index, JANUARY, MIX) == {
        ("mix", JANUARY): 1.0,
        ("mix", FEBRUARY): 1 / (0.25 * 1.2 + 0.75 * 1.0),
    }


def test_a_month_without_index_has_no_fixed_value_and_says_why():
    cost, area = kpi("cost_m2", price_index="kpi"), kpi("share", effect_scale="level")
    book = catalogue(cost, area, kpi=KPI_1980)
    given = facts(
        """
        unit month   cost area
        a    2024-01 10   5
        a    2024-02 10   5
        a    2024-03 10   5
        """,
        price_index=INDEX,
        pilot=rows("pilot", {"pilot": "p", "area": "oster", "starts": JANUARY}),
    )
    frame = kpi_values(given, [cost, area], book, Level.PILOT, Prices.FIXED)
    assert [row["reason"] or row["value"] for row in frame.to_dicts()] == [
        2.0,
        1.6,
        "no_index",
        2.0,  # not a cost: the same in any prices
        2.0,
        2.0,
    ]
