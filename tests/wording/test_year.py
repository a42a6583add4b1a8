"""Whole years in words, state by state."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kpi.trends.forecast import ForecastState
from kpi.trends.rolling import YearAnswer
from kpi.values import Prices
from kpi.wording import year as say
from kpi.wording.year import Forecast, TwoYears
from tests.builders_facts import kpi

GAP = "\u00a0"
COST = kpi("cost", title="Städkostnad", price_index="scb_kpi")
SHARE = kpi("share", unit="%", better="higher")
VOLUME = kpi("volume", formula="count", denominator=(), better="neither", unit="portioner")
WAVE = kpi("wave", frequency="wave")
INDEX = kpi("index", formula="index")
TWO = TwoYears(
    answer=YearAnswer.LOWER,
    now=21.3,
    base=22.4,
    now_month=date(2024, 7, 1),
    base_month=date(2023, 7, 1),
    passed=12,
)
AHEAD = Forecast(
    state=ForecastState.FORECAST,
    year=2024,
    through=7,
    to_date=22.5,
    before=23.6,
    forecast=22.6,
    outcome=None,
    tests=2,
    band=0.5,
    lacking=(),
)


def said(**changed: object) -> str:
    of = changed.pop("of", COST)
    return say.two_years_said(of, replace(TWO, **changed))


def test_two_years_stand_side_by_side_with_their_months():
    assert said() == (
        "Under de senaste tolv hela månaderna (augusti 2023–\u2060juli 2024) var värdet "
        f"21,3{GAP}kr/m², mot 22,4 under baslinjens sista år (augusti 2022–\u2060juli 2023). "
        "Skillnaden är större än slumpen brukar ge. Det talar för en verklig förbättring."
    )


@pytest.mark.parametrize(
    ("of", "answer", "ending"),
    [
        (COST, YearAnswer.HIGHER, "Det talar för en verklig försämring."),
        (SHARE, YearAnswer.HIGHER, "Det talar för en verklig förbättring."),
        (SHARE, YearAnswer.LOWER, "Det talar för en verklig försämring."),
        (COST, YearAnswer.SAME, "Skillnaden är inte större än slumpen brukar ge."),
        (COST, YearAnswer.NO_SPREAD, "gränser som visar hur mycket slumpen brukar ge."),
        (VOLUME, YearAnswer.HIGHER, "Skillnaden är större än slumpen brukar ge."),
    ],
)
def test_a_difference_is_read_in_the_direction_that_is_better(of, answer, ending):
    assert said(of=of, answer=answer).endswith(ending)


@pytest.mark.parametrize(
    ("two", "said_of"),
    [
        (TWO, True),
        (replace(TWO, answer=YearAnswer.SAME), True),
        (replace(TWO, answer=YearAnswer.NO_SPREAD), False),
        (None, False),
    ],
)
def test_what_a_comparison_takes_for_granted_is_said_where_there_is_one(two, said_of):
    assert ("oberoende av varandra" in say.two_years_caveat(two)) == said_of


def test_a_count_has_a_sum():
    assert "var summan 21,3" in said(of=VOLUME)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (0, "noll av tolv månader efter baslinjen har gått, tolv återstår."),
        (7, "sju av tolv månader efter baslinjen har gått, fem återstår."),
        (-3, "tolv månader efter baslinjen har inte gått."),
        (None, "tolv månader efter baslinjen har inte gått."),
    ],
)
def test_too_early_says_how_long_is_left(passed, words):
    early = said(answer=YearAnswer.TOO_EARLY, now=None, passed=passed)
    assert early == f"För tidigt att säga: {words}"


@pytest.mark.parametrize(
    "answer", [each for each in YearAnswer if each not in (YearAnswer.TOO_EARLY,)]
)
def test_every_answer_has_a_sentence(answer):
    assert said(answer=answer, now=None).endswith(".")


def test_what_is_not_measured_by_month_has_no_whole_year():
    assert say.two_years_said(WAVE, None) == say.NOT_MONTHLY
    assert say.two_years_said(COST, None) == "Inga värden finns än."
    assert say.forecast_said(WAVE, None) == say.NOT_MONTHLY
    assert say.forecast_said(INDEX, None) == "Prognos görs inte för index."
    assert say.forecast_said(COST, None) == "Inga värden finns än."


def test_the_line_says_what_a_point_is_and_in_which_prices():
    assert say.rolling_about(COST, Prices.FIXED).startswith("Varje läge på linjen är värdet för")
    assert say.rolling_about(COST, Prices.FIXED).endswith("I fasta priser.")
    assert say.rolling_about(VOLUME, Prices.FIXED).startswith("Varje läge på linjen är summan av")
    assert say.rolling_about(VOLUME, Prices.FIXED).endswith("gränser.")


def test_the_table_begins_with_the_first_whole_year():
    rolled = pl.DataFrame(
        {
            "month": [date(2024, month, 1) for month in range(1, 6)],
            "rolling": [None, 21.0, None, None, 22.0],
            "lacking": [1, 0, 0, 3, 0],
            "coverage": [None, 1.0, 0.975, None, 0.9],
        }
    )
    headings, rows = say.rolling_table(COST, rolled)
    assert headings == [
        "Tolv månader till och med",
        "Värde, kr/m²",
        "Lämnat av det som väntades",
    ]
    assert rows == [
        ["maj 2024", "22,0", f"90{GAP}%"],
        ["april 2024", "inte tolv hela månader", ""],
        ["mars 2024", "sista månaden är preliminär", f"98{GAP}%"],
        ["februari 2024", "21,0", f"100{GAP}%"],
    ]


def test_a_forecast_says_its_band_and_what_it_has_been_worth():
    assert say.forecast_said(COST, AHEAD) == (
        f"Prognos för 2024: 22,6{GAP}kr/m², mellan 22,1 och 23,1, i löpande priser. Samma "
        f"räknesätt i juli två tidigare år slog som mest fel med 0,5{GAP}kr/m²."
    )
    once = say.forecast_said(SHARE, replace(AHEAD, tests=1))
    assert "mellan 22,1 och 23,1. Samma räknesätt i juli året före slog fel med" in once
    assert once.endswith("Det är prövat på ett enda år, så marginalen är osäker.")
    bare = say.forecast_said(COST, replace(AHEAD, tests=0, band=None))
    assert bare == (
        f"Prognos för 2024: 22,6{GAP}kr/m², i löpande priser. Felmarginal saknas: det finns inte "
        "två hela år före att pröva räknesättet på."
    )


def test_a_finished_year_is_told_as_it_was():
    done = replace(AHEAD, state=ForecastState.COMPLETE, outcome=22.7, forecast=None)
    assert say.forecast_said(COST, done) == (
        f"Hela 2024 är lämnat: 22,7{GAP}kr/m², i löpande priser."
    )


MONTHS = tuple(date(2024, month, 1) for month in range(1, 6))


@pytest.mark.parametrize(
    ("state", "lacking", "words"),
    [
        (ForecastState.WITHHELD, (), "Någon månad är dold"),
        (ForecastState.NO_VALUE, (), "Inga värden finns än."),
        (ForecastState.COMPLETE, (), "Inga värden finns än."),
        (ForecastState.NO_EARLIER_YEAR, (), "den behöver hela 2023, och talen börjar senare."),
        (ForecastState.MONTHS_LACK, MONTHS[:1], "Prognos saknas: januari 2024 saknas."),
        (ForecastState.MONTHS_LACK, MONTHS[:2], ": januari 2024 och februari 2024 saknas."),
        (ForecastState.MONTHS_LACK, MONTHS, "februari 2024, mars 2024 och två till saknas."),
        (ForecastState.LOW_COVERAGE, (), "för få enheter"),
        (ForecastState.OTHER_DEFINITION, (), "definition har ändrats"),
        (ForecastState.NOT_COMPUTABLE, (), "samma månader förra året är noll."),
    ],
)
def test_no_forecast_says_why(state, lacking, words):
    assert words in say.forecast_said(
        COST, replace(AHEAD, state=state, lacking=lacking, forecast=None)
    )


def test_the_forecast_stands_beside_what_it_is_made_of():
    headings, rows = say.forecast_rows(COST, AHEAD)
    assert headings == ["Underlag", "kr/m², i löpande priser"]
    assert rows == [
        ["Utfall hittills, januari–\u2060juli 2024", "22,5"],
        ["Samma månader 2023", "23,6"],
        ["Prognos för 2024", "22,6"],
        ["Felmarginal", f"±{GAP}0,5"],
    ]
    assert say.forecast_rows(SHARE, replace(AHEAD, band=None))[1][-1] == ["Felmarginal", "saknas"]
    assert say.forecast_rows(SHARE, replace(AHEAD, through=None)) == (["Underlag", "%"], [])


def test_every_test_of_the_formula_is_told():
    tests = pl.DataFrame(
        {
            "year": [2021, 2022, 2023, 2024],
            "forecast": [None, 24.2, 23.0, 22.6],
            "outcome": [22.0, 23.7, 23.5, None],
            "error": [None, 0.5, -0.5, None],
        }
    )
    headings, rows = say.tests_table(COST, AHEAD, tests)
    assert headings == ["År", "Prognos efter juli", "Utfall", "Fel"]
    assert rows == [["2023", "23,0", "23,5", "−0,5"], ["2022", "24,2", "23,7", "+0,5"]]


def test_a_value_that_is_not_there_is_said():
    assert say.forecast_rows(COST, replace(AHEAD, before=None))[1][1][1] == "inte känt än"
