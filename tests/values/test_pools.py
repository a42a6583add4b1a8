"""Units that may not be shown alone are computed with together, and then nobody is told."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.values import Facts, Prices, unit_months
from kpi.values.kpi_values import complete_months
from kpi.values.pools import BETWEEN, pooled, pools
from kpi.values.withhold import hidden_together
from tests.builders_facts import facts, units
from tests.examples import examples
from tests.plain import pools as plain
from tests.plain.disclosure import disclosed
from tests.values.test_withhold import ANSWERS, BOOK, NKI, PILOTS, PLACES, sums_shown

WAVES = ("2023-05", "2023-11", "2024-05")


def complete_of(given: Facts) -> pl.DataFrame:
    return complete_months(unit_months(given, [NKI], BOOK, Prices.CURRENT))


def hidden_of(given: Facts) -> pl.DataFrame:
    return hidden_together(complete_of(given), [NKI], given.units, given.pilot)


def counted(given: Facts) -> pl.DataFrame:
    """What effects compute with: kpi, unit (a pool's units), month, numerator, denominator."""
    hidden = hidden_of(given)
    together = pools(hidden, given.units.select("unit", kpi=pl.lit("nki"), side="role"))
    return pooled(complete_of(given), hidden, together)


def town(picture: str) -> Facts:
    """A line a unit: `*` after a unit of the pilot, its type, how many answered in each wave."""
    lines = [line.split() for line in picture.splitlines() if line.strip()]
    places = {
        unit.strip("*"): {
            "unit_type": unit_type,
            "department": "bsf",
            "area": "oster" if unit.endswith("*") else "norr",
            "role": "pilot" if unit.endswith("*") else "comparison",
        }
        for unit, unit_type, *_ in lines
    }
    rows = [
        f"{unit.strip('*')} {wave} {60 + at} {many}"
        for at, (unit, _, *answers) in enumerate(lines)
        for wave, many in zip(WAVES, answers, strict=True)
        if many != "-"
    ]
    table = "unit month nki answers\n" + "\n".join(rows)
    return facts(table, units=units(**places), pilot=PILOTS[0])


def months(given: Facts) -> dict[str, int]:
    """In how many waves each unit or pool counts."""
    return dict(counted(given).group_by("unit").agg(pl.len()).iter_rows())


def test_two_that_are_hidden_together_once_are_one_unit_throughout():
    given = town("a* boende 4 30 30\nb* boende 20 20 20\nc* skola 40 40 40")
    assert months(given) == {"a + b": 3, "c": 3}
    (first,) = counted(given).filter(unit="a + b").head(1).select("numerator", "denominator").rows()
    assert first == (4 * 60 + 20 * 61, 24)


def test_a_wave_that_one_of_them_lacks_is_left_out():
    given = town("a* boende 4 - 30\nb* boende 20 20 20\nc* skola 40 40 40")
    assert months(given) == {"a + b": 2, "c": 3}


def test_who_is_hidden_with_one_and_then_with_another_joins_all_three():
    given = town("a* boende 4 4 30\nb* boende 9 20 30\nc* boende 20 9 30\nd* skola 40 40 40")
    assert months(given) == {"a + b + c": 3, "d": 3}


def test_where_all_are_enough_everyone_counts_for_itself():
    given = town("a* boende 7 9 30\nb* boende 20 20 20")
    assert months(given) == {"a": 3, "b": 3}


def test_with_nobody_to_be_hidden_with_the_wave_is_left_out():
    given = town("a* boende 40 40 40\nb kultur 4 20 20\nc skola 40 40 40")
    assert months(given) == {"a": 3, "b": 2, "c": 3}


def test_who_is_hidden_with_one_that_is_not_compared_is_left_out_that_wave():
    given = town("a boende 4 20 20\nb boende 9 20 20\nc skola 40 40 40")
    other = given.units.with_columns(role=pl.when(unit="b").then(pl.lit("other")).otherwise("role"))
    hidden = hidden_of(given)
    together = pools(
        hidden,
        other.filter(pl.col("role") != "other").select("unit", kpi=pl.lit("nki"), side="role"),
    )
    found = pooled(complete_of(given), hidden, together)
    assert together.is_empty()
    assert dict(found.group_by("unit").agg(pl.len()).iter_rows()) == {"a": 2, "b": 2, "c": 3}


@st.composite
def municipalities(draw):
    """Three waves in a small municipality: where each unit belongs, how many answered."""
    places = draw(st.lists(PLACES, min_size=1, max_size=8))
    names = [f"u{at}" for at in range(len(places))]
    lines = [
        f"{name} {wave} {60 + at} {draw(ANSWERS)}"
        for at, name in enumerate(names)
        for wave in WAVES
    ]
    return facts(
        "unit month nki answers\n" + "\n".join(lines),
        units=units(**dict(zip(names, places, strict=True))),
        pilot=draw(st.sampled_from(PILOTS)),
    )


@settings(max_examples=examples(60))
@given(municipalities())
def test_pools_agree_with_the_dull_way(given):
    frame = hidden_of(given)
    blocks = {
        (month, block): frozenset(own["unit"])
        for (month, block), own in frame.drop_nulls("block").group_by("month", "block")
    }
    hidden = {
        (month, unit): blocks.get((month, block), frozenset([unit]))
        for month, unit, block in frame.select("month", "unit", "block").iter_rows()
    }
    parts = {
        (month, unit): (numerator, denominator)
        for unit, month, numerator, denominator in complete_of(given)
        .select("unit", "month", "numerator", "denominator")
        .iter_rows()
    }
    sides = dict(given.units.select("unit", "role").iter_rows())
    expected = plain.months(parts, hidden, plain.pools(hidden, sides))
    found = {
        (frozenset(unit.split(BETWEEN)), month): (numerator, denominator)
        for unit, month, numerator, denominator in counted(given).drop("kpi").iter_rows()
    }
    assert found == {key: pytest.approx(parts) for key, parts in expected.items()}


@settings(max_examples=examples(60))
@given(municipalities())
def test_nothing_of_too_few_can_be_worked_out_from_pools_and_all_levels_together(given):
    for wave, own in counted(given).group_by("month"):
        one = replace(given, measures=given.measures.filter(month=wave[0]))
        persons = dict(
            complete_of(given).filter(month=wave[0]).select("unit", "persons").iter_rows()
        )
        sums = [tuple(unit.split(BETWEEN)) for unit in own["unit"]]
        assert disclosed(persons, [*sums_shown(one), *sums], below=7) == []
