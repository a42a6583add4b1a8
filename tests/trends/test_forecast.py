"""Where the year ends: by hand, degenerate first, and against the dull way."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.periods import shift
from kpi.trends.forecast import ForecastState, with_band, year_forecasts
from tests.builders_facts import kpi
from tests.plain import year as plain
from tests.trends.months_of import sums, times
from tests.trends.test_rolling import KPIS, lines

FIRST = date(2022, 1, 1)
RATIO = kpi("k")
COUNT = kpi("k", formula="count", denominator=())
YEAR = times(12, "10:5")


def forecasts(line: str, of=RATIO, first: date = FIRST) -> pl.DataFrame:
    return year_forecasts(sums(line, first=first), [of])


def latest(line: str, of=RATIO, first: date = FIRST) -> dict:
    return with_band(forecasts(line, of, first)).row(0, named=True)


def test_the_remaining_months_are_last_year_s_as_much_larger_as_these_have_been():
    """Six months of 12 against 10 are a fifth more; the other six were 20: 72 + 120 · 1.2."""
    said = latest(f"{times(6, '10')} {times(6, '20')} {times(6, '12')}", COUNT)
    assert said["forecast"] == pytest.approx(216)
    assert (said["to_date"], said["before"], said["through"]) == (72, 60, 6)
    assert said["state"] == "forecast"


def test_numerator_and_denominator_are_forecast_each_by_itself():
    """72 + 120 · 1.2 = 216 and 30 + 120 · 0.5 = 90: not the ratio's own growth."""
    said = latest(f"{times(6, '10:10')} {times(6, '20:20')} {times(6, '12:5')}")
    assert said["forecast"] == pytest.approx(216 / 90)
    assert (said["to_date"], said["before"]) == (pytest.approx(2.4), 1)


def test_with_one_whole_year_before_there_is_a_forecast_and_no_band():
    said = latest(f"{YEAR} 11:5 11:5")
    assert (said["tests"], said["band"]) == (0, None)
    assert said["forecast"] == pytest.approx(2.2)


def test_the_band_is_the_largest_error_of_the_same_formula_at_the_same_month():
    """In March of 2023 it said 120 and it was 165; in March of 2024 it said 198 and it was 171."""
    second = f"{times(3, '10')} {times(9, '15')}"  # 165, foretold as 120
    third = f"{times(3, '12')} {times(9, '15')}"  # 171, foretold as 36 + 135 · 1.2 = 198
    frame = forecasts(f"{times(12, '10')} {second} {third} {times(3, '12')}", COUNT)
    assert frame["forecast"].to_list() == [None, 120, 198, 171]
    assert frame["outcome"].to_list() == [120, 165, 171, None]
    assert frame["error"].to_list() == [None, -45, 27, None]
    said = with_band(frame).row(0, named=True)
    assert (said["year"], said["tests"], said["band"]) == (2025, 2, 45)


def test_two_whole_years_before_are_one_test():
    said = latest(f"{times(12, '10')} {times(12, '11')} {times(3, '12')}", COUNT)
    assert (said["tests"], said["band"]) == (1, 0)


def test_a_closed_month_counts_as_what_was_reported():
    """July is closed both years: 72 so far, and five months of 10 a fifth larger."""
    line = f"{times(6, '10')} x {times(5, '10')} {times(6, '12')} x"
    assert latest(line, COUNT)["forecast"] == pytest.approx(132)


@pytest.mark.parametrize(
    ("line", "of", "state", "lacking"),
    [
        (f"{YEAR} 10:5 *", RATIO, "withheld", []),
        ("- -", RATIO, "no_value", []),
        (f"{YEAR} {YEAR}", RATIO, "complete", []),
        ("10:5 10:5", RATIO, "no_earlier_year", None),
        (f"{times(4, '10:5')} - {times(9, '10:5')}", RATIO, "months_lack", [date(2022, 5, 1)]),
        (f"{YEAR} - 10:5", RATIO, "months_lack", [date(2023, 1, 1)]),
        (f"{times(10, '10:5')} _ _ 10:5", RATIO, "months_lack", None),
        (f"{times(11, '10:5@7?')} 10:5@7? 10:5", RATIO, "low_coverage", []),
        (f"0 0 {times(10, '10')} 10 10", COUNT, "not_computable", []),
    ],
)
def test_what_cannot_be_forecast_says_why(line, of, state, lacking):
    said = latest(line, of)
    assert (said["state"], said["forecast"]) == (state, None)
    if lacking is not None:
        assert said["lacking"] == lacking


def test_a_year_that_begins_late_is_no_year_to_build_on():
    said = latest(f"{times(11, '10:5')} 10:5 10:5", first=date(2022, 2, 1))
    assert (said["year"], said["state"]) == (2023, "no_earlier_year")


def test_a_changed_definition_makes_last_year_another():
    changed = kpi(
        "k",
        definition=(
            {"valid_from": date(2020, 1, 1), "text": "Förr."},
            {"valid_from": date(2023, 2, 1), "text": "Nu."},
        ),
    )
    assert latest(f"{YEAR} 10:5 10:5", changed)["state"] == "other_definition"
    assert latest(f"{YEAR} 10:5", changed)["state"] == "forecast"


def test_a_finished_year_has_an_outcome_and_needs_no_forecast():
    said = latest(f"{YEAR} {times(12, '20:5')}")
    assert (said["outcome"], said["forecast"], said["band"]) == (4, None, None)


def test_what_is_preliminary_at_the_end_is_not_part_of_the_year_so_far():
    assert latest(f"{YEAR} 10:5 10:5@2?")["through"] == 1


def test_a_hidden_month_hides_every_year():
    frame = forecasts(f"{YEAR} {YEAR} 10:5 *")
    for name in ("to_date", "before", "forecast", "outcome", "error"):
        assert frame[name].null_count() == frame.height


def test_nothing_is_forecast_of_nothing():
    assert forecasts("").is_empty()
    assert with_band(forecasts("")).is_empty()


def test_every_state_has_been_had():
    assert len(ForecastState) == 9


@settings(max_examples=80)
@given(lines(), st.sampled_from(KPIS), st.integers(0, 11))
def test_the_fast_forecasts_agree_with_the_dull_ones(line, of, late):
    given_ = sums(line, first=shift(FIRST, late))
    fast = {
        row["year"]: {name: row[name] for name in ("forecast", "outcome", "error")}
        for row in year_forecasts(given_, [of]).to_dicts()
    }
    dull = plain.forecasts({row["month"]: row for row in given_.to_dicts()}, of)
    nothing = {"forecast": None, "outcome": None, "error": None}
    assert fast.keys() >= dull.keys()
    for year, row in fast.items():
        assert row == pytest.approx(dull.get(year, nothing)), year
