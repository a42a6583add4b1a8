"""Loops and dicts give the same as the arrays, on panels with gaps, staggered starts and zeros."""

from datetime import date

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kpi.effects import Question, Scale, effects
from kpi.periods import shift
from tests.effects.panels import SCHEMA
from tests.examples import examples
from tests.plain import effects as plain

FIRST = date(2022, 1, 1)
NO_SHRINK = [Phase.explicit, Phase.reuse, Phase.generate]  # a case here takes minutes to shrink
VALUES = st.one_of(
    st.none(), st.just(0.0), st.floats(0.5, 50).map(lambda value: round(value, 2)), st.just(7.0)
)


@st.composite
def panels(draw):
    months = draw(st.integers(2, 40))
    rows = []
    for unit in range(draw(st.integers(2, 6))):
        begins = draw(st.sampled_from([None, None, 1, 12, 24, 25]))
        start = None if begins is None else shift(FIRST, begins)
        rows += [
            (f"u{unit}", start, shift(FIRST, at), draw(VALUES))
            for at in range(months)
            if draw(st.integers(0, 9))
        ]
    return rows


@given(panels(), st.sampled_from(Scale), st.sampled_from([24, 12, 6, None]))
@settings(max_examples=examples(100), deadline=None, phases=NO_SHRINK)
def test_the_arrays_say_what_the_loops_say(rows, scale, months):
    frame = pl.DataFrame(
        [("p", unit, "a", start, month, value) for unit, start, month, value in rows],
        schema=SCHEMA,
        orient="row",
    )
    asked = Question(scale=scale, baseline_months=months, draws=0)
    for found in effects(frame, asked).values():
        pilot = {unit for unit, start, *_ in rows if start is not None}
        if pilot == {unit for unit, *_ in rows}:
            assert found.units == {}
            continue
        how = {"logs": scale is Scale.LOG, "months": months}
        numbers = plain.unit_numbers(rows, **how)
        expected = plain.estimate(numbers, pilot)
        if expected is None:
            assert found.between is None
            continue
        assert found.units == pytest.approx(numbers, abs=1e-9)
        assert found.between.estimate == pytest.approx(expected, abs=1e-9)
        before = plain.estimate(plain.unit_numbers(rows, **how, placebo=True), pilot)
        assert found.placebo.estimate == (before and pytest.approx(before, abs=1e-9))
        if found.leave_one_out:
            each = [
                plain.estimate(plain.unit_numbers(rows, **how, out=unit), pilot)
                for unit in {unit for unit, *_ in rows}
            ]
            known = [value for value in each if value is not None]
            assert found.leave_one_out.low == pytest.approx(min(known), abs=1e-9)
            assert found.leave_one_out.high == pytest.approx(max(known), abs=1e-9)
