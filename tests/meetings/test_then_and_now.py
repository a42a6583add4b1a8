"""Two packs of the same deliveries: what they say otherwise, and how causes are worded."""

from datetime import date

import pytest

from kpi.meetings.pack import Answer, Place, Row, Section
from kpi.meetings.then_and_now import Cause, Compared, Why, differences
from kpi.meetings.words import (
    cause_words,
    compared_sentence,
    compared_table,
    rebuilt_sentence,
    since_caption,
    standing,
    standing_sentence,
)
from tests.documents.picture import MEETING, kpi_part, months, pack

SAME = Compared("a", "1", "1")
OTHER = Compared("b", "1", "2", (Cause(Why.CORRECTED, 52, "Bo", "Fel"), Cause(Why.PRICES, 53)))


def test_equal_packs_do_not_differ():
    assert differences(pack(), pack()) == []


def test_what_differs_is_named_with_both_texts_in_the_order_of_the_pack():
    answers = (Answer(question="Billigare?", answer="Nej", rows=()), *pack().answers[1:])
    now = pack(
        finding=("Högre kostnad.", ""),
        answers=answers,
        kpis=(kpi_part(value="24,0", state="Normal", months=months(1)),),
        sections=(Section(title="x", place=Place.MATTER, said=(), tables=(months(1, "Ny"),)),),
    )
    found = differences(pack(), now)
    assert [(each.name, each.then, each.now) for each in found[:5]] == [
        (
            "Sammanfattning",
            "Lägre kostnad. Kvaliteten: ingen säkerställd skillnad.",
            "Högre kostnad. ",
        ),
        ("Billigare?", "Ja", "Nej"),
        ("Billigare? Städkostnad per m²", "−4,4\u00a0% Säkerställd", ""),
        ("Städkostnad per m², värde", "23,2\u00a0kr/m², juli 2024", "24,0"),
        ("Städkostnad per m², läge", "Förbättring", "Normal"),
    ]
    assert ("Städkostnad per m², månad 2, Värde, kr/m²", "0,2", "") in [
        (each.name, each.then, each.now) for each in found
    ]
    assert found[-1].name == "Ny månad för månad, månad 1, Enheter som lämnat"


def test_a_row_of_an_answer_is_its_value_and_its_word():
    row = Row(name="A", value="1", word="Säkerställd")
    then, now = (
        pack(answers=(Answer(question="?", answer="Ja", rows=(row.model_copy(update=each),)),))
        for each in ({}, {"word": "Sannolik"})
    )
    assert differences(then, now) == [Compared("? A", "1 Säkerställd", "1 Sannolik")]


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (Cause(Why.CORRECTED, 52, "Bo", "Fel"), "rättad i leverans 52 av Bo (Fel)"),
        (Cause(Why.CORRECTED, 52, "Bo"), "rättad i leverans 52 av Bo"),
        (Cause(Why.WITHDRAWN, 52, "Bo", "Fel"), "leverans ångrad i leverans 52 av Bo (Fel)"),
        (Cause(Why.RESTORED, 52, "Bo"), "ångring ångrad i leverans 52 av Bo"),
        (Cause(Why.REGISTER, 52, "Bo"), "ändrat register i leverans 52 av Bo"),
        (Cause(Why.PRICES, 52, "Bo"), "nytt prisindex i leverans 52"),
        (Cause(Why.DEFINED, 52, "Bo"), "ny definition i leverans 52"),
        (Cause(Why.COMPUTED), "programmet räknar annorlunda"),
    ],
)
def test_a_cause_is_named_with_its_delivery(cause, words):
    assert cause_words(cause) == words


def test_the_table_says_same_or_every_cause():
    assert compared_table([SAME, OTHER])[1] == [
        ["a", "1", "1", "samma"],
        ["b", "1", "2", "rättad i leverans 52 av Bo (Fel); nytt prisindex i leverans 53"],
    ]


def test_the_sentences_count():
    assert compared_sentence([SAME, OTHER], 60).replace("\u00a0", " ") == (
        "1 av 2 tal är andra i dag, vid leverans 60."
    )
    assert "inga skillnader" in rebuilt_sentence([])
    assert rebuilt_sentence([OTHER, OTHER]).replace("\u00a0", " ").endswith(": 2 skillnader.")
    assert since_caption(MEETING, 6, 8).replace("\u00a0", " ") == (
        "Sedan Servicenämnden 18 september 2024. 6 av 8 nyckeltal har samma läge."
    )


def test_how_far_a_meeting_has_come():
    assert standing(None, None) == "inte fryst än"
    assert standing(7, None).replace("\u00a0", " ") == "fryst som leverans 7, inte publicerat"
    assert standing_sentence(7, date(2024, 9, 12)).replace("\u00a0", " ") == (
        "Underlaget är publicerat den 12 september 2024."
    )
