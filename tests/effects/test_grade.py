"""Which grade an effect gets, and why no higher one (methods §11)."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from kpi.effects import Grade, Question, Reason, Scale, effects
from kpi.effects.grade import Evidence, grade, holm
from kpi.effects.uncertainty import Between, Interval, LeaveOneOut
from tests.effects.panels import START, panel

CLEAR = Between(-0.05, 0.01, 20.0, -0.07, -0.03, 0.0001, 0.03)
STEADY = LeaveOneOut(-0.06, -0.04, "a", same_sign=True)
ENOUGH = {
    "pilot_units": 10,
    "comparison_units": 24,
    "comparison_areas": 6,
    "baseline_months": 24,
    "between": CLEAR,
    "p": 0.0001,
    "placebo_p": 0.5,
    "leave_one_out": STEADY,
    "area": Interval(-0.08, -0.02),
}


@pytest.mark.parametrize(
    ("but", "expected", "reasons"),
    [
        ({}, Grade.SHOWN, []),
        ({"placebo_p": None}, Grade.SHOWN, []),  # a baseline too short for it
        ({"placebo_p": 0.049}, Grade.UNKNOWN, [Reason.PLACEBO]),
        ({"pilot_units": 5}, Grade.UNKNOWN, [Reason.FEW_PILOT]),
        ({"pilot_units": 1}, Grade.UNKNOWN, [Reason.ONE_TREATED]),
        ({"comparison_units": 5}, Grade.UNKNOWN, [Reason.FEW_COMPARISON]),
        ({"baseline_months": 11}, Grade.UNKNOWN, [Reason.SHORT_BASELINE]),
        ({"open_question": True}, Grade.UNKNOWN, [Reason.QUESTION]),
        ({"definition_changed": True}, Grade.UNKNOWN, [Reason.DEFINITION]),
        ({"p": 0.05}, Grade.NONE, [Reason.CHANCE]),  # adjusted: the interval alone would do
        ({"p": None}, Grade.NONE, [Reason.CHANCE]),
        ({"between": Between(-0.05, 0.01, 20.0, -0.1, 0.0, 0.01, 0.03)}, Grade.NONE, None),
        ({"leave_one_out": LeaveOneOut(-0.1, 0.01, "a", same_sign=False)}, Grade.LIKELY, None),
        ({"leave_one_out": None}, Grade.LIKELY, [Reason.ONE_UNIT]),
        ({"comparison_areas": 3}, Grade.LIKELY, [Reason.FEW_AREAS]),
        ({"comparison_areas": 1, "area": None}, Grade.LIKELY, [Reason.FEW_AREAS]),
        ({"area": Interval(-0.1, 0.01)}, Grade.LIKELY, [Reason.AREA]),
    ],
)
def test_the_first_grade_that_holds(but, expected, reasons):
    found, why = grade(Evidence(**{**ENOUGH, **but}))
    assert found is expected
    assert reasons is None or list(why) == reasons


def test_every_reason_that_holds_is_named():
    _, why = grade(Evidence(**{**ENOUGH, "placebo_p": 0.01, "pilot_units": 2}))
    assert list(why) == [Reason.PLACEBO, Reason.FEW_PILOT]


def test_holms_adjustment_by_hand():
    # Three: 0,01·3, then 0,03·2, then 0,04·1 raised to the one before.
    assert holm({"a": 0.04, "b": 0.01, "c": 0.03}) == pytest.approx(
        {"b": 0.03, "c": 0.06, "a": 0.06}
    )
    assert holm({"a": 0.9, "b": 0.8}) == {"b": 1.0, "a": 1.0}
    assert holm({}) == {}


def asked(panels: pl.DataFrame, **what: object):
    (found,) = effects(panels, Question(**{"scale": Scale.LOG, "draws": 99, **what})).values()
    return found


def test_a_clear_effect_is_shown():
    found = asked(panel(effect=-0.05))
    assert (found.grade, found.reasons) == (Grade.SHOWN, ())
    assert found.shown(found.between.estimate) == pytest.approx(-5, abs=1.2)


def test_what_happens_to_one_area_is_only_likely():
    # Every unit of an area moves alike: the pilot's area may just be one more of them.
    moved = {f"område {at}": by for at, by in enumerate((0.05, -0.05, 0.04, -0.06, 0.05, -0.03))}
    shift_of = pl.col("area").replace_strict({**moved, "öster": 0.0}, return_dtype=pl.Float64)
    after = pl.col("month") >= START
    shaken = panel(effect=-0.07).with_columns(
        value=pl.when(after).then(pl.col("value") * shift_of.exp()).otherwise("value")
    )
    found = asked(shaken)
    assert (found.grade, found.reasons) == (Grade.LIKELY, (Reason.AREA,))


def test_nothing_happened():
    found = asked(panel(effect=0.0, seed=4))
    assert (found.grade, found.reasons) == (Grade.NONE, (Reason.CHANCE,))
    assert 0 < found.between.mde < 0.03


def test_too_few_units():
    found = asked(panel(effect=-0.05, pilot=4))
    assert (found.grade, found.reasons) == (Grade.UNKNOWN, (Reason.FEW_PILOT,))


def test_one_area_to_compare_with_tells_nothing_of_how_areas_differ():
    found = asked(panel(effect=-0.05, areas=1))
    assert (found.grade, found.reasons) == (Grade.LIKELY, (Reason.FEW_AREAS,))
    assert (found.area, found.areas) == (None, 1)


def test_no_placebo_where_the_pilot_has_no_first_year():
    late = pl.col("start").is_null() | (pl.col("month") >= date(2022, 8, 1))
    found = asked(panel(effect=-0.05).filter(late))
    assert (found.placebo.estimate, found.placebo.p) == (None, None)
    assert found.grade is Grade.SHOWN


def test_a_unit_without_values_has_no_place_among_the_others():
    silent = pl.col("unit") != "enhet 05"
    found = asked(panel(pilot=1, others=8).with_columns(value=pl.when(silent).then("value")))
    assert found.placebo.of == 8


def test_nobody_to_compare_with():
    found = asked(panel(effect=-0.08, others=0))
    assert (found.grade, found.reasons) == (Grade.UNEXPLAINED, (Reason.NO_COMPARISON,))
    assert (found.units, found.leave_one_out, found.area) == ({}, None, None)


def test_nobody_to_compare_with_and_nothing_happened():
    found = asked(panel(effect=0.0, others=0))
    assert (found.grade, found.reasons) == (Grade.NONE, (Reason.CHANCE, Reason.NO_COMPARISON))


def test_nobody_to_compare_with_and_too_few_months():
    alone = panel(effect=-0.08, others=0)
    late = asked(alone.filter(pl.col("month") >= date(2023, 2, 1)))
    assert (late.grade, late.reasons) == (Grade.UNKNOWN, (Reason.SHORT_BASELINE,))
    few = asked(alone.filter(pl.col("month").dt.month().is_in([1, 8])))
    assert (few.between, few.reasons) == (None, (Reason.SHORT_COURSE,))
    questioned = asked(panel(effect=-0.08, others=0), questioned=frozenset({"panel"}))
    assert questioned.reasons == (Reason.QUESTION,)
    assert questioned.between is not None


def test_no_values_at_all():
    nothing = panel().with_columns(value=pl.lit(None, pl.Float64))
    assert asked(nothing).reasons == (Reason.NO_DATA,)
    alone = panel(others=0).with_columns(value=pl.lit(None, pl.Float64))
    assert asked(alone).reasons == (Reason.SHORT_BASELINE, Reason.SHORT_COURSE)
    only_before = panel().filter(pl.col("month") < START)
    assert asked(only_before).between is None
    new_pilot = panel().filter(pl.col("start").is_null() | (pl.col("month") >= START))
    assert asked(new_pilot).between is None


def test_values_without_a_logarithm_are_left_out_and_counted():
    zeros = panel().with_columns(
        value=pl.when(pl.int_range(pl.len()) < 3).then(0.0).otherwise("value")
    )
    assert asked(zeros).dropped == 3
    assert asked(zeros, scale=Scale.LEVEL).dropped == 0


def test_units_that_never_vary():
    still = panel().with_columns(value=pl.lit(10.0))
    found = asked(still)
    assert (found.between.estimate, found.between.se, found.between.p) == (0.0, 0.0, 1.0)
    assert found.grade is Grade.NONE
    moved = still.with_columns(
        value=pl.when(pl.col("start") <= pl.col("month")).then(8.0).otherwise("value")
    )
    shown = asked(moved, scale=Scale.LEVEL)
    assert (shown.between.estimate, shown.between.p, shown.grade) == (-2.0, 0.0, Grade.SHOWN)
    assert np.isclose(shown.shown(shown.between.estimate), -2.0)
