"""Likvärdighet in words: how many, since when, how sure, who is worst, who is not counted."""

from datetime import date

import polars as pl
import pytest

from kpi.equity import Equity, Interval, Lowest, Share, Unjudged
from kpi.periods import Span
from kpi.wording import equity as say
from kpi.wording import equity_tables as tables
from tests.equity.picture import KPIS, LEAD, QUALITY

NKI = KPIS["nki"]
NOW, BEFORE = (Span(date(year, 8, 1), date(year + 1, 7, 1)) for year in (2023, 2022))
UNITS = {
    "unit": pl.String,
    "unit_type": pl.String,
    "pilot": pl.Boolean,
    "value": pl.Float64,
    "floor": pl.Float64,
    "distance": pl.Float64,
    "withheld": pl.Boolean,
    "value_before": pl.Float64,
}
HISTORY = {"pilot": pl.Boolean, "month": pl.Date, "good": pl.UInt32, "units": pl.UInt32}
NAMES = {"m": "Månskenet", "k": "Kastanjen", "u": "Tranan"}


def units(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=UNITS, orient="row")


def history(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=HISTORY, orient="row")


def found(**fields: object) -> Equity:
    """Nine of ten now, eight before, and no more than chance between."""
    usual = {
        "kpi": "nki",
        "now": NOW,
        "before": BEFORE,
        "share_now": Share(9, 10),
        "share_before": Share(8, 10),
        "comparison_now": Share(15, 23),
        "comparison_before": Share(19, 24),
        "estimate": 0.23,
        "compared": (10, 23),
        "change": Interval(-0.17, 0.6),
        "unjudged": None,
        "lowest": Lowest("m", 63.1, 65.0, -1.9),
        "units": units(),
        "history": history(),
    }
    return Equity(**{**usual, **fields})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_the_answer_is_never_surer_than_likely():
    assert say.answer_word(found()) == "Ingen säkerställd skillnad"
    assert say.answer_word(found(change=Interval(0.01, 0.4))) == "Sannolikt mer likvärdigt"
    assert say.answer_word(found(change=Interval(-0.4, -0.01))) == "Sannolikt mindre likvärdigt"
    assert say.answer_word(found(change=Interval(0.0, 0.4))) == "Ingen säkerställd skillnad"
    assert say.answer_word(found(change=None)) == "Kan inte bedömas"


def test_the_headline_counts_units_now_and_before():
    assert plain(say.headline(found(), NKI)) == (
        "9 av 10 enheter i piloten klarar golvet för sin enhetstyp. "
        "Samma månader före piloten var det 8 av 10."
    )
    one = found(share_now=Share(1, 1), share_before=None)
    assert plain(say.headline(one, LEAD)) == (
        "1 av 1 enhet i piloten klarar taket för sin enhetstyp."
    )
    assert say.headline(found(share_now=Share(0, 0)), NKI) == (
        "Nöjd-Kund-Index: inget golv är beslutat."
    )


def test_the_change_says_what_chance_can_do():
    assert plain(say.change_sentence(found())) == (
        "Jämfört med jämförelseenheterna har andelen ändrats +23 procentenheter "
        "(osäkerhet −17 till +60). Slumpen räcker som förklaring."
    )
    for sure in (Interval(0.1, 0.6), Interval(-0.6, -0.1)):
        assert say.change_sentence(found(change=sure)).endswith("mer än slumpen brukar göra.")
    assert plain(say.interval_words(found())) == "+23 procentenheter (−17 till +60)"


@pytest.mark.parametrize("unjudged", [each for each in Unjudged if each is not Unjudged.NO_FLOOR])
def test_what_cannot_be_judged_says_why(unjudged):
    said = say.change_sentence(found(change=None, estimate=None, unjudged=unjudged))
    assert said.startswith("Om det beror på piloten kan inte bedömas: ")
    assert say.UNJUDGED[unjudged] in said
    assert say.interval_words(found(change=None, estimate=None)) == ""


def test_a_change_without_an_interval_has_its_size_all_the_same():
    few = found(change=None, unjudged=Unjudged.FEW_PILOT)
    assert plain(say.change_sentence(few)).endswith("och nu. Skillnaden är +23 procentenheter.")
    assert plain(say.interval_words(few)) == "+23 procentenheter"
    assert say.change_sentence(found(change=None, unjudged=Unjudged.NO_FLOOR)) == ""


def test_the_comparison_units_stand_beside():
    assert plain(say.comparison_sentence(found())) == (
        "Bland jämförelseenheterna: 15 av 23 nu, 19 av 24 före. Förändringen räknas på de 10 "
        "pilotenheter och 23 jämförelseenheter som har värden båda gångerna."
    )
    early = found(comparison_before=None, estimate=None)
    assert plain(say.comparison_sentence(early)) == "Bland jämförelseenheterna: 15 av 23 nu."
    assert say.comparison_sentence(found(comparison_now=Share(0, 0))) == ""


