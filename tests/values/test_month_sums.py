"""What a month adds to a year."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue import PriceIndex
from kpi.values import Level, Prices, kpi_values, unit_months
from kpi.values.levels import units_by
from kpi.values.month_sums import month_sums
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi
from tests.plain import year as plain
from tests.values.municipality import BOOK, KPIS
from tests.values.test_plain import MUNICIPALITIES

RATIO = kpi("k")


def summed(given, of=RATIO, book=None, by: Level = Level.PILOT, prices=Prices.CURRENT):
    book = book or catalogue(of)
    months = unit_months(given, [of], book, prices)
    behind = units_by(by, given.units, given.pilot)
    return month_sums(months, behind, kpi_values(given, [of], book, by, prices), [of])


def closed(unit: str, month: int) -> pl.DataFrame:
    row = {"unit": unit, "unit_type": "", "service": "", "month": date(2024, month, 1)}
    return rows("closed_months", row)


def test_units_with_both_parts_are_summed():
    given = facts(
        """
        unit month   cost area
        a    2024-01 10   5
        b    2024-01 20   -
        """
    )
    row = summed(given).row(0, named=True)
    assert (row["numerator"], row["denominator"]) == (10, 5)
    assert (row["expected"], row["reported"]) == (2, 1)
    assert (row["preliminary"], row["usable"]) == (True, True)


def test_a_closed_unit_adds_what_it_reported_and_nothing_for_what_it_did_not():
    table = """
        unit month   cost area
        a    2024-07 10   5
        b    2024-07 20   -
        """
    row = summed(facts(table, closed_months=closed("b", 7))).row(0, named=True)
    assert (row["numerator"], row["denominator"]) == (30, 5)
    assert (row["expected"], row["reported"], row["usable"]) == (1, 1, True)


def test_a_month_that_is_all_closed_is_no_missing_month():
    given = facts(
        "unit month cost area\na 2024-06 10 5\na 2024-07 - -\na 2024-08 10 5",
        closed_months=closed("a", 7),
    )
    assert summed(given)["usable"].to_list() == [True, True, True]
    assert summed(given)["numerator"].to_list() == [10, 0, 10]


def test_a_missing_month_is_not_usable():
    given = facts("unit month cost area\na 2024-06 10 5\na 2024-07 - 5\na 2024-08 10 5")
    assert summed(given)["usable"].to_list() == [True, False, True]


def test_a_closed_month_without_price_index_cannot_be_added():
    index = PriceIndex(id="i", title="I", source="S", weights={"s": 1.0})
    of = kpi("k", price_index="i")
    prices = rows(
        "price_index", {"series": "s", "month": date(2024, 6, 1), "edition": "1", "value": 100}
    )
    pilot = rows("pilot", {"pilot": "p", "area": "oster", "starts": date(2024, 6, 1)})
    given = facts(
        "unit month cost area\na 2024-06 10 5\na 2024-07 10 5",
        closed_months=closed("a", 7),
        price_index=prices,
        pilot=pilot,
    )
    found = summed(given, of, catalogue(of, i=index), prices=Prices.FIXED)
    assert found["usable"].to_list() == [True, False]


def test_what_may_not_be_shown_says_so_and_adds_nothing_of_closed_units():
    of = kpi("k", withhold_by="staff", withhold_below=5)
    table = """
        unit month   cost area staff
        a    2024-06 10   5    9
        b    2024-06 10   5    9
        a    2024-07 10   5    9
        b    2024-07 10   5    9
        a    2024-08 10   5    2
        b    2024-08 10   5    2
        """
    found = summed(facts(table, closed_months=closed("b", 7)), of)
    assert found["withheld"].to_list() == [False, False, True]
    assert found["numerator"].to_list() == [20, 10, 20]


@settings(max_examples=40)
@given(MUNICIPALITIES, st.sampled_from(KPIS), st.sampled_from(Level), st.sampled_from(Prices))
def test_the_fast_sums_agree_with_the_dull_ones(municipality, of, by, prices):
    given_ = municipality.facts()
    found = summed(given_, of, BOOK, by, prices)
    months = unit_months(given_, [of], BOOK, prices).to_dicts()
    values = kpi_values(given_, [of], BOOK, by, prices)
    behind = units_by(by, given_.units, given_.pilot)
    for (scope,), mine in values.group_by("scope"):
        units = set(behind.filter(pl.col("scope") == scope)["unit"])
        dull = plain.month_sums(months, units, mine.to_dicts(), of)
        fast = {row["month"]: row for row in found.filter(pl.col("scope") == scope).to_dicts()}
        assert fast.keys() == dull.keys()
        for month, row in dull.items():
            got = {name: fast[month][name] for name in row}
            assert got == pytest.approx(row), month
