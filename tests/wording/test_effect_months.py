"""The courses and the units behind an effect: their tables, and the pictures in words."""

from datetime import date
from math import log

import polars as pl
import pytest

from kpi.effects import Effect, Group
from kpi.wording import effect_months as say
from tests.wording.evaluated import COST, QUALITY, level, plain, share

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)
PILOT, OTHERS = Group.PILOT, Group.COMPARISON
NAMES = {"a": "Askskolan", "b": "Björkskolan", "c": "Cederskolan"}


def gap(*rows: tuple[date, Group, float | None]) -> pl.DataFrame:
    schema = {"month": pl.Date, "group": pl.String, "d": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def told(effect: Effect, *rows: tuple[date, Group, float | None]) -> list[say.GapMonth]:
    return say.gap_months(gap(*rows), effect)


def cells(table: tuple[list[str], list[list[str]]]) -> list[list[str]]:
    headings, rows = table
    assert {len(row) for row in rows} <= {len(headings)}
    return [[plain(cell) for cell in row] for row in rows]


def units(**own: float) -> pl.DataFrame:
    return say.unit_rows(level(units=own), NAMES, frozenset("ab"))


def happened(*rows: tuple[str, date, date | None, str]) -> pl.DataFrame:
    schema = {
        "title": pl.String,
        "first_day": pl.Date,
        "last_day": pl.Date,
        "kind": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_difference_is_in_per_cent_or_in_points():
    assert say.unit_of(share(), COST) == "%"
    assert say.unit_of(level(), QUALITY) == "procentenheter"
    assert say.unit_of(level(), COST) == "kr/m²"


def test_what_is_between_two_courses_in_per_cent_is_what_the_effect_is_the_mean_of():
    # A tenth less where the others are a fifth more: 0.9 / 1.2 = 0.75, not −10 − 20.
    (row,) = told(share(), (JANUARY, PILOT, log(0.9)), (JANUARY, OTHERS, log(1.2)))
    assert row[1:] == pytest.approx((-10, 20, -25))


def test_points_are_subtracted():
    (row,) = told(level(), (JANUARY, PILOT, -2.0), (JANUARY, OTHERS, 0.5))
    assert row[1:] == (-2.0, 0.5, -2.5)


def test_a_month_with_too_few_units_says_so_and_has_no_difference():
    rows = told(
        level(),
        *[(FEBRUARY, PILOT, 1.0), (FEBRUARY, OTHERS, None)],
        *[(JANUARY, PILOT, None), (JANUARY, OTHERS, 0.5)],
    )
    few = "färre än två enheter"
    assert cells(say.gap_table(rows, "procentenheter")) == [
        ["januari 2024", few, "+0,5", ""],
        ["februari 2024", "+1,0", few, ""],
    ]
    assert say.gap_words(rows, "procentenheter") == "Kurvorna har ingen gemensam månad."


def test_a_group_that_is_not_there_has_no_figures():
    rows = told(level(), (JANUARY, PILOT, 1.0))
    assert cells(say.gap_table(rows, "%"))[0] == [
        "januari 2024",
        "+1,0",
        "färre än två enheter",
        "",
    ]
    assert say.gap_words([], "%") == "Kurvorna har ingen gemensam månad."


def test_the_courses_in_words_are_those_of_the_latest_month_they_share():
    rows = told(
        level(),
        *[(JANUARY, PILOT, -2.0), (JANUARY, OTHERS, 0.0)],
        *[(FEBRUARY, PILOT, -3.0), (FEBRUARY, OTHERS, None)],
    )
    assert plain(say.gap_words(rows, "poäng")) == (
        "Mot samma månad i baslinjen låg pilotens enheter i januari 2024 på −2,0 poäng och "
        "jämförelseenheterna på 0,0 poäng; skillnaden är −2,0 poäng."
    )


def test_the_picture_gets_the_courses_as_they_are_shown():
    both = gap((FEBRUARY, PILOT, log(0.9)), (JANUARY, PILOT, None), (FEBRUARY, OTHERS, 0.0))
    shown = say.shown_gap(both, share())
    assert shown["month"].to_list() == [JANUARY, FEBRUARY, FEBRUARY]
    assert shown.filter(pl.col("group") == PILOT)["d"].to_list() == [None, pytest.approx(-10)]


def test_units_stand_by_size_in_the_picture_and_by_name_in_the_table():
    rows = units(c=1.0, b=-3.0, a=-1.0, unnamed=0.0)
    assert rows["unit"].to_list() == ["Björkskolan", "Askskolan", "unnamed", "Cederskolan"]
    assert cells(say.unit_table(rows, "poäng")) == [
        ["Askskolan", "Pilot", "−1,0"],
        ["Björkskolan", "Pilot", "−3,0"],
        ["Cederskolan", "Jämförelse", "+1,0"],
        ["unnamed", "Jämförelse", "0,0"],
    ]
    assert units().is_empty()


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"a": -1.0, "b": -3.0}, "ligger alla till vänster om strecket"),
        ({"a": -1.0, "b": 3.0}, "ligger en till vänster om strecket"),
        ({"a": 0.0, "b": 3.0}, "ligger ingen till vänster om strecket"),
    ],
)
def test_the_units_in_words(own, said):
    words = plain(say.units_words(units(**own, c=9.0), "poäng"))
    low, high = (f"{end:+.1f}".replace(".", ",").replace("-", "−") for end in sorted(own.values()))
    assert words == (
        f"Av pilotens två enheter som visas {said} för ingen skillnad; de går från "
        f"{low.replace('+0,0', '0,0')} till {high} poäng."
    )


def test_one_unit_and_none():
    assert plain(say.units_words(units(a=-1.0, c=2.0), "%")) == (
        "Den enda av pilotens enheter som visas ligger på −1,0 %."
    )
    assert say.units_words(units(c=2.0), "%") == "Ingen av pilotens enheter kan visas var för sig."


def test_what_else_has_happened_since_the_start_may_explain_it():
    events = happened(
        ("Piloten börjar", JANUARY, None, "pilot"),
        ("Nya avtal", FEBRUARY, None, "avtal"),
        ("Ombyggnad", date(2023, 6, 1), date(2024, 1, 31), "lokaler"),
        ("Byggdes då", date(2023, 6, 1), date(2023, 12, 31), "lokaler"),
    )
    assert plain(say.may_explain(events, JANUARY)) == (
        "Kan också bero på annat som har hänt: Nya avtal, februari 2024; "
        "Ombyggnad, juni 2023–januari 2024."
    )
    assert say.may_explain(events.filter(pl.col("kind") == "pilot"), JANUARY) == ""
    assert say.may_explain(happened(), JANUARY) == ""
