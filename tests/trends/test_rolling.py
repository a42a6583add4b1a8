"""Twelve months at a time, and whether a whole year differs from the baseline's last."""

from datetime import date
from math import pi, sqrt
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.periods import shift
from kpi.trends import trend
from kpi.trends.rolling import YearAnswer, month_spread, rolling, whole_years
from kpi.trends.series import SCOPE
from tests.builders_facts import kpi
from tests.plain import year as plain
from tests.trends import picture
from tests.trends.months_of import sums, times

FIRST = date(2022, 1, 1)
RATIO = kpi("k", chart="iprime")
COUNT = kpi("k", formula="count", denominator=(), chart="xmr")
ALONE = kpi("k", chart="xmr")
NO_SPREAD = pl.DataFrame(
    schema=dict.fromkeys(SCOPE, pl.String)
    | {"calendar": pl.Int8, "per_volume": pl.Float64, "alone": pl.Float64}
)


def rolled(line: str, of=RATIO, spread: pl.DataFrame = NO_SPREAD) -> list[float | None]:
    return rolling(sums(line), spread, [of])["rolling"].to_list()


def test_twelve_months_are_summed_before_they_are_divided():
    """Eleven months of 10 per 5 and one of 20 per 40: 130 per 95, not the mean of the twelve."""
    *before, last = rolled(f"{times(11, '10:5')} 20:40")
    assert before == [None] * 11
    assert last == pytest.approx(130 / 95)


def test_the_window_moves_on_month_by_month():
    assert rolled(f"{times(12, '10:5')} 22:5", COUNT)[-2:] == [120, 132]


def test_a_scale_and_an_offset_are_the_kpi_s_own():
    deviation = kpi("k", scale=100, offset=-100)
    assert rolled(times(12, "6:5"), deviation)[-1] == pytest.approx(20)


def test_a_missing_month_takes_twelve_windows_away():
    found = rolled(f"{times(6, '10:5')} - {times(13, '10:5')}")
    assert [each is not None for each in found] == [False] * 18 + [True] * 2


def test_a_month_that_is_not_even_expected_is_missing_too():
    assert rolled(f"{times(6, '10:5')} _ {times(11, '10:5')}") == [None] * 17


def test_a_closed_month_counts_as_what_was_reported_for_it():
    assert rolled(f"{times(11, '10:5')} x")[-1] == pytest.approx(2)
    assert rolled(f"x {times(11, '10:5')}", COUNT)[-1] == 110
    assert rolled(times(12, "x")) == [None] * 12  # and nothing cannot be divided by nothing


def test_no_window_ends_with_a_preliminary_month_but_one_inside_counts():
    assert rolled(f"{times(11, '10:5')} 10:5?") == [None] * 12
    assert rolled(f"10:5@7? {times(11, '10:5')}")[-1] == pytest.approx(2)


def test_a_window_needs_the_coverage_that_a_month_needs():
    """Ten months of seven units and two of ten are 75 % of the unit-months."""
    frame = rolling(sums(f"{times(10, '10:5@7?')} 10:5 10:5"), NO_SPREAD, [RATIO])
    assert frame["coverage"].to_list()[-1] == pytest.approx(0.75)
    assert frame["rolling"].to_list()[-1] is None


def test_no_window_crosses_a_change_of_definition():
    changed = kpi(
        "k",
        definition=(
            {"valid_from": date(2020, 1, 1), "text": "Förr."},
            {"valid_from": shift(FIRST, 6), "text": "Nu."},
        ),
    )
    found = rolled(times(18, "10:5"), changed)
    assert [each is not None for each in found] == [False] * 17 + [True]


def test_where_one_month_may_not_be_shown_no_window_is():
    frame = rolling(sums(f"{times(24, '10:5')} *"), NO_SPREAD, [RATIO])
    assert frame["rolling"].to_list() == [None] * 25


def test_one_series_says_nothing_of_another():
    both = pl.concat([sums(times(11, "10:5")), sums(times(12, "20:5"), scope="b")])
    frame = rolling(both, NO_SPREAD, [RATIO])
    assert frame.filter(pl.col("scope") == "a")["rolling"].null_count() == 11
    assert frame.filter(pl.col("scope") == "b")["rolling"].to_list()[-1] == 4


def test_a_volume_that_is_not_above_nothing_gives_no_value():
    assert rolled(times(12, "10:0")) == [None] * 12
    assert rolled("") == []


def charted(line: str, of, base: int = 24, **given: object) -> pl.DataFrame:
    """The points of a chart, as those who judge years get them."""
    rows = picture.series(line, base=range(base), chart=of.chart, **given)
    points = trend(rows).points.join(
        rows.select("series", "month", "base", "denominator"), on=["series", "month"]
    )
    return points.with_columns(kpi=pl.lit("k"), level=pl.lit("unit"), scope=pl.lit("a"))


