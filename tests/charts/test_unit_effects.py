"""Every unit is a mark that can be seen: in its group, by its size, and covered by none."""

from itertools import combinations, pairwise

import altair as alt
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.charts.spc import spec_of
from kpi.charts.theme import GREY, HAIR, INK, INK2, PAPER
from kpi.charts.unit_effects import APART, LANE, unit_effects_chart
from kpi.effects import Group
from tests.charts.drawn import domain, layers, spec, values, words
from tests.examples import examples

PILOT, OTHERS = Group.PILOT, Group.COMPARISON
NAMES = {PILOT: "Pilotens enheter", OTHERS: "Jämförelseenheter"}


def chart(named: str | None = None, **groups: list[float]) -> alt.LayerChart:
    """Units called p0, p1 … and c0, c1 …"""
    units = pl.DataFrame(
        [
            (f"{group[0]}{at}", Group.PILOT if group == "p" else Group.COMPARISON, d)
            for group, own in groups.items()
            for at, d in enumerate(own)
        ],
        schema={"unit": pl.String, "group": pl.String, "d": pl.Float64},
        orient="row",
    )
    return unit_effects_chart(units.sort("d", "unit"), NAMES, named)


def drawn(named: str | None = None, **groups: list[float]) -> dict:
    return spec(chart(named, **groups))


def marks(found: dict, fill: str) -> list[tuple[float, float]]:
    return [(row["x"], row["y"]) for row in values(found, "point", fill=fill)]


def test_the_pilots_marks_are_filled_and_the_others_open():
    found = drawn(p=[-3.0, -1.0], c=[0.0, 2.0])
    assert [x for x, _ in marks(found, INK)] == [-3.0, -1.0]
    assert [x for x, _ in marks(found, PAPER)] == [0.0, 2.0]
    assert [each["mark"]["stroke"] for each in layers(found, "point")] == [PAPER, GREY]
    assert words(found) == ["Pilotens enheter", "Jämförelseenheter"]


def test_each_group_has_its_mean_and_the_stroke_of_no_difference():
    found = drawn(p=[-3.0, -1.0], c=[0.0, 3.0])
    assert [row["x"] for row in values(found, "rule", color=INK2)] == [-2.0, 1.5]
    assert [row["x"] for row in values(found, "rule", color=INK)] == [0.0, 0.0]


@pytest.mark.parametrize("groups", [{"p": [-3.0]}, {"c": [1.0]}, {"p": [0.0], "c": [0.0]}])
def test_one_unit_and_a_group_that_is_missing(groups):
    found = drawn(**groups)
    assert len(marks(found, INK)) == len(groups.get("p", []))
    assert len(marks(found, PAPER)) == len(groups.get("c", []))
    assert len(words(found)) == len(groups)


@pytest.mark.parametrize(
    ("named", "pilot", "align"),
    [
        ("p0", [-9.0, 9.0], "left"),  # to the right of its mark, towards the other
        ("p1", [-9.0, 9.0], "right"),
        ("p1", [-9.0, -5.0, -4.5], "right"),  # the one after is nearer
        ("p2", [-9.0, -5.0, -4.5], "left"),  # nothing after it
        ("p0", [5.0], "right"),
    ],
)
def test_the_named_units_name_stands_on_the_side_with_room(named, pilot, align):
    name = layers(drawn(named, p=pilot, c=[0.0]), "text")[-1]
    assert name["mark"]["align"] == align
    assert [row["text"] for row in name["data"]["values"]] == [named]


def test_a_name_that_may_not_be_shown_is_nobodys():
    assert words(drawn("en annan", p=[1.0])) == ["Pilotens enheter"]


def test_units_at_the_same_place_stand_in_lanes_of_their_own():
    found = drawn(p=[2.0] * 9)
    heights = sorted(y for _, y in marks(found, INK))
    assert {below - above for above, below in pairwise(heights)} == {LANE}


@settings(max_examples=examples(100))
@given(
    st.lists(st.floats(-50, 50), min_size=1, max_size=30),
    st.lists(st.floats(-5, 5), max_size=30),
)
def test_no_mark_covers_another_and_all_are_inside_their_row(pilot, others):
    found = spec_of(chart(p=pilot, c=others))  # validated by the others: it takes its time
    low, high = domain(found, "x")
    placed = [*marks(found, INK), *marks(found, PAPER)]
    assert len(placed) == len(pilot) + len(others)
    for (x, y), (x2, y2) in combinations(placed, 2):
        assert abs(y - y2) >= LANE or abs(x - x2) / (high - low) >= APART * (1 - 1e-9)
    assert all(low <= x <= high for x, _ in placed)
    bottom, _ = domain(found, "y")
    edges = [row["y"] for row in values(found, "rule", color=HAIR)]
    assert edges[-1] == bottom == found["height"]
    assert all(LANE / 2 <= y <= bottom - LANE / 2 for _, y in placed)
