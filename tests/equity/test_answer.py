"""How many units reach their own type's floor, before and now, and what cannot be told."""

from datetime import date

import polars as pl
import pytest

from kpi.equity import Interval, Lowest, Share, Unjudged, equity
from kpi.periods import Span
from tests.equity.picture import LEAD, QUALITY, START, floors, months, sides

FLOOR = floors("skola 2022-01 85")
SIX, OTHERS = "a b c d e f", "u v x y z w"
YEARS = Span(date(2023, 1, 1), date(2023, 12, 1)), Span(date(2022, 1, 1), date(2022, 12, 1))


def answer(drawn, units, register=FLOOR, kpi=QUALITY, start=START):
    return equity(months(drawn, kpi), units, register, kpi, start)


def drawn(pilot: str, others: str) -> dict[str, str]:
    """Each unit's year before and now: `80>90` by unit, the pilot's first."""
    lines = dict(zip((SIX + " " + OTHERS).split(), (pilot + " " + others).split(), strict=True))
    return {unit: "12*{} 12*{}".format(*line.split(">")) for unit, line in lines.items()}


def test_the_share_that_reaches_the_floor_cannot_rise_by_the_best_falling():
    found = answer(drawn("80>90 80>85 84>84 99>86 99>86 99>86", 6 * "90>90 "), sides(SIX, OTHERS))
    assert (found.now, found.before) == YEARS
    assert (found.share_before, found.share_now) == (Share(3, 6), Share(5, 6))
    assert (found.comparison_before, found.comparison_now) == (Share(6, 6), Share(6, 6))
    assert (found.estimate, found.compared, found.unjudged) == (pytest.approx(2 / 6), (6, 6), None)
    assert found.share_now.part == pytest.approx(5 / 6)
    assert found.change.low == 0  # two of six and none of six: chance will do
    assert found.change.high > 0.5


def test_what_every_pilot_unit_gains_and_no_other_is_no_chance():
    found = answer(drawn(6 * "80>90 ", 6 * "80>80 "), sides(SIX, OTHERS))
    assert found.estimate == 1
    assert found.change.low > 0.5


def test_the_lowest_unit_is_told_by_its_distance_to_its_own_floor():
    units = pl.concat([sides("a b"), sides("c", unit_type="förskola")])
    found = answer(
        {"a": "24*80", "b": "24*80", "c": "24*79"},
        units,
        floors("skola 2022-01 85", "förskola 2022-01 83.5"),
    )
    assert found.lowest == Lowest("a", 80.0, 85.0, -5.0)  # of two as low the first by id


def test_where_lower_is_better_the_floor_is_a_ceiling():
    found = answer(
        {"a": "24*7", "b": "24*9", "c": "24*8"},
        sides("a b c"),
        floors("skola 2022-01 8", kpi=LEAD),
        LEAD,
    )
    assert found.share_now == Share(2, 3)
    assert found.lowest == Lowest("b", 9.0, 8.0, -1.0)


def test_a_value_on_its_floor_reaches_it():
    rounded = {"a": "24*58.1"}  # 58.1 / 100 * 100 is a little less than 58.1 in binary
    assert answer(rounded, sides("a"), floors("skola 2022-01 58.1")).share_now == Share(1, 1)


def test_the_floor_now_in_force_judges_both_years():
    register = floors("skola 2022-01 70", "skola 2023-06 85", "skola 2024-01 99")
    found = answer({"a": "12*80 12*80"}, sides("a"), register)
    assert (found.share_before, found.share_now) == (Share(0, 1), Share(0, 1))


def test_without_a_floor_nothing_is_counted_but_the_units_are_there():
    found = answer({"a": "24*80"}, sides("a"), floors("förskola 2022-01 85"))
    assert (found.share_now, found.unjudged) == (Share(0, 0), Unjudged.NO_FLOOR)
    assert (found.share_now.part, found.lowest, found.estimate) == (None, None, None)
    assert found.units.select("unit", "value", "floor").rows() == [("a", 80.0, None)]
    assert found.history.is_empty()


