"""What is said where months of a baseline have been corrected."""

from dataclasses import replace
from datetime import date

from kpi.trends import Status, Variation
from kpi.wording import relocking as say
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

GAP = "\u00a0"
COST = kpi("cost")
NOW = Reading(
    kpi=COST,
    month=date(2024, 7, 1),
    value=21.4,
    n=36,
    centre=21.6,
    lower=19.3,
    upper=23.9,
    variation=Variation.COMMON,
    change=-5.1,
)


def test_the_months_are_counted_in_words():
    assert say.corrected_title(1) == "En månad i baslinjen har rättats sedan den låstes"
    assert say.corrected_title(3) == "Tre månader i baslinjen har rättats sedan den låstes"


def test_it_is_said_that_nothing_moves_by_itself_and_whom_it_concerns():
    own = say.corrected_words(52, common=False)
    assert own == (
        f"Medel och gränser räknas fortfarande på talen som de var i leverans{GAP}52. De flyttas "
        "bara om någon låser om baslinjen och skriver varför."
    )
    assert say.corrected_words(52, common=True) == (
        f"{own} Baslinjen är gemensam: låses den om gäller det nyckeltalet för alla enheter och "
        "grupper."
    )


def test_each_month_is_shown_before_and_after():
    months = [(date(2022, 3, 1), 21.0, 22.5), (date(2022, 4, 1), None, 20.0)]
    assert say.months_rows(months, COST) == [
        ["mars 2022", f"21,0{GAP}kr/m²", f"22,5{GAP}kr/m²"],
        ["april 2022", "inget värde", f"20,0{GAP}kr/m²"],
    ]


def test_the_baseline_is_shown_as_it_is_beside_what_it_would_be():
    then = replace(NOW, centre=22.0, lower=19.5, upper=24.5, change=None)
    assert say.sides_rows(NOW, then) == [
        ["Medel i juli 2024", f"21,6{GAP}kr/m²", f"22,0{GAP}kr/m²"],
        ["Nedre gräns i juli 2024", f"19,3{GAP}kr/m²", f"19,5{GAP}kr/m²"],
        ["Övre gräns i juli 2024", f"23,9{GAP}kr/m²", f"24,5{GAP}kr/m²"],
        ["Förändring mot baslinjen", f"−5,1{GAP}%", "inget värde"],
        ["Läge", "Normal variation", "Normal variation"],
    ]
    nothing = Reading(kpi=COST, month=None, value=None, n=0, status=Status.TOO_SHORT)
    assert say.sides_rows(nothing, nothing)[0] == ["Medel", "inget värde", "inget värde"]


def test_the_receipt_names_the_delivery():
    assert say.relocked_title(66) == f"Baslinjen är omlåst i leverans{GAP}66."
