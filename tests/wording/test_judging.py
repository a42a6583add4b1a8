"""How a series is judged, in words."""

import pytest

from kpi.catalogue.judging import DEFAULT, Judging
from kpi.trends import Signal
from kpi.wording import judging as say


def test_every_rule_has_its_word():
    assert {*say.RULE} == {*Signal} - {Signal.NONE}


@pytest.mark.parametrize(
    ("signal", "said"),
    [
        ("outside", "utanför det normala spannet"),
        ("trend", "sex i följd åt samma håll"),
        ("shift", "nio i rad på samma sida om medel"),
    ],
)
def test_a_rule_says_how_many_points_it_takes(signal, said):
    assert say.rule_words({"signal": signal, "run_length": 9, "trend_length": 6}) == said


def test_the_settings_are_said_for_one_who_has_not_seen_them():
    assert say.judging_words(DEFAULT) == (
        "Skift: sju i rad på samma sida. Trend: sju i följd. Två av tre: en punkt utanför spannet "
        "räknas också som nära gränsen. Ovanligt stora hopp utelämnas när spannet räknas."
    )
    said = say.judging_words(Judging(two_of_three="strict", screen=False))
    assert "räknas inte som nära gränsen. Ovanligt stora hopp räknas med" in said
