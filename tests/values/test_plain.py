"""The fast values against the dull ones, on whatever small municipalities chance can think of."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.values import Level, Prices, change_against_baseline, kpi_values, unit_months
from kpi.values.change import change_of_shown
from kpi.values.levels import units_by
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi
from tests.plain import values as plain
from tests.values.municipality import BOOK, KPIS, SURVEY, Municipality

MUNICIPALITIES = st.builds(
    Municipality,
    seed=st.integers(0, 2**32),
    units=st.integers(2, 5),
    months=st.integers(1, 30),
)


def close(fast, dull):
    """Are two rows the same, to the last figures of a float?"""
    return fast.keys() == dull.keys() and all(
        fast[name]
        == (pytest.approx(dull[name], rel=1e-9, abs=1e-9) if numeric(dull[name]) else dull[name])
        for name in fast
    )


def numeric(value):
    return isinstance(value, int | float)


def differences(fast: dict, dull: dict) -> list:
    return [
        (key, fast.get(key), dull.get(key))
        for key in sorted(fast.keys() | dull.keys())
        if key not in fast or key not in dull or not close(fast[key], dull[key])
    ]


@settings(max_examples=60)
@given(MUNICIPALITIES, st.sampled_from(Prices), st.sampled_from(Level))
def test_values_agree_with_the_dull_ones(municipality, prices, by):
    given = municipality.facts()
    frame = kpi_values(given, KPIS, BOOK, by, prices)
    keys = ["kpi", "level", "scope", "month"]
    assert frame.select(keys).equals(frame.select(keys).unique().sort(keys))
    fast = {
        tuple(row[key] for key in keys): {name: row[name] for name in row if name not in keys}
        for row in frame.to_dicts()
    }
    dull = {
        (each.id, by.value, *key): row
        for each in KPIS
        for key, row in plain.kpi_values(plain.rows_of(given), each, BOOK, by, prices).items()
    }
    assert differences(fast, dull) == []


@settings(max_examples=60)
@given(MUNICIPALITIES, st.sampled_from(Prices))
def test_unit_months_agree_with_the_dull_ones(municipality, prices):
    given = municipality.facts()
    keys = ["kpi", "unit", "month"]
    fast = {
        tuple(row.pop(key) for key in keys): row
        for row in unit_months(given, KPIS, BOOK, prices).to_dicts()
    }
    dull = {
        (each.id, *key): row
        for each in KPIS
        for key, row in plain.unit_months(plain.rows_of(given), each, BOOK, prices).items()
    }
    assert differences(fast, dull) == []


@settings(max_examples=60)
@given(MUNICIPALITIES, st.sampled_from(Prices), st.sampled_from(Level))
def test_changes_agree_with_the_dull_ones(municipality, prices, by):
    given = municipality.facts()
    locked = municipality.again(given)
    behind = units_by(by, given.units, given.pilot)
    baselines = municipality.baselines(behind)
    frame = change_against_baseline(
        unit_months(given, KPIS, BOOK, prices),
        unit_months(locked, KPIS, BOOK, prices),
        behind,
        baselines,
        KPIS,
    )
    fast = {(row.pop("kpi"), row.pop("scope")): row for row in frame.to_dicts()}
    now, then = plain.rows_of(given), plain.rows_of(locked)
    members = plain.scopes(now, by)
    dull = {}
    open_kpis = [each.id for each in KPIS if each.withhold_by is None]
    baselines = baselines.filter(pl.col("kpi").is_in(open_kpis))
    for line in baselines.to_dicts():
        each = BOOK.kpis[line["kpi"]]
        found = plain.change(
            each,
            plain.unit_months(now, each, BOOK, prices),
            plain.unit_months(then, each, BOOK, prices),
            members[line["scope"]],
            line,
        )
        if found is not None:
            dull[each.id, line["scope"]] = found
    assert differences(fast, dull) == []


@settings(max_examples=60)
@given(MUNICIPALITIES, st.sampled_from(Prices), st.sampled_from(Level))
def test_changes_of_what_can_be_withheld_agree_too(municipality, prices, by):
    given = municipality.facts()
    locked = municipality.again(given)
    baselines = municipality.baselines(units_by(by, given.units, given.pilot))
    sides = [kpi_values(each, KPIS, BOOK, by, prices) for each in (given, locked)]
    frame = change_of_shown(*sides, baselines, KPIS)
    fast = {(row.pop("kpi"), row.pop("scope")): row for row in frame.to_dicts()}
    dull = {}
    for line in baselines.to_dicts():
        each, scope = BOOK.kpis[line["kpi"]], line["scope"]
        if each.withhold_by is not None:
            now, then = (
                {
                    month: row
                    for (of, month), row in plain.kpi_values(
                        plain.rows_of(facts), each, BOOK, by, prices
                    ).items()
                    if of == scope
                }
                for facts in (given, locked)
            )
            found = plain.change_of_shown(each, now, then, line)
            if found is not None:
                dull[each.id, scope] = found
    assert differences(fast, dull) == []


# What chance found, or seldom finds, drawn as tables.

OVERHEAD = kpi("oh_m2", numerator=("overhead",))
MEALS = kpi("meals", formula="count", numerator=("portions",), denominator=())
NKI = kpi("nki", formula="index", **SURVEY)
JANUARY_2023, JANUARY_2024 = date(2023, 1, 1), date(2024, 1, 1)


def of_units(each, table: str, **registers) -> dict:
    """(unit, month) -> value, or the reason there is none."""
    book = catalogue(each, overhead=("overhead",))
    frame = kpi_values(facts(table, **registers), [each], book, Level.UNIT, Prices.CURRENT)
    return {
        (row["scope"], f"{row['month']:%Y-%m}"): row["reason"] or row["value"]
        for row in frame.to_dicts()
    }


def change(each, table: str, **registers) -> dict | None:
    """The change from 2023 to 2024 of every pilot unit together; None when nothing is compared."""
    given = facts(table, **registers)
    months = unit_months(given, [each], catalogue(each), Prices.CURRENT)
    baseline = pl.DataFrame(
        {
            "kpi": [each.id],
            "scope": ["p"],
            "first_month": [JANUARY_2023],
            "last_month": [date(2023, 12, 1)],
            "start": [JANUARY_2024],
        }
    )
    behind = units_by(Level.PILOT, given.units, given.pilot)
    found = change_against_baseline(months, months, behind, baseline, [each])
    return found.row(0, named=True) if found.height else None


def shut(*months: date) -> pl.DataFrame:
    row = {"unit": "a", "unit_type": "", "service": ""}
    return rows("closed_months", *(row | {"month": month} for month in months))


def test_overhead_that_is_only_ever_marked_missing_is_not_0():
    table = """
        unit month   overhead area
        a    2024-01 saknas   5
        b    2024-01 10       5
    """
    assert of_units(OVERHEAD, table) == {("a", "2024-01"): "missing", ("b", "2024-01"): 2.0}


def test_overhead_that_does_not_apply_is_left_out_and_not_the_whole_month():
    full = kpi("full", numerator=("cost", "overhead"))
    table = """
        unit month   cost overhead      area
        a    2024-01 10   ej_tillamplig 5
        b    2024-01 10   5             5
        b    2024-02 10   ej_tillamplig 5
    """
    assert of_units(full, table) == {
        ("a", "2024-01"): 2.0,
        ("a", "2024-02"): "missing",
        ("b", "2024-01"): 3.0,
    }


def test_a_baseline_with_nothing_to_divide_by_is_no_fall_of_100_per_cent():
    table = """
        unit month   cost area
        a    2023-01 10   0
        a    2024-01 10   5
    """
    assert change(kpi("cost_m2"), table)["change"] is None


def test_per_cent_of_a_baseline_that_is_not_above_0_says_nothing():
    table = """
        unit month   cost area
        a    2023-01 -10  5
        a    2024-01 10   5
    """
    assert change(kpi("cost_m2"), table)["change"] is None
    assert change(kpi("cost_m2", effect_scale="level"), table)["change"] == 4.0


def test_a_closed_month_where_nothing_was_reported_is_no_month_of_a_count():
    table = """
        unit month   portions
        a    2023-01 100
        a    2023-02 100
        a    2024-01 100
        a    2024-03 100
    """
    found = change(MEALS, table, closed_months=shut(date(2024, 2, 1)))
    assert (found["change"], found["months"]) == (0.0, 1)


def test_answers_without_a_result_do_not_count_as_a_result_of_0():
    table = """
        unit month   nki answers
        a    2023-01 60  10
        a    2023-02 60  10
        a    2024-01 60  10
        a    2024-02 -   10
        a    2024-03 60  10
    """
    found = change(NKI, table, closed_months=shut(date(2024, 2, 1)))
    assert (found["change"], found["months"]) == (0.0, 1)


@pytest.mark.parametrize("level", [None, 0, -5])
def test_a_price_level_that_is_not_above_0_is_no_index(level):
    cost = kpi("cost_m2", price_index="kpi")
    book = catalogue(cost, kpi=BOOK.prices["kpi"])
    editions = [(JANUARY_2023, "1", 100), (JANUARY_2024, "1", 120), (JANUARY_2024, "2", level)]
    given = facts(
        "unit month cost area\na 2023-01 10 5\na 2024-01 10 5",
        pilot=rows("pilot", {"pilot": "p", "starts": JANUARY_2023}),
        price_index=rows(
            "price_index",
            *(
                {"series": "kpi", "month": month, "edition": edition, "value": value}
                for month, edition, value in editions
            ),
        ),
    )
    frame = kpi_values(given, [cost], book, Level.PILOT, Prices.FIXED)
    assert frame.filter(pl.col("month") == JANUARY_2024)["reason"].to_list() == ["no_index"]
    assert frame.filter(pl.col("month") == JANUARY_2023)["value"].to_list() == [2.0]


def test_a_catalogue_without_kpis_has_no_values():
    given = facts("unit month cost area\na 2024-01 10 5")
    assert kpi_values(given, [], catalogue(), Level.UNIT, Prices.FIXED).is_empty()
