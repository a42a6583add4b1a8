"""Counts that are mostly zero, by quarters: `0 1 . # (2) | 3` is drawn as counts a month."""

from dataclasses import asdict
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue.judging import DEFAULT
from kpi.periods import shift
from kpi.trends import trend
from kpi.trends.quarters import by_quarters, months_behind, over_months
from tests.builders_facts import kpi
from tests.plain import quarters as plain

FIRST = date(2023, 1, 1)
COUNT = kpi("k", formula="count", denominator=(), unit="st")
RATE = kpi("k", chart="u", scale=1000)
REASONS = {".": "missing", "#": "closed", "x": "withheld"}
DRAWN = {
    "value": pl.Float64,
    "shown": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "phase": pl.Int64,
    "begins": pl.String,
    "reason": pl.String,
    "preliminary": pl.Boolean,
    "expected": pl.UInt32,
    "reported": pl.UInt32,
    "coverage": pl.Float64,
}


def months(line, *, name="a", base=(), target=None, first=FIRST, of=COUNT):
    """`1` a count, `1:500` a count of a volume, `(1)` preliminary, `.` missing, `#` closed, `x`
    withheld, `|` a phase begins. base: places counted from 0.
    """
    rows, phase, begins = [], 1, None
    for cell in line.split():
        if cell == "|":
            phase, begins = phase + 1, "decision"
            continue
        rows.append(_month(cell, of) | {"phase": phase, "begins": begins})
        begins = None
    return pl.DataFrame(rows, schema=DRAWN).with_columns(
        month=pl.Series([shift(first, at) for at in range(len(rows))], dtype=pl.Date),
        base=pl.Series([at in base for at in range(len(rows))], dtype=pl.Boolean),
        target=pl.lit(target, pl.Float64),
        target_decided=pl.lit(target is not None),
        tolerance=pl.lit(0.5 if target is not None else None, pl.Float64),
        kpi=pl.lit("k"),
        level=pl.lit("unit"),
        scope=pl.lit(name),
        series=pl.lit(name),
        better=pl.lit("lower"),
        chart=pl.lit(of.chart),
        scale=pl.lit(of.scale),
        seasonal=pl.lit(of.seasonal),
        **{name: pl.lit(value) for name, value in asdict(DEFAULT).items()},
    )


def _month(cell, of):
    reason = REASONS.get(cell)
    preliminary = cell.startswith("(") or cell == "."
    written, _, volume = ("" if reason else cell.strip("()")).partition(":")
    numerator = float(written) if written else None
    denominator = float(volume) if volume else None
    shown = None
    if reason is None:
        reason = "zero_denominator" if denominator == 0 else None
    if reason is None:
        shown = of.scale * (numerator / denominator if denominator else numerator)
    reported = {".": 0, "#": 0}.get(cell, 1 if preliminary else 2)
    expected = 0 if cell == "#" else 2
    return {
        "value": None if preliminary else shown,
        "shown": shown,
        "numerator": numerator,
        "denominator": denominator,
        "reason": reason,
        "preliminary": preliminary,
        "expected": expected,
        "reported": reported,
        "coverage": reported / expected if expected else None,
    }


def quarters(line, *, of=COUNT, **drawn):
    return by_quarters(months(line, of=of, **drawn), [of])


def shown(line, **drawn):
    """Each quarter's value, or why it has none."""
    rows = quarters(line, **drawn).to_dicts()
    return [row["reason"] if row["shown"] is None else row["shown"] for row in rows]


@pytest.mark.parametrize(
    ("line", "judged"),
    [
        ("", None),
        (". . .", False),  # nothing is known of how many there are
        ("# # #", False),
        ("0 0 0", True),
        ("0", True),
        ("1 1 1", False),  # one a month on the mean, and no zero
        ("1 0 1 1 1 1", True),  # a little less
        ("0 5 5 0 5 5", False),  # exactly a third are zero
        ("0 5 5 0 5 5 0", True),
        ("0 5 5 0 5 5 . #", False),  # only months with a value are counted
        ("0 5 5 0 5 5 (0)", False),
        ("7 7 7", False),
    ],
)
def test_a_count_is_judged_by_quarters_where_most_months_say_nothing(line, judged):
    found = quarters(line)["by_quarter"]
    assert found.unique().to_list() == ([] if judged is None else [judged])


def test_what_is_by_month_stays_as_it_is():
    rows = months("4 5 . 6", base=range(2), target=3)
    assert by_quarters(rows, [COUNT]).drop("by_quarter", "behind").equals(rows)


