"""Since when is a series lit, since when is its target missed, and what was lit lately?

A month is drawn as its side and how it was lit: `+o` outside and high, `-s` a shift below, `.`
an ordinary one, `x` one without a value; `|` begins a phase and `b` marks one of the baseline.
"""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.periods import shift
from kpi.trends.spells import lit_lately, lit_since, missed_since
from tests.plain import spells as plain

RULES = {"o": "outside", "t": "trend", "2": "two_of_three", "s": "shift", "c": "crossings"}
SIDES = {"+": "high", "-": "low"}
CELLS = [".", "x", "|", "+o", "-o", "+s", "-s", "+ob", "-t", "c", ".b"]
JANUARY = date(2024, 1, 1)
SCHEMA = {
    "month": pl.Date,
    "value": pl.Float64,
    "phase": pl.Int64,
    "base": pl.Boolean,
    "signal": pl.String,
    "side": pl.String,
    "better": pl.String,
    "target": pl.Float64,
}


def points(line: str) -> pl.DataFrame:
    phase, rows = 1, []
    for cell in line.split():
        if cell == "|":
            phase += 1
            continue
        rule, side = RULES.get(cell.strip("b")[-1], "none"), SIDES.get(cell[0])
        value = None if cell == "x" else 1.0
        rows.append((shift(JANUARY, len(rows)), value, phase, "b" in cell, rule, side, "", None))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def targeted(values: str, target: float | None, better: str) -> pl.DataFrame:
    cells = [None if cell == "x" else float(cell) for cell in values.split()]
    frame = points(" ".join("." for _ in cells))
    return frame.with_columns(
        value=pl.Series(cells, dtype=pl.Float64),
        target=pl.lit(target, pl.Float64),
        better=pl.lit(better),
    )


def month(number: int | None) -> date | None:
    return None if number is None else date(2024, number, 1)


@pytest.mark.parametrize(
    ("line", "since"),
    [
        ("", None),
        ("x x", None),
        (".", None),
        ("+o", 1),
        (". . .", None),
        ("+o +o .", None),  # it was, and is not
        (". +s +s +o", 2),  # whatever rule names it
        ("+o . +o +2", 3),
        ("-o -o +o +o", 3),  # the other side is another story
        ("+o x x +o", 1),  # no value is no news
        ("+o +o x", 1),
        ("+o +o | +o +o", 3),  # what was said before a new phase was said of something else
        ("c c", 1),  # a run chart's crossings have no side
    ],
)
def test_a_signal_has_lasted_since_the_first_of_those_without_a_break(line, since):
    assert lit_since(points(line)) == month(since)


@pytest.mark.parametrize(
    ("values", "target", "better", "since"),
    [
        ("", 5, "lower", None),
        ("6 4 6 x 7", 5, "lower", 3),
        ("6 4 6 x 5", 5, "lower", None),  # as good as the target is reached
        ("6 4 3 4", 5, "higher", 2),
        ("6 7", None, "lower", None),
        ("6 7", 5, "neither", None),
    ],
)
def test_a_target_has_been_missed_since(values, target, better, since):
    assert missed_since(targeted(values, target, better)) == month(since)


@pytest.mark.parametrize(
    ("line", "after", "lit"),
    [
        ("", None, []),
        ("+o +o . . .", None, []),  # longer ago than the latest three
        ("+o . -s .", None, [3]),
        ("+ob +o x . .", None, [2]),  # the baseline is nobody's to follow up
        ("+o +o +o", 2, [3]),
        ("+o +o +o", 3, []),
    ],
)
def test_what_was_lit_lately_and_after_somebody_spoke(line, after, lit):
    found = lit_lately(points(line), after=month(after), latest=3)
    assert found["month"].to_list() == [month(each) for each in lit]


@given(
    st.lists(st.sampled_from(CELLS), max_size=25),
    st.integers(0, 12),
    st.integers(1, 8),
)
def test_a_loop_backwards_says_the_same(cells, spoke, latest):
    drawn = points(" ".join(cells))
    rows = drawn.to_dicts()
    after = month(spoke) if spoke else None
    assert lit_since(drawn) == plain.lit_since(rows)
    lately = lit_lately(drawn, after=after, latest=latest)
    assert lately["month"].to_list() == plain.lit_lately(rows, after=after, latest=latest)


@given(
    st.lists(st.sampled_from(["4", "5", "6", "x"]), max_size=20),
    st.sampled_from([None, 5.0]),
    st.sampled_from(["lower", "higher", "neither"]),
)
def test_and_so_of_targets(cells, target, better):
    drawn = targeted(" ".join(cells), target, better)
    assert missed_since(drawn) == plain.missed_since(drawn.to_dicts())
    assert drawn.sample(fraction=1.0, shuffle=True, seed=1).pipe(missed_since) == missed_since(
        drawn
    )
