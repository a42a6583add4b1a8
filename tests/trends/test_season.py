"""Season by hand: what is taken out, how much wider limits are, and what is left alone."""

from itertools import pairwise

import pytest

from kpi.trends.spc import points, trend
from tests.trends.picture import series

YEAR = [8, 9, 10, 11, 10, 9, 16, 10, 10, 9, 9, 9]  # mean 10, July 1.6 times that
TWO_YEARS = [value + step for year, step in enumerate((-0.5, 0.5)) for value in YEAR]
WIDER = 2**0.5, 3**0.5  # inside and after a baseline of two years


def seasonal(values, base=24, **settings):
    line = " ".join("-" if value is None else repr(float(value)) for value in values)
    return points(series(line, seasonal=True, base=range(base), **settings))


def test_a_month_that_is_as_every_year_is_no_signal_and_one_that_is_not_is():
    july = [*YEAR[:6], 16]
    assert seasonal(TWO_YEARS + july)["signal"][-1] == "none"
    plain = points(series(" ".join(map(repr, map(float, TWO_YEARS + july))), base=range(24)))
    assert plain["signal"][-1] == "outside"
    assert seasonal([*TWO_YEARS, *YEAR[:6], 26])["signal"][-1] == "outside"
    assert seasonal([*TWO_YEARS, *YEAR[:5], 16])["signal"][-1] == "outside"  # in June it is much


def test_limits_follow_the_month_and_are_wider_after_the_baseline():
    charted = seasonal([*TWO_YEARS, *YEAR[:6], 16])
    inside, after = charted.row(6, named=True), charted.row(30, named=True)
    assert inside["centre"] == pytest.approx(16)
    assert after["centre"] == pytest.approx(16)
    assert inside["value"] == 15.5
    ratio = (after["upper"] - 16) / (inside["upper"] - 16)
    assert ratio == pytest.approx(WIDER[1] / WIDER[0])
    march = charted.row(26, named=True)
    assert march["centre"] == pytest.approx(10)
    assert (after["upper"] - 16) / (march["upper"] - 10) == pytest.approx(1.6)


def test_the_limits_by_hand():
    adjusted = [value / (usual / 10) for value, usual in zip(TWO_YEARS, YEAR * 2, strict=True)]
    ranges = [abs(b - a) for a, b in pairwise(adjusted)]
    amr = sum(ranges) / 23
    kept = [each for each in ranges if each <= 3.267 * amr]
    distance = 2.66 * sum(kept) / len(kept) * WIDER[0]
    january = seasonal(TWO_YEARS).row(0, named=True)
    assert january["upper"] == pytest.approx((10 + distance) * 0.8)
    assert january["lower"] == pytest.approx((10 - distance) * 0.8)


def test_the_target_is_a_years_and_is_held_against_the_month_with_its_season():
    # with July's own limits around 16 a target of 10 would be far below them
    line = " ".join(map(repr, map(float, [*TWO_YEARS, *YEAR[:7]])))
    base = range(24)
    said = trend(series(line, seasonal=True, base=base, better="lower", target=10)).summary
    assert said["assurance"].item() == "varies"


def test_one_year_says_nothing_of_the_season():
    charted = trend(series(" ".join(map(str, YEAR + YEAR[:6])), seasonal=True, base=range(12)))
    assert charted.points["value"][:3].to_list() == [8, 9, 10]
    assert charted.points["upper"].null_count() == 18
    assert charted.summary["status"].item() == "preliminary"
    assert charted.summary["variation"].item() is None


def test_a_month_that_is_nearly_closed_is_left_out():
    shut = [*YEAR[:6], 0.2, *YEAR[7:]]
    charted = seasonal(shut * 2 + [*YEAR[:6], 5])
    assert charted["value"][30] is None
    assert charted["centre"][30] is None
    assert charted["signal"][30] == "none"
    assert charted["n"].unique().to_list() == [28]


def test_a_month_never_seen_in_the_baseline_is_left_out():
    never = [*YEAR[:6], None, *YEAR[7:]]
    assert seasonal(never * 2 + [*YEAR[:6], 16])["value"][30] is None


def test_values_around_nought_have_their_season_subtracted():
    around = [value - 10 for value in TWO_YEARS]
    charted = seasonal(around + [value - 10 for value in [*YEAR[:6], 16]])
    july = charted.row(30, named=True)
    assert (july["value"], july["centre"], july["signal"]) == (6, pytest.approx(6), "none")
    march = charted.row(26, named=True)
    assert july["upper"] - july["centre"] == pytest.approx(march["upper"] - march["centre"])


def test_a_series_without_values_keeps_its_months():
    charted = seasonal([None] * 30)
    assert charted.height == 30
    assert charted["status"].unique().to_list() == ["too_short"]


def test_what_repeats_every_year_exactly_has_a_centre_and_no_limits():
    charted = seasonal(YEAR * 3)
    assert charted["status"].unique().to_list() == ["no_variation"]
    assert charted["centre"][30] == pytest.approx(16)
    assert charted["upper"].null_count() == 36
