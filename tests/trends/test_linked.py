"""Months that hang together, by hand: only values outside the limits are signals."""

import pytest

from kpi.trends.spc import USUAL, Rules, points, trend
from tests.trends.picture import series

WAVES = 3 * "4 4.5 5 5.5 6 5.5 5 4.5 "  # limits 3.67 and 6.33; correlation about 2/3
QUIET = 12 * "4 6 "  # limits -0.32 and 10.32; correlation -1
RISE = "4 5.1 5.2 5.3 5.4 5.5 5.6 5.7"


def said(line, base=24, rules=USUAL, **settings):
    """Whether the months are linked, and what the latest is called."""
    charted = points(series(line, base=range(base), **settings), rules)
    return charted["linked"][-1], charted["signal"][-1]


def test_a_baseline_of_long_waves_hangs_together_and_one_that_swings_does_not():
    assert said(WAVES) == (True, "none")
    assert said(QUIET) == (False, "none")


def test_in_linked_months_only_a_value_outside_is_a_signal():
    assert said(QUIET + RISE) == (False, "trend")
    assert said(WAVES + RISE) == (True, "none")
    assert said(WAVES + RISE + " 9") == (True, "outside")
    assert said(QUIET + "6 6 6 6 6 6 6") == (False, "shift")
    assert said(WAVES + "4 6 6 6 6 6 6 6") == (True, "none")


def test_asked_to_every_rule_is_used_and_no_link_is_looked_for():
    assert said(WAVES + RISE, rules=Rules(heed_links=False)) == (False, "trend")


def test_nineteen_months_are_too_few_to_tell():
    assert said(WAVES, base=20)[0] is True
    assert said(WAVES, base=19)[0] is False
    assert said(WAVES.replace("4 ", "- ", 1), base=20)[0] is False


def test_without_a_decided_baseline_a_change_would_look_like_a_link():
    assert said(20 * "4 6 " + 20 * "14 16 ", base=0)[0] is False


@pytest.mark.parametrize(("turns", "linked"), [(6, True), (7, False)])
def test_the_correlation_that_counts(turns, linked):
    # 20 months of 4 and 6, so a neighbour more alike than not: (19 - 2 turns) / 19, 0.37 and 0.26
    lengths = [20 // (turns + 1) + (at < 20 % (turns + 1)) for at in range(turns + 1)]
    line = "".join(("4 ", "6 ")[at % 2] * length for at, length in enumerate(lengths))
    assert said(line, base=20)[0] is linked


def test_neighbours_are_neighbours_in_the_baseline():
    gaps = " - ".join(WAVES.split())  # no two months beside each other
    assert said(gaps, base=47)[0] is False


def test_a_constant_and_a_run_chart_are_never_linked():
    assert said(24 * "7 ", base=24)[0] is False
    assert said(24 * "0.1 ", base=24)[0] is False
    assert said(WAVES, chart="run")[0] is False


def test_by_volume_a_small_month_does_not_outshout_large_ones():
    # two tiny months beside each other, far off, among large ones that swing
    line = f"{4 * '0.49:100 0.51:100 '} 0.9:1 0.9:1 {5 * '0.49:100 0.51:100 '}"
    assert said(line, chart="iprime")[0] is False
    assert said(line.replace(":100", ":1"), chart="iprime")[0] is True


def test_charts_by_volume_and_months_without_any():
    waves = " ".join(f"{float(each) / 10}:100" for each in WAVES.split())
    assert said(waves, chart="iprime")[0] is True
    assert said(waves, chart="p")[0] is True
    assert said(f"{waves} 0.5:-3 - 0.5:0", base=27, chart="iprime")[0] is True


def test_the_season_is_taken_out_first():
    year = [10, 11, 12, 13, 14, 15, 14, 13, 12, 11, 10, 9]
    swing = [1, -1] * 6 + [-1, 1] * 6
    line = " ".join(str(value + step / 2) for value, step in zip(year * 2, swing, strict=True))
    assert said(line, base=24)[0] is True
    assert said(line, base=24, seasonal=True)[0] is False


def test_the_answer_says_so_of_its_last_phase():
    line = f"{WAVES}| {QUIET}"
    assert trend(series(line, base=range(48))).summary["linked"].item() is False
    line = f"{QUIET}| {WAVES}"
    assert trend(series(line, base=range(48))).summary["linked"].item() is True


@pytest.mark.parametrize("line", ["", "- - -", "7", "4 6"])
def test_a_series_of_almost_nothing_is_not_linked(line):
    charted = points(series(line, base=range(3)))
    assert not charted["linked"].any()
