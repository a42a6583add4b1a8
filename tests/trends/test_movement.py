"""Where two years stand, over the months both have, and whether they differ by more than chance."""

from datetime import date
from math import sqrt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.periods import shift
from kpi.trends.movement import BASE, NOW, movements
from kpi.trends.rolling import rolling, whole_years
from kpi.trends.series import SCOPE
from tests.builders_facts import kpi
from tests.plain import movement as plain
from tests.trends.months_of import sums, times

FIRST = date(2022, 1, 1)
COST = kpi("k")
WEIGHED = kpi("w", frequency="measuring_weeks", denominator=("eaters",))
LAST = shift(FIRST, 11)
STEADY = times(12, "10:5")
CHANGED = {
    "definition": (
        {"valid_from": date(2020, 1, 1), "text": "Förr."},
        {"valid_from": shift(FIRST, 12), "text": "Nu."},
    )
}


def spread(alone: float | None = None, *, of: str = "k") -> pl.DataFrame:
    """A month of volume 1 is moved by chance with this variance."""
    rows = (
        [] if alone is None else [(of, "unit", "a", month, None, alone) for month in range(1, 13)]
    )
    schema = dict.fromkeys(SCOPE, pl.String)
    schema |= {"calendar": pl.Int8, "per_volume": pl.Float64, "alone": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def baseline(last: date | None = LAST, first: date = FIRST, *, of: str = "k") -> pl.DataFrame:
    rows = [] if last is None else [(of, "unit", "a", first, last)]
    schema = dict.fromkeys(SCOPE, pl.String) | {"first_month": pl.Date, "last_month": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def years(line: str, of=COST, chance: float | None = None, **span: date | None) -> list[dict]:
    return movements(sums(line), spread(chance), baseline(**span), [of]).to_dicts()


def lack(line: str, of=COST, **span: date | None) -> str | None:
    (only,) = years(line, of, **span)
    assert only["value"] is only["volume"] is only["months"] is only["moved"] is None
    return only["lack"]


def test_a_year_stands_beside_the_baseline_s_last():
    """120 per 60 is 2; 180 per 72 is 2,5, and the volume goes from 5 to 6 a month."""
    base, now = years(f"{STEADY} {times(12, '15:6')}")
    assert (base["year"], now["year"]) == (BASE, NOW)
    assert (base["value"], now["value"]) == (2, 2.5)
    assert (base["volume"], now["volume"]) == (5, 6)
    assert (base["month"], now["month"]) == (LAST, shift(LAST, 12))
    assert (base["months"], now["months"]) == (12, 12)


def test_only_the_baseline_s_last_twelve_months_are_its_year():
    base, _ = years(f"{times(12, '90:5')} {STEADY} {STEADY}", last=shift(FIRST, 23))
    assert base["value"] == 2


def test_a_month_that_one_year_lacks_counts_in_neither():
    """March 2022 was dear and March 2023 is missing: without both Marches nothing has moved."""
    base, now = years(f"10:5 10:5 90:5 {times(9, '10:5')} 10:5 10:5 - {times(9, '10:5')}")
    assert (base["value"], now["value"]) == (2, 2)
    assert (base["months"], now["months"]) == (11, 11)


def test_ten_months_are_demanded():
    assert years(f"- - {times(10, '10:5')} {STEADY}")[-1]["months"] == 10
    assert lack(f"- - - {times(9, '10:5')} {STEADY}") == "months_lack"


def test_a_closed_month_is_as_good_as_reported():
    base, now = years(f"{times(11, '10:5')} x {times(11, '10:5')} x")
    assert (base["months"], now["months"]) == (12, 12)


@pytest.mark.parametrize(
    ("value", "moved"),
    [("12.45", "higher"), ("12.44", "same"), ("7.55", "lower"), ("7.56", "same")],
)
def test_three_standard_deviations_are_demanded_in_either_direction(value, moved):
    """Variance 4 a month: a mean of twelve has 4/12, two of them 8/12, and 3 · √(2/3) is 2.449."""
    assert 3 * sqrt(8 / 12) == pytest.approx(2.449, abs=1e-3)
    line = f"{times(12, '10:1')} {times(12, f'{value}:1')}"
    base, now = years(line, chance=4)
    assert (base["moved"], now["moved"]) == (None, moved)


def test_without_limits_nothing_says_what_chance_gives():
    assert years(f"{STEADY} {STEADY}")[-1]["moved"] == "unknown"
    assert years(f"{STEADY} {STEADY}", chance=0)[-1]["moved"] == "unknown"


def test_with_all_twelve_months_it_says_what_two_whole_years_say():
    """The same values, and higher and lower where they are so (methods §9)."""
    for value in ("8:1", "10:1", "13:1"):
        line = f"{times(12, '9:1 11:1')} {times(12, value)}"
        span = baseline(shift(FIRST, 23))
        now = movements(sums(line), spread(2.0), span, [COST]).to_dicts()[-1]
        two = whole_years(rolling(sums(line), spread(2.0), [COST]), span).row(0, named=True)
        assert (now["value"], now["moved"]) == (two["now"], two["answer"])


def test_a_whole_year_between_has_its_own_place():
    found = years(f"{STEADY} {times(12, '11:5')} {times(12, '12:5')} {times(12, '13:5')}")
    assert [(row["year"], row["value"]) for row in found] == [(0, 2), (1, 2.2), (2, 2.4), (-1, 2.6)]
    assert [row["month"] for row in found] == [shift(LAST, 12 * at) for at in range(4)]


def test_the_latest_year_never_overlaps_one_between():
    """Five months into the third year the second is still the latest's own."""
    found = years(f"{STEADY} {times(12, '11:5')} {times(5, '12:5')}")
    assert [row["year"] for row in found] == [0, -1]
    assert found[-1]["value"] == pytest.approx((7 * 11 + 5 * 12) / 60)


def test_a_year_between_must_have_the_months_of_the_others():
    found = years(f"{STEADY} {times(6, '11:5')} - {times(5, '11:5')} {times(12, '12:5')}")
    assert [row["year"] for row in found] == [0, -1]
    few = years(f"{STEADY} {times(12, '11:5@7')} {times(12, '12:5')}")
    assert [row["year"] for row in few] == [0, -1]


@pytest.mark.parametrize(
    ("line", "given", "said"),
    [
        (f"{STEADY} {times(12, '10:5')} *", {}, "withheld"),
        (f"{STEADY} {STEADY}", {"last": None}, "no_baseline"),
        (f"{STEADY} {times(11, '10:5')}", {}, "too_early"),
        (times(12, "-"), {}, "too_early"),
        (f"{STEADY} {times(12, '10:5@7')}", {}, "months_lack"),
        (f"{times(12, '10:5@7')} {STEADY}", {}, "months_lack"),
        (f"{times(12, 'x')} {times(11, 'x')} 10:5", {}, "months_lack"),
        (f"{times(12, '10:0')} {STEADY}", {}, "months_lack"),
        (f"{STEADY} {STEADY}", {"first": shift(FIRST, 3)}, "months_lack"),
    ],
)
def test_what_cannot_be_compared_says_why_and_nothing_else(line, given, said):
    assert lack(line, **given) == said


def test_years_of_different_definitions_are_not_compared():
    assert lack(f"{STEADY} {STEADY}", kpi("k", **CHANGED)) == "other_definition"


def test_what_is_measured_more_seldom_has_all_its_measurements():
    """Weighed in March and October, and then in April: both years have what they have."""
    cells = "_ _ 70:1 _ _ _ _ _ _ 50:1 _ _ _ _ _ 40:1 _ _ _ _ _ _ _ _"
    both = pl.concat([sums(f"{STEADY} {STEADY}"), sums(cells, kpi="w")])
    spans = pl.concat([baseline(), baseline(of="w")])
    found = movements(both, spread(), spans, [COST, WEIGHED]).filter(pl.col("kpi") == "w")
    assert found["value"].to_list() == [60, 40]
    assert found["months"].to_list() == [2, 1]
    assert found["month"].to_list() == [LAST, shift(LAST, 12)]


def test_both_end_with_the_month_that_both_have_reached():
    other = kpi("o")
    both = pl.concat([sums(f"{STEADY} {times(14, '10:5')}"), sums(times(25, "10:5"), kpi="o")])
    spans = pl.concat([baseline(), baseline(of="o")])
    found = movements(both, spread(), spans, [COST, other]).filter(pl.col("year") == NOW)
    assert found["month"].to_list() == [shift(FIRST, 24)] * 2


CELLS = st.sampled_from(["10:5", "12:4", "9:6", "30:5", "-", "x", "10:5?", "8:5@7", "10:0"])


CASES = st.fixed_dictionaries(
    {
        "cells": st.lists(CELLS, min_size=20, max_size=50),
        "whole": st.booleans(),
        "last": st.sampled_from([None, 11, 13]),
        "first": st.sampled_from([0, 1, 3]),
        "chance": st.sampled_from([None, 0.0, 0.01, 4.0]),
        "changed": st.booleans(),
        "seldom": st.booleans(),
        "hidden": st.booleans(),
    }
)


@settings(deadline=None, max_examples=100)
@given(case=CASES)
def test_it_agrees_with_the_dull_way(case):
    cells = ["10:5"] * len(case["cells"]) if case["whole"] else case["cells"]
    line = " ".join([*cells, *(["*"] if case["hidden"] else [])])
    frequency = {"frequency": "wave"} if case["seldom"] else {}
    of, beside = kpi("k", **(CHANGED if case["changed"] else {}), **frequency), kpi("m")
    first, last = shift(FIRST, case["first"]), case["last"]
    end = None if last is None else shift(FIRST, last)
    spans = pl.concat([baseline(end, first), baseline(of="m")])
    frame = pl.concat([sums(line), sums(times(len(cells), "1:1"), kpi="m")])
    found = movements(frame, spread(case["chance"]), spans, [of, beside])
    own = {row["month"]: row for row in sums(line).to_dicts()}
    reached = [m for m, row in own.items() if row["usable"] and not row["preliminary"]]
    until = shift(FIRST, len(cells) - 1)
    if reached and not case["seldom"]:
        until = min(until, max(reached))
    span = None if end is None else (first, end)
    answer = plain.movement(own, until, span, of, case["chance"])
    rows = found.filter(pl.col("kpi") == "k").to_dicts()
    if isinstance(answer, str):
        assert [row["lack"] for row in rows] == [answer]
        return
    assert [row["year"] for row in rows] == list(answer)
    for row in rows:
        expected = answer[row["year"]]
        assert row["value"] == pytest.approx(expected["value"])
        assert row["volume"] == pytest.approx(expected["volume"])
        assert (row["months"], row["moved"]) == (expected["months"], expected.get("moved"))
