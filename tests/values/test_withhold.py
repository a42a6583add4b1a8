"""Figures of few are hidden, and enough others with them that nobody can work them out."""

from collections.abc import Iterator
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.values import Facts, Level, Prices, kpi_values, unit_months
from kpi.values.kpi_values import complete_months, shown_unit_months
from kpi.values.levels import units_by
from kpi.values.withhold import withheld, without_parts
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi, units
from tests.plain import values as plain
from tests.plain.disclosure import disclosed

NKI = kpi(
    "nki",
    formula="index",
    numerator=("nki",),
    denominator=("answers",),
    effect_scale="level",
    withhold_by="answers",
    withhold_below=7,
)
BOOK = catalogue(NKI)
TYPES = ["skola", "förskola", "kultur", None]
PILOTS = [rows("pilot", {"pilot": "p", "area": where}) for where in ("oster", "")]
PILOTS.append(rows("pilot", {"pilot": "p", "area": "oster"}, {"pilot": "q", "area": None}))

PLACES = st.fixed_dictionaries(
    {
        "unit_type": st.sampled_from(TYPES),
        "department": st.sampled_from(["bsf", "kof", None]),
        "area": st.sampled_from(["oster", "norr", "soder"]),
        "role": st.sampled_from(["pilot", "comparison"]),
    }
)
ANSWERS = st.one_of(st.integers(0, 8), st.integers(7, 40), st.sampled_from(["-", "saknas"]))


@st.composite
def municipalities(draw):
    """A survey's wave in a small municipality: where each unit belongs, how many answered."""
    places = draw(st.lists(PLACES, min_size=1, max_size=9))
    names = [f"u{at}" for at in range(len(places))]
    lines = [f"{name} 2024-05 {60 + at} {draw(ANSWERS)}" for at, name in enumerate(names)]
    return facts(
        "unit month nki answers\n" + "\n".join(lines),
        units=units(**dict(zip(names, places, strict=True))),
        pilot=draw(st.sampled_from(PILOTS)),
    )


def sums_shown(given: Facts) -> Iterator[tuple[str, ...]]:
    """The units behind every figure that some level shows of the wave."""
    behind = answered(given)
    for level in Level:
        members = units_by(level, given.units, given.pilot)
        shown = kpi_values(given, [NKI], BOOK, level, Prices.CURRENT).drop_nulls("denominator")
        for scope in shown["scope"]:
            inside = set(members.filter(pl.col("scope") == scope)["unit"])
            yield tuple(unit for unit in behind if unit in inside)


def answered(given: Facts) -> dict[str, float]:
    months = unit_months(given, [NKI], BOOK, Prices.CURRENT).drop_nulls("denominator")
    return dict(months.select("unit", "persons").iter_rows())


@settings(max_examples=40)
@given(municipalities())
def test_nothing_of_too_few_can_be_worked_out_from_all_levels_together(given):
    assert disclosed(answered(given), list(sums_shown(given)), below=7) == []


@settings(max_examples=100)
@given(municipalities())
def test_who_is_hidden_agrees_with_the_dull_way(given):
    months = plain.unit_months(plain.rows_of(given), NKI, BOOK, Prices.CURRENT)
    dull = plain.withheld(plain.rows_of(given), NKI, months)
    assert hidden(given) == {f"{level}/{scope}" for sums in dull.values() for level, scope in sums}


def hidden(given: Facts) -> set[str]:
    complete = complete_months(unit_months(given, [NKI], BOOK, Prices.CURRENT))
    found = withheld(complete, [NKI], given.units, given.pilot)
    assert found.equals(found.unique(maintain_order=True))
    return {f"{level}/{scope}" for level, scope in found.select("level", "scope").iter_rows()}


def town(picture: str) -> Facts:
    """A line a unit: unit, answers, type, department, area; `*` after a unit of the pilot."""
    lines = [line.split() for line in picture.splitlines() if line.strip()]
    places = {
        unit.strip("*"): {
            "unit_type": unit_type,
            "department": department,
            "area": area,
            "role": "pilot" if unit.endswith("*") else "comparison",
        }
        for unit, _, unit_type, department, area in lines
    }
    answers = [f"{unit.strip('*')} 2024-05 70 {many}" for unit, many, *_ in lines]
    return facts("unit month nki answers\n" + "\n".join(answers), units=units(**places))


HOMES = """
    solgläntan*  4 boende vof oster
    lindgården* 25 boende vof oster
    ekgården    30 boende vof norr
    lärkskolan* 80 skola  bsf oster
"""


def test_where_everyone_has_enough_nothing_is_hidden():
    assert hidden(town(HOMES.replace(" 4 ", " 7 "))) == set()


def test_one_more_of_the_same_kind_is_hidden_and_every_sum_is_kept():
    assert hidden(town(HOMES)) == {"unit/solgläntan", "unit/lindgården"}


