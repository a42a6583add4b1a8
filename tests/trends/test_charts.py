"""The charts by what values are made of: degenerate series first, by hand, then as published.

Published: D. C. Montgomery, Introduction to Statistical Quality Control (individuals chart of
mortgage costs, p chart of juice cans, u chart of personal computers).
"""

import polars as pl
import pytest

from kpi.trends.runs import fewest_crossings, longest_run
from kpi.trends.spc import points, trend
from tests.trends.picture import series

MORTGAGES = "310 288 297 298 307 303 294 297 308 306 294 299 297 299 314 295 293 306 301 304"
JUICE = "12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6"
COMPUTERS = "10 12 8 14 10 16 11 7 10 15 9 5 7 11 12 6 8 10 7 5"


def line_of(parts, volumes):
    """Shares or rates with their volumes, as `picture.series` reads them."""
    return " ".join(f"{n / d!r}:{d}" for n, d in zip(parts, volumes, strict=True))


def limits(line, chart, place=-1, **settings):
    """lower, centre, upper at one month."""
    row = points(series(line, chart=chart, **settings)).row(place, named=True)
    return row["lower"], row["centre"], row["upper"]


def status(line, chart):
    return points(series(line, chart=chart))["status"][-1]


@pytest.mark.parametrize("chart", ["iprime", "pprime", "uprime"])
def test_what_never_varies_has_a_centre_and_no_limits(chart):
    line = line_of([1] * 13, [4] * 13)
    assert limits(line, chart) == (None, 0.25, None)
    assert status(line, chart) == "no_variation"


@pytest.mark.parametrize(("chart", "share"), [("p", 0), ("p", 1), ("u", 0)])
def test_a_share_of_none_or_of_all_says_nothing_of_how_it_varies(chart, share):
    line = line_of([4 * share] * 13, [4] * 13)
    assert limits(line, chart) == (None, share, None)
    assert status(line, chart) == "no_variation"


@pytest.mark.parametrize("chart", ["iprime", "p", "pprime", "u", "uprime"])
def test_a_series_without_values_keeps_its_months(chart):
    charted = points(series("- - -:5 - -", chart=chart))
    assert charted.height == 5
    assert charted["status"].unique().to_list() == ["too_short"]
    assert charted["centre"].null_count() == 5


def test_a_month_without_volume_has_no_limits_and_the_answer_keeps_the_latest():
    charted = trend(series(line_of([1, 3, 2, 1, 4], [8, 8, 8, 8, 8]) + " -", chart="p"))
    assert charted.points["upper"][-1] is None
    assert charted.summary["upper"].item() == charted.points["upper"][-2]


def test_iprime_by_hand():
    # num 10 40 15, den 10 20 10: y 1 2 1.5, centre 65/40; s = sqrt(pi/2) |dy| / sqrt(1/d + 1/d)
    ranges = [1.2533141373155 * step / 0.15**0.5 for step in (1, 0.5, 0.5, 1)]
    spread = sum(ranges) / 4
    line = line_of([10, 40, 15, 40, 10], [10, 20, 10, 20, 10])
    lower, centre, upper = limits(line, "iprime", place=1)
    assert centre == pytest.approx(115 / 70)
    assert (lower, upper) == pytest.approx(
        (115 / 70 - 3 * spread / 20**0.5, 115 / 70 + 3 * spread / 20**0.5)
    )


def test_a_small_unit_has_wider_limits_than_a_large_one():
    line = line_of([10, 400, 15, 380, 11], [10, 200, 10, 200, 10])
    for chart in ("iprime", "uprime", "u"):
        narrow, wide = limits(line, chart, place=1), limits(line, chart, place=2)
        assert wide[2] - wide[1] > 4 * (narrow[2] - narrow[1])


def test_pprime_by_hand():
    # p 0.5 0.45 0.5 0.45 0.5 of 20: z differs by 0.05/sd each month, whatever sd is
    line = line_of([10, 9, 10, 9, 10], [20] * 5)
    distance = 3 * 0.05 / 1.128
    assert limits(line, "pprime") == pytest.approx((0.48 - distance, 0.48, 0.48 + distance))
    wild = line_of([2, 18, 2, 18, 2], [20] * 5)
    assert limits(wild, "pprime")[::2] == (0, 1)  # a share is not below nothing or above all


def test_a_share_in_per_cent_is_cut_at_the_whole():
    line = " ".join(f"{100 * share}:4" for share in (0.75, 1, 0.75, 1, 0.75))
    lower, centre, upper = limits(line, "p", scale=100.0)
    assert (centre, upper) == (pytest.approx(85), 100)
    assert lower == pytest.approx(85 - 3 * (85 * 15 / 4) ** 0.5)


