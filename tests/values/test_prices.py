"""Fixed prices: the base month's money, and no value where there is no index."""

from datetime import date

import polars as pl
import pytest

from kpi.catalogue import PriceIndex
from kpi.settings import SHIPPED_CATALOGUE
from kpi.values import Level, Prices, kpi_values
from kpi.values.prices import deflators, editions_in_use
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


def test_statistics_sweden_s_own_example_of_computing_with_an_index():
    # SCB, "Att räkna med index" (scb.se, Våra tjänster, SCB:s olika index): 10 500 kr at index 170
    # is 10 685,29 kr at 173, a rise of 1,76 per cent; a contract of which nine tenths follow the
    # index rises by 166,76 kr. The tenth that does not is a series that never moves.
    index = published(
        *((s, month, value, "1") for s, at in SCB.items() for month, value in at.items())
    )
    partly = PriceIndex(id="part", title="90 %", source="Avtal", weights={"kpi": 0.9, "none": 0.1})
    at_170, at_173 = (deflators([KPI_1980, partly], index, base) for base in (JANUARY, FEBRUARY))

    def new_price(name: str) -> float:
        """What 10 500 kr of January are in the money of February."""
        row = at_173.filter(price_index=name, month=JANUARY)
        return 10_500 * row["deflator"].item()

    assert round(new_price("kpi"), 2) == 10_685.29
    assert round(100 * (new_price("kpi") / 10_500 - 1), 2) == 1.76
    # Weights are those of the base month, so the clause's price is read from January's.
    part = at_170.filter(price_index="part", month=FEBRUARY)["deflator"].item()
    assert round(10_500 / part - 10_500, 2) == 166.76


SCB = {"kpi": {JANUARY: 170, FEBRUARY: 173}, "none": {JANUARY: 100, FEBRUARY: 100}}


def test_a_published_lease_is_recomputed_with_the_shipped_index():
    # Vilhelmina övre allmänningsskog, "Index arrende": the index of September 2019 is 335,95 and
    # the fee of 3 300 kr was set at 313,85 (September 2014): 7,04 per cent, 3 532,32 kr.
    shipped = pl.read_csv(
        SHIPPED_CATALOGUE / "prices" / "scb_kpi.csv", separator=";", decimal_comma=True
    )
    september = shipped.filter(pl.col("månad") == "2019-09")["värde"].item()
    index = published(("kpi", JANUARY, 313.85, "1"), ("kpi", FEBRUARY, september, "1"))
    factor = deflators([KPI_1980], index, FEBRUARY).filter(month=JANUARY)["deflator"].item()
    assert round(100 * (factor - 1), 2) == 7.04
    assert round(3_300 * (1 + round(factor - 1, 4)), 2) == 3_532.32


def test_the_editions_that_count_are_those_of_the_months_shown():
    assert editions_in_use(KPI_1980, INDEX, [JANUARY]) == ["1"]
    assert editions_in_use(KPI_1980, INDEX, [FEBRUARY]) == ["2"]
    assert editions_in_use(KPI_1980, INDEX, [JANUARY, FEBRUARY, MARCH]) == ["1", "2"]
    unnamed = published(("kpi", JANUARY, 100, ""))
    assert editions_in_use(KPI_1980, unnamed, [JANUARY]) == [""]
