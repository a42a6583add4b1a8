"""What the page of one nyckeltal says, state by state."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kpi.catalogue.judging import DEFAULT
from kpi.trends import Side, Status, Variation
from kpi.values import Level, Prices
from kpi.values.prices import PriceBase
from kpi.wording import one_kpi as say
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

GAP = "\u00a0"
COST = kpi("cost", title="Städkostnad", short_name="Städkostnad", price_index="scb_kpi")
VOLUME = kpi("volume", better="neither", decimals=0)
SURVEY = kpi("nki", withhold_by="answers", withhold_below=7, frequency="wave", better="higher")
JULY = date(2024, 7, 1)
COMMON = Reading(
    kpi=COST,
    month=JULY,
    value=21.4,
    n=36,
    centre=21.6,
    lower=19.3,
    upper=23.9,
    variation=Variation.COMMON,
    target=20.0,
    change=-5.1,
)
NOTHING = Reading(kpi=COST, month=None, value=None, n=0, status=Status.TOO_SHORT)


def points(*rows: dict[str, object]) -> pl.DataFrame:
    usual = {
        "month": JULY,
        "value": 21.4,
        "shown": 21.4,
        "preliminary": False,
        "base": False,
        "reason": None,
        "expected": 10,
        "reported": 10,
        "numerator": 214.0,
        "denominator": 10.0,
        "centre": 21.6,
        "lower": 19.3,
        "upper": 23.9,
        "signal": "none",
        "side": None,
        "status": "ok",
        "target": 20.0,
        "phase": 1,
        "run_length": 7,
        "trend_length": 7,
        "two_of_three": "nhs2023",
        "screen": True,
        "begins": None,
    }
    schema = dict.fromkeys(("reason", "begins", "side"), pl.String)
    schema |= dict.fromkeys(("value", "shown", "centre", "lower", "upper", "target"), pl.Float64)
    if not rows:
        return pl.DataFrame([usual], schema_overrides=schema).clear()
    return pl.DataFrame([usual | row for row in rows], schema_overrides=schema)


GONE = {"value": None, "shown": None, "numerator": None, "denominator": None}


@pytest.mark.parametrize(
    ("level", "role", "said"),
    [
        (Level.PILOT, "", "Öster"),
        (Level.AREA, "", "Öster"),
        (Level.UNIT, "pilot", "Öster"),
        (Level.UNIT, "comparison", "Öster (jämförelse)"),
        (Level.UNIT, "other", "Öster (utanför piloten)"),
        (Level.DEPARTMENT, "", "Förvaltning: Öster"),
        (Level.UNIT_TYPE, "", "Enhetstyp: Öster"),
    ],
)
def test_a_scope_is_named_so_that_kinds_are_told_apart(level, role, said):
    assert say.scope_name(level, "Öster", role) == said


def test_a_month_in_which_a_phase_begins_says_so():
    rows = points({"begins": "decision", "phase": 2}, GONE | {"begins": "definition", "phase": 3})
    table = say.months_table(COST, rows)[1]
    assert [row[4] for row in table] == ["Normal variation. Ny fas", "Ny definition"]
    headings, file = say.months_file(COST, rows, "")
    at = headings.index("Fas")
    assert [row[at] for row in file] == ["2 (ny fas)", "3 (ny definition)"]


def test_what_is_not_compared_says_why():
    reading = replace(COMMON, change=None, redefined=date(2024, 3, 1))
    assert say.compared(reading, (JULY, JULY), Prices.FIXED) == (
        "Kan inte jämföras med baslinjen: definitionen ändrades i mars 2024."
    )


def test_the_finding_begins_with_its_word():
    word, rest = say.finding(COMMON, points({}))
    assert word == "Normal variation."
    assert rest.startswith(f"21,4{GAP}kr/m² i juli 2024. Inom det normala spannet")


def test_a_later_month_is_named():
    late = {"month": date(2024, 8, 1), "reported": 6, "preliminary": True, "value": None}
    assert say.finding(COMMON, points({}, late))[1].endswith("enheter har lämnat.")


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ([], "Nyckeltalet mäts inte här."),
        ([{"reason": "withheld"}], "dold, för att skydda enskilda."),
        ([{"reason": "closed"}, {"reason": "closed"}, {"reason": "missing"}], "stängt."),
        ([{"reason": None}], "saknas."),
    ],
)
def test_without_any_value_it_says_why(months, said):
    word, rest = say.finding(NOTHING, points(*(GONE | month for month in months)))
    assert word == "Inget värde."
    assert rest.endswith(said)


def test_the_change_names_its_months_and_its_prices():
    span = (date(2023, 8, 1), JULY)
    assert say.compared(COMMON, span, Prices.FIXED) == (
        f"−5,1{GAP}% mot samma månader i baslinjen, räknat på augusti 2023–\u2060juli 2024"
        ", i fasta priser."
    )
    plain = replace(COMMON, kpi=VOLUME)
    assert say.compared(plain, span, Prices.FIXED).endswith("juli 2024.")
    assert say.compared(COMMON, None, Prices.FIXED) == ""
    assert say.compared(replace(COMMON, change=None), span, Prices.FIXED) == ""


def test_what_to_read_it_with_says_its_value_and_its_state():
    assert say.read_with(COMMON) == f"Städkostnad: 21,4{GAP}kr/m² i juli 2024, normal variation"
    assert say.read_with(NOTHING) == "Städkostnad: inget värde än"


@pytest.mark.parametrize(
    ("of", "prices", "base", "said"),
    [
        (VOLUME, Prices.FIXED, None, ("Värde per månad, kr/m²", "")),
        (SURVEY, Prices.FIXED, None, ("Värde per mätning, kr/m²", "")),
        (COST, Prices.CURRENT, None, ("Värde per månad, kr/m²", "löpande priser")),
        (
            COST,
            Prices.FIXED,
            PriceBase("KPI 1980 = 100", date(2023, 8, 1), "fastställd"),
            (
                "Värde per månad, kr/m²",
                "fasta priser, augusti 2023 (prisindex: KPI 1980 = 100, fastställd)",
            ),
        ),
        (
            COST,
            Prices.FIXED,
            PriceBase("KPI", date(2023, 8, 1), ""),
            ("Värde per månad, kr/m²", "fasta priser, augusti 2023 (prisindex: KPI)"),
        ),
    ],
)
def test_the_line_above_the_chart_says_unit_and_prices(of, prices, base, said):
    reading = replace(NOTHING, kpi=of)
    assert say.axis_words(reading, prices, base) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2023, 8, 1), None, "Det hände, augusti 2023"),
        (date(2023, 8, 14), None, "Det hände, 14 augusti 2023"),
        (date(2022, 1, 1), date(2022, 12, 31), "Det hände, januari–\u2060december 2022"),
    ],
)
def test_what_happened_says_when(first, last, said):
    assert say.event_words("Det hände", first, last) == said


@pytest.mark.parametrize(
    ("level", "count", "said"),
    [
        (Level.PILOT, 10, "De tio enheterna i piloten"),
        (Level.AREA, 2, "De två enheterna i området"),
        (Level.DEPARTMENT, 13, "De 13 enheterna i förvaltningen"),
        (Level.UNIT_TYPE, 4, "De fyra enheterna av typen"),
        (Level.AREA, 1, "Enheten bakom"),
    ],
)
def test_the_units_heading_counts_them(level, count, said):
    assert say.units_heading(level, count) == said


def test_the_table_has_a_row_a_month_the_latest_first():
    headings, rows = say.months_table(
        COST,
        points(
            {"month": date(2024, 5, 1), "lower": None, "target": None},
            {"month": date(2024, 6, 1), "value": None, "preliminary": True, "reported": 4},
            GONE | {"reason": "closed"},
        ),
    )
    assert headings[1] == "Värde, kr/m²"
    assert rows == [
        ["juli 2024", "stängt", "19,3–\u206023,9", "20,0", "", f"10{GAP}av{GAP}10"],
        ["juni 2024", "21,4 (preliminär)", "19,3–\u206023,9", "20,0", "", f"4{GAP}av{GAP}10"],
        ["maj 2024", "21,4", "", "", "Normal variation", f"10{GAP}av{GAP}10"],
    ]


@pytest.mark.parametrize(
    ("of", "row", "said"),
    [
        (COST, {"value": None}, ""),
        (COST, {"centre": None}, "kan inte bedömas än"),
        (COST, {"status": "preliminary"}, "kan inte bedömas än"),
        (COST, {"signal": None}, "Normal variation"),
        (
            COST,
            {"signal": "outside", "side": Side.HIGH},
            "Försämring: utanför det normala spannet",
        ),
        (COST, {"signal": "trend", "side": Side.LOW}, "Förbättring: sju i följd åt samma håll"),
        (
            SURVEY,
            {"signal": "shift", "side": Side.HIGH},
            "Förbättring: sju i rad på samma sida om medel",
        ),
        (
            VOLUME,
            {"signal": "two_of_three", "side": Side.HIGH},
            "Ovanligt högt: två av tre nära gränsen",
        ),
        (VOLUME, {"signal": "shift", "side": Side.LOW}, "Ovanligt lågt: sju i rad på samma sida"),
    ],
)
def test_a_point_says_its_state_and_its_rule(of, row, said):
    found = say.point_words(points(row).row(0, named=True), of.better)
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_the_file_has_numbers_a_spreadsheet_reads():
    headings, (early, late) = say.months_file(
        COST,
        points(
            {"month": date(2024, 6, 1), "base": True, "shown": 1234.56789, "value": 1234.56789},
            GONE | {"reason": "missing", "preliminary": True},
        ),
        "fasta priser, augusti 2023 (prisindex: KPI)",
    )
    assert len(headings) == len(early) == len(late)
    named = dict(zip(headings, early, strict=True))
    assert named["Månad"] == "2024-06"
    assert named["Värde"] == "1234,5679"
    assert named["Priser"] == "fasta priser, augusti 2023 (prisindex: KPI)"
    assert (named["Mål"], named["Baslinje"], named["Anmärkning"]) == ("20", "ja", "")
    assert (named["Täljare"], named["Nämnare"]) == ("214", "10")
    named = dict(zip(headings, late, strict=True))
    assert (named["Värde"], named["Preliminär"], named["Anmärkning"]) == ("", "nej", "saknas")


def test_the_file_tells_no_sums_where_values_can_be_withheld():
    headings, (row,) = say.months_file(
        SURVEY, points({"preliminary": True, "value": None, "target": None}), ""
    )
    named = dict(zip(headings, row, strict=True))
    assert (named["Täljare"], named["Nämnare"], named["Mål"]) == ("", "", "")
    assert named["Preliminär"] == "ja"


def test_a_file_s_name_has_no_odd_characters():
    assert say.file_stem(COST, "unit_type/särskilt boende") == "cost-unit_type-särskilt-boende"


def test_the_definition_answers_what_why_how_and_who():
    beside = {"judging": DEFAULT, "today": date(2025, 1, 1)}
    given = {"baseline": "augusti 2021", "in_fixed": False} | beside
    rows = dict(say.definition_rows(COMMON, "Kostnad per yta.", "Cost ÷ area", **given))
    assert rows["Vad det visar"] == "Kostnad per yta."
    assert rows["Formel"] == "Cost ÷ area"
    assert rows["Önskad riktning"] == "Lägre är bättre"
    assert rows["Mål"] == f"Högst 20,0{GAP}kr/m²"
    assert rows["Granskat"] == "2 januari 2024, ses över senast 1 januari 2025"
    rows = dict(say.definition_rows(NOTHING, "t", "f", baseline="", in_fixed=False, **beside))
    assert rows["Mål"] == "Inget mål är beslutat"
    assert rows["Baslinje"] == "Ingen baslinje är låst"
    rows = dict(say.definition_rows(NOTHING, "t", "f", baseline="", in_fixed=True, **beside))
    assert rows["Mål"] == "Satt i fasta priser"


def test_a_review_that_is_late_is_said_in_the_definition():
    late = {"judging": DEFAULT, "today": date(2025, 1, 2)}
    rows = dict(say.definition_rows(COMMON, "t", "f", baseline="", in_fixed=False, **late))
    assert rows["Granskat"].endswith("ses över senast 1 januari 2025, försenad")
    assert rows["Bedömning"].startswith("Skift: sju i rad på samma sida.")


def test_a_baseline_says_its_months_and_its_decision():
    span = (date(2021, 8, 1), date(2023, 7, 1))
    assert say.baseline_words(*span, date(2023, 9, 15), "SN § 84").endswith(
        "juli 2023, låst 15 september 2023, beslut SN § 84"
    )
    assert say.baseline_words(*span, None, "").endswith("juli 2023")


def test_a_small_picture_says_what_is_normal_or_that_it_is_not_known():
    assert say.normal_words(COMMON) == "normalt 19,3–\u206023,9"
    assert say.normal_words(NOTHING) == "normalt spann saknas"
    runs = replace(COMMON, kpi=kpi("runs", chart="run"), lower=None, upper=None)
    assert say.normal_words(runs) == "median 21,6"
    assert say.no_value_word(points(GONE | {"reason": "withheld"})).startswith("dold")
