"""KPI values: ratios of sums, never means of ratios; missing, closed and hidden told apart."""

from datetime import date

import polars as pl
import pytest

from kpi.values import Level, Prices, kpi_values
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi, units

COST = kpi("cost_m2")


def values(of, table, *, by=Level.PILOT, prices=Prices.CURRENT, overhead=(), **registers):
    book = catalogue(of, overhead=overhead)
    return kpi_values(facts(table, **registers), [of], book, by, prices)


def shown(frame: pl.DataFrame) -> list[tuple]:
    """Month, value or the reason there is none, and `?` when preliminary."""
    return [
        (
            row["scope"],
            f"{row['month']:%Y-%m}",
            row["reason"] or row["value"],
            *("?" * row["preliminary"]),
        )
        for row in frame.to_dicts()
    ]


TWO_UNITS = """
    unit month   cost area
    a    2024-01 10   5
    b    2024-01 90   15
    a    2024-02 20   5
    b    2024-02 80   -
"""


def test_a_group_is_the_ratio_of_sums_not_the_mean_of_ratios():
    assert shown(values(COST, TWO_UNITS))[0] == ("p", "2024-01", 5.0)  # 100 / 20, not (2 + 6) / 2


def test_a_group_uses_the_units_with_both_parts_and_says_so():
    february = values(COST, TWO_UNITS).row(1, named=True)
    assert (february["value"], february["expected"], february["reported"]) == (4.0, 2, 1)
    assert (february["coverage"], february["preliminary"]) == (0.5, True)
    assert (february["numerator"], february["denominator"]) == (20.0, 5.0)


def test_a_unit_with_one_part_missing_has_no_value():
    assert shown(values(COST, TWO_UNITS, by=Level.UNIT)) == [
        ("a", "2024-01", 2.0),
        ("a", "2024-02", 4.0),
        ("b", "2024-01", 6.0),
        ("b", "2024-02", "missing", "?"),
    ]


@pytest.mark.parametrize(
    ("level", "scopes"),
    [
        (Level.UNIT_TYPE, ["forskola", "skola"]),
        (Level.DEPARTMENT, ["bsf", "uf"]),
        (Level.AREA, ["norr", "oster"]),
        (Level.PILOT, ["p"]),
    ],
)
def test_every_level_has_its_scopes(level, scopes):
    register = units(
        a={}, b={"unit_type": "forskola", "department": "uf", "area": "norr", "role": "other"}
    )
    frame = values(COST, TWO_UNITS, by=level, units=register)
    assert frame["scope"].unique().sort().to_list() == scopes
    assert frame.filter(pl.col("month") == date(2024, 1, 1))["value"].sort().to_list()[0] == 2.0


def test_a_pilot_without_area_has_every_pilot_unit():
    register = units(a={}, b={"area": "norr"})
    pilot = rows("pilot", {"pilot": "p"})
    frame = values(COST, TWO_UNITS, units=register, pilot=pilot)
    assert frame["expected"].to_list() == [2, 2]


def test_months_between_are_expected_even_if_nobody_reported():
    gap = """
        unit month   cost area
        a    2024-01 10   5
        a    2024-03 10   5
    """
    assert shown(values(COST, gap))[1] == ("p", "2024-02", "missing", "?")


def test_a_unit_is_expected_only_while_it_is_there():
    register = units(
        a={}, b={"valid_from": date(2024, 2, 1)}, c={"valid_to": date(2024, 1, 1)}, d={}
    )
    table = """
        unit month   cost area
        a    2024-01 10   5
        a    2024-02 10   5
        b    2024-02 10   5
        c    2024-01 10   5
    """
    assert values(COST, table, units=register)["expected"].to_list() == [2, 2]


def test_a_closed_month_is_neither_missing_nor_zero():
    closed = rows(
        "closed_months",
        {"unit": "a", "unit_type": "", "service": "cleaning", "month": date(2024, 2, 1)},
    )
    assert shown(values(COST, TWO_UNITS, by=Level.UNIT, closed_months=closed))[1] == (
        "a",
        "2024-02",
        "closed",
    )
    group = values(COST, TWO_UNITS, closed_months=closed).row(1, named=True)
    assert (group["expected"], group["reported"], group["reason"]) == (1, 0, "missing")


