"""The pilot's geography from the registers alone: areas, units by role, no tiles, no outside calls.

Degrees are drawn as a plane, with longitude shortened as it is at the map's own latitude: over a
municipality nobody can see the difference, and no ring can be taken for the rest of the globe.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import polars as pl

from kpi.charts.place import Box, Placer
from kpi.charts.theme import BAND, CONFIG, GREY, INK, INK2, PAPER, RULE

WIDTH = 500  # px: what names are placed for
LOWEST, HIGHEST = 280, 460  # px of height
EDGE = 12  # px kept free, so that no mark is cut
PADDING = dict.fromkeys(("left", "right", "top", "bottom"), EDGE)
INNER = WIDTH - 2 * EDGE
NARROW = 430  # px: on a narrower map only the pilot's and the chosen unit's names stand
TEXT, LETTER = 13, 6.6  # px: the size of names, and how wide a letter is on average
LINE = 14  # px
MARK = 6  # px: half of a unit's mark
RING = 11  # px: half of the ring around the chosen unit
HALO = 4  # px of paper around a name that may stand on something
PILOT, COMPARISON = "pilot", "comparison"  # roles; any other is outside both

_Row = dict[str, Any]
_Ring = list[list[float]]


def area_map(
    areas: pl.DataFrame, units: pl.DataFrame, *, pilot_areas: Sequence[str], chosen: str = ""
) -> alt.LayerChart:
    """The map, as wide as the room it is given.

    areas: area, name, boundary (GeoJSON text of a Polygon or MultiPolygon, also as a Feature;
    null or anything else is not drawn). units: unit, name, area, role, lat, lon (numbers; null
    = not drawn). pilot_areas: areas that are filled and named in bold. chosen: the unit that
    is ringed and named whatever the room.
    """
    plane = _Plane.of(_shapes(areas), units)
    shapes = [
        {
            "type": "Feature",
            "geometry": plane.flat(shape),
            "name": name,
            "pilot": area in pilot_areas,
        }
        for area, name, shape in _shapes(areas)
    ]
    points = [
        row | {"x": plane.x(row["lon"]), "y": plane.y(row["lat"]), "chosen": row["unit"] == chosen}
        for row in _located(units)
    ]
    layers = [*_areas(shapes), *_units(points), *_names(_labels(areas, points, plane, pilot_areas))]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .project(type="identity", reflectY=True)
        .properties(width="container", height=plane.height + 2 * EDGE, padding=PADDING)
        .configure(**CONFIG)
    )
    return chart


def is_drawable(areas: pl.DataFrame, units: pl.DataFrame) -> bool:
    """Whether there is anything to draw: an area with a boundary, or a unit with a place."""
    return bool(_shapes(areas) or _located(units))


@dataclass(frozen=True, slots=True)
class _Plane:
    """From degrees to a plane in which a step north is as long as a step east."""

    shorter: float
    left: float
    top: float
    scale: float  # px per degree of latitude, in a map of the nominal width
    height: float  # px

    @classmethod
    def of(cls, shapes: Sequence[tuple[str, str, _Row]], units: pl.DataFrame) -> "_Plane":
        places = [p for _, _, shape in shapes for ring in _rings(shape) for p in ring]
        places += [[row["lon"], row["lat"]] for row in _located(units)]
        lons, lats = [p[0] for p in places] or [0.0], [p[1] for p in places] or [0.0]
        shorter = math.cos(math.radians((min(lats) + max(lats)) / 2))
        wide = max((max(lons) - min(lons)) * shorter, 1e-6)
        high = max(max(lats) - min(lats), 1e-6)
        height = min(max(INNER * high / wide, LOWEST), HIGHEST)
        scale = min(INNER / wide, height / high)
        return cls(shorter, min(lons) * shorter, max(lats), scale, height)

    def x(self, lon: float) -> float:
        return lon * self.shorter

    def y(self, lat: float) -> float:
        return lat

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the plane stands on a map of the nominal width."""
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def degrees(self, px: float, py: float) -> tuple[float, float]:
        """The point of the plane that stands there."""
        return px / self.scale + self.left, self.top - py / self.scale

    def flat(self, shape: _Row) -> _Row:
        """The same shape in the plane."""
        polygons = [
            [[[self.x(p[0]), self.y(p[1])] for p in ring] for ring in polygon]
            for polygon in _polygons(shape)
        ]
        return {"type": "MultiPolygon", "coordinates": polygons}


