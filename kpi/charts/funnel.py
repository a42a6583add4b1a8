"""Each unit's share against how many it is of, with what size and usual spread explain (§12)."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.charts.axes import ValueAxis, value_axis
from kpi.charts.plane import framed, layer
from kpi.charts.theme import BETTER, GREY, INK, PAPER, WORSE
from kpi.wording.numbers import number, with_unit

_MARKS: dict[str, dict[str, Any]] = {
    "other": {"shape": "circle", "size": 60, "fill": GREY},
    "pilot": {"shape": "circle", "size": 130, "fill": INK},
    "better": {"shape": "circle", "size": 150, "fill": BETTER},
    "worse": {"shape": "diamond", "size": 170, "fill": WORSE},
}
_LINES: dict[str, dict[str, Any]] = {
    "95": {"color": GREY, "strokeWidth": 1, "strokeDash": [2, 3]},
    "998": {"color": GREY, "strokeWidth": 1.5, "strokeDash": [6, 3]},
}

_Row = dict[str, Any]


def funnel_chart(units: Sequence[_Row], lines: pl.DataFrame, kpi: Kpi) -> alt.LayerChart:
    """The funnel of one nyckeltal, as wide as the room it is given.

    units: name, pilot, denominator, value (0 to 1), outside; lines: `funnel_lines` of the same,
    at least one row each.
    """
    points = [_point(row, kpi) for row in units]
    curves = lines.sort("denominator").to_dicts()
    limits = [kpi.scale * row[name] for row in curves for name in ("low998", "high998")]
    values = value_axis([*limits, *(point["y"] for point in points)], kpi.bounds)
    sizes = value_axis([0.0, *(point["x"] for point in points)], (0.0, float("inf")))
    x, y = _axis(alt.X, "x:Q", sizes), _axis(alt.Y, "y:Q", values)
    layers = [*_curves(curves, kpi, x, y), *_points(points, x, y), *_names(points, x, y)]
    return framed(layers)


def _point(row: _Row, kpi: Kpi) -> _Row:
    kind = "pilot" if row["pilot"] else "other"
    if row["outside"]:
        good = (row["outside"] == "high") == (kpi.better is Better.HIGHER)
        kind = "better" if good else "worse"
    return {
        "x": row["denominator"],
        "y": kpi.scale * row["value"],
        "kind": kind,
        "name": row["name"],
        "said": with_unit(kpi.scale * row["value"], kpi.decimals, kpi.unit),
        "of": number(row["denominator"], 0),
        "outside": bool(row["outside"]),
    }


def _axis(kind: Any, field: str, axis: ValueAxis) -> Any:
    return kind(
        field,
        title=None,
        scale=alt.Scale(domain=[axis.low, axis.high], nice=False, zero=False),
        axis=alt.Axis(
            values=list(axis.ticks),
            format=f",.{axis.decimals}f",
            grid=kind is alt.Y,
            domain=kind is alt.X,
            ticks=kind is alt.X,
            labelPadding=5,
        ),
    )


def _curves(rows: list[_Row], kpi: Kpi, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """The middle and the limits; 99.8 per cent is named, since it is what judges."""

    def curve(name: str) -> list[_Row]:
        return [{"x": row["denominator"], "y": kpi.scale * row[name]} for row in rows]

    middle = layer(curve("centre")).mark_line(color=GREY, strokeWidth=1.5)
    yield middle.encode(x=x, y=y)
    for name, look in _LINES.items():
        for side in ("low", "high"):
            yield layer(curve(f"{side}{name}")).mark_line(**look).encode(x=x, y=y)
    last = rows[-1]
    words = [("Medel ", last["centre"]), ("99,8\u00a0% ", last["low998"])]
    words.append(("99,8\u00a0% ", last["high998"]))
    labels = [
        {"y": kpi.scale * value, "text": f"{word}{number(kpi.scale * value, kpi.decimals)}"}
        for word, value in words
    ]
    yield (
        layer(labels)
        .mark_text(align="left", baseline="middle", dx=9, color=GREY)
        .encode(x=alt.XValue("width"), y=y, text=alt.Text("text:N"))
    )


def _points(points: list[_Row], x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    for kind, look in _MARKS.items():
        own = [point for point in points if point["kind"] == kind]
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
                        alt.Tooltip("of:N", title="Av antal"),
                    ],
                )
            )


def _names(points: list[_Row], x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """Only of those outside."""
    outside = [point for point in points if point["outside"]]
    if outside:
        place = layer(outside).encode(x=x, y=y, text=alt.Text("name:N"))
        look: _Row = {"align": "right", "baseline": "middle", "dx": -10, "fontWeight": 600}
        yield place.mark_text(color=PAPER, stroke=PAPER, strokeWidth=4, **look)
        yield place.mark_text(color=INK, **look)
