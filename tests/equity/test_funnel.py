"""The funnel: hand-computed limits, what is always true of it, and every way it can degenerate."""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.equity import funnel
from kpi.equity.funnel import dispersion, funnel_lines
from tests.examples import examples
from tests.plain import equity as plain


def units(*counts: tuple[int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [(f"u{at:02d}", float(x), float(n)) for at, (x, n) in enumerate(counts)],
        schema={"unit": pl.String, "numerator": pl.Float64, "denominator": pl.Float64},
        orient="row",
    )


def first(*counts: tuple[int, int]) -> dict[str, object]:
    return funnel(units(*counts)).row(0, named=True)


def test_half_of_a_hundred_by_hand():
    # asin √0.5 = π/4 and s = 0.05, so that sin²(π/4 ± a) = 0.5 ± sin(2a)/2.
    found = first((50, 100))
    assert (found["value"], found["centre"]) == (0.5, pytest.approx(0.5))
    assert found["high95"] == pytest.approx(0.5 + math.sin(0.1959964) / 2)
    assert found["low95"] == pytest.approx(0.5 - math.sin(0.1959964) / 2)
    assert found["high998"] == pytest.approx(0.5 + math.sin(0.3090232) / 2)
    assert found["low998"] == pytest.approx(0.5 - math.sin(0.3090232) / 2)
    assert found["outside"] == ""


def test_outside_is_beyond_998_and_says_which_way():
    sides = funnel(units((90, 100), (10, 100), (50, 100), (62, 100), (38, 100)))["outside"]
    assert sides.to_list() == ["high", "low", "", "", ""]


def test_a_small_unit_is_allowed_to_differ_more():
    small, large = (first((5, size), (500, 1000))["high998"] for size in (10, 200))
    assert small > large


def test_ten_units_that_differ_widen_their_own_limits():
    apart = [(30 + 5 * at, 100) for at in range(10)]
    assert dispersion(units(*apart[:9])).tau2 == 0.0
    assert dispersion(units(*apart)).tau2 == pytest.approx(plain.tau2(apart))
    assert first(*apart)["low998"] < first(*apart[:9])["low998"]


def test_units_that_differ_no_more_than_chance_keep_plain_limits():
    assert dispersion(units(*[(50, 100)] * 10)).tau2 == 0.0
    assert dispersion(units(*[(49, 100), (51, 100)] * 5)).tau2 == 0.0


def test_one_extreme_unit_does_not_hide_itself():
    ordinary = [(50, 100)] * 11
    found = funnel(units((95, 100), *ordinary))["outside"].to_list()
    assert found == ["high"] + 11 * [""]


def test_a_share_of_none_or_all_has_limits_that_stay_between_0_and_1():
    none, whole = first((0, 20), (0, 30)), first((20, 20), (30, 30))
    assert (none["low998"], none["value"], none["outside"]) == (0.0, 0.0, "")
    assert none["high998"] == pytest.approx(math.sin(3.090232 / (2 * math.sqrt(20))) ** 2)
    assert (whole["high998"], whole["value"], whole["outside"]) == (1.0, 1.0, "")
    assert whole["low998"] == pytest.approx(1 - none["high998"])


def test_a_unit_with_nothing_to_count_has_a_row_and_no_numbers():
    found = funnel(units((0, 0), (5, 10)))
    assert found.row(0) == ("u00", None, None, None, None, None, None, "")
    assert found["value"].to_list() == [None, 0.5]
    nobody = funnel(units((0, 0)))
    assert nobody.row(0) == ("u00", None, None, None, None, None, None, "")
    assert funnel(units()).is_empty()


def test_the_lines_reach_from_the_smallest_unit_to_the_largest():
    found = funnel_lines(units((5, 10), (50, 100)))
    assert found.height == 60
    assert found["denominator"].to_list()[::59] == pytest.approx([10, 100])
    ends = funnel(units((5, 10), (50, 100)))
    for limit in ("low95", "high95", "low998", "high998"):
        assert found[limit].to_list()[::59] == pytest.approx(ends[limit].to_list())
    assert funnel_lines(units((5, 10), (4, 10))).height == 1  # all as large
    assert funnel_lines(units((0, 0))).is_empty()


COUNTS = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.lists(COUNTS, max_size=25))
@settings(max_examples=examples(150))
def test_the_frames_say_what_the_loops_say(counts):
    found = funnel(units(*counts)).drop("unit", "outside").rows()
    for own, expected in zip(found, plain.funnel(counts), strict=True):
        if expected is None:
            assert own == (None,) * 6
        else:
            assert own == pytest.approx(expected, abs=1e-9)
