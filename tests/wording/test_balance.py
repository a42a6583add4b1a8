"""The three answers in words: what is decided, what is not, what lacks (methods §13)."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.verdict import Answer, Balance, Conflict, Lack, Verdict
from kpi.wording import balance as say
from kpi.wording.evaluation import Evaluated
from tests.verdict.picture import cost, equal, judged, quality

START = date(2023, 8, 1)


def summed(cheaper: str, as_good: str, more_equal: str, *conflicts: Conflict) -> tuple[str, str]:
    verdicts = (Verdict(Answer(each)) for each in (cheaper, as_good, more_equal))
    return say.summary(Balance(*verdicts, conflicts))


@pytest.mark.parametrize(
    ("answers", "conflicts", "bold", "rest"),
    [
        (
            ("yes", "better", "none"),
            (),
            "Lägre kostnad med bättre kvalitet.",
            "Likvärdigheten: ingen säkerställd skillnad.",
        ),
        (
            ("yes", "yes", "yes"),
            (),
            "Lägre kostnad med lika god kvalitet. Tjänsterna är mer likvärdiga.",
            "",
        ),
        (
            ("yes", "unsure", "early"),
            (),
            "Kostnaden är lägre.",
            "Att kvaliteten blivit sämre kan inte uteslutas. Likvärdigheten: för tidigt att säga.",
        ),
        (
            ("yes", "no", "none"),
            (Conflict.WORSE_FOR_LESS,),
            "Lägre kostnad med sämre kvalitet.",
            "Likvärdigheten: ingen säkerställd skillnad.",
        ),
        (
            ("yes", "better", "no"),
            (Conflict.UNEQUAL_FOR_LESS,),
            "Lägre kostnad med bättre kvalitet, men färre enheter når sin lägsta nivå.",
            "",
        ),
        (
            ("yes", "no", "no"),
            (Conflict.WORSE_FOR_LESS, Conflict.UNEQUAL_FOR_LESS),
            "Lägre kostnad med sämre kvalitet, och färre enheter når sin lägsta nivå.",
            "",
        ),
        (
            ("no", "better", "mixed"),
            (Conflict.BETTER_FOR_MORE,),
            "Högre kostnad med bättre kvalitet. "
            "Tjänsterna är mer likvärdiga i något och mindre i annat.",
            "",
        ),
        (
            ("mixed", "no", "no"),
            (),
            "Någon kostnad är lägre och någon högre. Kvaliteten är sämre. "
            "Tjänsterna är mindre likvärdiga.",
            "",
        ),
        (
            ("early", "early", "early"),
            (),
            "Kostnaden: för tidigt att säga. Kvaliteten: för tidigt att säga. "
            "Likvärdigheten: för tidigt att säga.",
            "",
        ),
    ],
)
def test_what_is_decided_comes_first_and_conflicts_in_one_breath(answers, conflicts, bold, rest):
    assert summed(*answers, *conflicts) == (bold, rest)


def test_every_answer_has_at_most_four_words():
    for words in say.ANSWERS.values():
        assert all(len(word.split()) <= 4 for word in words.values())


def test_what_lacks_is_said_and_when_it_can_come():
    unknown = judged("a", "", "kan_inte_bedomas", reasons=("few_pilot", "question")).effect
    nothing = judged("a", "", "kan_inte_bedomas", reasons=("no_data",)).effect
    assert say.lacks(None, [], START) == ""
    assert say.lacks(Lack.PLAN, [], START) == "Saknas: en effektplan med huvudnyckeltal."
    assert say.lacks(Lack.FIGURES, [], START) == "Saknas: siffror som räcker för att bedöma."
    assert say.lacks(Lack.FIGURES, [nothing], START) == (
        "Väntas tidigast när siffrorna för augusti 2023 har kommit."
    )
    assert say.lacks(Lack.FIGURES, [unknown, unknown, nothing], START) == (
        "Därför att: färre än sex pilotenheter med värden; en fråga om siffrorna är öppen; "
        "ingen enhet har värden både före och efter starten."
    )


def told(found) -> str:
    return say.effect_word(
        Evaluated(
            kpi=found.kpi, effect=found.effect, plan=found.plan, timing=None, last=date(2024, 7, 1)
        )
    )


def test_beside_an_effect_stands_its_grade_or_where_quality_lies_against_its_margin():
    assert told(cost("a", "-5 -1", "sannolik")) == "Sannolik"
    assert told(quality("a", "-1 4", margin=2.0)) == "Inom marginalen"
    assert told(cost("a", "1 5", main=False)) == "Säkerställd, utforskande"
    assert told(quality("a", "-6 -3", main=None)) == "Säkerställd, utforskande"


def test_beside_how_many_reach_their_floor_stands_who_is_furthest_off():
    names = {"enhet": "Månskenet"}
    assert say.floor_word(equal("a", "-0.1 0.4"), names) == "Ingen säkerställd skillnad"
    assert say.floor_word(equal("a", "-0.1 0.4", lowest=1.0), names) == (
        "Ingen säkerställd skillnad"
    )
    behind = equal("a", "-0.1 0.4", lowest=-1.9)
    assert say.floor_word(behind, names) == "Längst ifrån: Månskenet"
    assert say.floor_word(behind, {}) == "Längst ifrån: enhet"
    more = replace(equal("a", "0.1 0.4", lowest=-1.9))
    assert say.floor_word(more, names) == "Sannolikt mer likvärdigt. Längst ifrån: Månskenet"
