"""The four rules as pictures: the months above, what they are called below.

Each letter is a month: o outside, t trend, 2 two of three, s shift, . none; upper case points
high, lower case points low; a missing month is a dot too.
"""

import pytest

from kpi.trends.spc import Rules, points
from tests.trends.picture import series

BASE = "4 6 4 6 4 6 4 6 4 6 4 6 4 6"  # centre 5, limits -0.32 and 10.32, near 1.45 and 8.55
QUIET = 14 * "."
LETTERS = {"none": ".", "outside": "o", "trend": "t", "two_of_three": "2", "shift": "s"}


def named(line, *, lengths=None, **settings):
    charted = points(series(line, **settings), Rules(**lengths or {}))
    marks = ""
    for signal, side in charted.select("signal", "side").iter_rows():
        assert (side is None) == (signal == "none")
        letter = LETTERS[signal]
        marks += letter.upper() if side == "high" else letter
    return marks


def after(line, **settings):
    """What the months after a quiet baseline are called."""
    marks = named(f"{BASE} {line}", base=range(14), **settings)
    assert marks.startswith(QUIET)
    return marks.removeprefix(QUIET)


def test_beyond_a_limit_is_outside():
    assert after("10.4 5 -0.4 5") == "O.o."


def test_on_a_limit_is_inside():
    assert after("10.32 5 -0.32 5") == "...."


def test_seven_in_a_row_on_one_side_of_the_centre_is_a_shift():
    assert after("4   6 7 6 7 6 7 6") == ".SSSSSSS"
    assert after("6   4 3 4 3 4 3 4   6") == ".sssssss."


def test_six_in_a_row_are_no_shift():
    assert after("4   6 7 6 7 6 7") == "......."


def test_a_point_on_the_centre_breaks_a_shift():
    assert after("4   6 7 6 5 6 7 6 7 6 7") == "..........."


def test_a_shift_of_nine_marks_all_nine():
    assert after("4   6 7 6 7 6 7 6 7 6   4") == ".SSSSSSSSS."


def test_a_missing_month_neither_breaks_a_run_nor_counts():
    assert after("4   6 7 - 6 7 - 6 7 6") == ".SS.SS.SSS"
    assert after("4   6 7 - 6 7 - 6 7") == "........."


def test_seven_rising_points_are_a_trend():
    assert after("2 3 4 4.5 5.5 6 7") == "TTTTTTT"
    assert after("7 6 5.5 4.5 4 3 2") == "ttttttt"


def test_six_rising_points_are_no_trend():
    assert after("3 2 3 4 4.5 5.5 6") == "......."


def test_a_tie_breaks_a_trend():
    assert after("2 3 4 4.5 4.5 5.5 6 7") == "........"


def test_a_missing_month_does_not_break_a_trend():
    assert after("2 3 4 - 4.5 5.5 6 7") == "TTT.TTTT"


def test_the_top_between_two_trends_points_the_way_it_leaves():
    assert after("2 3 4 4.5 5.5 6 7   6.5 5.8 5.2 4.8 4.2 3.5") == "TTTTTT" + "ttttttt"


def test_a_drop_between_two_rising_trends_points_down_at_the_drop():
    first, second = "2 3 4 4.5 5.5 6 7", "2.5 3 4 4.5 5.5 6 7"
    assert after(f"{first} {second}") == "TTTTTTt" + "TTTTTTT"


def test_a_tie_between_two_trends_leaves_the_first_its_own_direction():
    rising, falling = "2 3 4 4.5 5.5 6 7", "7 6 5.5 4.5 4 3 2"
    assert after(f"{rising} {falling}") == "TTTTTTT" + "ttttttt"


def test_two_of_three_near_a_limit_marks_the_near_ones():
    assert after("4   9 6 9   4") == ".2.2."
    assert after("4   9 9   4 4") == "....."
    assert after("4   9 9 6   4") == ".22.."


def test_three_points_must_lie_on_one_side():
    assert after("9 1 9 4") == "...."
    assert after("9 5 9 4") == "...."


def test_two_of_three_on_the_low_side():
    assert after("6   1 1 4   6") == ".22.."


def test_near_is_strictly_beyond_two_thirds_of_the_way():
    near = 5 + 2 / 3 * 5.32
    assert after(f"4   {near} 6 {near}   4") == "....."


def test_a_point_beyond_the_limit_counts_as_near_unless_strict():
    assert after("4   11 6 9   4") == ".O.2."
    assert after("4   11 6 9   4", two_of_three="strict") == ".O..."
    assert after("4   9 6 9   4", two_of_three="strict") == ".2.2."


def test_the_first_rule_that_holds_names_the_point():
    assert after("4   6 7 6 7 9 9 11   4") == ".SSSS22O."
    assert after("4   5.5 6 6.5 7 8 9 11") == "TTTTTTTO"


def test_a_run_across_two_phases_is_two_short_runs():
    before, later = "4 6 4 6 4 6 4 6 4 6 4 6 6 7 6", "7 6 7 6 3 2 3 2 3 2 6 7 3 2"
    assert named(f"{before} | {later}") == 29 * "."


def test_a_run_does_not_cross_into_the_next_series():
    line = "4 6 4 6 4 6 4 6 4 6 4 6 4 6 6 6"
    both = [series(line, name="A"), series("6 6 6 6 4 6 4 6 4 6 4 6 4 4 4 4", name="B")]
    assert set(points(both[0].vstack(both[1]))["signal"]) == {"none"}


def test_preliminary_limits_carry_no_signals():
    assert named("4 6 4 6 4 99") == 6 * "."
    assert named("1 2 3 4 5 6 7 8 9") == 9 * "."
    assert named(f"{BASE} 99", base=range(11)) == 15 * "."


def test_where_the_baseline_never_varied_any_other_value_is_outside():
    steady = 14 * "5 "
    assert named(steady + "6 7 8 9 10 11 12", base=range(14)) == 13 * "." + "T" + 7 * "O"
    assert named(steady + "900 5", base=range(14)) == 14 * "." + "O" + "."
    assert named(steady + "5 5 5", base=range(14)) == 17 * "."


@pytest.mark.parametrize(("length", "marks"), [(6, ".SSSSSS"), (7, ".......")])
def test_run_length_is_a_setting(length, marks):
    assert after("4   6 7 6 7 6 7", lengths={"run_length": length}) == marks


@pytest.mark.parametrize(("length", "marks"), [(6, "TTTTTT"), (7, "......")])
def test_trend_length_is_a_setting(length, marks):
    assert after("3 4 4.5 5.5 6 7", lengths={"trend_length": length}) == marks


def test_how_long_the_latest_side_and_direction_have_held():
    charted = points(series(f"{BASE} 3 - 6 7 7 8 9 9.5", base=range(14)))
    assert charted["run"].to_list()[14:] == [1, None, 1, 2, 3, 4, 5, 6]
    assert charted["steps"].to_list()[14:] == [1, None, 1, 2, 0, 1, 2, 3]
    assert points(series(f"{BASE} 5 5", base=range(14)))["run"].to_list()[-2:] == [0, 0]
