"""How a value came about, in words and in figures."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kpi.values import NoValue
from kpi.values.behind import RowState
from kpi.wording.calculation import (
    IN_PLACE,
    OUTCOME,
    ROW_HEADINGS,
    deflated,
    formula_figures,
    formula_words,
    locked,
    rows_table,
    standing,
)
from tests.builders_facts import catalogue, kpi

GAP = "\u00a0"
COST = kpi("cost")
TWO = kpi("two", numerator=("cost", "overhead"), scale=10.0, unit="kr/mil")
DEVIATION = kpi("deviation", scale=100.0, offset=-100.0, unit="%", denominator=("planned",))
RAISED = kpi("raised", offset=2.5)
COUNT = kpi("count", formula="count", denominator=(), unit="portioner", decimals=0)
DOZENS = kpi("dozens", formula="count", denominator=(), scale=12.0, decimals=0)
INDEX = kpi("index", formula="index", unit="poäng")
BOOK = catalogue(COST, TWO, DEVIATION, RAISED, COUNT, DOZENS, INDEX)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (COST, "Cost ÷ area"),
        (TWO, "10 × (cost + overhead) ÷ area"),
        (DEVIATION, "100 × cost ÷ planned − 100"),
        (RAISED, "Cost ÷ area + 2,50"),
        (COUNT, "Cost"),
        (DOZENS, "12 × cost"),
        (INDEX, "Medelvärdet av cost, vägt med area"),
    ],
)
def test_the_formula_is_written_with_the_measures_titles(of, words):
    assert formula_words(of, BOOK) == words


@pytest.mark.parametrize(
    ("of", "sums", "figures"),
    [
        (COST, (1234567.8, 50000.0, 24.7), "1 234 568_kr ÷ 50 000_kr = 24,7_kr/m²"),
        (TWO, (200.0, 90.0, 22.2), "10 × 200_kr ÷ 90_kr = 22,2_kr/mil"),
        (DEVIATION, (90.0, 100.0, -10.0), "100 × 90_kr ÷ 100_kr − 100 = −10,0_%"),
        (COUNT, (1545.0, None, 1545.0), "1 545_kr = 1 545_portioner"),
        (INDEX, (542.5, 8.0, 67.8), "542,5 (summan av värde gånger vikt) ÷ 8_kr = 67,8_poäng"),
        (COST, (None, None, None), ""),
        (COST, (100.0, 0.0, None), ""),
        (COST, (100.0, None, 2.0), ""),
    ],
)
def test_the_formula_is_filled_in_where_the_sums_may_be_shown(of, sums, figures):
    numerator, denominator, value = sums
    said = formula_figures(of, BOOK, numerator, denominator, value)
    assert said.replace(GAP, " ") == figures.replace("_", " ")


def test_what_fixed_prices_do_is_said():
    money = "fasta priser, augusti 2023 (prisindex: KPI)"
    said = deflated(0.97537, money)
    assert said == f"Lämnade kronor är omräknade till {money}: gånger 0,9754."
    assert deflated(None, "löpande priser") == "Kronorna är i löpande priser."
    assert deflated(None, "") == ""


def test_a_month_of_the_baseline_says_that_it_stands():
    assert "vid leverans 42" in locked(42)
    assert locked(None) == ""


@pytest.mark.parametrize(
    ("reason", "preliminary", "said"),
    [
        (None, False, "3_av_4 öppna enheter har lämnat alla uppgifter."),
        (
            None,
            True,
            "3_av_4 öppna enheter har lämnat alla uppgifter. Värdet är preliminärt.",
        ),
        (
            NoValue.WITHHELD,
            False,
            "Inget värde: dold, för att skydda enskilda. "
            "3_av_4 öppna enheter har lämnat alla uppgifter.",
        ),
    ],
)
def test_how_many_stand_behind_is_said(reason, preliminary, said):
    found = standing(reason, 4, 3, preliminary=preliminary)
    assert found == said.replace("_", GAP)


def test_every_state_has_its_words():
    assert set(OUTCOME) == set(RowState)
    assert set(IN_PLACE) < set(RowState)


def row(**fields: object) -> pl.DataFrame:
    usual = {
        "name": "Lärkskolan",
        "measure": "cost",
        "value": Decimal("122275.5000"),
        "state": "counted",
        "delivery": 55,
        "source_row": 4,
        "file_name": "2024-02.csv",
        "sender": "Anna",
        "recorded": date(2024, 3, 12),
    }
    return pl.DataFrame([usual | fields])


def test_a_row_says_where_it_came_from():
    (cells,) = rows_table(row(), BOOK)
    assert len(cells) == len(ROW_HEADINGS)
    assert [cell.replace(GAP, " ") for cell in cells] == [
        "Lärkskolan",
        "cost",
        "122 275,5 kr",
        "räknas med",
        "leverans 55, 2024-02.csv, rad 4",
        "12 mars 2024, Anna",
    ]


def test_a_whole_number_has_no_decimals():
    assert rows_table(row(value=Decimal("1200.0000")), BOOK)[0][2] == f"1{GAP}200{GAP}kr"


def test_a_row_without_a_file_or_a_row_of_its_own():
    (cells,) = rows_table(row(file_name="", source_row=None), BOOK)
    assert cells[4] == f"leverans{GAP}55"


@pytest.mark.parametrize(
    ("state", "word"),
    [("missing", "saknas"), ("withheld", "dold, för att skydda enskilda"), ("closed", "saknas")],
)
def test_a_word_stands_in_a_missing_value_s_place(state, word):
    nothing = {"value": None, "delivery": None, "recorded": None}
    (cells,) = rows_table(row(state=state, **nothing), BOOK)
    assert cells[2] == word
    assert cells[4:] == ["ingen rad", ""]