def test_the_periods_are_named_and_one_floor_judges_both():
    assert plain(say.period_sentence(found(), NKI)) == (
        "Nu är augusti 2023–juli 2024. Före är samma månader innan piloten, "
        "augusti 2022–juli 2023. Båda perioderna hålls mot dagens golv."
    )
    assert say.period_sentence(found(), LEAD).endswith("dagens tak.")
    assert plain(say.period_sentence(found(before=None), NKI)) == "Nu är augusti 2023–juli 2024."


def test_the_lowest_unit_is_named_with_its_distance():
    assert plain(say.lowest_sentence(found(), NKI, NAMES)) == (
        "Längst från att klara golvet är Månskenet: 63,1 poäng mot 65,0, 1,9 poäng under."
    )
    above = found(lowest=Lowest("x", 91.2, 90.0, 1.2))
    assert plain(say.lowest_sentence(above, QUALITY, NAMES)) == (
        "Närmast golvet ligger x: 91,2 % mot 90,0, 1,2 procentenheter över."
    )
    assert say.lowest_sentence(found(lowest=None), NKI, NAMES) == ""


@pytest.mark.parametrize(
    ("kpi", "distance", "words"),
    [
        (NKI, -1.9, "1,9 poäng under"),
        (NKI, 1.9, "1,9 poäng över"),
        (LEAD, -1.9, "1,9 dagar över"),  # a ceiling is broken upwards
        (LEAD, 1.9, "1,9 dagar under"),
        (NKI, 0.0, "på gränsen"),
        (NKI, None, ""),
    ],
)
def test_a_distance_has_its_side_in_words(kpi, distance, words):
    assert plain(say.distance_words(distance, kpi)) == words


def test_a_floor_says_which_way_it_holds():
    assert plain(say.floor_words(65.0, NKI)) == "minst 65,0 poäng"
    assert plain(say.floor_words(8.0, LEAD)) == "högst 8,0 dagar"
    assert plain(say.floor_words(8.0, KPIS["meals_served"])).startswith("8")
    assert say.floor_words(None, NKI) == ""


HIDDEN = ("m", "förskola", True, None, 65.0, None, True, 66.0)
SHORT = ("k", "förskola", True, None, 65.0, None, False, None)
WITHOUT = ("o", "kultur", True, 70.0, None, None, False, 69.0)
OTHER = ("u", "förskola", False, None, 65.0, None, True, None)
WELL = ("l", "förskola", True, 66.0, 65.0, 1.0, False, 64.0)


def test_who_is_not_counted_is_named_with_the_reason_and_never_a_value():
    said = say.not_counted(found(units=units(HIDDEN, SHORT, WITHOUT, OTHER, WELL)), NAMES)
    assert said == [
        "Månskenet visas inte, för att skydda enskilda, och räknas inte med.",
        "Kastanjen har för få månader i perioden för att räknas med.",
        "o hör till en enhetstyp utan golv.",
    ]
    nobody = found(units=units(WITHOUT), share_now=Share(0, 0))
    assert say.not_counted(nobody, NAMES) == []
    two = found(units=units(HIDDEN, ("k", *HIDDEN[1:]), ("a", *HIDDEN[1:])))
    assert say.not_counted(two, NAMES)[0].startswith("Kastanjen, Månskenet och a visas inte")


def test_the_picture_over_time_is_said_by_its_ends():
    seen = history(
        (True, date(2023, 7, 1), 8, 10),
        (False, date(2023, 7, 1), 19, 24),
        (True, date(2024, 7, 1), 9, 10),
        (False, date(2024, 7, 1), 15, 23),
    )
    assert plain(say.history_sentence(found(history=seen))).endswith(
        "I piloten 8 av 10 i juli 2023 och 9 av 10 i juli 2024; "
        "bland jämförelseenheterna 19 av 24 i juli 2023 och 15 av 23 i juli 2024."
    )
    alone = plain(say.history_sentence(found(history=seen.head(1))))
    assert alone.endswith("I piloten 8 av 10 i juli 2023.")
    assert "tolv månader i rad" in say.history_sentence(found())
    headings, rows = tables.history_table(found(history=seen.tail(3)))
    assert headings == ["Tolv månader till och med", "Piloten", "Jämförelsen"]
    assert [[plain(cell) for cell in row] for row in rows] == [
        ["juli 2024", "9 av 10 (90 %)", "15 av 23 (65 %)"],
        ["juli 2023", "", "19 av 24 (79 %)"],
    ]