def test_before_the_pilot_begins_there_is_a_level_and_no_change():
    found = answer({"a": "14*80"}, sides("a"), start=date(2024, 1, 1))
    assert found.now == Span(date(2022, 3, 1), date(2023, 2, 1))
    assert (found.before, found.share_before, found.comparison_before) == (None, None, None)
    assert found.unjudged is Unjudged.NOT_STARTED


def test_figures_that_begin_too_late_have_no_before():
    found = answer({"a": "12*80 6*80"}, sides("a"), start=date(2022, 3, 1))
    assert (found.before, found.unjudged) == (None, Unjudged.NO_BEFORE)


def test_too_few_units_on_a_side_have_a_change_without_an_interval():
    pilot = answer(drawn(6 * "80>90 ", 6 * "80>80 "), sides("a b c", OTHERS))
    assert (pilot.estimate, pilot.change, pilot.unjudged) == (1.0, None, Unjudged.FEW_PILOT)
    others = answer(drawn(6 * "80>90 ", 6 * "80>80 "), sides(SIX, "u"))
    assert (others.estimate, others.change) == (1.0, None)
    assert others.unjudged is Unjudged.FEW_COMPARISON
    alone = answer({"a": "12*80 12*90"}, sides("a"))
    assert (alone.estimate, alone.compared, alone.unjudged) == (None, (1, 0), Unjudged.FEW_PILOT)


def test_where_nobody_has_crossed_nothing_says_how_sure_zero_is():
    found = answer(drawn(6 * "90>95 ", 6 * "80>80 "), sides(SIX, OTHERS))
    assert (found.estimate, found.change) == (0.0, None)
    assert found.unjudged is Unjudged.NOBODY_CROSSED


def test_all_alike_reach_or_all_do_not():
    alike = answer(dict.fromkeys("ab", "24*85"), sides("a b"))
    assert (alike.share_now, alike.lowest.distance) == (Share(2, 2), 0.0)
    assert answer(dict.fromkeys("ab", "24*0"), sides("a b")).share_now == Share(0, 2)


def test_nobodys_month_is_nothing_to_answer():
    assert answer({"a": "24*-"}, sides("a")) is None
    assert answer({}, sides("a")) is None
    assert answer({"u": "24*90"}, sides("a", "u")) is None  # no pilot unit measures it


def test_a_half_reported_latest_month_waits():
    found = answer({"a": "24*80 90", "b": "24*80 -"}, sides("a b"))
    assert found.now.last == date(2023, 12, 1)
    whole = answer({"a": "24*80 90", "b": "24*80 h"}, sides("a b"))
    assert whole.now.last == date(2024, 1, 1)  # a withheld month has been reported


def test_a_withheld_unit_is_named_and_counted_nowhere():
    lines = {"a": "12*80 12*h", "b": "12*80 12*-"} | dict.fromkeys("cde", "24*90")
    found = answer(lines, sides("a b c d e"))
    assert (found.share_before, found.share_now) == (Share(3, 5), Share(3, 3))
    assert found.units.select("unit", "value", "withheld").rows()[:3] == [
        ("a", None, True),
        ("b", None, False),
        ("c", 90.0, False),
    ]


def test_only_shares_tell_of_how_many():
    share = answer({"a": "24*80"}, sides("a")).units.row(0, named=True)
    assert (share["numerator"], share["denominator"]) == (960.0, 1200.0)
    assert share["se2"] == pytest.approx(16 / 12)
    days = answer({"a": "24*8"}, sides("a"), kpi=LEAD).units.row(0, named=True)
    assert (days["value"], days["numerator"], days["denominator"]) == (8.0, None, None)
    assert share["value_before"] == 80.0


def test_each_month_looks_back_on_twelve():
    found = answer({"a": "12*80 12*90", "u": "24*90"}, sides("a", "u"))
    assert found.history.height == 2 * 13
    assert found.history.row(0) == (True, date(2022, 12, 1), 0, 1)
    assert found.history.row(1) == (False, date(2022, 12, 1), 1, 1)
    # Six months of 80 and six of 90 make 85.
    turned = found.history.filter("pilot", pl.col("good") == 1)["month"].min()
    assert turned == date(2023, 6, 1)


def test_an_interval_is_two_numbers():
    assert Interval(-0.1, 0.2).low == -0.1