@pytest.mark.parametrize(
    ("row", "shut"),
    [
        ({"unit": "", "unit_type": "skola", "service": "cleaning"}, ["a", "b"]),
        ({"unit": "", "unit_type": "", "service": ""}, ["a", "b"]),
        ({"unit": "", "unit_type": "bad", "service": ""}, []),
        ({"unit": "b", "unit_type": "", "service": ""}, ["b"]),
        ({"unit": "b", "unit_type": "", "service": "meals"}, []),
    ],
)
def test_months_close_by_unit_by_type_or_for_all(row, shut):
    closed = rows("closed_months", row | {"month": date(2024, 1, 1)})
    frame = values(COST, TWO_UNITS, by=Level.UNIT, closed_months=closed)
    assert frame.filter(pl.col("reason") == "closed")["scope"].to_list() == shut


def test_zero_in_the_denominator_gives_no_value():
    table = """
        unit month   cost area
        a    2024-01 10   0
    """
    assert shown(values(COST, table)) == [("p", "2024-01", "zero_denominator")]


def test_marked_confidential_and_not_applicable_are_told_apart():
    table = """
        unit month   cost      area
        a    2024-01 sekretess 5
        a    2024-02 bortfall  5
        a    2024-03 ej_tillamplig 5
        a    2024-04 1         1
    """
    assert shown(values(COST, table, by=Level.UNIT)) == [
        ("a", "2024-01", "confidential", "?"),
        ("a", "2024-02", "missing", "?"),
        ("a", "2024-04", 1.0),
    ]


FULL = kpi("full", numerator=("cost", "overhead"))
OVERHEAD = """
    unit month   cost overhead area
    a    2024-01 10   -        5
    b    2024-01 10   5        5
    a    2024-02 10   -        5
    b    2024-02 10   -        5
"""


def test_overhead_never_reported_is_left_out_but_once_reported_it_is_needed():
    frame = values(FULL, OVERHEAD, by=Level.UNIT, overhead=("overhead",))
    assert shown(frame) == [
        ("a", "2024-01", 2.0),
        ("a", "2024-02", 2.0),
        ("b", "2024-01", 3.0),
        ("b", "2024-02", "missing", "?"),
    ]


def test_any_other_member_missing_makes_the_part_missing():
    assert shown(values(FULL, OVERHEAD, by=Level.UNIT))[0] == ("a", "2024-01", "missing", "?")


MEALS = kpi("meals", formula="count", numerator=("portions",), denominator=(), better="neither")
PORTIONS = """
    unit month   portions
    a    2024-01 100
    b    2024-01 50
    a    2024-02 100
"""


def test_a_count_needs_every_unit():
    assert shown(values(MEALS, PORTIONS)) == [
        ("p", "2024-01", 150.0),
        ("p", "2024-02", "incomplete", "?"),
    ]
    assert values(MEALS, PORTIONS)["denominator"].to_list() == [None, None]


NKI = kpi(
    "nki",
    formula="index",
    numerator=("nki",),
    denominator=("answers",),
    frequency="wave",
    withhold_by="answers",
    withhold_below=7,
)
SURVEY = """
    unit month   nki answers
    a    2024-05 60  30
    b    2024-05 90  10
    c    2024-05 99  4
"""
WAVE = rows("waves", {"kpi": "nki", "month": date(2024, 5, 1), "name": "Vår"})


def test_an_index_is_weighted_by_its_answers():
    table = SURVEY.replace("c    2024-05 99  4", "")
    assert shown(values(NKI, table, waves=WAVE)) == [("p", "2024-05", 67.5)]


def test_few_answers_hide_the_value_and_the_parts():
    frame = values(NKI, SURVEY, by=Level.UNIT, waves=WAVE)
    assert shown(frame)[2] == ("c", "2024-05", "withheld")
    assert frame.row(2, named=True)["denominator"] is None


def test_waves_alone_decide_when_a_survey_is_expected():
    assert values(NKI, SURVEY).is_empty()


def test_a_yearly_kpi_is_expected_once_a_year():
    yearly = kpi("yearly", frequency="yearly")
    table = """
        unit month   cost area
        a    2022-03 10   5
        a    2024-03 10   5
    """
    assert shown(values(yearly, table)) == [
        ("p", "2022-03", 2.0),
        ("p", "2023-03", "missing", "?"),
        ("p", "2024-03", 2.0),
    ]


def test_scale_and_offset_make_a_deviation_in_per_cent():
    deviation = kpi("deviation", scale=100, offset=-100)
    assert shown(values(deviation, TWO_UNITS))[0] == ("p", "2024-01", 400.0)


def test_nothing_reported_is_nothing_shown():
    assert values(COST, "unit month cost area").is_empty()