@pytest.mark.parametrize(
    "of",
    [
        kpi("k"),
        kpi("k", chart="p"),
        kpi("k", frequency="yearly", formula="count", denominator=()),
        kpi("k", frequency="wave", formula="count", denominator=()),
        kpi("other", formula="count", denominator=()),
    ],
)
def test_only_monthly_counts_are(of):
    assert not quarters("0:9 0:9 0:9", of=of)["by_quarter"].any()


@pytest.mark.parametrize("chart", ["u", "uprime"])
def test_a_count_per_volume_is_too(chart):
    of = kpi("k", chart=chart, scale=1000)
    rows = quarters("0:100 1:300 1:600", of=of)
    assert rows["value"].to_list() == [2.0]  # 2 of 1 000, times 1 000
    assert rows.select("numerator", "denominator").rows() == [(2, 1000)]


def test_the_decided_baseline_decides_and_not_what_came_later():
    assert quarters("0 0 0 9 9 9 9 9 9", base=range(3))["by_quarter"].all()
    assert not quarters("9 9 9 0 0 0 0 0 0", base=range(3))["by_quarter"].any()


def test_a_baseline_without_a_value_decides_nothing():
    assert not quarters(". . . 9 9 9", base=range(3))["by_quarter"].any()


def test_the_months_of_a_quarter_are_summed():
    rows = quarters("0 1 0 2 0 0", of=kpi("k", formula="count", denominator=(), scale=10))
    assert rows["month"].to_list() == [date(2023, 1, 1), date(2023, 4, 1)]
    assert rows["value"].to_list() == [10, 20]
    assert rows["numerator"].to_list() == [1, 2]
    assert rows["denominator"].to_list() == [None, None]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("0 . 0", ["part_quarter"]),
        ("0 0 0 0 0", [0, "part_quarter"]),  # the quarter is not over
        (". . . 0 0 0", ["missing", 0]),
        (". # . 0 0 0", ["missing", 0]),
        ("1 # 0 0 0 0", [1, 0]),  # closed: nothing is lacking
        ("# # # 0 0 0", ["closed", 0]),
        ("# # . 0 0 0", ["missing", 0]),
        ("0 x 0 0 0 0", ["withheld", 0]),
        (". x 0 0 0 0", ["withheld", 0]),
        ("0 0 | 0 0 0 0", ["split_quarter", 0]),
        ("0 0 | . 0 0 0", ["split_quarter", 0]),
        ("0 0 0 | 0 0 0", [0, 0]),
        ("0 0 (1) 0 0 0", [1, 0]),
    ],
)
def test_a_quarter_has_a_value_when_all_its_months_are_known(line, found):
    assert shown(line) == found


def test_a_quarter_without_value_has_no_parts_either():
    assert quarters("0 . 0").select("value", "shown", "numerator").rows() == [(None,) * 3]


def test_a_month_without_volume_is_known_and_a_quarter_without_it_says_nothing():
    assert shown("0:0 1:50 0:50 0:0 0:0 0:0", of=RATE) == [10, "zero_denominator"]


def test_a_series_that_begins_inside_a_quarter_has_no_value_for_it():
    assert shown("0 0 0 0", first=date(2023, 3, 1)) == ["part_quarter", 0]


def test_a_quarter_is_preliminary_when_one_of_its_months_is():
    row = quarters("0 (1) 0 0 0 0").row(0, named=True)
    assert (row["value"], row["shown"], row["preliminary"]) == (None, 1, True)
    assert (row["reported"], row["expected"], row["coverage"]) == (1, 2, 0.5)


def test_coverage_is_that_of_the_month_with_the_lowest_and_closed_months_have_none():
    rows = quarters("# 0 0 # # #").select("reported", "expected", "coverage").rows()
    assert rows == [(2, 2, 1.0), (0, 0, None)]


def test_only_whole_quarters_inside_it_are_the_baseline():
    rows = quarters("0 0 0 0 0 0 0 0 0", base=range(1, 8))
    assert rows["base"].to_list() == [False, True, False]


def test_a_phase_that_begins_inside_a_quarter_begins_with_the_next():
    rows = quarters("0 0 0 0 | 0 0 0 0 0 | 0 0 0")
    assert rows["phase"].to_list() == [1, 1, 2, 3]
    assert rows["begins"].to_list() == [None, None, "decision", "decision"]
    assert rows["reason"].to_list() == [None, "split_quarter", None, None]