def _shapes(areas: pl.DataFrame) -> list[tuple[str, str, _Row]]:
    """The areas that can be drawn: id, name, geometry."""
    found = []
    for row in areas.to_dicts():
        shape = _geometry(row["boundary"] or "")
        if shape is not None:
            found.append((row["area"], row["name"] or row["area"], shape))
    return found


def _geometry(text: str) -> _Row | None:
    """A polygon written as GeoJSON; None for anything else, which a register may well hold."""
    try:
        given = json.loads(text)
        shape: _Row = given["geometry"] if given.get("type") == "Feature" else given
        rings = list(_rings(shape))
    except (ValueError, AttributeError, KeyError, TypeError, IndexError):
        return None
    whole = all(len(ring) > 2 and all(map(_is_place, ring)) for ring in rings)
    return shape if rings and whole else None


def _is_place(place: object) -> bool:
    return (
        isinstance(place, list)
        and len(place) >= 2
        and all(isinstance(each, int | float) and math.isfinite(each) for each in place[:2])
    )


def _polygons(shape: Mapping[str, Any]) -> list[list[_Ring]]:
    if shape["type"] == "Polygon":
        return [shape["coordinates"]]
    return list(shape["coordinates"]) if shape["type"] == "MultiPolygon" else []


def _rings(shape: Mapping[str, Any]) -> Iterator[_Ring]:
    for polygon in _polygons(shape):
        yield from polygon


def _located(units: pl.DataFrame) -> list[_Row]:
    """Units with a place, as plain numbers."""
    known = units.filter(pl.col("lat").is_not_null() & pl.col("lon").is_not_null())
    place = pl.col("lat", "lon").cast(pl.Float64)
    return known.select("unit", "name", "area", "role", place).to_dicts()


def _areas(shapes: list[_Row]) -> Iterator[alt.Chart]:
    """The outlines, with the pilot's ground last so that its edge is whole."""
    for pilot in (False, True):
        own = [shape for shape in shapes if shape["pilot"] == pilot]
        yield (
            alt.Chart(alt.InlineData(values=own)).mark_geoshape(
                fill=BAND if pilot else PAPER,
                stroke=INK if pilot else RULE,
                strokeWidth=1.6 if pilot else 1,
            )
        )


def _units(points: list[_Row]) -> Iterator[alt.Chart]:
    """A mark by role: the pilot's are filled, the compared ones open, the others square."""
    styles: tuple[tuple[str, dict[str, Any]], ...] = (
        ("other", {"shape": "square", "filled": False, "stroke": GREY, "size": 55}),
        (COMPARISON, {"shape": "circle", "filled": False, "stroke": GREY, "size": 70}),
        (PILOT, {"shape": "circle", "filled": True, "fill": INK, "size": 80}),
    )
    for role, style in styles:
        own = [point for point in points if role_of(point["role"]) == role]
        marked: dict[str, Any] = {"strokeWidth": 1.8, "fill": PAPER, "opacity": 1, **style}
        yield _at(own).mark_point(**marked)
    ringed = [point for point in points if point["chosen"]]
    yield _at(ringed).mark_point(filled=False, stroke=INK, strokeWidth=2, size=330, opacity=1)


def mark(role: str) -> str:
    """A unit's mark by role, as a drawing for the key."""
    shapes = {
        PILOT: f'<circle cx="10" cy="10" r="5" fill="{INK}"/>',
        COMPARISON: f'<circle cx="10" cy="10" r="5" fill="{PAPER}" stroke="{GREY}"'
        ' stroke-width="1.8"/>',
    }
    square = f'<path d="M6 6h8v8H6Z" fill="{PAPER}" stroke="{GREY}" stroke-width="1.8"/>'
    return _svg(shapes.get(role, square))


