"""A series by quarter says quarter wherever it names its period (methods §10)."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kpi.catalogue.judging import DEFAULT
from kpi.trends import Assurance, Side, Signal, Status, Variation
from kpi.trends.target_status import TargetStatus
from kpi.values import Prices
from kpi.wording import new_phase, one_kpi, overview, periods, sentences, signals, target
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

GAP = "\u00a0"
FALLS = kpi("falls", formula="count", denominator=(), unit="olyckor", decimals=0, title="Olyckor")
COMMON = Reading(
    kpi=FALLS,
    month=date(2024, 7, 1),
    value=2,
    n=20,
    centre=1,
    lower=0,
    upper=4,
    variation=Variation.COMMON,
    by_quarter=True,
)
WORSE = replace(COMMON, variation=Variation.WORSENING, side=Side.HIGH)
LATER = date(2024, 10, 1)


def later(*reasons):
    """Quarters after the third of 2024, without value for these reasons."""
    months = [date(2024 + (3 + at) // 4, 1 + 3 * ((3 + at) % 4), 1) for at in range(len(reasons))]
    names = {"shown": None, "preliminary": False, "expected": 1, "reported": 0}
    rows = [{"month": m, "reason": r, **names} for m, r in zip(months, reasons, strict=True)]
    return pl.DataFrame(rows)


@pytest.mark.parametrize(
    ("month", "name"),
    [(1, "första"), (4, "andra"), (7, "tredje"), (10, "fjärde")],
)
def test_quarters_have_their_number_in_words(month, name):
    at = date(2024, month, 1)
    assert periods.period_name(at, by_quarter=True) == f"{name} kvartalet"
    assert periods.period_and_year(at, by_quarter=True) == f"{name} kvartalet 2024"


def test_months_keep_their_names():
    first, last = date(2024, 5, 1), date(2024, 7, 1)
    assert periods.period_name(last, by_quarter=False) == "juli"
    assert periods.period_and_year(last, by_quarter=False) == "juli 2024"
    assert periods.periods_between(first, last, by_quarter=False) == "maj–\u2060juli 2024"


def test_several_quarters_are_named_by_the_first_and_the_last():
    between = periods.periods_between
    first, last, next_ = date(2024, 4, 1), date(2024, 7, 1), date(2025, 1, 1)
    assert between(first, last, by_quarter=True) == "andra–\u2060tredje kvartalet 2024"
    assert (
        between(last, next_, by_quarter=True) == "tredje kvartalet 2024–\u2060första kvartalet 2025"
    )


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (COMMON, "Inom det normala spannet (0–\u20604)."),
        (
            replace(WORSE, signal=Signal.OUTSIDE),
            "Ovanligt högt i tredje kvartalet (normalt 0–\u20604). Ta reda på varför.",
        ),
        (
            replace(WORSE, signal=Signal.SHIFT, run=7),
            "Över medel (1) sju kvartal i rad. Det talar för en verklig försämring.",
        ),
        (
            replace(WORSE, signal=Signal.TREND, steps=6),
            "Har stigit sex kvartal i följd. Det talar för en verklig försämring.",
        ),
        (
            replace(WORSE, signal=Signal.TWO_OF_THREE),
            "Minst två av de tre senaste kvartalen ligger nära den övre gränsen "
            "(normalt 0–\u20604). Det talar för en verklig försämring.",
        ),
        (
            replace(COMMON, status=Status.PRELIMINARY, variation=None, n=7),
            f"För få kvartal (7{GAP}av{GAP}13) för att skilja förändring från slump.",
        ),
        (
            replace(COMMON, lower=None),
            "Det normala spannet kan inte räknas: inga två kvartal i följd har värden.",
        ),
        (
            replace(COMMON, linked=True),
            "Inom det normala spannet (0–\u20604). Kvartalen hänger ihop: bara värden utanför "
            "gränserna räknas som signaler.",
        ),
    ],
)
def test_the_verdict_counts_quarters(reading, said):
    assert sentences.verdict_sentence(reading) == said


def test_a_season_is_not_taken_out_of_quarters():
    of = kpi("k", formula="count", denominator=(), seasonal=True, decimals=0)
    shifted = replace(WORSE, kpi=of, signal=Signal.SHIFT, run=7)
    assert "det vanliga för årstiden" not in sentences.verdict_sentence(shifted)
    assert "det vanliga för årstiden" in sentences.verdict_sentence(
        replace(shifted, by_quarter=False)
    )


def test_the_state_and_the_target_count_quarters():
    assert sentences.state_word(replace(COMMON, variation=None)) == "För få kvartal"
    meets = replace(COMMON, target=6, assurance=Assurance.MEETS)
    assert sentences.target_sentence(meets) == "Målet 6 nås varje kvartal med dagens arbetssätt."
    varies = replace(COMMON, target=6, assurance=Assurance.VARIES)
    assert sentences.target_sentence(varies) == "Målet 6 nås vissa kvartal, av en slump."


def test_the_quarter_is_named_in_the_whole_sentence():
    assert sentences.full_sentence(COMMON, "Östra").startswith(
        f"Olyckor, Östra: 2{GAP}olyckor i tredje kvartalet 2024. "
    )
    assert one_kpi.read_with(COMMON) == (
        f"falls: 2{GAP}olyckor i tredje kvartalet 2024, normal variation"
    )
    met = replace(COMMON, target=6, goal=6, target_status=TargetStatus.MET)
    assert target.status_said(met, in_fixed=False)[1] == (
        f"2{GAP}olyckor i tredje kvartalet 2024, målet är högst 6."
    )
    assert target.table_row(met)[2] == "tredje kvartalet 2024"


def test_later_quarters_say_why_they_have_no_value():
    said = sentences.later_months(later("part_quarter"), COMMON)
    assert said == "Fjärde kvartalet: alla tre månader har inte lämnats."
    said = sentences.later_months(later("closed", "closed", "split_quarter"), COMMON)
    assert said == (
        "Fjärde kvartalet 2024–\u2060första kvartalet 2025: stängt. Andra kvartalet: jämförs inte, "
        "en ny fas börjar mitt i kvartalet."
    )


def test_the_axis_and_the_definition_card_say_quarter():
    assert one_kpi.axis_words(COMMON, Prices.CURRENT, None) == ("Värde per kvartal, olyckor", "")
    card = dict(
        one_kpi.definition_rows(
            COMMON,
            "Antal.",
            "olyckor",
            baseline="",
            in_fixed=False,
            judging=DEFAULT,
            today=date(2024, 12, 1),
        )
    )
    assert card["Mäts"] == "Varje månad, bedöms per kvartal eftersom månaderna räknar så få"


def test_a_quarter_without_any_value_says_so():
    nothing = replace(COMMON, month=None, value=None, variation=None, n=0)
    points = later("part_quarter").with_columns(by_quarter=True)
    assert one_kpi.finding(nothing, points)[1] == (
        "Inget kvartal har ett värde som kan visas: alla tre månader har inte lämnats."
    )
    matter = signals.Matter(
        cause=signals.Cause.UNJUDGED, kpis=(FALLS,), scope="", scope_name="", reading=nothing
    )
    assert signals.matter_sentence(matter) == "Inget kvartal har ett värde som kan visas."


def test_table_and_file_name_the_quarter():
    row = {
        "month": date(2024, 7, 1),
        "by_quarter": True,
        "value": 2.0,
        "shown": 2.0,
        "centre": 1.0,
        "lower": 0.0,
        "upper": 4.0,
        "target": None,
        "signal": "none",
        "side": None,
        "status": "ok",
        "preliminary": False,
        "base": False,
        "phase": 1,
        "begins": None,
        "reported": 2,
        "expected": 2,
        "numerator": 2.0,
        "denominator": None,
        "reason": None,
        "run_length": 7,
        "trend_length": 7,
        "two_of_three": "nhs2023",
        "screen": True,
    }
    points = pl.DataFrame([row])
    headings, (cells,) = one_kpi.months_table(FALLS, points)
    assert (headings[0], cells[0]) == ("Kvartal", "tredje kvartalet 2024")
    headings, (cells,) = one_kpi.months_file(FALLS, points, "")
    assert (headings[0], cells[0]) == ("Kvartal", "2024-07–2024-09")


def side_by_side(*by_quarter):
    """A series of July 2024 for each, by quarter or by month."""
    behind = [{"month": date(2024, 6 + at, 1)} for at in (1, 2, 3)]
    row = {"month": date(2024, 7, 1), "shown": 2.0, "preliminary": False, "behind": behind}
    points = pl.DataFrame([row])
    readings = [replace(COMMON, by_quarter=each) for each in by_quarter]
    return overview.months_side_by_side([("A", each, points) for each in readings], {})


def test_quarters_alone_are_a_table_of_quarters():
    headings, rows = side_by_side(True, True)
    assert headings[0] == "Kvartal"
    assert rows == [["tredje kvartalet 2024", "2", "2"]]


def test_beside_months_a_quarter_stands_in_its_first():
    headings, rows = side_by_side(True, False)
    assert headings[0] == "Månad"
    assert rows == [
        ["september 2024", "ingår i kvartalet", "mäts inte"],
        ["augusti 2024", "ingår i kvartalet", "mäts inte"],
        ["juli 2024", "2 (hela kvartalet)", "2"],
    ]


def test_what_to_take_a_stand_on_is_since_a_quarter():
    matter = signals.Matter(
        cause=signals.Cause.WORSENING,
        kpis=(FALLS,),
        scope="",
        scope_name="",
        reading=WORSE,
        since=date(2024, 4, 1),
    )
    assert signals.since_words(matter) == "Sedan andra kvartalet 2024"
    assert signals.since_words(replace(matter, reading=None)) == "Sedan april 2024"


def test_a_suggested_phase_counts_quarters():
    said = new_phase.suggestion_words(COMMON, date(2022, 10, 1), 8)
    assert said.startswith(
        "Värdet har legat över medel (1) åtta kvartal i rad, sedan fjärde kvartalet 2022."
    )


def test_the_value_rests_on_months_through_the_quarters_last():
    assert COMMON.through == date(2024, 9, 1)
    assert replace(COMMON, by_quarter=False).through == date(2024, 7, 1)
    assert replace(COMMON, month=None).through is None
