"""Limits, drawn by hand. Degenerate series first."""

import polars as pl
import pytest

from kpi.trends.spc import points
from tests.trends.picture import series

ALTERNATING = "4 6 4 6 4 6 4 6 4 6 4 6 4 6"  # centre 5, every moving range 2


def limits(line, place=-1, **settings):
    """lower, centre, upper at one month."""
    row = points(series(line, **settings)).row(place, named=True)
    return row["lower"], row["centre"], row["upper"]


def status(line, **settings):
    return points(series(line, **settings))["status"][-1]


def test_a_constant_series_has_a_centre_and_no_limits():
    assert limits(13 * "7 ") == (None, 7, None)
    assert status(13 * "7 ") == "no_variation"


def test_a_constant_that_binary_numbers_cannot_hold_is_still_constant():
    charted = points(series(14 * "0.1 "))
    assert charted["status"].unique().to_list() == ["no_variation"]
    assert charted["signal"].unique().to_list() == ["none"]


def test_one_point_shows_its_value_only():
    assert limits("7") == (None, None, None)
    assert status("7") == "too_short"


def test_a_series_without_values_keeps_its_months():
    charted = points(series("- - - - - -"))
    assert charted.height == 6
    assert charted["status"].unique().to_list() == ["too_short"]
    assert charted["centre"].null_count() == 6
    assert charted["n"].unique().to_list() == [0]


def test_no_series_at_all():
    charted = points(series(""))
    assert charted.is_empty()
    assert charted.columns[:4] == ["series", "month", "phase", "value"]


def test_a_missing_month_gives_no_moving_range():
    assert limits("4 6 - 106 108 106") == pytest.approx((66 - 5.32, 66, 66 + 5.32))


def test_without_two_neighbouring_months_there_is_a_centre_and_no_limits():
    assert limits("4 - 6 - 4 - 6 - 5") == (None, 5, None)
    assert status(13 * "4 - ") == "ok"


def test_shuffled_rows_give_the_same_points():
    frame = pl.concat([series("4 6 5 - 9 4 6", name=name) for name in "AB"])
    assert points(frame.sample(fraction=1, shuffle=True, seed=1)).equals(points(frame))


def test_limits_lie_266_mean_moving_ranges_from_the_mean():
    assert limits(ALTERNATING) == pytest.approx((5 - 5.32, 5, 5 + 5.32))


def test_a_large_jump_is_screened_out_of_the_spread():
    line = "0 1 0 1 0 1 0 1 0 1 0 1 21"  # eleven ranges of 1 and one of 20, mean 31/12
    centre = 27 / 13
    assert limits(line) == pytest.approx((centre - 2.66, centre, centre + 2.66))
    wide = 2.66 * 31 / 12
    assert limits(line, screen=False) == pytest.approx((centre - wide, centre, centre + wide))


def test_a_jump_on_the_bound_of_the_screen_stays():
    line = 6 * "0 9.733 " + "0 39.204"  # twelve ranges of 9.733 and one of 39.204: mean 12
    lower, centre, upper = limits(line)
    assert (upper - centre, centre - lower) == pytest.approx((2.66 * 12, 2.66 * 12))


def test_the_jumps_are_screened_once_and_not_again():
    line = "0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 5 0 40"
    first = (20 + 5 + 5 + 40) / 23  # 40 goes: above 9.9; 5 would go in a second round
    assert 5 < 3.267 * first < 40
    assert 5 > 3.267 * 30 / 22
    lower, centre, upper = limits(line)
    assert (upper - lower) / 2 == pytest.approx(2.66 * 30 / 22)
    assert centre == pytest.approx(55 / 24)


def test_no_spread_after_screening_means_the_spread_before_it():
    line = 12 * "3 " + "7"  # eleven ranges of 0 and one of 4, which the screen takes
    lower, _, upper = limits(line)
    assert (upper - lower) / 2 == pytest.approx(2.66 * 4 / 12)
    assert status(line) == "ok"


def test_limits_come_from_the_baseline_alone():
    assert limits(ALTERNATING + " 50 60 70", base=range(14)) == pytest.approx((-0.32, 5, 10.32))


def test_the_step_into_the_baseline_is_not_in_the_baseline():
    line = "90 " + ALTERNATING
    assert limits(line, base=range(1, 15)) == pytest.approx((-0.32, 5, 10.32))


def test_a_hole_in_the_baseline_breaks_its_moving_ranges():
    places = [*range(6), *range(8, 14)]
    line = "4 6 4 6 4 6  90 10  4 6 4 6 4 6"
    assert limits(line, base=places) == pytest.approx((-0.32, 5, 10.32))


def test_a_phase_without_baseline_is_its_own_baseline():
    line = f"{ALTERNATING} | 14 16 14 16 14 16"
    assert limits(line, base=range(14)) == pytest.approx((15 - 5.32, 15, 15 + 5.32))


def test_a_baseline_without_values_gives_neither_centre_nor_limits():
    assert limits("- - - " + ALTERNATING, base=range(3)) == (None, None, None)
    assert status("- - - " + ALTERNATING, base=range(3)) == "preliminary"


def test_no_moving_range_crosses_into_a_new_phase():
    assert limits("4 6 4 6 4 | 94 96 94 96 95") == pytest.approx((95 - 4.655, 95, 95 + 4.655))
    assert limits("4 6 4 6 4 | 94 96 94 96 95", place=0) == pytest.approx((-0.52, 4.8, 10.12))


@pytest.mark.parametrize(
    ("count", "expected"),
    [(4, "too_short"), (5, "preliminary"), (12, "preliminary"), (13, "ok"), (14, "ok")],
)
def test_how_many_values_a_phase_needs(count, expected):
    line = " ".join("4" if place % 2 else "6" for place in range(count))
    assert status(line) == expected
    assert status(line + " - - -") == expected
    assert (limits(line)[2] is None) == (expected == "too_short")


def test_a_baseline_below_twelve_values_locks_nothing():
    assert status(ALTERNATING, base=range(11)) == "preliminary"
    assert status(ALTERNATING, base=range(12)) == "ok"
    assert status("- - " + ALTERNATING, base=range(13)) == "preliminary"


def test_a_constant_preliminary_phase_is_preliminary():
    assert status(5 * "7 ") == "preliminary"
    assert limits(5 * "7 ") == (None, 7, None)
