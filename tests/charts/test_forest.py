"""Effects below each other: what each row shows, and that its words are never crossed."""

import polars as pl
import pytest

from kpi.charts.forest import ROW, forest
from kpi.charts.theme import BETTER, CHART_TEXT, GREY, HAIR, INK, PAPER, WORSE
from tests.charts.drawn import domain, layers, spec, values, words

NUMBERS = ("estimate", "low", "high", "area_low", "area_high")
LINE = 36  # px from a row's top to its line


def rows(*given: tuple[str, str, tuple[float | None, ...]]) -> pl.DataFrame:
    """Name, state and the five numbers of each."""
    return pl.DataFrame(
        [(name, f"ord {name}", state, *numbers) for name, state, numbers in given],
        schema={
            **dict.fromkeys(("name", "word", "state"), pl.String),
            **dict.fromkeys(NUMBERS, pl.Float64),
        },
        orient="row",
    )


BETTER_ROW = ("städ", "better", (-4.0, -5.0, -3.0, -7.0, -1.0))
WORSE_ROW = ("bil", "worse", (4.0, 3.0, 5.0, 1.0, 7.0))
COMMON_ROW = ("mat", "common", (0.5, -1.0, 2.0, -2.0, 3.0))
UNKNOWN_ROW = ("vakt", "unknown", (2.0, -3.0, 7.0, -4.0, 8.0))
NOTHING = (None,) * 5


def drawn(*given: tuple) -> dict:
    return spec(forest(rows(*given)))


def test_the_thick_line_is_between_units_and_the_thin_one_between_areas():
    found = drawn(BETTER_ROW)
    assert values(found, "rule", color=BETTER, strokeWidth=6.0) == [
        {"x": -5.0, "x2": -3.0, "y": LINE}
    ]
    assert values(found, "rule", color=BETTER, strokeWidth=1.6) == [
        {"x": -7.0, "x2": -1.0, "y": LINE}
    ]


def test_each_state_has_its_shape_as_well_as_its_colour():
    found = drawn(BETTER_ROW, WORSE_ROW, COMMON_ROW, UNKNOWN_ROW)
    looks = {
        (each["mark"]["shape"], each["mark"]["fill"]): [row["x"] for row in each["data"]["values"]]
        for each in layers(found, "point")
    }
    assert looks == {
        ("circle", BETTER): [-4.0],
        ("diamond", WORSE): [4.0],
        ("circle", GREY): [0.5],
        ("circle", PAPER): [2.0],  # open: it cannot be judged
    }


def test_what_cannot_be_judged_is_dashed_and_has_no_thin_line():
    found = drawn(UNKNOWN_ROW)
    (line,) = layers(found, "rule", color=GREY)
    assert line["mark"]["strokeDash"] == [3, 3]
    assert line["data"]["values"] == [{"x": -3.0, "x2": 7.0, "y": LINE}]


def test_a_size_without_an_interval_is_a_mark_alone():
    found = drawn(("städ", "better", (-4.0, None, None, None, None)))
    assert [row["x"] for row in values(found, "point")] == [-4.0]
    assert layers(found, "rule", color=BETTER) == []


def test_an_effect_without_a_size_still_has_its_words_and_its_stroke():
    found = drawn(("inget", "unknown", NOTHING))
    assert layers(found, "point") == []
    assert words(found) == ["inget", "ord inget"]
    assert [row["x"] for row in values(found, "rule", color=INK)] == [0.0]
    low, high = domain(found, "x")
    assert low < 0 < high


def test_one_row_has_no_hairline_and_three_have_two():
    assert layers(drawn(BETTER_ROW), "rule", color=HAIR) == []
    found = drawn(BETTER_ROW, WORSE_ROW, COMMON_ROW)
    assert [row["y"] for row in values(found, "rule", color=HAIR)] == [ROW, 2 * ROW]


def test_a_name_gives_way_to_its_grade_where_there_is_little_room():
    found = drawn(BETTER_ROW, COMMON_ROW)  # their grades are eight and seven letters
    limits = [each["mark"]["limit"] for each in layers(found, "text", align="left")]
    wide, narrow = {"expr": "max(60, width - 61)"}, {"expr": "max(60, width - 55)"}
    assert limits == [wide, wide, narrow, narrow]


@pytest.mark.parametrize("given", [(BETTER_ROW,), (BETTER_ROW, ("a", "unknown", NOTHING))])
def test_the_stroke_of_no_difference_never_crosses_words(given):
    found = drawn(*given)
    strokes = [(row["y"], row["y2"]) for row in values(found, "rule", color=INK)]
    said = [row["text"] for row in values(found, "text", align="left") if "text" in row]
    assert len(strokes) == len(given)
    for top, bottom in strokes:
        assert all(bottom < text - CHART_TEXT / 2 or text + CHART_TEXT / 2 < top for text in said)


@pytest.mark.parametrize(
    "numbers", [(0.0,) * 5, (1e-9, 0.0, 2e-9, None, None), (-90.0, -99.0, 400.0, -99.0, 900.0)]
)
def test_nothing_lies_outside_the_picture_and_no_difference_is_in_it(numbers):
    found = drawn(("a", "common", numbers))
    low, high = domain(found, "x")
    ends = [row[end] for row in values(found, "rule", color=GREY) for end in ("x", "x2")]
    assert low <= min([0.0, *ends]) <= max([0.0, *ends]) <= high
    assert domain(found, "y") == (ROW, 0)


def test_a_chart_beside_another_has_the_others_scale_too():
    both = rows(BETTER_ROW, WORSE_ROW)
    whole = spec(forest(both))
    part = spec(forest(both.head(1), beside=both))
    assert domain(part, "x") == domain(whole, "x")
    assert domain(drawn(BETTER_ROW), "x") != domain(whole, "x")
    assert words(part) == ["städ", "ord städ"]