def baselines(last: int = 23, first: int = 0) -> pl.DataFrame:
    return pl.DataFrame(
        [("k", "unit", "a", shift(FIRST, first), shift(FIRST, last))],
        schema=dict.fromkeys(SCOPE, pl.String) | {"first_month": pl.Date, "last_month": pl.Date},
        orient="row",
    )


def judged(line: str, of=RATIO, spans: pl.DataFrame | None = None, **given: object) -> dict:
    """Values with their volumes, as `2:5`, both charted and added up."""
    cells = [cell.partition(":") for cell in line.split()]
    summed = " ".join(
        value if value in "-x" else f"{float(value) * float(volume or 1)}:{volume or 1}"
        for value, _, volume in cells
    )
    points = charted(line.replace("x", "-"), of, **given)
    windows = rolling(sums(summed), month_spread(points, [of]), [of])
    return whole_years(windows, baselines() if spans is None else spans).row(0, named=True)


STEADY = times(12, "4:100 6:100")  # two years: mean 5, every step 2


def test_a_year_is_held_against_the_baseline_s_last_by_the_chart_s_own_spread():
    """s̄ = √(π/2) · 2 / √(2/100) = 17.72; each year has the volume 1 200; z = 1 / 0.7236."""
    said = judged(f"{STEADY} {times(12, '6:100')}")
    spread = sqrt(pi / 2) * 2 / sqrt(2 / 100)
    assert (said["base"], said["now"]) == (pytest.approx(5), pytest.approx(6))
    assert said["z"] == pytest.approx(plain.z_of_iprime(6, 5, spread, 1200, 1200))
    assert said["z"] == pytest.approx(1 / 0.7236, rel=1e-3)
    assert said["answer"] == "same"


@pytest.mark.parametrize(
    ("value", "answer"),
    [("7.18", "higher"), ("7.16", "same"), ("2.82", "lower"), ("2.84", "same")],
)
def test_three_standard_deviations_are_demanded(value, answer):
    """2.17 is three: 7.17 and 2.83 are the ends of what chance gives."""
    said = judged(f"{STEADY} {times(12, f'{value}:100')}")
    assert said["answer"] == answer
    assert (said["base_month"], said["now_month"]) == (shift(FIRST, 23), shift(FIRST, 35))


def test_a_value_alone_has_the_chart_s_deviation_every_month():
    """XmR: every step is 2, so a deviation is 2.66 · 2 / 3; a mean of twelve has it / √12."""
    said = judged(f"{STEADY} {times(12, '6:100')}", ALONE)
    deviation = 2.66 * 2 / 3
    assert said["z"] == pytest.approx(1 / (deviation * sqrt(2 / 12)))


def test_a_count_adds_up_and_so_does_its_spread():
    said = judged(f"{times(12, '40 60')} {times(12, '60')}", COUNT)
    assert (said["base"], said["now"]) == (600, 720)
    assert said["z"] == pytest.approx(120 / (2.66 * 20 / 3 * sqrt(24)))


def test_a_share_is_judged_by_its_limits_wherever_they_are_not_cut():
    """p = 0.9 of 100: sd 0.03, the upper limit 0.99 is not cut; of 25 it is, and the lower not."""
    share = kpi("k", chart="p", unit="%", scale=1, smallest=0, largest=1, effect_scale="level")
    line = f"{times(12, '0.88:100 0.92:100')} {times(12, '0.96:25')}"
    said = judged(line, share)
    deviation = sqrt(0.9 * 0.1)
    assert said["z"] == pytest.approx(0.06 / (deviation * sqrt(1 / 300 + 1 / 1200)))


def test_limits_cut_on_both_sides_say_nothing_of_the_spread():
    share = kpi("k", chart="p", unit="%", scale=1, effect_scale="level")
    said = judged(times(18, "0.4:1 0.6:1"), share)
    assert (said["z"], said["answer"]) == (None, "no_spread")


def test_a_count_per_volume_is_cut_only_at_nothing():
    rate = kpi("k", chart="u", effect_scale="level")
    said = judged(f"{times(12, '0.5:10 1.5:10')} {times(12, '1:10')}", rate)
    assert (said["z"], said["answer"]) == (pytest.approx(0), "same")


def test_a_season_cancels_out_of_two_whole_years():
    """Julys are twice as high both years: the year after is as much higher as its months are."""
    seasonal = kpi("k", chart="xmr", seasonal=True)
    year = "10:1 11:1 9:1 10:1 11:1 9:1 20:1 10:1 9:1 11:1 10:1 9:1"
    again = "11:1 10:1 10:1 9:1 10:1 10:1 21:1 9:1 10:1 10:1 11:1 10:1"
    spread = month_spread(charted(f"{year} {again}", seasonal, seasonal=True), [seasonal])
    by_month = dict(spread.select("calendar", "alone").iter_rows())
    assert len(by_month) == 12
    assert by_month[7] > 3 * by_month[1]
    higher = " ".join(f"{float(c.split(':')[0]) + 3}:1" for c in again.split())
    said = judged(f"{year} {again} {higher}", seasonal, seasonal=True)
    assert said["now"] - said["base"] == pytest.approx(3)
    assert said["answer"] == "higher"


