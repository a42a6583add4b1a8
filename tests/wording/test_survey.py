"""What is said of a survey: who answered, how sure the index is, what a change is worth."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kpi.catalogue.types import Better
from kpi.wording.survey import (
    FILE_HEADINGS,
    HEADINGS,
    Against,
    SurveyState,
    Wave,
    answers_sentence,
    answers_word,
    difference_sentences,
    file_with_waves,
    hidden_sentence,
    target_doubt,
    with_waves,
)
from tests.builders_facts import catalogue, kpi

GAP = "\u00a0"
NKI = kpi(
    "nki",
    formula="index",
    numerator=("nki",),
    denominator=("answers",),
    unit="poäng",
    better="higher",
    frequency="wave",
    withhold_by="answers",
    withhold_below=7,
    survey={"invited": "invited", "spread": "sd"},
)
COST = kpi("cost_m2")
AUTUMN, SPRING = date(2023, 11, 1), date(2024, 5, 1)
LATEST = Wave(SPRING, 71.56, 533, 1337, 1.53)
BEFORE = Against(AUTUMN, AUTUMN, 1.3, 2.1)
BASELINE = Against(date(2021, 11, 1), date(2023, 5, 1), 4.3, 1.7)
STATE = SurveyState(
    kpi=NKI,
    waves=(Wave(AUTUMN, 70.3, 25, None, None), LATEST),
    latest=LATEST,
    before=BEFORE,
    baseline=BASELINE,
    previous=AUTUMN,
)


def test_who_answered_and_how_sure_it_is():
    assert answers_sentence(STATE) == (
        f"533 av 1{GAP}337 tillfrågade svarade (40{GAP}%). Felmarginalen är ±1,5{GAP}poäng."
    )


def test_what_nobody_has_sent_is_said_to_be_unknown():
    assert answers_sentence(replace(STATE, latest=STATE.waves[0])) == (
        "25 svarade. Felmarginalen är inte känd: svarens spridning är inte lämnad."
    )


def test_where_no_wave_may_be_shown_nothing_is_said_of_it():
    nothing = SurveyState(NKI, (), None, None, None, None)
    assert answers_sentence(nothing) == ""
    assert difference_sentences(nothing) == []


def test_a_target_within_the_margin_may_be_reached_or_missed_by_chance():
    # 71,56 give or take 1,53: 70,1 is within, 70,0 and 73,1 are not.
    within = "Målet 70,1 är inom felmarginalen: om det är uppfyllt kan vara slump."
    assert target_doubt(STATE, 70.1) == within
    assert target_doubt(STATE, 70.0) == target_doubt(STATE, 73.1) == ""
    assert target_doubt(STATE, None) == ""
    assert target_doubt(replace(STATE, latest=None), 70.1) == ""
    assert target_doubt(replace(STATE, latest=STATE.waves[0]), 70.1) == ""


def test_a_difference_is_held_against_its_margin():
    assert difference_sentences(STATE) == [
        "Skillnaden mot förra mätningen, i november 2023, är +1,3. "
        "Det är inom felmarginalen ±2,1 och kan vara slump.",
        "Skillnaden mot baslinjens mätningar, november 2021–\u2060maj 2023, är +4,3. "
        "Det är mer än felmarginalen ±1,7. Det talar för en verklig förbättring.",
    ]


@pytest.mark.parametrize(
    ("better", "size", "meaning"),
    [
        ("higher", -4.3, " Det talar för en verklig försämring."),
        ("lower", -4.3, " Det talar för en verklig förbättring."),
        ("lower", 4.3, " Det talar för en verklig försämring."),
        ("neither", 4.3, ""),
    ],
)
def test_a_difference_beyond_its_margin_is_read_in_the_direction_that_is_better(
    better, size, meaning
):
    one = replace(
        STATE,
        kpi=NKI.model_copy(update={"better": Better(better)}),
        before=None,
        baseline=replace(BASELINE, size=size),
    )
    (said,) = difference_sentences(one)
    assert said.endswith(f"Det är mer än felmarginalen ±1,7.{meaning}")


def test_without_a_margin_a_difference_is_not_judged():
    one = replace(STATE, before=replace(BEFORE, margin=None), baseline=None)
    assert difference_sentences(one) == [
        "Skillnaden mot förra mätningen, i november 2023, är +1,3. "
        "Den bedöms inte: felmarginalen är inte känd."
    ]


def test_a_wave_between_that_is_hidden_is_not_called_the_one_before():
    one = replace(STATE, previous=date(2024, 2, 1), baseline=None)
    (said,) = difference_sentences(one)
    assert said.startswith("Skillnaden mot mätningen i november 2023 är +1,3.")


def points(*rows: tuple[date, float | None, str | None]) -> pl.DataFrame:
    schema = {"month": pl.Date, "denominator": pl.Float64, "reason": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


HIDDEN = (date(2023, 5, 1), None, "withheld")
MISSING = (date(2022, 11, 1), None, "missing")
POINTS = points(MISSING, HIDDEN, (AUTUMN, 25.0, None), (SPRING, 533.0, None))


def test_a_table_says_what_each_wave_rests_on_and_nothing_of_a_hidden_one():
    headings, rows = with_waves(STATE, POINTS, (["Månad"], [["maj"], ["nov"], ["dold"], ["-"]]))
    assert headings == ["Månad", *HEADINGS]
    assert rows == [
        ["maj", "533", f"40{GAP}%", "±1,5"],
        ["nov", "25", "saknas", "saknas"],
        ["dold", "dold", "dold", "dold"],
        ["-", "", "", ""],
    ]


def test_a_file_has_the_same_with_more_decimals():
    headings, rows = file_with_waves(STATE, POINTS, (["Månad"], [["-"], ["d"], ["n"], ["m"]]))
    assert headings == ["Månad", *FILE_HEADINGS]
    assert rows == [
        ["-", "", "", "", ""],
        ["d", "", "", "", ""],
        ["n", "25", "", "", ""],
        ["m", "533", "1337", "39,8654", "1,53"],
    ]


def test_other_nyckeltal_have_their_tables_as_they_are():
    table = (["Månad"], [["maj"]])
    assert with_waves(None, POINTS, table) == table
    assert file_with_waves(None, POINTS, table) == table


def test_a_tile_says_how_many_answered():
    assert answers_word(NKI, POINTS, SPRING) == f"533{GAP}svar"
    assert answers_word(NKI, POINTS, HIDDEN[0]) == ""
    assert answers_word(NKI, POINTS, None) == ""
    assert answers_word(COST, POINTS, SPRING) == ""


def test_why_figures_are_hidden_is_said_where_some_are():
    book = catalogue(NKI)
    assert hidden_sentence(NKI, POINTS, book) == (
        "Tal som bygger på färre än 7 kr visas inte. "
        "Därför döljs också en enhet till eller en summa, så att de inte kan räknas ut."
    )
    assert hidden_sentence(NKI, points(MISSING), book) == ""
    assert hidden_sentence(COST, POINTS, catalogue(COST)) == ""
