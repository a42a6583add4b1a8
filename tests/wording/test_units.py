"""What is said of a unit, and of the map."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kpi.trends import Variation
from kpi.wording import units as say
from kpi.wording.sentences import Reading
from kpi.wording.units import Unit
from tests.builders_facts import kpi

UNIT = Unit(
    id="a",
    name="Lärkskolan",
    unit_type="skola",
    department="barn- och skolförvaltningen",
    area="oster",
    area_name="Område Öster",
    role="pilot",
    service_start=date(2023, 8, 1),
    valid_from=None,
    valid_to=None,
    size=Decimal("6850.0000"),
)
COMPARED = replace(UNIT, id="b", role="comparison", area="norr", area_name="Område Norr")
OUTSIDE = replace(UNIT, id="c", role="")
READING = Reading(kpi=kpi("cost"), month=date(2024, 7, 1), value=1.0, n=36)


def test_the_facts_leave_out_what_nobody_has_registered():
    assert say.unit_facts(UNIT) == [
        ("Typ", "Skola"),
        ("Förvaltning", "Barn- och skolförvaltningen"),
        ("Område", "Område Öster"),
        ("Roll", "Ingår i piloten"),
        ("Tjänst från", "augusti 2023"),
        ("Storlek", "6\u00a0850"),
    ]
    bare = replace(
        OUTSIDE, unit_type="", department="", area_name="", service_start=None, size=None
    )
    assert say.unit_facts(replace(bare, valid_to=date(2023, 12, 1))) == [
        ("Roll", "Ingår inte i piloten och jämförs inte"),
        ("Nedlagd efter", "december 2023"),
    ]


def test_a_unit_is_a_row_of_a_file():
    row = dict(zip(say.UNIT_HEADINGS, say.unit_row(UNIT), strict=True))
    assert (row["Enhet"], row["Roll"]) == ("a", "Ingår i piloten")
    assert (row["Tjänst från"], row["Nedlagd efter"]) == ("2023-08", "")
    assert row["Storlek"] == "6\u00a0850"
    assert say.unit_row(replace(OUTSIDE, size=None))[-1] == ""


def test_a_unit_is_open_through_its_last_month():
    closed = replace(UNIT, valid_to=date(2023, 12, 1))
    assert closed.is_open(date(2023, 12, 1))
    assert not closed.is_open(date(2024, 1, 1))
    assert UNIT.is_open(date(2099, 1, 1))


def test_the_units_in_a_sentence():
    assert say.units_finding([UNIT]) == ("En enhet i piloten.", "")
    assert say.units_finding([UNIT, UNIT, COMPARED, OUTSIDE]) == (
        "Två enheter i piloten.",
        "En att jämföra med och en utanför båda.",
    )
    assert say.units_finding([COMPARED] * 13) == ("Inga enheter i piloten.", "13 att jämföra med.")


def test_the_map_in_words():
    assert say.map_sentence([UNIT, UNIT, COMPARED], ["oster"], 3) == (
        "Karta över tre områden och tre enheter. Pilotområdet Område Öster har två enheter i "
        "piloten. Enheterna att jämföra med ligger i ett område."
    )
    far = replace(COMPARED, area="soder")
    assert say.map_sentence([UNIT, COMPARED, far], ["oster", "okand"], 1) == (
        "Karta över ett område och tre enheter. Pilotområdet Område Öster och okand har en enhet "
        "i piloten. Enheterna att jämföra med ligger i två områden."
    )
    assert say.map_sentence([OUTSIDE], [], 0) == "Karta över inga områden och en enhet."
    assert say.map_sentence([], [], 2) == "Karta över två områden och inga enheter."


def test_what_a_unit_does_not_measure():
    named = [kpi(name.lower(), short_name=name) for name in ("Cc", "Aa", "Bb")]
    assert say.lacking_sentence([]) == ""
    assert say.lacking_sentence(named[:1]) == "Enheten mäter inte Cc."
    assert say.lacking_sentence(named) == "Enheten mäter inte Aa, Bb och Cc."


def test_what_a_units_figures_say_together():
    better = replace(READING, variation=Variation.IMPROVING)
    assert say.unit_finding(UNIT, []) == ("Lärkskolan har inte lämnat några tal än.", "")
    assert say.unit_finding(UNIT, [READING]) == (
        "Inget av enhetens nyckeltal kan bedömas än.",
        "",
    )
    said, cause = say.unit_finding(UNIT, [better, READING])
    assert said == "Av två nyckeltal visar ett förbättring."
    assert cause == "Sidan Effekt säger om det beror på piloten."
    assert say.unit_finding(COMPARED, [better, READING]) == (said, "")


@pytest.mark.parametrize(
    ("reasons", "word"),
    [
        (["closed", "withheld"], "Dold"),
        (["withheld", None], "Dold"),
        ([None, None], "Saknas"),
        (["closed"], "Stängt"),
        (["no_index"], "Saknas"),
    ],
)
def test_the_word_in_a_values_place(reasons, word):
    months = [date(2024, 1 + i, 1) for i in range(len(reasons))]
    points = pl.DataFrame(
        {"month": months, "reason": reasons}, schema={"month": pl.Date, "reason": pl.String}
    )
    assert say.no_value_title(points) == word
