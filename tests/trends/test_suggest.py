"""A phase is suggested where a shift has gone on for eight months, from its first month."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.periods import shift
from kpi.trends import trend
from kpi.trends.spc import Rules
from kpi.trends.suggest import suggested_phases
from tests.plain import phases as plain
from tests.trends.picture import series

BASE = "4 6 4 6 4 6 4 6 4 6 4 6 4 6"  # centre 5
FIRST = date(2022, 1, 1)


def pointed(rows: pl.DataFrame, run_length: int = 7) -> pl.DataFrame:
    """The points of a trend, as `suggested_phases` takes them."""
    points = trend(rows, Rules(run_length)).points
    return points.with_columns(run_length=pl.lit(run_length, pl.Int64))


def suggested(line: str, run_length: int = 7, **given: object) -> list[tuple[int, int]]:
    """Where the phase would begin, counted in rows from 0, and the points of the shift."""
    rows = series(line, base=range(14), **given)
    found = suggested_phases(pointed(rows, run_length))
    months = rows["month"].to_list()
    return [(months.index(month), run) for month, run in found.select("month", "run").rows()]


def test_eight_points_on_one_side_suggest_the_first_of_them_and_seven_do_not():
    assert suggested(f"{BASE} 4 7 7 7 7 7 7 7") == []
    assert suggested(f"{BASE} 4 7 7 7 7 7 7 7 7") == [(15, 8)]
    assert suggested(f"{BASE} 6 3 3 3 3 3 3 3 3 3") == [(15, 9)]


def test_a_shift_that_is_over_suggests_nothing():
    assert suggested(f"{BASE} 7 7 7 7 7 7 7 7 7 4") == []
    assert suggested(f"{BASE} 7 7 7 7 7 7 7 7 7 5") == []


def test_where_a_shift_takes_more_than_eight_points_so_does_a_suggestion():
    assert suggested(f"{BASE} 4 {' '.join(['7'] * 9)}", run_length=10) == []
    assert suggested(f"{BASE} 4 {' '.join(['7'] * 10)}", run_length=10) == [(15, 10)]


def test_missing_months_are_passed_over():
    assert suggested(f"{BASE} 4 7 - 7 7 7 7 7 7 7 -") == [(15, 8)]


def test_only_the_last_phase_is_looked_at():
    assert suggested(f"{BASE} 4 7 7 7 7 7 7 7 7 | 7 7") == []


def test_a_value_off_a_baseline_that_never_varied_is_a_shift_too():
    assert suggested(f"{' '.join(['5'] * 14)} 5 6 6 6 6 6 6 6 6") == [(15, 8)]


@pytest.mark.parametrize("line", ["", "5", "- - -", "5 6 5 6"])
def test_too_little_suggests_nothing(line):
    assert suggested(line) == []


def test_a_run_chart_has_rules_of_its_own():
    assert suggested(f"{BASE} {' '.join(['7'] * 9)}", chart="run") == []


value = st.one_of(st.none(), st.sampled_from([3.0, 4.0, 5.0, 6.0, 7.0]))


@given(values=st.lists(value, max_size=40), second=st.integers(0, 40), base=st.integers(0, 40))
def test_the_plain_way_says_the_same(values, second, base):
    words = ["-" if each is None else str(each) for each in values]
    line = " ".join([*words[:second], "|", *words[second:]])
    points = pointed(series(line, base=range(base)))
    found = suggested_phases(points)
    said = {name: (month, run) for name, month, run in found.rows()}
    assert said == plain.suggested(points.to_dicts())


def test_each_series_has_its_own():
    shifted = series(f"{BASE} 4 {' '.join(['7'] * 8)}", base=range(14))
    still = series(BASE, name="B")
    found = suggested_phases(pointed(pl.concat([still, shifted])))
    assert found.rows() == [("A", shift(FIRST, 15), 8)]
