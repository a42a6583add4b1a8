"""A definition in words: every formula, every way to hide, reviews that are late."""

from datetime import date

import pytest

from kpi.catalogue import parse, read_texts
from kpi.settings import SHIPPED_CATALOGUE
from kpi.wording import definitions as say
from tests.builders_facts import REVIEW, catalogue, kpi

SHIPPED = parse(read_texts(SHIPPED_CATALOGUE))
TODAY = date(2024, 8, 15)


def facts(name: str) -> dict[str, str]:
    rows = say.facts(SHIPPED.kpis[name], SHIPPED, TODAY)
    return {title: value.replace("\u00a0", " ") for title, value in rows}


def test_a_cost_per_area():
    said = facts("cleaning_cost_m2")
    assert said["Uträkning i ord"] == (
        "Summan av städkostnad och städkostnad tjänstens overhead, delad med summan av städad "
        "yta m². Alla enheter läggs ihop innan man delar, så att stora enheter väger mer än små."
    )
    assert said["Uträkning i tecken"] == (
        "(städkostnad + städkostnad tjänstens overhead) ÷ städad yta m²"
    )
    assert said["Priser"].startswith("Fasta priser i första hand")
    assert "SCB" in said["Priser"]
    assert said["Minsta täckning"].startswith("80 % av de öppna enheterna")
    assert said["När det döljs"] == "Aldrig, det säger inget om enskilda personer"
    assert said["Ses över senast"] == "12 februari 2025"


def test_a_share_an_index_and_a_sum():
    assert "gånger 100 för att få procent." in facts("sick_leave")["Uträkning i ord"]
    assert facts("sick_leave")["När det döljs"] == (
        "När det bygger på färre än 11 anställda, så att ingen kan pekas ut. "
        "Då döljs också en enhet till eller en summa, så att talet inte går att räkna fram"
    )
    assert facts("sick_leave")["Priser"] == "Berörs inte, det är inte pengar"
    assert facts("nki")["Uträkning i ord"].startswith("Medelvärdet av ")
    assert "väger lika tungt som sitt NKI antal svar" in facts("nki")["Uträkning i ord"]
    assert facts("meals_served")["Uträkning i ord"] == (
        "Summan av serverade portioner för alla enheter."
    )


@pytest.mark.parametrize(("scale", "times"), [(10, "gånger 10."), (0.25, "gånger 0,25.")])
def test_a_scale_is_said(scale, times):
    scaled = kpi("x", scale=float(scale))
    assert f", {times} Alla enheter" in say.formula_in_words(scaled, catalogue(scaled))


def test_an_offset_is_said():
    less = kpi("x", scale=100.0, offset=-100.0, unit="%")
    more = kpi("x", offset=1.5)
    assert "gånger 100 för att få procent, minus 100." in say.formula_in_words(
        less, catalogue(less)
    )
    assert "area, plus 1,5." in say.formula_in_words(more, catalogue(more))


def test_every_shipped_nyckeltal_has_its_card():
    for name in SHIPPED.kpis:
        assert all(facts(name).values())


def test_a_review_that_is_late_is_flagged():
    late = kpi("late", review=REVIEW | {"next": date(2024, 8, 14)})
    on_the_day = kpi("due", review=REVIEW | {"next": TODAY})
    assert say.next_review(late, TODAY) == "14 augusti 2024, försenad"
    assert say.short_review(late, TODAY) == ("14\u00a0aug\u00a02024", "försenad")
    assert say.short_review(on_the_day, TODAY) == ("15\u00a0aug\u00a02024", "")
    assert say.list_finding([on_the_day], TODAY) == (
        "Ett nyckeltal, vart och ett med en ansvarig.",
        "Alla är granskade i tid.",
    )
    assert say.list_finding([late, late, on_the_day], TODAY) == (
        "Tre nyckeltal, vart och ett med en ansvarig.",
        "Två skulle ha setts över.",
    )


def test_which_way_is_better():
    assert [say.better_words(kpi("x", better=b)) for b in ("lower", "higher", "neither")] == [
        "lägre",
        "högre",
        "varken eller",
    ]


def measures(name: str) -> list[list[str]]:
    return say.measures_table(SHIPPED.kpis[name], SHIPPED)


def test_the_measures_and_what_they_are_used_for():
    cost, overhead, area = measures("cleaning_cost_m2")
    assert cost[:3] == ["städkostnad", "täljare", "kr"]
    assert cost[3] == "id cleaning_cost; kan vara negativt, till exempel vid en kreditnota"
    assert "utelämnas för en enhet som aldrig har lämnat det" in overhead[3]
    assert area == ["städad yta m²", "nämnare", "m²", "id cleaned_area_m2"]
    assert [row[1] for row in measures("sick_leave")] == [
        "täljare",
        "nämnare",
        "avgör om det visas",
    ]
    assert [row[1] for row in measures("nki")] == ["indexvärde", "vikt"]
    assert [row[1] for row in measures("meals_served")] == ["summeras"]


def test_the_history_of_a_definition():
    once = kpi("x")
    assert say.history_table(once) == [["januari 2020", "Kostnad delat med yta."]]
    assert say.history_sentence(once) == "Definitionen har varit densamma hela tiden."
    later = {"valid_from": date(2023, 1, 1), "text": "Nytt."}
    twice = kpi("x", definition=({"valid_from": date(2020, 1, 1), "text": "Förr."}, later))
    assert [row[0] for row in say.history_table(twice)] == ["januari 2023", "januari 2020"]
    assert "jämförs inte" in say.history_sentence(twice)