@pytest.mark.parametrize(
    ("line", "spans", "answer"),
    [
        (STEADY, baselines().clear(), "no_baseline"),
        (STEADY, None, "too_early"),
        (f"{STEADY} {times(11, '9:100')}", None, "too_early"),
        (f"{STEADY} {times(12, '-')}", None, "too_early"),
        (f"{STEADY} {times(6, '9:100')} - {times(9, '9:100')}", None, "months_lack"),
        (f"{times(20, '5:100')} - {times(20, '5:100')}", None, "baseline_lacks"),
        (STEADY, baselines(first=13), "baseline_lacks"),
        (times(36, "5:100"), None, "no_spread"),
        (times(12, "-"), None, "baseline_lacks"),
    ],
)
def test_what_cannot_be_judged_says_why(line, spans, answer):
    assert judged(line, spans=spans)["answer"] == answer


def test_the_latest_whole_year_may_lie_a_while_back():
    said = judged(f"{STEADY} {times(12, '9:100')} - {times(3, '1:100')}")
    assert said["now_month"] == shift(FIRST, 35)
    assert said["answer"] == "higher"


def test_a_run_chart_has_no_limits_to_judge_by():
    run = kpi("k", chart="run")
    assert judged(f"{STEADY} {times(12, '9:100')}", run)["answer"] == "no_spread"


def test_years_of_different_definitions_are_not_compared():
    changed = kpi(
        "k",
        chart="iprime",
        definition=(
            {"valid_from": date(2020, 1, 1), "text": "Förr."},
            {"valid_from": shift(FIRST, 24), "text": "Nu."},
        ),
    )
    said = judged(f"{STEADY} {times(12, '9:100')}", changed)
    assert (said["z"], said["answer"]) == (None, "other_definition")


def test_a_series_with_a_hidden_month_is_not_judged():
    windows = rolling(sums(f"{times(36, '10:5')} *"), NO_SPREAD, [RATIO])
    said = whole_years(windows, baselines()).row(0, named=True)
    assert (said["now"], said["answer"]) == (None, "withheld")


def test_a_short_baseline_has_no_limits_a_verdict_may_rest_on():
    points = charted(times(6, "4:100 6:100"), RATIO, base=11)
    assert month_spread(points, [RATIO]).is_empty()


@pytest.mark.parametrize("of", [RATIO, ALONE])
def test_a_series_that_only_chance_moves_is_seldom_called_different(of):
    """About one in a hundred is, since the spread is itself an estimate (methods §9)."""
    chance = Random(7)
    names = [f"s{number:03}" for number in range(500)]
    rows = pl.concat(picture.series(times(36, "0:100"), name=n, chart=of.chart) for n in names)
    rows = rows.with_columns(
        value=pl.Series([chance.gauss(50, 5) for _ in range(rows.height)]),
        base=pl.col("month") < shift(FIRST, 24),
    )
    added = pl.concat(sums(times(36, "0:100"), scope=name) for name in names)
    added = added.with_columns(numerator=rows["value"] * 100)
    points = rows.select("series", "month", "base", "denominator").join(
        trend(rows).points, on=["series", "month"]
    )
    points = points.select(pl.all(), kpi=pl.lit("k"), level=pl.lit("unit"), scope=pl.col("series"))
    spans = baselines().drop("scope").join(pl.DataFrame({"scope": names}), how="cross")
    windows = rolling(added, month_spread(points, [of]), [of])
    answers = whole_years(windows, spans.select(*SCOPE, "first_month", "last_month"))["answer"]
    assert len(answers) == 500
    assert (answers != "same").sum() <= 12


def test_every_answer_has_been_had():
    assert len(YearAnswer) == 10


CELL = st.sampled_from(["-", "x", "*", "_", "10:5", "10:5", "8:4?", "0:3", "4:0", "-2:5", "9:3@8"])
OFTEN = st.sampled_from(["10:5", "7:5", "8:4?", "x"])


@st.composite
def lines(draw):
    cells = draw(st.lists(OFTEN, min_size=0, max_size=40))
    for at in draw(st.lists(st.integers(0, 39), max_size=3)):
        cells[at : at + 1] = [draw(CELL)]
    return " ".join(cells)


KPIS = [
    RATIO,
    COUNT,
    kpi(
        "k",
        offset=-3,
        scale=10,
        smallest_coverage=0.95,
        definition=(
            {"valid_from": date(2020, 1, 1), "text": "Förr."},
            {"valid_from": shift(FIRST, 15), "text": "Nu."},
        ),
    ),
]


@settings(max_examples=80)
@given(lines(), st.sampled_from(KPIS))
def test_the_fast_windows_agree_with_the_dull_ones(line, of):
    given_ = sums(line)
    frame = rolling(given_, NO_SPREAD, [of])
    fast = dict(frame.select("month", "rolling").iter_rows())
    dull = plain.rolling({row["month"]: row for row in given_.to_dicts()}, of)
    assert fast == pytest.approx(dull)
