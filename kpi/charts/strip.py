"""Where each unit lies to its own type's floor: a line a pilot unit, all others on one.

By type and name, never by result: where a unit stands says nothing of how it does.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import altair as alt

from kpi.catalogue import Kpi
from kpi.charts.axes import ValueAxis, value_axis
from kpi.charts.plane import framed, layer
from kpi.charts.theme import GREY, GRID, INK, INK2, PAPER, WORSE
from kpi.wording.equity import floor_words
from kpi.wording.equity_tables import HIDDEN, SHORT, units_word
from kpi.wording.numbers import with_unit

HEADING, ROW = 36, 46  # px
TEXT, MARK = 11, 31  # px down in a row: the words' middle, the marks'
REACH = 8  # px: half a floor's stroke
HALO = {"stroke": PAPER, "strokeWidth": 4}
_MARKS: dict[str, dict[str, Any]] = {
    "other": {"shape": "circle", "size": 60, "fill": GREY},
    "good": {"shape": "circle", "size": 130, "fill": INK},
    "bad": {"shape": "diamond", "size": 170, "fill": WORSE},
}
EDGES = {"left": 2, "top": 2, "right": 8, "bottom": 2}  # px of paper, free

_Row = dict[str, Any]


def strip_chart(units: Sequence[Mapping[str, Any]], kpi: Kpi) -> alt.LayerChart:
    """The picture of one nyckeltal, as wide as the room it is given.

    units: name, unit_type, pilot, value, floor, distance (None where there is none), withheld;
    in the order they shall stand, each type by itself, its pilot units first.
    """
    headings, lines, marks, floors, height = _laid_out(units, kpi)
    axis = value_axis([row["x"] for row in (*marks, *floors)], kpi.bounds)
    x = _x(axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    drawn = [row for row in lines if row["drawn"]]
    tracks = [{"y": row["y"]} for row in drawn]
    layers: list[alt.Chart] = [
        *([layer(tracks).mark_rule(color=GRID).encode(y=y)] if tracks else []),
        *_strokes(floors, x, y),
        *_points(marks, x, y),
        *_words(headings, lines, y),
    ]
    return framed(layers, height, EDGES)


def _laid_out(
    units: Sequence[Mapping[str, Any]], kpi: Kpi
) -> tuple[list[_Row], list[_Row], list[_Row], list[_Row], int]:
    """Headings, lines (name, said, y), marks (x, y, kind), floors (x, y, y2), and the height."""
    headings: list[_Row] = []
    lines: list[_Row] = []
    marks: list[_Row] = []
    floors: list[_Row] = []
    top = 0
    for unit_type, members in groupby(units, key=itemgetter("unit_type")):
        own = list(members)
        floor = own[0]["floor"]
        said = f"golv {floor_words(floor, kpi)}" if floor is not None else "inget golv"
        name = unit_type or "utan enhetstyp"
        headings.append({"y": top + HEADING / 2 + 4, "name": name[:1].upper() + name[1:]})
        headings[-1]["said"] = said
        top += HEADING
        pilots = [[row] for row in own if row["pilot"]]
        others = [row for row in own if not row["pilot"] and row["value"] is not None]
        for each in [*pilots, *([others] if others else [])]:
            known = [row for row in each if row["value"] is not None]
            y = top + MARK
            lines.append(_line(each, kpi) | {"text": top + TEXT, "y": y, "drawn": bool(known)})
            marks += [_mark(row, kpi) | {"y": y} for row in known]
            if known and floor is not None:
                floors.append({"x": floor, "y": y - REACH, "y2": y + REACH})
            top += ROW
    return headings, lines, marks, floors, top


def _line(rows: Sequence[Mapping[str, Any]], kpi: Kpi) -> _Row:
    """What stands above the marks: whose they are, and a pilot unit's value."""
    first = rows[0]
    if not first["pilot"]:
        return {"name": units_word(len(rows)), "said": "", "pilot": False}
    if first["value"] is None:
        return {
            "name": first["name"],
            "said": HIDDEN if first["withheld"] else SHORT,
            "pilot": True,
        }
    said = with_unit(first["value"], kpi.decimals, kpi.unit)
    return {"name": first["name"], "said": said, "pilot": True}


def _mark(row: Mapping[str, Any], kpi: Kpi) -> _Row:
    below = row["distance"] is not None and row["distance"] < 0
    kind = ("bad" if below else "good") if row["pilot"] else "other"
    said = with_unit(row["value"], kpi.decimals, kpi.unit)
    return {"x": row["value"], "kind": kind, "name": row["name"], "said": said}


def _x(axis: ValueAxis) -> alt.X:
    return alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(domain=[axis.low, axis.high], nice=False, zero=False),
        axis=alt.Axis(
            values=list(axis.ticks), format=f",.{axis.decimals}f", grid=False, labelPadding=4
        ),
    )


def _strokes(floors: list[_Row], x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    if floors:
        yield layer(floors).mark_rule(color=INK, strokeWidth=2).encode(x=x, y=y, y2=alt.Y2("y2:Q"))


def _points(marks: list[_Row], x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    for kind, look in _MARKS.items():
        own = [row for row in marks if row["kind"] == kind]
        if own:
            yield (
                layer(own)
                .mark_point(stroke=PAPER, strokeWidth=1.2, opacity=1, **look)
                .encode(
                    x=x,
                    y=y,
                    tooltip=[
                        alt.Tooltip("name:N", title="Enhet"),
                        alt.Tooltip("said:N", title="Värde"),
                    ],
                )
            )


def _words(headings: list[_Row], lines: list[_Row], y: alt.Y) -> Iterator[alt.Chart]:
    """Names at the left, what is said of them at the right, each on a piece of paper."""
    place = alt.Y("text:Q", scale=y["scale"], axis=None)
    heads = alt.Y("y:Q", scale=y["scale"], axis=None)
    for rows, where, weight, colour in (
        (headings, heads, 700, INK),
        ([row for row in lines if row["pilot"]], place, 400, INK),
        ([row for row in lines if not row["pilot"]], place, 400, INK2),
    ):
        for text, at, align in (("name:N", 0, "left"), ("said:N", "width", "right")):
            for under in (HALO, _Row()):
                if rows:
                    look: _Row = {"align": align, "fontWeight": weight, "color": colour}
                    yield (
                        layer(rows)
                        .mark_text(baseline="middle", **look, **under)
                        .encode(x=alt.XValue(at), y=where, text=text)
                    )