def test_the_page_s_finding_counts_the_answers_and_names_who_is_below():
    low = ("m", "förskola", True, 63.1, 65.0, -1.9, False, 66.0)
    answers = {
        "nki": found(units=units(low, WELL)),
        "cleaning_quality": found(change=Interval(0.1, 0.2), units=units(WELL)),
        "fault_on_time": found(change=None),
        "food_waste_g": found(change=Interval(-0.2, -0.1)),
        "sick_leave": found(change=None, share_now=Share(0, 0)),
    }
    assert say.summary_sentence(answers, KPIS, NAMES) == (
        "Av fyra nyckeltal med golv har ett sannolikt blivit mer likvärdigt, har ett sannolikt "
        "blivit mindre likvärdigt, är ett utan säkerställd skillnad och kan ett inte bedömas.",
        "Klarar inte golvet: Månskenet (Nöjd-Kund-Index).",
    )
    well = {"nki": found(units=units(WELL))}
    assert say.summary_sentence(well, KPIS, NAMES) == (
        "Av ett nyckeltal med golv är ett utan säkerställd skillnad.",
        "Alla enheter i piloten klarar sina golv.",
    )
    many = {"nki": found(units=units(*((f"x{at}", *low[1:]) for at in range(7))))}
    assert say.summary_sentence(many, KPIS, NAMES)[1].endswith("x3 (Nöjd-Kund-Index) och 3 till.")
    without = {"nki": found(share_now=Share(0, 0))}
    assert say.summary_sentence(without, KPIS, NAMES)[0] == "Inget golv är beslutat än."


def test_units_stand_by_type_and_name_never_by_result():
    seen = found(units=units(OTHER, WELL, WITHOUT, SHORT, HIDDEN))
    headings, rows = tables.units_table(seen, NKI, NAMES | {"l": "Lärkan"})
    assert len(headings) == 8
    assert [[plain(cell) for cell in row] for row in rows] == [
        ["Kastanjen", "förskola", "Pilot", "", "för få månader", "minst 65,0 poäng", "", ""],
        [
            *("Lärkan", "förskola", "Pilot", "64,0 poäng", "66,0 poäng", "minst 65,0 poäng"),
            *("1,0 poäng över", "ja"),
        ],
        [
            *("Månskenet", "förskola", "Pilot", "66,0 poäng", "dold, för att skydda enskilda"),
            *("minst 65,0 poäng", "", ""),
        ],
        [
            *("Tranan", "förskola", "Jämförelse", "", "dold, för att skydda enskilda"),
            *("minst 65,0 poäng", "", ""),
        ],
        ["o", "kultur", "Pilot", "69,0 poäng", "70,0 poäng", "inget golv", "", ""],
    ]
    assert tables.reaches_word({"distance": -0.1}) == "nej"
    rows = tables.named([{"unit": "m"}, {"unit": "okänd"}], NAMES)
    assert [row["name"] for row in rows] == ["Månskenet", "okänd"]


FUNNEL = {
    "unit": ["u", "m", "k"],
    "pilot": [False, True, True],
    "denominator": [1200.0, 80.0, 90.0],
    "value": [0.95, 0.5, 0.9],
    "low998": [0.8, 0.7, 0.7],
    "high998": [0.9, 0.95, 0.95],
    "outside": ["high", "low", ""],
}


def test_the_funnel_names_those_outside():
    frame = pl.DataFrame(FUNNEL)
    assert plain(tables.outside_sentence(frame, NAMES)) == (
        "Tranan ligger över det som kunde väntas och Månskenet ligger under det som kunde "
        "väntas. De andra ligger innanför det som deras storlek och enheternas vanliga olikhet "
        "förklarar (gränser på 99,8 %)."
    )
    inside = frame.filter(outside="")
    assert plain(tables.outside_sentence(inside, NAMES)).startswith("Alla 1 enheter ligger innan")
    headings, rows = tables.funnel_table(frame, QUALITY, NAMES)
    assert headings[2:4] == ["Godkända städkontroller", "Antal"]
    assert [plain(cell) for cell in rows[2]] == [
        *("Tranan", "Jämförelse", "95,0 %", "1 200", "80,0 %", "90,0 %", "över gränsen"),
    ]
    assert [row[-1] for row in rows] == ["", "under gränsen", "över gränsen"]


def test_a_spread_is_told_in_the_nyckeltal_s_own_unit():
    spreads = pl.DataFrame(
        {
            "unit_type": ["förskola", "skola"],
            "units": [10, 12],
            "p10": [60.0, 60.0],
            "p90": [70.0, 70.0],
            "distance": [10.0, 10.0],
            "times": [1.5, None],
            "variation": [0.05, None],
            "true_variance": [4.0, None],
        }
    )
    headings, rows = tables.spread_table(spreads, NKI)
    assert len(headings) == len(rows[0])
    assert [plain(cell) for cell in rows[0]] == [
        *("förskola", "10", "60,0 poäng", "70,0 poäng", "10,0 poäng", "1,50 gånger", "5,0 %"),
        "2,0 poäng",
    ]
    assert rows[1][-3:] == ["", "", "inte känd"]
