"""Both groups' distance from the same month of their baseline, month by month (methods §11)."""

from datetime import date
from statistics import fmean

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kpi.effects import Group, Question, Scale, effects, gap
from kpi.periods import shift
from tests.effects.panels import FIRST, SCHEMA, START, panel
from tests.effects.test_plain import NO_SHRINK, panels
from tests.examples import examples
from tests.plain import effects as plain

LEVELS = Question(scale=Scale.LEVEL, draws=0)


def drawn(start: str, **units: str) -> pl.DataFrame:
    """Two Januaries and a third from `start`, a line a unit: `.` is a month without value."""
    rows = [
        ("p", unit, "öster", date.fromisoformat(start) if unit in "ab" else None, month, value)
        for unit, line in units.items()
        for month, value in zip(
            (date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)),
            (None if cell == "." else float(cell) for cell in line.split()),
            strict=True,
        )
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def course(frame: pl.DataFrame, group: Group) -> dict[int, tuple[float | None, int]]:
    own = frame.filter(pl.col("group") == group, pl.col("month").dt.month() == 1)
    return {month.year: (d, units) for month, d, units in own.select("month", "d", "units").rows()}


def test_courses_worked_by_hand():
    # a lies 1 under and over its own 11, b 2 under and over its 22; then 3 under and 2 over.
    found = gap(drawn("2024-01-01", a="10 12 8", b="20 24 24", c="5 5 6", d="7 5 6"), LEVELS)
    assert course(found, Group.PILOT) == {2022: (-1.5, 2), 2023: (1.5, 2), 2024: (-0.5, 2)}
    assert course(found, Group.COMPARISON) == {2022: (0.5, 2), 2023: (-0.5, 2), 2024: (0.5, 2)}


def test_a_groups_course_never_rests_on_one_unit():
    found = gap(drawn("2024-01-01", a="10 12 8", b="20 24 .", c="5 5 6", d="7 5 6"), LEVELS)
    assert course(found, Group.PILOT)[2024] == (None, 1)
    assert course(found, Group.COMPARISON)[2024] == (0.5, 2)


def test_a_baseline_month_alone_of_its_kind_tells_nothing():
    found = gap(drawn("2024-01-01", a="10 . 8", b="20 . 24", c="5 5 6", d="7 5 6"), LEVELS)
    assert course(found, Group.PILOT) == {2022: (None, 0), 2023: (None, 0), 2024: (1.0, 2)}


def test_every_month_has_a_row_so_that_lines_break():
    found = gap(drawn("2024-01-01", a="10 12 8", b="20 24 24", c="5 5 6", d="7 5 6"), LEVELS)
    months = [shift(date(2022, 1, 1), at) for at in range(25)]
    assert found["month"].to_list() == sorted([*months, *months])
    between = found.filter(pl.col("month").dt.month() > 1)
    assert between.select(pl.col("d").is_null().all(), pl.col("units").max()).row(0) == (True, 0)


def test_what_lies_between_the_courses_after_the_start_is_the_effect():
    values = panel(effect=-0.05)
    asked = Question(scale=Scale.LOG, draws=0)
    found = gap(values, asked)
    assert found["month"].min() == FIRST
    after = found.filter(pl.col("month") >= START).pivot("group", index="month", values="d")
    apart = (after["pilot"] - after["comparison"]).mean()
    assert apart == pytest.approx(effects(values, asked)["panel"].between.estimate, abs=1e-12)
    before = found.filter(pl.col("month") < START).group_by("group").agg(pl.col("d").mean())
    assert before["d"].to_list() == pytest.approx([0, 0], abs=1e-12)


def test_panels_are_answered_side_by_side_and_an_empty_one_not_at_all():
    one, other = panel(name="en"), panel(name="annan", seed=2, others=0)
    silent = panel(name="tyst").with_columns(value=pl.lit(None, pl.Float64))
    found = gap(pl.concat([one, other, silent]), LEVELS)
    assert_frame_equal(found.filter(pl.col("panel") == "en"), gap(one, LEVELS))
    assert set(found.select("panel", "group").rows()) == {
        ("en", "pilot"),
        ("en", "comparison"),
        ("annan", "pilot"),
    }
    assert gap(silent, LEVELS).is_empty()


@given(panels(), st.sampled_from(Scale), st.sampled_from([24, 12, 6, None]))
@settings(max_examples=examples(100), deadline=None, phases=NO_SHRINK)
def test_the_courses_are_those_of_the_loops(rows, scale, months):
    frame = pl.DataFrame(
        [("p", unit, "a", start, month, value) for unit, start, month, value in rows],
        schema=SCHEMA,
        orient="row",
    )
    found = gap(frame, Question(scale=scale, baseline_months=months, draws=0))
    told = {
        (group, month): (d, units)
        for group, month, d, units in found.select("group", "month", "d", "units").rows()
        if units
    }
    expected = plain.courses(rows, logs=scale is Scale.LOG, months=months)
    assert told.keys() == expected.keys()
    for point, (d, units) in told.items():
        assert units == len(expected[point])
        assert d == (pytest.approx(fmean(expected[point]), abs=1e-9) if units > 1 else None)
