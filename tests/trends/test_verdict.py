"""One answer a series: variation, assurance and status of its last phase."""

from datetime import date

import polars as pl
import pytest

from kpi.actions.spc import SUMMARY
from kpi.trends import trend
from kpi.trends.states import Assurance, Chart, Side, Signal, Status, TwoOfThree, Variation
from tests.trends.picture import series

BASE = "4 6 4 6 4 6 4 6 4 6 4 6 4 6"  # centre 5, limits -0.32 and 10.32


def answer(line, **settings):
    return trend(series(line, **settings)).summary.row(0, named=True)


def judged(line, **settings):
    return answer(line, base=range(14), **settings)


@pytest.mark.parametrize(
    ("latest", "better", "expected"),
    [
        ("11", "higher", "improving"),
        ("11", "lower", "worsening"),
        ("11", "neither", "high"),
        ("-1", "higher", "worsening"),
        ("-1", "lower", "improving"),
        ("-1", "neither", "low"),
        ("5", "higher", "common"),
    ],
)
def test_variation_reads_the_latest_signal_in_the_direction_that_is_better(
    latest, better, expected
):
    assert judged(f"{BASE} {latest}", better=better)["variation"] == expected


def test_the_latest_month_with_a_value_decides():
    assert judged(f"{BASE} 5 11 - -", better="higher")["variation"] == "improving"
    assert judged(f"{BASE} 11 5 - -", better="higher")["variation"] == "common"


@pytest.mark.parametrize(
    ("target", "better", "expected"),
    [
        (11, "higher", "misses"),
        (-1, "higher", "meets"),
        (5, "higher", "varies"),
        (10.32, "higher", "varies"),
        (-0.32, "higher", "varies"),
        (11, "lower", "meets"),
        (-1, "lower", "misses"),
        (5, "lower", "varies"),
        (10.32, "lower", "varies"),
        (-0.32, "lower", "varies"),
        (11, "neither", "none"),
        (None, "higher", "none"),
    ],
)
def test_assurance_holds_the_target_against_the_limits(target, better, expected):
    assert judged(BASE, target=target, better=better)["assurance"] == expected


@pytest.mark.parametrize(
    ("target", "better", "expected"),
    [
        (95, "higher", "meets"),
        (100, "higher", "meets"),
        (100.1, "higher", "misses"),
        (95, "lower", "misses"),
        (100, "lower", "meets"),
        (105, "lower", "meets"),
        (95, "neither", "none"),
        (None, "lower", "none"),
    ],
)
def test_without_variation_the_target_is_held_against_the_value_itself(target, better, expected):
    said = answer(13 * "100 ", target=target, better=better)
    assert (said["status"], said["assurance"]) == ("no_variation", expected)
    assert (said["variation"], said["lower"], said["centre"]) == ("common", None, 100)


def test_a_value_off_a_flat_baseline_is_outside_and_promises_nothing():
    said = answer(14 * "100 " + "60", base=range(14), target=95, better="higher")
    assert (said["status"], said["signal"], said["side"]) == ("no_variation", "outside", "low")
    assert (said["variation"], said["assurance"]) == ("worsening", "none")


def test_a_constant_that_binary_numbers_cannot_hold_meets_its_own_value():
    assert answer(14 * "0.1 ", target=0.1, better="higher")["assurance"] == "meets"
    assert answer(14 * "0.1 ", target=0.1, better="lower")["assurance"] == "meets"


def test_too_short_says_nothing():
    said = answer("4 6 4 60", target=1)
    assert said["status"] == "too_short"
    assert (said["variation"], said["assurance"], said["centre"]) == (None, "none", None)


def test_preliminary_limits_answer_about_the_target_only():
    said = answer("4 6 4 6 5", target=90, better="higher")
    assert said["status"] == "preliminary"
    assert (said["variation"], said["assurance"]) == (None, "misses")


def test_limits_that_do_not_exist_answer_nothing_about_the_target():
    assert answer(13 * "4 - ", target=1)["assurance"] == "none"
    assert answer("7 7 7 7 7", target=1)["assurance"] == "none"


def test_the_last_phase_is_the_one_that_counts():
    said = answer(f"{BASE} | 94 96 94 96 95", target=50)
    assert (said["phase"], said["n"], said["centre"]) == (2, 5, 95)
    assert (said["status"], said["assurance"]) == ("preliminary", "meets")


def test_a_last_phase_without_values_has_no_latest_point():
    said = answer(f"{BASE} | - -")
    assert (said["phase"], said["n"], said["status"]) == (2, 0, "too_short")
    assert (said["month"], said["value"], said["signal"], said["run"]) == (None, None, None, None)


def test_the_latest_point_comes_along():
    said = judged(f"{BASE} 6 7 8 -", better="lower")
    assert (said["month"], said["value"]) == (date(2023, 5, 1), 8)
    assert (said["signal"], said["side"], said["run"], said["steps"]) == ("none", None, 4, 2)


def test_one_row_a_series_in_order():
    frame = pl.concat([series(BASE, name=name) for name in "CAB"])
    assert trend(frame).summary["series"].to_list() == ["A", "B", "C"]
    assert trend(series("")).summary.is_empty()


def test_the_summary_begins_with_what_is_printed():
    assert trend(series(BASE)).summary.columns[:9] == SUMMARY


def test_the_states_are_spelt_as_the_files_spell_them():
    assert [*Signal] == [
        *("none", "outside", "trend", "two_of_three", "shift"),
        *("run", "crossings"),
    ]
    assert [*Chart] == ["xmr", "iprime", "p", "pprime", "u", "uprime", "run"]
    assert [*Side] == ["high", "low"]
    assert [*Variation] == ["common", "improving", "worsening", "high", "low"]
    assert [*Assurance] == ["meets", "varies", "misses", "none"]
    assert [*Status] == ["ok", "preliminary", "too_short", "no_variation"]
    assert [*TwoOfThree] == ["nhs2023", "strict"]
