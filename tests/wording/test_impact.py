"""Before and after, and whether the verdict is another: a table that can be read aloud."""

from datetime import date

from kpi.catalogue import parse, read_texts
from kpi.settings import SHIPPED_CATALOGUE
from kpi.trends import Variation
from kpi.wording.impact import (
    Covered,
    Impact,
    Moved,
    covered_sentences,
    months_sentence,
    moved_rows,
    moved_sentence,
)
from kpi.wording.sentences import Reading

KPI = parse(read_texts(SHIPPED_CATALOGUE)).kpis["fleet_cost_mil"]


def reading(month: int, value: float | None, variation: Variation | None) -> Reading:
    at = date(2024, month, 1) if month else None
    return Reading(kpi=KPI, month=at, value=value, n=30, variation=variation)


WORSE = reading(7, 72.6, Variation.WORSENING)
USUAL = reading(8, 60.0, Variation.COMMON)


def test_a_figure_before_and_after_with_its_verdict():
    nothing = reading(0, None, None)
    impact = Impact((), (Moved(WORSE, USUAL), Moved(WORSE, WORSE), Moved(nothing, USUAL)))
    assert [[cell.replace("\u00a0", " ") for cell in row] for row in moved_rows(impact)] == [
        [
            *("Fordonskostnad per mil", "72,6 kr/mil, juli 2024, fasta priser"),
            "60,0 kr/mil, augusti 2024, fasta priser",
            "Försämring → Normal variation",
        ],
        ["Fordonskostnad per mil", *["72,6 kr/mil, juli 2024, fasta priser"] * 2, "Försämring"],
        [
            *("Fordonskostnad per mil", "inget värde än"),
            "60,0 kr/mil, augusti 2024, fasta priser",
            "För få månader → Normal variation",
        ],
    ]
    assert moved_sentence(impact) == "3\u00a0nyckeltal på Översikt ändras, 2 får en ny bedömning."


def test_when_no_verdict_or_nothing_changes():
    one = Impact((), (Moved(WORSE, WORSE),))
    assert moved_sentence(one) == "1\u00a0nyckeltal på Översikt ändras, men ingen bedömning."
    assert moved_sentence(Impact((), ())) == "Inget nyckeltal på Översikt ändras."


def test_how_the_months_would_be_covered_the_latest_first():
    months = [Covered(date(2023, month, 1), 24, 24 - month % 2, month % 2) for month in range(1, 9)]
    said = [line.replace("\u00a0", " ") for line in covered_sentences(months)]
    assert said[:2] == [
        "Efter filen är augusti 2023 komplett: 24 av 24 enheter har lämnat allt.",
        "Efter filen har 23 av 24 enheter lämnat allt för juli 2023; 1 tal saknas än.",
    ]
    assert len(said) == 7
    assert said[-1] == "Av 2 månader till är 1 kompletta."
    assert covered_sentences([]) == []


def test_months_that_are_in_already_are_named_and_many_are_counted():
    assert months_sentence(Impact((), ())) == ""
    months = tuple((date(2023, month, 1), month) for month in range(1, 9))
    assert months_sentence(Impact(months[:1], ())) == (
        "Ändrar tal som redan är lämnade: januari 2023 (1\u00a0tal)."
    )
    many = months_sentence(Impact(months, ()))
    assert many.endswith("juni 2023 (6\u00a0tal), och 2\u00a0månader till.")