def test_the_smallest_others_are_hidden_until_they_are_enough_together():
    assert hidden(
        town("""
            a*  1 boende vof oster
            b*  2 boende vof oster
            c*  9 boende vof oster
            d*  8 boende vof oster
        """)
    ) == {"unit/a", "unit/b", "unit/d"}
    assert hidden(
        town("""
            a*  3 boende vof oster
            b*  4 boende vof oster
            c*  9 boende vof oster
        """)
    ) == {"unit/a", "unit/b"}


def test_of_as_many_the_first_by_name_is_hidden():
    same = "b* 9 skola bsf oster\nc* 9 skola bsf oster\na* 2 skola bsf oster"
    assert hidden(town(same)) == {"unit/a", "unit/b"}


def test_outside_the_pilot_the_same_kind_elsewhere_is_hidden_and_both_areas_with_it():
    assert hidden(
        town("""
            a    4 boende vof norr
            b   30 boende vof soder
            c   20 boende vof vaster
            d   90 skola  bsf norr
            e   90 skola  bsf soder
        """)
    ) == {"unit/a", "unit/c", "area/norr", "area/vaster"}


def test_a_team_like_no_other_takes_the_area_with_it_but_never_the_pilot():
    assert hidden(
        town("""
            team       6 serviceteam sf  oster
            skolan*   54 skola       bsf oster
            förskolan* 17 förskola   bsf oster
            hemmet    30 boende      vof norr
        """)
    ) == {"unit/team", "unit_type/serviceteam", "department/sf", "area/oster"}


def test_a_pilot_unit_like_no_other_is_hidden_with_the_pilot_s_smallest():
    assert hidden(
        town("""
            porten*    4 kultur   kof oster
            skolan*   80 skola    bsf oster
            liten*    20 förskola bsf oster
            granen    30 kultur   kof norr
            tranan    40 förskola bsf norr
        """)
    ) == {
        *("unit/porten", "unit/liten"),
        *("unit_type/kultur", "department/kof"),  # granen is in both and not hidden
        *("unit_type/förskola", "department/bsf"),
    }


def test_a_pilot_that_is_too_few_is_not_shown_and_nor_is_what_would_tell_it():
    assert hidden(
        town("""
            a*   4 boende vof oster
            b   30 boende vof oster
            c   30 skola  bsf norr
        """)
    ) == {"unit/a", "unit_type/boende", "department/vof", "area/oster", "pilot/p"}


def test_nobody_knows_how_many_answered_so_nobody_is_shown():
    unknown = facts("unit month cost area persons\na 2024-05 10 5 -\nb 2024-05 10 5 40")
    cost = kpi("cost", withhold_by="persons", withhold_below=7)
    frame = kpi_values(unknown, [cost], catalogue(cost), Level.UNIT, Prices.CURRENT)
    assert frame["reason"].to_list() == ["withheld", "withheld"]
    assert frame["numerator"].to_list() == [None, None]


def test_what_a_unit_has_not_sent_hides_nothing_of_others():
    half = facts("unit month nki answers\na 2024-05 - 4\nb 2024-05 70 9\nc 2024-05 70 8")
    assert hidden(half) == set()


def test_what_is_given_away_says_the_value_and_not_how_many_it_is_of():
    cost = kpi("cost", numerator=("answers",), denominator=("nki",))
    book = catalogue(NKI, cost)
    frame = kpi_values(town(HOMES), [NKI, cost], book, Level.PILOT, Prices.CURRENT)
    kept = without_parts(frame, [NKI, cost])
    assert kept.select("kpi", "numerator", "denominator").rows() == [
        ("cost", 109.0, 210.0),
        ("nki", None, None),
    ]
    assert kept["value"].equals(frame["value"])
    assert without_parts(frame, []).equals(frame)


@settings(max_examples=40)
@given(municipalities())
def test_the_units_own_months_hide_what_their_values_hide(given):
    months = shown_unit_months(given, [NKI], BOOK, Prices.CURRENT)
    values = kpi_values(given, [NKI], BOOK, Level.UNIT, Prices.CURRENT)
    withheld_units = set(values.filter(pl.col("reason") == "withheld")["scope"])
    assert set(months.filter("hidden")["unit"]) == withheld_units
    parts = months.filter("hidden").select("numerator", "denominator")
    assert parts.null_count().row(0) == (len(withheld_units), len(withheld_units))
    assert set(months.drop_nulls("denominator")["unit"]) == set(values.drop_nulls("value")["scope"])
    assert "persons" not in months.columns


def test_a_closed_month_is_hidden_where_persons_are_counted_and_only_there():
    table = "unit month nki answers cost area\na 2024-05 60 30 5 -"
    cost = kpi("cost_m2")
    given = facts(
        table,
        closed_months=rows(
            "closed_months",
            {"unit": "a", "unit_type": "", "service": "", "month": date(2024, 5, 1)},
        ),
    )
    months = shown_unit_months(given, [NKI, cost], catalogue(NKI, cost), Prices.CURRENT)
    assert months.select("kpi", "hidden", "numerator").rows() == [
        ("cost_m2", False, 5.0),
        ("nki", True, None),
    ]
