"""What a decision writes about how a series is judged can be read, and is written the same way."""

import pytest

from kpi.catalogue.judging import DEFAULT, FORM, Judging, judging_of, read_judging, written
from kpi.trends.signals import RUN_LENGTH, TREND_LENGTH


def test_nothing_written_is_the_usual_and_the_usual_is_the_rules_own():
    assert read_judging("") == read_judging(None) == read_judging(" , ") == DEFAULT
    assert read_judging(FORM) == DEFAULT
    assert written(DEFAULT) == FORM
    assert (DEFAULT.run_length, DEFAULT.trend_length) == (RUN_LENGTH, TREND_LENGTH)


@pytest.mark.parametrize(
    ("text", "judging"),
    [
        ("skift 9", Judging(run_length=9)),
        ("Trend 6; SKIFT  8", Judging(run_length=8, trend_length=6)),
        ("två av tre strikt, gallring nej", Judging(two_of_three="strict", screen=False)),
    ],
)
def test_what_is_written_is_read_and_the_rest_is_as_usual(text, judging):
    assert read_judging(text) == judging
    assert read_judging(written(judging)) == judging


@pytest.mark.parametrize(
    "text",
    [
        *("skift", "skift sju", "skift 4", "skift 16", "skift 7, skift 8", "trend 7.5"),
        *("två av tre kanske", "gallring strikt", "standard", "7"),
    ],
)
def test_what_cannot_be_read_is_never_guessed(text):
    with pytest.raises(ValueError, match=r"\S"):
        read_judging(text)


def test_a_frames_row_says_its_settings():
    row = {"run_length": 9, "trend_length": 7, "two_of_three": "strict", "screen": True, "n": 5}
    assert judging_of(row) == Judging(run_length=9, two_of_three="strict")
