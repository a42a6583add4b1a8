"""How many of each side's units reach their floor, twelve months at a time (methods §12)."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import polars as pl

from kpi.charts.axes import at, point_at, pushed_apart, value_axis
from kpi.charts.happened import discs, numbered, strokes
from kpi.charts.plane import HEIGHT, Plane, framed, layer, plane_of
from kpi.charts.theme import BASE, GREY, INK, INK2
from kpi.periods import Month
from kpi.wording.numbers import NO_BREAK, number

LABEL_GAP = 19  # px between the two names at the right edge
FEW = 12  # points: fewer than that stand as points on their line, as waves do
NAMES = {True: "Piloten", False: "Jämförelsen"}
_LOOK: dict[bool, dict[str, Any]] = {
    True: {"color": INK, "strokeWidth": 2.6},
    False: {"color": GREY, "strokeWidth": 2, "strokeDash": [5, 3]},
}

_Row = dict[str, Any]


def floor_share_chart(
    history: pl.DataFrame, start: Month, *, events: pl.DataFrame
) -> alt.LayerChart:
    """Two lines from 0 to 100 per cent, as wide as the room they are given.

    history: pilot (Boolean), month (Date), good, units; at least one row. start: the pilot's first
    month. events: as of `happened.discs`.
    """
    rows = [
        row | {"x": point_at(row["month"]), "y": 100 * row["good"] / row["units"]}
        for row in history.sort("month").to_dicts()
    ]
    plane = plane_of(rows[0]["month"], rows[-1]["month"], value_axis([0, 100], (0, 100)))
    placed = discs(events, plane)
    layers = [
        *_ground(rows, start, plane),
        *strokes(placed, plane),
        *_lines(rows, plane),
        *_names(rows, plane),
        *numbered(placed, plane),
    ]
    return framed(layers)


def _ground(rows: list[_Row], start: Month, plane: Plane) -> Iterator[alt.Chart]:
    """The months before the pilot; a window that ends later has some of it."""
    end = min(at(start), plane.last)
    if rows[0]["month"] < start:
        span = layer([{"x": plane.first, "x2": end}])
        yield span.mark_rect(color=BASE).encode(x=plane.x, x2=alt.X2("x2:Q"))
        place = span.encode(
            x=plane.x, y=alt.YValue(HEIGHT - 10), text=alt.TextValue("Före piloten")
        )
        yield place.mark_text(color=INK2, align="left", dx=6, fontWeight=600)


def _lines(rows: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    for pilot, look in _LOOK.items():
        own = [{"x": row["x"], "y": row["y"]} for row in rows if row["pilot"] == pilot]
        if own:
            place = layer(own).encode(x=plane.x, y=plane.y)
            yield place.mark_line(strokeCap="round", **look)
            if len(own) <= FEW:
                yield place.mark_point(
                    shape="circle", size=52, fill=look["color"], strokeWidth=0, opacity=1
                )


def _names(rows: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    """Whose line it is and where it ends, at the right edge."""
    latest = {row["pilot"]: row for row in rows}
    labels = [(pilot, latest[pilot]["y"]) for pilot in _LOOK if pilot in latest]
    places = pushed_apart([plane.pixels(y) for _, y in labels], LABEL_GAP, HEIGHT)
    for (pilot, y), pixels in zip(labels, places, strict=True):
        text = f"{NAMES[pilot]} {number(y, 0)}{NO_BREAK}%"
        place = layer([{"y": plane.nearest(pixels), "text": text}]).mark_text(
            align="left", baseline="middle", dx=9, fontWeight=600, color=_LOOK[pilot]["color"]
        )
        yield place.encode(x=alt.XValue("width"), y=plane.y, text=alt.Text("text:N"))
