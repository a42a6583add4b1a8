"""A target's two answers in words: is it reached now, and does today's way of working reach it."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.trends import Assurance, Variation
from kpi.trends.target_status import TargetStatus
from kpi.wording import target as say
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

GAP = "\u00a0"
COST = kpi("cost", title="Städkostnad")
SHARE = kpi("share", unit="%", better="higher")
VOLUME = kpi("volume", better="neither")
MET = Reading(
    kpi=COST,
    month=date(2024, 7, 1),
    value=21.4,
    n=36,
    variation=Variation.COMMON,
    assurance=Assurance.VARIES,
    target=22.0,
    target_decided=True,
    goal=22.0,
    tolerance=0.3,
    target_status=TargetStatus.MET,
)
PARTLY = replace(MET, value=22.2, target_status=TargetStatus.PARTLY)
NOT_MET = replace(MET, value=23.0, target_status=TargetStatus.NOT_MET)
UNKNOWN = replace(MET, target_status=TargetStatus.UNKNOWN)
NONE = replace(MET, target=None, target_decided=False, goal=None, target_status=None)


@pytest.mark.parametrize(
    ("reading", "word", "symbol", "bold", "said"),
    [
        (MET, "Uppfyllt", "meets", "Målet är uppfyllt.", "målet är högst 22,0."),
        (
            PARTLY,
            "Delvis uppfyllt",
            "varies",
            "Målet är delvis uppfyllt.",
            "målet är högst 22,0. Det ryms i toleransen, 0,3.",
        ),
        (NOT_MET, "Ej uppfyllt", "misses", "Målet är inte uppfyllt.", "målet är högst 22,0."),
        (
            replace(UNKNOWN, kpi=VOLUME),
            "Kan ej bedömas",
            "none",
            "Måluppfyllelsen kan inte bedömas.",
            "Nyckeltalet har ett mål men ingen önskad riktning.",
        ),
        (
            replace(UNKNOWN, target=None),
            "Kan ej bedömas",
            "none",
            "Måluppfyllelsen kan inte bedömas.",
            "Målet går inte att räkna om till de här priserna.",
        ),
        (
            replace(UNKNOWN, value=None),
            "Kan ej bedömas",
            "none",
            "Måluppfyllelsen kan inte bedömas.",
            "Det finns inget värde att hålla mot målet.",
        ),
        (NONE, "Inget mål", "none", "", ""),
    ],
)
def test_every_status_has_a_word_a_symbol_and_a_sentence(reading, word, symbol, bold, said):
    assert say.status_word(reading) == word
    assert say.status_symbol(reading) == symbol
    found, rest = say.status_said(reading, in_fixed=False)
    assert found == bold
    assert rest.endswith(said)


def test_the_status_names_value_month_and_target():
    assert say.status_said(MET, in_fixed=False)[1] == (
        f"21,4{GAP}kr/m² i juli 2024, målet är högst 22,0."
    )
    share = replace(MET, kpi=SHARE)
    assert say.status_said(share, in_fixed=False)[1].endswith("målet är minst 22,0.")


def test_a_target_in_fixed_prices_says_where_to_see_it():
    elsewhere = replace(UNKNOWN, target=None, goal=None)
    assert say.status_said(elsewhere, in_fixed=True)[1].endswith(
        "Välj fasta priser för att se det."
    )
    assert say.card_rows(elsewhere, in_fixed=True) == [("Mål", "Satt i fasta priser")]


def test_a_year_s_target_is_told_as_it_is_for_the_month():
    seasonal = replace(MET, goal=24.4)
    assert say.status_said(seasonal, in_fixed=False)[1].endswith(
        "Målet är högst 22,0 över året, och med årstidens mönster högst 24,4 i juli."
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (22.04, f"22,04{GAP}kr/m² i juli 2024, målet är högst 22,00."),
        (22.0000001, f"22,0000{GAP}kr/m² i juli 2024, målet är högst 22,0000."),
        (22.0, f"22,0{GAP}kr/m² i juli 2024, målet är högst 22,0."),
    ],
)
def test_what_is_not_the_same_does_not_look_the_same(value, said):
    assert say.status_said(replace(NOT_MET, value=value), in_fixed=False)[1] == said


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (MET, "Målet 22,0 nås vissa månader, av en slump."),
        (replace(MET, variation=None), "Om dagens arbetssätt når målet: för tidigt att säga."),
        (replace(UNKNOWN, kpi=VOLUME), ""),
        (replace(UNKNOWN, target=None), ""),
        (NONE, "Inget mål."),
    ],
)
def test_todays_way_of_working_is_another_question(reading, said):
    assert say.assured_said(reading) == said


def test_the_card_says_target_tolerance_and_status():
    assert say.card_rows(MET, in_fixed=False) == [
        ("Mål", f"Högst 22,0{GAP}kr/m²"),
        ("Tolerans", "Inom 0,3 från målet räknas som delvis uppfyllt"),
        ("Måluppfyllelse", "Uppfyllt, juli 2024"),
    ]
    none = replace(UNKNOWN, kpi=VOLUME, tolerance=0.0, month=None)
    assert say.card_rows(none, in_fixed=False) == [
        ("Mål", f"22,0{GAP}kr/m²"),
        ("Måluppfyllelse", "Kan ej bedömas"),
    ]
    gone = replace(UNKNOWN, target=None, goal=None)
    assert say.target_text(gone) == "Kan inte räknas om till de här priserna"
    assert say.card_rows(NONE, in_fixed=False) == [("Mål", "Inget mål är beslutat")]


def test_the_table_keeps_the_two_answers_and_the_change_apart():
    headings, (met, none) = say.status_table([replace(MET, change=-5.1), replace(NONE, month=None)])
    assert dict(zip(headings, met, strict=True)) == {
        "Nyckeltal": "Städkostnad",
        "Senaste värde": f"21,4{GAP}kr/m²",
        "Månad": "juli 2024",
        "Mål": f"Högst 22,0{GAP}kr/m²",
        "Måluppfyllelse": "Uppfyllt",
        "Med dagens arbetssätt": "Nås ibland",
        "Läge": "Normal variation",
        "Mot baslinjen": f"−5,1{GAP}%",
    }
    assert none[2:6] == ["", "Inget mål", "", ""]
    assert none[-1] == "kan inte jämföras"