def ground() -> str:
    """The pilot area's ground, as a drawing for the key."""
    return _svg(f'<path d="M1 3H19V17H1Z" fill="{BAND}" stroke="{INK}" stroke-width="1.6"/>')


def _svg(body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">'
        f"{body}</svg>"
    )


def role_of(role: str | None) -> str:
    """The role as the map tells them apart."""
    return role if role in (PILOT, COMPARISON) else "other"


def _at(points: list[_Row]) -> alt.Chart:
    places = [{"x": p["x"], "y": p["y"], "name": p["name"]} for p in points]
    return alt.Chart(alt.InlineData(values=places)).encode(
        longitude=alt.Longitude("x:Q"),
        latitude=alt.Latitude("y:Q"),
        tooltip=alt.Tooltip("name:N", title="Enhet"),
    )


def _labels(
    areas: pl.DataFrame, points: list[_Row], plane: _Plane, pilot_areas: Sequence[str]
) -> list[_Row]:
    """The chosen unit's name, the areas' where there is room, and the other units' or none.

    Some units' names and not the others' would say that those matter more.
    """
    shapes = sorted(_shapes(areas), key=lambda each: each[0] not in pilot_areas)
    inside = {
        area: Box.of(plane.pixels(*place) for ring in _rings(plane.flat(shape)) for place in ring)
        for area, _, shape in shapes
    }
    spots = {p["unit"]: plane.pixels(p["x"], p["y"]) for p in points}
    marks = [Box.around(x, y, MARK) for x, y in spots.values()]
    placer = Placer(INNER, plane.height, marks)

    def of_unit(point: _Row) -> _Row | None:
        room, size, spot = inside.get(point["area"]), _size(point["name"]), spots[point["unit"]]
        box = placer.beside(*spot, *size, room=room, shut=inside.values())
        if box is None and point["chosen"]:
            box = placer.over(*spot, *size, RING)
        return _label(point["name"], box, plane, bold=point["chosen"])

    def of_area(area: str, name: str) -> _Row | None:
        box, pilot = placer.within(inside[area], *_size(name), inside.values()), area in pilot_areas
        return _label(name, box, plane, bold=pilot, grey=not pilot)

    first = [of_unit(point) for point in points if point["chosen"]]
    first += [of_area(area, name) for area, name, _ in shapes]
    others = [of_unit(point) for point in points if not point["chosen"]]
    found = first if None in others else first + others
    return [label for label in found if label is not None]


def _label(
    text: str, box: Box | None, plane: _Plane, *, bold: bool, grey: bool = False
) -> _Row | None:
    if box is None:
        return None
    x, y = plane.degrees(box.left, box.middle[1])
    return {"x": x, "y": y, "text": text, "bold": bold, "grey": grey}


def _size(text: str) -> tuple[float, float]:
    return len(text) * LETTER, LINE


def _names(labels: list[_Row]) -> Iterator[alt.Chart]:
    """The names in their styles; all but the bold ones are left out where the map is narrow."""
    for bold, grey in sorted({(each["bold"], each["grey"]) for each in labels}):
        own = [each for each in labels if (each["bold"], each["grey"]) == (bold, grey)]
        style: dict[str, Any] = {"fontWeight": 700 if bold else 400}
        if bold:
            yield _texts(own, **style, color=PAPER, stroke=PAPER, strokeWidth=HALO)
        else:
            style["opacity"] = alt.expr(f"width < {NARROW} ? 0 : 1")
        yield _texts(own, **style, color=INK2 if grey else INK)


def _texts(labels: list[_Row], **style: Any) -> alt.Chart:
    named = alt.Chart(alt.InlineData(values=labels)).encode(
        longitude=alt.Longitude("x:Q"), latitude=alt.Latitude("y:Q"), text=alt.Text("text:N")
    )
    written: alt.Chart = named.mark_text(align="left", baseline="middle", fontSize=TEXT, **style)
    return written
