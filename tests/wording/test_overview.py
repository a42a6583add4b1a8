"""The first screen's words: phase, finding, small print and the table of months."""

from datetime import date

import polars as pl
import pytest

from kpi.trends import Variation
from kpi.wording.overview import CAUSE, by_chance, finding, months_side_by_side, phase
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

START, END = date(2023, 8, 1), date(2025, 7, 1)


def reading(variation: Variation | None, **fields: object) -> Reading:
    return Reading(
        kpi=kpi("k", **fields), month=date(2024, 7, 1), value=1.0, n=20, variation=variation
    )


@pytest.mark.parametrize(
    ("today", "end", "words"),
    [
        (date(2023, 7, 31), END, "Förberedelse, startar augusti 2023"),
        (date(2023, 8, 1), END, "Genomförande, månad 1 av 24"),
        (date(2024, 7, 31), END, "Genomförande, månad 12 av 24"),
        (date(2024, 7, 31), None, "Genomförande, månad 12"),
        (date(2025, 7, 31), END, "Genomförande, månad 24 av 24"),
        (date(2025, 8, 1), END, "Avslutad"),
    ],
)
def test_a_pilot_is_prepared_carried_out_and_ended(today, end, words):
    assert phase(START, end, today) == words


@pytest.mark.parametrize(
    ("better", "worse", "others", "words"),
    [
        (0, 0, 8, "Inget nyckeltal har ändrats tydligt."),
        (0, 0, 0, "Inget nyckeltal har ändrats tydligt."),
        (1, 0, 0, "Av ett nyckeltal visar ett förbättring."),
        (3, 1, 4, "Av åtta nyckeltal visar tre förbättring och ett försämring."),
        (0, 2, 11, "Av 13 nyckeltal visar två försämring."),
    ],
)
def test_the_finding_says_only_what_the_charts_say(better, worse, others, words):
    states = [Variation.IMPROVING] * better + [Variation.WORSENING] * worse
    states += [Variation.COMMON, None, Variation.HIGH, Variation.LOW] * 4
    readings = [reading(state) for state in states[: better + worse + others]]
    assert finding(readings) == (words, CAUSE)


def test_chance_is_put_in_numbers_when_something_is_judged():
    assert by_chance(0.312, 8).startswith("Slumpen ensam tänder i snitt 0,3 av 8 symboler")
    assert by_chance(0, 0) == ""


def points(*rows: tuple[date, float | None, bool, str | None]) -> pl.DataFrame:
    schema = {
        "month": pl.Date,
        "shown": pl.Float64,
        "preliminary": pl.Boolean,
        "reason": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_the_months_are_a_table_the_latest_first():
    june, july, august = (date(2024, month, 1) for month in (6, 7, 8))
    first = points(
        (june, 21.44, False, None), (july, 22.0, True, None), (august, None, True, "missing")
    )
    second = points((june, 60.0, False, None))
    headings, rows = months_side_by_side(
        [
            ("Städ", reading(None), first),
            ("Svinn", reading(None, unit="g", decimals=0), second),
        ],
        {},
    )
    assert headings == ["Månad", "Städ, kr/m²", "Svinn, g"]
    assert rows == [
        ["augusti 2024", "saknas", "mäts inte"],
        ["juli 2024", "22,0 (preliminär)", "mäts inte"],
        ["juni 2024", "21,4", "60"],
    ]


def test_no_tiles_are_no_months():
    assert months_side_by_side([], {}) == (["Månad"], [])


def test_a_file_s_columns_say_in_which_prices_they_are():
    one = reading(None)
    headings, _ = months_side_by_side([("Städ", one, points())], {one.kpi.id: "fasta priser, KPI"})
    assert headings == ["Månad", "Städ, kr/m², fasta priser, KPI"]
