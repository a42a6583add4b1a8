"""How many symbols chance alone would light (methods §10)."""

import pytest

from kpi.trends.chance import LIT_BY_CHANCE, lit_by_chance


def test_each_series_counts_by_how_many_points_its_limits_are_locked_on():
    for points, share in (
        (0, 0.018),
        (11, 0.018),
        (12, 0.062),
        (23, 0.062),
        (24, 0.039),
        (60, 0.039),
    ):
        assert lit_by_chance([points]) == share


def test_the_shares_of_all_series_add_up():
    assert lit_by_chance([]) == 0
    assert lit_by_chance([24, 24, 12, 0]) == pytest.approx(2 * 0.039 + 0.062 + 0.018)


def test_the_longest_lock_is_tried_first():
    assert list(LIT_BY_CHANCE) == sorted(LIT_BY_CHANCE, reverse=True)
