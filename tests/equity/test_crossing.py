"""The permutation interval: hand-computed, and against every labelling tried one by one."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.equity.crossing import estimate_of, moved, permutation_interval
from tests.examples import examples
from tests.plain import equity as plain

NOISE = 0.007  # of a tail's 2.5 %: four standard deviations of 9 999 draws


def moves(pilot: list[int], others: list[int]) -> pl.DataFrame:
    rows = [(True, move) for move in pilot] + [(False, move) for move in others]
    return pl.DataFrame(rows, schema={"pilot": pl.Boolean, "move": pl.Int8}, orient="row")


def test_a_unit_moves_when_it_changes_side_between_two_values():
    seen = pl.DataFrame(
        [
            *(("before", "up", True, -1.0), ("now", "up", True, 0.0)),
            *(("before", "down", True, 2.0), ("now", "down", True, -0.1)),
            *(("before", "stays", False, -9.0), ("now", "stays", False, -1.0)),
            *(("before", "gone", True, 1.0), ("now", "new", True, 1.0)),
            *(("before", "hidden", True, 1.0), ("now", "hidden", True, None)),
            ("2023-12-01", "up", True, 5.0),
        ],
        schema={
            "span": pl.String,
            "unit": pl.String,
            "pilot": pl.Boolean,
            "distance": pl.Float64,
        },
        orient="row",
    )
    assert sorted(moved(seen).rows()) == [(False, 0), (True, -1), (True, 1)]


def test_the_estimate_is_a_difference_between_means():
    assert estimate_of(moves([1, 1, 0, 0], [-1, 0])) == pytest.approx(0.5 + 0.5)


def test_a_change_that_every_unit_shares_is_no_change():
    found = permutation_interval(moves([1] * 6, [1] * 8))
    assert (found.low, found.high) == (pytest.approx(0), pytest.approx(0))


def test_the_interval_holds_its_estimate_and_is_the_same_every_time():
    drawn = moves([1, 1, 1, 0, 0, 0], [0, 0, 0, 0, 0, -1])
    found = permutation_interval(drawn)
    assert found.low < estimate_of(drawn) < found.high
    assert found == permutation_interval(drawn.reverse())
    assert found != permutation_interval(drawn, seed=2, draws=99)


def test_draws_of_the_real_labels_speak_for_no_change():
    # Two units can be labelled in two ways, so that half of the draws are the real one.
    found = permutation_interval(moves([1], [0]))
    assert (found.low, found.high) == (float("-inf"), float("inf"))


SIDE = st.lists(st.sampled_from([-1, 0, 0, 1]), min_size=6, max_size=6)


@given(SIDE, SIDE)
@settings(max_examples=examples(25))
def test_it_ends_where_every_labelling_tried_makes_the_real_one_unlikely(pilot, others):
    found = permutation_interval(moves(pilot, others))
    step = 1e-6
    for end, side, outward in ((found.low, 1, -step), (found.high, 0, step)):
        outside = plain.tails(pilot + others, 6, end + outward)[side]
        inside = plain.tails(pilot + others, 6, end - outward)[side]
        assert outside <= 0.025 + NOISE
        assert inside >= 0.025 - NOISE
