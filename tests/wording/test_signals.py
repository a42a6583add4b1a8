"""What there is to take a stand on, in words."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.trends import Assurance, Side, Signal, Status, Variation
from kpi.wording import signals as say
from kpi.wording.sentences import Reading, verdict_sentence
from kpi.wording.signals import Cause, Matter
from tests.builders_facts import kpi
from tests.wording.test_comments import DRAFT, SIGNED

COST = kpi("cost", short_name="Fordonskostnad")
WAVE = kpi("nki", frequency="wave", unit="poäng", effect_scale="level", better="higher")
YEARLY = kpi("year", frequency="yearly")
JULY = date(2024, 7, 1)
WORSE = Reading(
    kpi=COST,
    month=JULY,
    value=72.6,
    n=36,
    centre=66.0,
    lower=63.4,
    upper=69.2,
    variation=Variation.WORSENING,
    signal=Signal.OUTSIDE,
    side=Side.HIGH,
)
ORDINARY = replace(WORSE, value=66.0, variation=Variation.COMMON, signal=Signal.NONE, side=None)
EARLY = replace(ORDINARY, kpi=WAVE, n=6, variation=None, status=Status.PRELIMINARY)
NOTHING = Reading(kpi=COST, month=None, value=None, n=0, status=Status.TOO_SHORT)
LIT = {"month": JULY, "value": 72.6, "centre": 66.0, "status": "ok", "signal": "outside"}
LIT |= {"side": "high", "run_length": 7, "trend_length": 7}


def matter(cause: Cause, reading: Reading | None = None, **fields: object) -> Matter:
    given = {"kpis": (COST,), "scope": "pilot/oster", "scope_name": "Öster", "reading": reading}
    return Matter(cause=cause, **given | fields)


SIGNAL = matter(Cause.WORSENING, WORSE, since=date(2023, 10, 1), lit=(LIT,))
QUESTION = matter(Cause.QUESTION, since=date(2023, 12, 12), asked=("Kastanjen, 2023",), delivery=35)


def test_a_signal_says_what_every_other_place_says_of_it():
    assert say.cause_word(SIGNAL) == "Försämring"
    assert say.matter_sentence(SIGNAL) == (
        f"72,6\u00a0kr/m² i juli 2024. {verdict_sentence(WORSE)}"
    )
    assert say.since_words(SIGNAL) == "Sedan oktober 2023"
    assert say.owner_words(SIGNAL) == "Ansvarig: Ekonom"
    assert say.about_words(SIGNAL) == "Fordonskostnad"


def test_a_target_that_is_missed_too_is_said_in_the_same_place():
    missed = replace(WORSE, target=60.0, assurance=Assurance.MISSES)
    assert say.matter_sentence(matter(Cause.WORSENING, missed)).endswith(
        "Målet 60,0 nås inte utan en förändring av arbetssättet."
    )
    alone = matter(Cause.TARGET, replace(missed, variation=Variation.COMMON))
    assert say.cause_word(alone) == "Målet nås inte"
    assert say.matter_sentence(alone) == (
        "72,6\u00a0kr/m² i juli 2024. Målet 60,0 nås inte utan en förändring av arbetssättet."
    )


def test_what_cannot_be_judged_says_why():
    early = matter(Cause.UNJUDGED, EARLY)
    assert say.cause_word(early) == "För få mätningar"
    assert "(6\u00a0av\u00a013)" in say.matter_sentence(early)
    assert (say.since_words(early), early.waits) == ("", False)
    nothing = matter(Cause.UNJUDGED, NOTHING)
    assert say.cause_word(nothing) == "Kan inte bedömas"
    assert say.matter_sentence(nothing) == "Ingen månad har ett värde som kan visas."


def test_an_earlier_signal_says_which_and_how_many():
    june = LIT | {"month": date(2024, 6, 1)}
    one = matter(Cause.EARLIER, ORDINARY, lit=(june,))
    assert say.cause_word(one) == "Tidigare signal"
    assert say.matter_sentence(one) == (
        "66,0\u00a0kr/m² i juli 2024. Signal i juni 2024 (försämring: utanför det normala spannet)."
    )
    two = matter(Cause.EARLIER, ORDINARY, lit=(june, june))
    said = say.matter_sentence(two)
    assert "Signal i två av de sex senaste månaderna, senast juni 2024 (" in said


def test_open_questions_are_named_the_first_in_full():
    assert say.cause_word(QUESTION) == "Öppen fråga"
    assert say.matter_sentence(QUESTION) == "Kastanjen, 2023."
    assert say.since_words(QUESTION) == "Öppen sedan 12 december 2023"
    for more, words in ((1, "en till"), (2, "två till")):
        many = replace(QUESTION, asked=("Kastanjen, 2023", *("b" * more)))
        assert say.cause_word(many) == "Öppna frågor"
        assert say.matter_sentence(many) == f"Kastanjen, 2023, och {words}."


def test_questions_about_everything_belong_to_no_nyckeltal():
    everything = replace(QUESTION, kpis=())
    assert say.about_words(everything) == "Lämnade tal"
    assert say.owner_words(everything) == ""
    assert say.owner_words(replace(QUESTION, kpis=(COST, WAVE))) == "Ansvarig: Ekonom"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("a",), "En fråga är öppen: a. Talet räknas med så länge."),
        (("a", "b"), "2\u00a0frågor är öppna: a, och en till. Talen räknas med så länge."),
    ],
)
def test_beside_a_doubted_figure_stands_that_it_is_doubted(asked, sentence):
    assert say.question_sentence(asked) == sentence


@pytest.mark.parametrize(
    ("matter", "words", "waits"),
    [
        (SIGNAL, "Ingen kommentar än", True),
        (replace(SIGNAL, comment=SIGNED, lit=()), "", False),
        (replace(SIGNAL, comment=DRAFT, lit=()), "", True),  # a draft is not signed
        (replace(SIGNAL, comment=SIGNED), "Sedan dess: signal i en månad till.", True),
        (replace(SIGNAL, comment=SIGNED, lit=(LIT, LIT)), "Sedan dess: signal i två månader", True),
        (
            replace(SIGNAL, comment=SIGNED, reading=replace(WORSE, kpi=WAVE)),
            "Sedan dess: signal i en mätning till.",
            True,
        ),
        (
            replace(SIGNAL, comment=SIGNED, reading=replace(WORSE, kpi=YEARLY)),
            "Sedan dess: signal i ett år till.",
            True,
        ),
        (matter(Cause.TARGET, ORDINARY, since=date(2024, 8, 1), comment=SIGNED), "", True),
        (matter(Cause.TARGET, ORDINARY, since=JULY, comment=SIGNED), "", False),
        (matter(Cause.UNJUDGED, EARLY, comment=DRAFT), "", False),
        (QUESTION, "Ingen kommentar än", True),
    ],
)
def test_a_matter_waits_until_somebody_has_signed_what_they_say(matter, words, waits):
    assert say.later_words(matter).startswith(words)
    assert bool(say.later_words(matter)) == bool(words)
    assert matter.waits is waits


@pytest.mark.parametrize(
    ("matters", "words"),
    [
        ([SIGNAL], "en sak, en utan signerad kommentar"),
        ([SIGNAL, SIGNAL, QUESTION], "tre saker, två utan signerad kommentar"),
        ([QUESTION, matter(Cause.UNJUDGED, EARLY)], "två saker"),
    ],
)
def test_the_list_says_how_much_and_how_much_waits(matters, words):
    assert say.list_words(matters) == words


def test_the_causes_have_an_order():
    assert sorted(Cause, key=lambda cause: cause.order) == list(Cause)
    assert Cause.WORSENING.order == 0
