"""The pilot's units and those compared with, month by month against their own baseline."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import altair as alt
import polars as pl

from kpi.charts.axes import at, point_at, pushed_apart, value_axis
from kpi.charts.happened import discs, numbered, strokes
from kpi.charts.plane import HEIGHT, Plane, framed, layer, plane_of
from kpi.charts.theme import BAND, BASE, GREY, INK, INK2
from kpi.effects import Group
from kpi.periods import Month

LABEL_GAP = 19  # px between two names at the right edge
ROOM = 46  # px between the courses that two lines of words take
_LOOKS: dict[str, dict[str, Any]] = {
    Group.PILOT: {"color": INK, "strokeWidth": 2.6, "strokeDash": [1, 0]},
    Group.COMPARISON: {"color": GREY, "strokeWidth": 2.0, "strokeDash": [5, 3]},
}

_Row = dict[str, Any]


def gap_chart(
    months: pl.DataFrame,
    start: Month,
    names: dict[str, str],
    *,
    said: str,
    events: pl.DataFrame,
) -> alt.LayerChart:
    """Both courses, and between them from the start on what the effect is the mean of.

    A month alone between two holes is a dot.
    months: month (Date), group (a Group), d (Float64, as shown; null = too few units), sorted by
    month and group. names: what each group is called at the right edge. said: the mean difference
    in words, written where there is room between the courses. events: number, first_day, last_day
    (Date; null = one day), in order of number.
    """
    rows = months.to_dicts()
    axis = value_axis([0.0, *(row["d"] for row in rows if row["d"] is not None)])
    plane = plane_of(rows[0]["month"], rows[-1]["month"], axis)
    happened = discs(events, plane)
    spans = _both(rows, start)
    layers = [
        *_ground(start, plane),
        *_between(spans, plane),
        *strokes(happened, plane),
        *_lines(rows, plane),
        *_difference(spans, said, plane),
        *_names(rows, names, plane),
        *numbered(happened, plane),
    ]
    return framed(layers)


def _ground(start: Month, plane: Plane) -> Iterator[alt.Chart]:
    """The baseline's ground, no difference as a thin line, and where the pilot begins."""
    begins, words = at(start), []
    if plane.first < begins:
        span = layer([{"x": plane.first, "x2": min(begins, plane.last)}])
        yield span.mark_rect(color=BASE).encode(x=plane.x, x2=alt.X2("x2:Q"))
        words.append(("Baslinje", plane.first))
    yield layer([{"y": 0.0}]).mark_rule(color=INK2).encode(y=plane.y)
    if plane.first <= begins < plane.last:
        yield layer([{"x": begins}]).mark_rule(color=INK).encode(x=plane.x)
        words.append(("Pilot", begins))
    for text, x in words:
        place = layer([{"x": x, "text": text}]).mark_text(
            align="left", dx=6, fontWeight=600, color=INK2
        )
        yield place.encode(x=plane.x, y=alt.YValue(12), text=alt.Text("text:N"))


def _both(rows: list[_Row], start: Month) -> list[_Row]:
    """The months from the start on where both courses are there; a hole ends a piece."""
    months = {month: list(both) for month, both in groupby(rows, key=lambda row: row["month"])}
    spans, piece = [], 0
    for month, both in months.items():
        values = [row["d"] for row in both]
        if month < start or len(values) < 2 or None in values:
            piece += 1
            continue
        spans.append({"x": point_at(month), "y": values[0], "y2": values[1], "piece": piece})
    return spans


def _between(spans: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    if spans:
        area = layer(spans).mark_area(color=BAND)
        yield area.encode(x=plane.x, y=plane.y, y2=alt.Y2("y2:Q"), detail=alt.Detail("piece:N"))


def _difference(spans: list[_Row], said: str, plane: Plane) -> Iterator[alt.Chart]:
    """What the ground between the courses is, where the words fit between them."""
    inner = spans[len(spans) // 4 : len(spans) - len(spans) // 4]
    widest = max(inner, key=lambda span: abs(span["y"] - span["y2"]), default=None)
    if widest is None or abs(plane.pixels(widest["y"]) - plane.pixels(widest["y2"])) < ROOM:
        return
    place = layer([{"x": widest["x"], "y": (widest["y"] + widest["y2"]) / 2}])
    side = "right" if widest is spans[-1] else "center"  # never out among the courses' names
    for text, dy in (("Skillnad", -9), (f"{said} i snitt", 9)):
        for under in ({"stroke": BAND, "strokeWidth": 4}, _Row()):
            look = {"align": side, "dy": dy, "color": INK, "fontWeight": 600} | under
            mark = place.mark_text(baseline="middle", **look)
            yield mark.encode(x=plane.x, y=plane.y, text=alt.TextValue(text))


def _lines(rows: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    for group, look in _LOOKS.items():
        own = [row for row in rows if row["group"] == group]
        runs = [
            [{"x": point_at(row["month"]), "y": row["d"], "piece": piece} for row in run]
            for piece, (known, run) in enumerate(groupby(own, key=lambda row: row["d"] is not None))
            if known
        ]
        if runs:
            line = layer([place for run in runs for place in run])
            line = line.mark_line(strokeCap="round", **look)
            yield line.encode(x=plane.x, y=plane.y, detail=alt.Detail("piece:N"))
        if alone := [place for run in runs for place in run if len(run) == 1]:
            dot = layer(alone).mark_point(
                shape="circle", size=40, fill=look["color"], strokeWidth=0, opacity=1
            )
            yield dot.encode(x=plane.x, y=plane.y)


def _names(rows: list[_Row], names: dict[str, str], plane: Plane) -> Iterator[alt.Chart]:
    last = {row["group"]: row["d"] for row in rows if row["d"] is not None}
    wanted = [plane.pixels(value) for value in last.values()]
    for (group, _), y in zip(last.items(), pushed_apart(wanted, LABEL_GAP, HEIGHT), strict=True):
        place = layer([{"y": plane.nearest(y), "text": names[group]}])
        name = place.mark_text(
            align="left",
            baseline="middle",
            dx=9,
            fontWeight=600,
            color=_LOOKS[group]["color"],
        )
        yield name.encode(x=alt.XValue("width"), y=plane.y, text=alt.Text("text:N"))
