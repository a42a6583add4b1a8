"""The map from the registers: what is drawn, what is not, and names that cover nothing."""

import json

import polars as pl
import pytest

from kpi.charts import area_map, export
from kpi.charts.area_map import is_drawable
from kpi.charts.place import Box, Placer
from kpi.charts.spc import spec_of
from kpi.charts.theme import BAND, INK

SQUARE = [[[13.0, 55.0], [13.2, 55.0], [13.2, 55.1], [13.0, 55.1], [13.0, 55.0]]]
EAST = [[[13.3, 55.0], [13.5, 55.0], [13.5, 55.1], [13.3, 55.1], [13.3, 55.0]]]


def polygon(coordinates: object, kind: str = "Polygon") -> str:
    return json.dumps({"type": kind, "coordinates": coordinates})


def areas(**boundaries: str | None) -> pl.DataFrame:
    given = [(area, area.capitalize(), text) for area, text in boundaries.items()]
    return pl.DataFrame(
        given,
        schema={"area": pl.String, "name": pl.String, "boundary": pl.String},
        orient="row",
    )


def units(*given: tuple[str, str, str | None, float | None, float | None]) -> pl.DataFrame:
    schema = {
        "unit": pl.String,
        "name": pl.String,
        "area": pl.String,
        "role": pl.String,
        "lat": pl.Float64,
        "lon": pl.Float64,
    }
    whole = [(name, name.capitalize(), *rest) for name, *rest in given]
    return pl.DataFrame(whole, schema=schema, orient="row")


WEST_AND_EAST = areas(west=polygon(SQUARE), east=polygon(EAST))
THREE = units(
    ("a", "west", "pilot", 55.05, 13.05),
    ("b", "east", "comparison", 55.05, 13.35),
    ("c", "east", None, 55.02, 13.45),
)


def drawn(areas: pl.DataFrame, units: pl.DataFrame, chosen: str = "") -> dict[str, object]:
    return spec_of(area_map.area_map(areas, units, pilot_areas=["west"], chosen=chosen))


