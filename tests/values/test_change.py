"""Change against the baseline: like months with like, sums before division."""

from datetime import date

import polars as pl
import pytest

from kpi.catalogue import Kpi
from kpi.periods import parse_month
from kpi.values import Level, Prices, change_against_baseline
from kpi.values.kpi_values import unit_months
from kpi.values.levels import units_by
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi

COST = kpi("cost_m2")


def change(of, table, *, locked=None, **registers) -> dict:
    book = catalogue(of)
    now = facts(table, **registers)
    then = facts(locked or table, **registers)
    baseline = pl.DataFrame(
        {
            "kpi": [of.id],
            "level": ["pilot"],
            "scope": ["p"],
            "first_month": [date(2022, 1, 1)],
            "last_month": [date(2023, 12, 1)],
            "start": [date(2024, 1, 1)],
        }
    )
    frame = change_against_baseline(
        unit_months(now, [of], book, Prices.CURRENT),
        unit_months(then, [of], book, Prices.CURRENT),
        units_by(Level.PILOT, now.units, now.pilot),
        baseline,
        [of],
    )
    return frame.row(0, named=True) if frame.height else {}


BOTH_YEARS = """
    unit month   cost area
    a    2022-01 8    1
    a    2022-02 99   1
    a    2023-01 12   1
    a    2024-01 9    1
"""


def test_the_same_calendar_months_are_compared():
    found = change(COST, BOTH_YEARS)  # 9 against (8 + 12) / 2; February has no counterpart yet
    assert found["change"] == pytest.approx(-10.0)
    assert (found["first"], found["last"]) == (date(2024, 1, 1), date(2024, 1, 1))
    assert (found["months"], found["units"]) == (1, 1)


def test_a_level_kpi_changes_in_points():
    share = kpi("share", effect_scale="level", scale=100)
    assert change(share, BOTH_YEARS)["change"] == pytest.approx(-100.0)


def test_a_unit_that_lacks_a_side_is_left_out():
    table = BOTH_YEARS + "    b    2024-01 900 1\n    c    2023-01 1 900\n"
    found = change(COST, table)
    assert found["change"] == pytest.approx(-10.0)
    assert found["units"] == 1


def test_a_half_reported_month_cannot_tilt_the_comparison():
    table = (
        BOTH_YEARS
        + """
    b    2022-01 100  1
    b    2022-02 100  1
    b    2023-02 100  1
    b    2024-02 100  1
    """
    )
    # a's January and b's February: (9 + 100) / 2 against (8 + 12 + 100 + 100) / 4
    assert change(COST, table)["change"] == pytest.approx(100 * (54.5 / 55 - 1))


def test_the_baseline_stands_as_it_was_locked():
    corrected = BOTH_YEARS.replace("2022-01 8 ", "2022-01 88")
    assert change(COST, corrected, locked=BOTH_YEARS)["change"] == pytest.approx(-10.0)


def test_a_closed_months_cost_still_counts():
    table = """
        unit month   cost area
        a    2023-06 10   1
        a    2023-07 5    -
        a    2024-06 10   1
        a    2024-07 2    -
    """
    closed = rows(
        "closed_months",
        *(
            {"unit": "a", "unit_type": "", "service": "", "month": date(year, 7, 1)}
            for year in (2023, 2024)
        ),
    )
    assert change(COST, table, closed_months=closed)["change"] == pytest.approx(-20.0)  # 12 / 15


def test_a_count_compares_the_mean_per_month():
    meals = kpi("meals", formula="count", numerator=("portions",), denominator=())
    table = """
        unit month   portions
        a    2022-01 90
        a    2023-01 110
        b    2023-01 100
        a    2024-01 150
        b    2024-01 100
        b    2024-02 7
    """
    assert change(meals, table)["change"] == pytest.approx(25.0)  # 250 against 100 + 100


def test_nothing_to_compare_is_no_row_and_nothing_to_divide_by_is_null():
    assert change(COST, "unit month cost area\na 2024-01 1 1") == {}
    zero = "unit month cost area\na 2023-01 0 1\na 2024-01 1 1"
    assert change(COST, zero)["change"] is None


def redefined(*months: str) -> Kpi:
    """A cost whose definition changed in these months."""
    firsts = [date(2020, 1, 1), *map(parse_month, months)]
    return kpi("cost", definition=[{"valid_from": month, "text": "D."} for month in firsts])


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (["2022-01"], None),  # the baseline's first month and all after it mean the same
        (["2022-02"], "2022-02"),
        (["2024-01"], "2024-01"),
        (["2022-02", "2023-12"], "2023-12"),
        (["2024-03"], None),  # after the last month compared
    ],
)
def test_nothing_is_compared_across_a_changed_definition(changed, told):
    found = change(redefined(*changed), BOTH_YEARS)
    assert found["redefined"] == (told and parse_month(told))
    assert found["change"] == (None if told else pytest.approx(-10.0))


def test_a_year_and_a_half_of_the_same_seasons_is_no_change():
    months = [(year, month) for year in (2022, 2023, 2024) for month in range(1, 13)]
    months += [(2025, month) for month in range(1, 8)]
    lines = [
        f"{unit} {year}-{month:02} {cost * (3 if month < 3 else 1)} 100"
        for unit, cost in (("a", 4), ("b", 8))
        for year, month in months
        if (unit, year, month) != ("b", 2025, 7)  # the latest month is half reported
    ]
    table = "unit month cost area\n" + "\n".join(lines)
    assert change(COST, table)["change"] == pytest.approx(0.0, abs=1e-9)
