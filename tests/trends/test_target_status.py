"""Whether the latest value reaches the target in force that month."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.trends import trend
from kpi.trends.target_status import TargetStatus, target_status
from tests.plain import target_status as plain
from tests.trends.picture import series

BASE = "4 6 4 6 4 6 4 6 4 6 4 6 4 6"  # centre 5


def answers(rows: pl.DataFrame) -> pl.DataFrame:
    charted = trend(rows)
    return target_status(rows, charted.points, charted.summary)


def decided(line: str, *, tolerance: float | None = None, **settings: object) -> pl.DataFrame:
    return series(line, **settings).with_columns(
        target_decided=pl.lit(True if "target" in settings else None, pl.Boolean),
        tolerance=pl.lit(tolerance, pl.Float64),
    )


def status(line: str, **settings: object) -> str | None:
    return answers(decided(line, **settings))["target_status"].item()


@pytest.mark.parametrize(
    ("latest", "better", "expected"),
    [
        ("9", "higher", "met"),
        ("8", "higher", "met"),
        ("7.5", "higher", "partly"),
        ("7.4", "higher", "not_met"),
        ("7", "lower", "met"),
        ("8.5", "lower", "partly"),
        ("8.6", "lower", "not_met"),
        ("8", "neither", "unknown"),
    ],
)
def test_the_latest_value_is_held_against_the_target(latest, better, expected):
    assert status(f"{BASE} {latest}", target=8, tolerance=0.5, better=better) == expected


def test_without_a_decided_tolerance_it_is_a_twentieth_of_the_way_from_the_baseline():
    """The baseline is 5 and the target 9: 0.2 may be missing."""
    given = {"base": range(14), "target": 9}
    assert answers(decided(f"{BASE} 8", **given))["tolerance"].item() == pytest.approx(0.2)
    assert status(f"{BASE} 8.8", **given) == "partly"
    assert status(f"{BASE} 8.79", **given) == "not_met"


def test_without_a_baseline_nothing_is_partly_reached():
    assert answers(decided(f"{BASE} 8", target=9))["tolerance"].item() is None
    assert status(f"{BASE} 8.999", target=9) == "not_met"


def test_a_tolerance_below_nothing_is_none():
    assert answers(decided("5", target=9, tolerance=-3))["tolerance"].item() == 0
    assert status("10", target=9, tolerance=-3) == "met"
    assert status("8", target=9, tolerance=-3) == "not_met"


def test_a_constant_hundred_reaches_ninety_five():
    assert status(" ".join(["100"] * 14), target=95, base=range(14)) == "met"


def test_too_few_months_for_a_verdict_can_still_reach_a_target():
    assert status("8", target=7) == "met"


def test_no_value_cannot_be_held_against_anything_and_no_target_asks_nothing():
    assert status("- -", target=7) == "unknown"
    assert status("8") is None


def test_a_target_that_these_prices_cannot_show_is_unknown():
    rows = decided("8", target=7).with_columns(target=pl.lit(None, pl.Float64))
    assert answers(rows)["target_status"].item() == "unknown"


def test_the_month_is_the_latest_with_a_value_and_so_is_its_target():
    rows = decided("5 6 -", target=1).with_columns(target=pl.Series([9.0, 5.5, 7.0]))
    found = answers(rows).row(0, named=True)
    assert (found["target"], found["target_status"]) == (5.5, "met")


def test_a_target_is_not_reached_before_it_is_in_force():
    rows = decided("9 9", target=1).with_columns(
        target=pl.Series([9.0, None]), target_decided=pl.Series([True, None])
    )
    assert answers(rows)["target_status"].item() is None


def test_rounding_alone_does_not_miss_a_target():
    assert status("0.3", target=0.1 + 0.2, better="lower") == "met"
    assert status("0.3", target=0.1 + 0.2, better="higher") == "met"


def test_every_status_can_be_had():
    assert {each.value for each in TargetStatus} == {"met", "partly", "not_met", "unknown"}


CELLS = st.sampled_from(["-", "4", "5", "5", "6", "9", "0", "|"])
NUMBERS = st.one_of(st.none(), st.sampled_from([-1.0, 0.0, 0.5, 5.0, 6.0]))


@st.composite
def many(draw):
    each = []
    for name in "ABC"[: draw(st.integers(1, 3))]:
        line = " ".join(draw(st.lists(CELLS, min_size=1, max_size=30)))
        better = draw(st.sampled_from(["higher", "lower", "neither"]))
        seasonal = draw(st.booleans())
        rows = series(
            line, name=name, base=range(draw(st.integers(0, 26))), better=better, seasonal=seasonal
        )
        n = rows.height
        numbers = st.lists(NUMBERS, min_size=n, max_size=n)
        columns = {column: draw(numbers) for column in ("target", "tolerance")}
        asked = draw(st.lists(st.sampled_from([True, None]), min_size=n, max_size=n))
        each.append(
            rows.with_columns(
                *(pl.Series(name, given, dtype=pl.Float64) for name, given in columns.items()),
                target_decided=pl.Series(asked, dtype=pl.Boolean),
            )
        )
    return pl.concat(each)


@given(many())
def test_the_fast_answers_agree_with_the_dull_ones(rows):
    if rows.is_empty():
        return
    charted = trend(rows)
    fast = {row.pop("series"): row for row in answers(rows).to_dicts()}
    dull = plain.statuses(rows.to_dicts(), charted.points.to_dicts(), charted.summary.to_dicts())
    assert fast == {name: pytest.approx(line) for name, line in dull.items()}