def test_two_starts_inside_a_quarter_make_one_and_the_last_quarter_none():
    rows = quarters("0 | 0 | 0 0 0 0 0 | 0")
    assert rows["phase"].to_list() == [1, 3, 3]
    assert rows["begins"].to_list() == [None, "decision", None]


def test_a_later_phase_with_few_quarters_of_the_baseline_is_its_own():
    """Twelve of the baseline's months lie in the second phase, but only four of its quarters."""
    line = " ".join(["0"] * 24 + ["|"] + ["0"] * 18)
    rows = quarters(line, base=range(36))
    assert rows.group_by("phase").agg(pl.col("base").sum()).sort("phase").rows() == [(1, 8), (2, 0)]


@pytest.mark.parametrize(("of", "target", "tolerance"), [(COUNT, 6, 1.5), (RATE, 2, 0.5)])
def test_a_counts_target_is_three_months_worth_and_a_rates_is_the_same(of, target, tolerance):
    rows = quarters("0:9 0:9 0:9", of=of, target=2)
    assert rows.select("target", "tolerance").rows() == [(target, tolerance)]


def test_quarters_have_no_season():
    of = kpi("k", formula="count", denominator=(), seasonal=True)
    assert quarters("0 0 0", of=of)["seasonal"].to_list() == [False]


def test_the_months_behind_are_those_summed():
    both = pl.concat([months("0 . 1 0"), months("7 8", name="b")])
    points = by_quarters(both, [COUNT])
    behind = months_behind(points.filter(series="a"))
    assert behind.rows() == [(shift(FIRST, at), each) for at, each in enumerate([0, None, 1, 0])]
    assert months_behind(points.filter(series="b"))["shown"].to_list() == [7, 8]


def test_series_of_both_kinds_come_sorted_and_are_what_trend_takes():
    line = " ".join(["0 1 0 0 0 2"] * 8)  # 16 quarters: 1, 2, 1, 2 …
    both = pl.concat([months(line, base=range(36)), months("7 8 7", name="b")])
    rows = by_quarters(both, [COUNT])
    assert rows["series"].to_list() == ["a"] * 16 + ["b"] * 3
    assert trend(rows).summary.select("series", "n", "centre", "status").rows() == [
        ("a", 16, 1.5, "ok"),
        ("b", 3, None, "too_short"),
    ]


def test_a_counts_quarter_varies_as_much_as_its_three_months_together():
    given = {"kpi": "k", "level": "unit", "scope": "a", "per_volume": None}
    spread = pl.DataFrame([given | {"calendar": at, "alone": 3.0 * at} for at in (1, 4, 7, 10)])
    spread = spread.cast({"calendar": pl.Int8, "per_volume": pl.Float64})
    found = over_months(spread).select("calendar", "alone").rows()
    assert found == [(at, 1.0 + 3 * ((at - 1) // 3)) for at in range(1, 13)]


def test_a_rates_spread_per_volume_is_the_same_by_quarter():
    row = {"calendar": 1, "per_volume": 4.0, "alone": None}
    spread = pl.DataFrame([row], schema_overrides={"calendar": pl.Int8, "alone": pl.Float64})
    assert over_months(spread).equals(spread)


CELLS = st.sampled_from(["0", "0", "0", "1", "2", "5", "(0)", "(1)", ".", "#", "x", "|"])
VOLUMES = st.sampled_from(["0:10", "0:10", "1:10", "3:20", "0:0", "(1:5)", ".", "#", "x", "|"])


@pytest.mark.parametrize(("of", "cells"), [(COUNT, CELLS), (RATE, VOLUMES)])
@given(data=st.data())
def test_a_dull_loop_says_the_same(of, cells, data):
    line = " ".join(data.draw(st.lists(cells, max_size=16)))
    base = data.draw(st.sets(st.integers(0, 8)))
    start = shift(FIRST, data.draw(st.integers(0, 2)))
    rows = months(line, base=base, target=2, first=start, of=of)
    found = by_quarters(rows, [of])
    expected = plain.quarters_of(rows.to_dicts(), rate=of is RATE, scale=of.scale)
    assert found["by_quarter"].any() == (expected is not None)
    for row in found.filter("by_quarter").to_dicts():
        said = expected[row["month"]]
        # A later phase with few of the baseline's quarters is its own: tested with series.
        told = {name: row[name] for name in said if name != "base"}
        for number in ("value", "shown", "target"):
            assert told.pop(number) == pytest.approx(said[number])
        assert told == {name: said[name] for name in told}
        assert said["base"] or not row["base"]
    assert found.filter("by_quarter").height == len(expected or {})