def layers(spec: dict[str, object], kind: str) -> list[dict[str, object]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def texts(spec: dict[str, object]) -> list[str]:
    return sorted(v["text"] for layer in layers(spec, "text") for v in layer["data"]["values"])


def test_the_pilots_area_is_filled_and_the_others_outlined():
    others, pilot = layers(drawn(WEST_AND_EAST, THREE), "geoshape")
    assert [v["name"] for v in pilot["data"]["values"]] == ["West"]
    assert (pilot["mark"]["fill"], pilot["mark"]["stroke"]) == (BAND, INK)
    assert [v["name"] for v in others["data"]["values"]] == ["East"]


def test_units_are_marked_by_role():
    other, comparison, pilot, ring = layers(drawn(WEST_AND_EAST, THREE), "point")
    named = [[v["name"] for v in each["data"]["values"]] for each in (other, comparison, pilot)]
    assert named == [["C"], ["B"], ["A"]]
    assert [each["mark"]["filled"] for each in (other, comparison, pilot)] == [False, False, True]
    assert ring["data"]["values"] == []


def test_the_chosen_unit_is_ringed_and_its_name_is_bold():
    spec = drawn(WEST_AND_EAST, THREE, chosen="b")
    assert [v["name"] for v in layers(spec, "point")[-1]["data"]["values"]] == ["B"]
    bold = [each for each in layers(spec, "text") if each["mark"]["fontWeight"] == 700]
    assert {v["text"] for each in bold for v in each["data"]["values"]} == {"B", "West"}


def test_a_step_north_is_as_long_as_a_step_east():
    shape = layers(drawn(WEST_AND_EAST, THREE), "geoshape")[1]["data"]["values"][0]["geometry"]
    xs, ys = zip(*shape["coordinates"][0][0], strict=True)
    assert (max(xs) - min(xs)) / (max(ys) - min(ys)) == pytest.approx(2 * 0.573, abs=0.001)


@pytest.mark.parametrize(
    "boundary",
    [
        polygon([SQUARE, EAST], "MultiPolygon"),
        json.dumps({"type": "Feature", "geometry": json.loads(polygon(SQUARE))}),
    ],
)
def test_other_ways_to_write_a_boundary_are_drawn_too(boundary):
    spec = drawn(areas(west=boundary), THREE)
    assert len(layers(spec, "geoshape")[1]["data"]["values"]) == 1


@pytest.mark.parametrize(
    "boundary",
    [
        None,
        "",
        "inte json",
        "[1, 2]",
        "{}",
        polygon([13.0, 55.0], "Point"),
        polygon([[[13.0, 55.0]]]),
        polygon([[["x", "y"], ["x", "y"], ["x", "y"]]]),
        polygon([[[13.0], [13.0], [13.0]]]),
        polygon([[1, 2, 3]]),
        polygon(7),
        polygon([]),
        '{"type": "Polygon", "coordinates": [[[NaN, 1], [1, 1], [1, 2]]]}',
        json.dumps({"type": "Feature", "geometry": None}),
        json.dumps({"type": "Feature"}),
    ],
)
def test_what_is_no_polygon_is_left_out(boundary):
    nowhere = units(("a", "west", "pilot", None, None))
    assert not is_drawable(areas(west=boundary), nowhere)
    assert layers(drawn(areas(west=boundary), nowhere), "geoshape")[1]["data"]["values"] == []


def test_a_unit_with_a_place_is_enough_to_draw():
    assert is_drawable(areas(), THREE)
    alone = drawn(areas(), units(("a", "west", "pilot", 55.0, 13.0)))
    assert texts(alone) == ["A"]


def test_a_unit_without_a_place_is_not_drawn():
    spec = drawn(WEST_AND_EAST, units(("a", "west", "pilot", None, 13.0)))
    assert all(each["data"]["values"] == [] for each in layers(spec, "point"))


def test_all_units_are_named_or_none():
    crowd = [(f"u{i}", "west", "pilot", 55.05, 13.1 + i / 1000) for i in range(30)]
    assert set(texts(drawn(WEST_AND_EAST, units(*crowd)))) == {"West", "East"}
    assert set(texts(drawn(WEST_AND_EAST, THREE))) == {"A", "B", "C", "West", "East"}


def test_the_chosen_unit_is_named_however_crowded_it_is():
    crowd = [(f"u{i}", "west", "pilot", 55.05, 13.1 + i / 1000) for i in range(30)]
    spec = drawn(WEST_AND_EAST, units(*crowd), chosen="u7")
    assert set(texts(spec)) == {"West", "East", "U7"}
    long = "förskolan månskenet i östra delen av staden"
    crowd[7] = (long, *crowd[7][1:])
    spec = drawn(WEST_AND_EAST, units(*crowd), chosen=long)
    assert long.capitalize() in texts(spec)


def test_an_area_with_too_long_a_name_is_not_named():
    long = areas(west=polygon(SQUARE)).with_columns(name=pl.lit("x" * 200))
    assert texts(drawn(long, units())) == []


def test_a_name_that_must_be_there_stays_in_view():
    assert Placer(100, 100).over(20, 50, 40, 10, 11) == Box(34, 45, 74, 55)
    assert Placer(100, 100).over(80, 50, 40, 10, 11) == Box(26, 45, 66, 55)


def test_the_map_is_no_higher_than_the_page_can_take():
    tall = [[[13.0, 50.0], [13.1, 50.0], [13.1, 58.0], [13.0, 50.0]]]
    assert drawn(areas(west=polygon(tall)), units())["height"] == 460 + 24
    assert drawn(WEST_AND_EAST, THREE)["height"] == 280 + 24


def test_the_picture_has_text():
    picture = export.svg(drawn(WEST_AND_EAST, THREE) | {"width": 500}).decode()
    for name in ("West", "East"):
        assert name in picture


def test_the_key_draws_every_role():
    marks = {area_map.mark(role) for role in ("pilot", "comparison", "other")}
    assert len(marks) == 3
    assert BAND in area_map.ground()


def test_a_name_stands_beside_its_mark_or_nowhere():
    room = Box(0, 0, 100, 100)
    placer = Placer(100, 100, [Box.around(20, 50, 5)])
    first = placer.beside(20, 50, 40, 10, room=room)
    assert first is not None
    assert first.left > 25
    second = placer.beside(20, 50, 40, 10, room=room)
    assert second is not None
    assert not second.covers(first)
    assert Placer(100, 100).beside(50, 50, 300, 10) is None


def test_a_name_outside_its_area_crosses_no_border():
    shut = [Box(0, 40, 60, 60)]
    placer = Placer(200, 200)
    box = placer.beside(30, 50, 80, 10, room=shut[0], shut=shut)
    assert box is None or not box.covers(shut[0])
    full = Placer(200, 200, [Box(0, 40, 60, 60)])
    above = full.within(Box(0, 40, 60, 60), 40, 10, shut)
    assert above is not None
    assert above.bottom < 40