def test_a_point_is_judged_by_the_limits_of_its_own_volume():
    shares = line_of([20, 22, 18] * 4 + [20], [40] * 13)
    # 0.9 of ten may be chance; 0.9 of a hundred is not
    few, many = (points(series(f"{shares} 0.9:{n}", chart="p"))["signal"][-1] for n in (10, 100))
    assert (few, many) == ("none", "outside")


def test_published_individuals_chart():
    assert limits(MORTGAGES, "xmr") == pytest.approx((279.78, 300.5, 321.22), abs=0.006)


def test_published_p_chart():
    found = limits(line_of(map(int, JUICE.split()), [50] * 30), "p")
    assert found == pytest.approx((0.0524, 0.2313, 0.4102), abs=0.00006)
    charted = points(series(line_of(map(int, JUICE.split()), [50] * 30), chart="p"))
    outside = charted.with_row_index("sample", 1).filter(pl.col("signal") == "outside")
    assert outside["sample"].to_list() == [15, 23]


def test_published_u_chart():
    found = limits(line_of(map(int, COMPUTERS.split()), [5] * 20), "u")
    assert found == pytest.approx((0.07, 1.93, 3.79), abs=0.006)


def test_a_run_chart_has_a_median_and_no_limits():
    assert limits("1 2 9 2 1 2 3", "run") == (None, 2, None)
    assert status(13 * "7 ", "run") == "no_variation"


def run_signals(line):
    charted = points(series(line, chart="run"))
    return list(charted.select("signal", "side").iter_rows())


def test_a_long_run_is_said_of_its_own_points():
    long = "1 1 1 1 2 1 1 1 1 1"  # nine low of 28 useful points, and one on the median
    line = f"3 1 3 1 3 {long} 3 3 3 1 3 3 3 1 3 3 1 3 3 3 -"
    assert longest_run(28) == 8
    found = run_signals(line)
    assert found[5:15] == [("run", "low")] * 10
    assert set(found[:5] + found[15:]) == {("none", None)}


def test_an_old_run_is_no_answer_for_today():
    old = 10 * "3 " + 5 * "1 1 1 3 "
    assert points(series(old, chart="run"))["signal"][0] == "run"
    said = trend(series(old, chart="run")).summary
    assert (said["signal"].item(), said["variation"].item()) == ("none", "common")


def test_few_crossings_are_said_of_every_point_and_are_neither_better_nor_worse():
    line = "1 1 1 1 1 1 3 3 3 3 3 1 1 1 1 1 3 3 3 3 3 3 2"  # three crossings of 22 useful
    assert fewest_crossings(22) == 7
    assert set(run_signals(line)) == {("crossings", "low"), ("crossings", "high")}
    assert trend(series(line, chart="run")).summary["variation"].item() == "high"


def test_a_month_of_negative_volume_says_nothing():
    line = line_of([30, 28, 31, 29, 32] * 3, [100] * 15)
    charted = points(series(f"{line} 0.3:-2", chart="iprime"))
    alone = points(series(line, chart="iprime"))
    assert charted["upper"][:15].to_list() == alone["upper"].to_list()
    assert (charted["upper"][15], charted["signal"][15]) == (None, "none")


def test_shares_above_the_whole_are_not_judged():
    line = line_of([102, 98, 103, 108, 99, 101, 104] * 2, [100] * 14)
    assert limits(line, "pprime")[::2] == (None, None)
    assert points(series(line, chart="pprime"))["signal"].unique().to_list() == ["none"]


def test_a_run_chart_that_only_varies_says_nothing():
    assert set(run_signals("1 3 3 1 1 3 1 3 3 1 1 1 3 3")) == {("none", None)}


@pytest.mark.parametrize(
    ("n", "longest", "fewest"), [(1, 3, 0), (10, 6, 2), (20, 7, 6), (2000, 14, 963)]
)
def test_the_bounds_of_a_run_chart(n, longest, fewest):
    assert (longest_run(n), fewest_crossings(n)) == (longest, fewest)


def test_charts_of_every_kind_in_one_frame_are_as_each_alone():
    each = [
        series(MORTGAGES, name="c"),
        series(line_of(map(int, JUICE.split()), [50] * 30), name="a", chart="p"),
        series(line_of(map(int, COMPUTERS.split()), [5] * 20), name="b", chart="uprime"),
    ]
    alone = pl.concat([points(each[at]) for at in (1, 2, 0)])
    assert points(pl.concat(each)).equals(alone)
