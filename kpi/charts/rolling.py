"""Twelve months at a time as one line: no limits, no points, no verdicts (methods §9)."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import altair as alt
import polars as pl

from kpi.catalogue import Kpi
from kpi.charts.axes import at, point_at, value_axis
from kpi.charts.plane import Plane, framed, layer, plane_of
from kpi.charts.theme import BASE, GREY, INK, INK2
from kpi.periods import shift
from kpi.wording.numbers import month_name, number

_Row = dict[str, Any]


def rolling_chart(rolled: pl.DataFrame, kpi: Kpi) -> alt.LayerChart:
    """The line of one series, as wide as the room it is given.

    rolled: month (Date), rolling (Float64; null = no twelve whole months), base (Boolean); a row
    a month.
    """
    rows = rolled.sort("month").to_dicts()
    known = [row for row in rows if row["rolling"] is not None]
    axis = value_axis([row["rolling"] for row in known], kpi.bounds)
    plane = plane_of(rows[0]["month"], rows[-1]["month"], axis)
    layers = [*_ground(rows, plane), *_line(rows, plane), *_name(known, kpi, plane)]
    return framed(layers)


def _ground(rows: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    months = [row["month"] for row in rows if row["base"]]
    if months:
        span = layer([{"x": at(months[0]), "x2": at(shift(months[-1], 1))}])
        yield span.mark_rect(color=BASE).encode(x=plane.x, x2=alt.X2("x2:Q"))
        place = span.encode(x=plane.x, y=alt.YValue(15), text=alt.TextValue("Baslinje"))
        yield place.mark_text(color=INK2, align="left", dx=6, fontWeight=600)


def _line(rows: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    """One piece for each run of whole windows; a single one is a short stroke."""
    places: list[_Row] = []
    runs = groupby(rows, key=lambda row: row["rolling"] is not None)
    for piece, (known, run) in enumerate(runs):
        months = list(run) if known else []
        places += [
            {"x": point_at(row["month"]), "y": row["rolling"], "piece": piece} for row in months
        ]
    if places:
        line = layer(places).mark_line(color=GREY, strokeWidth=2, strokeCap="round")
        yield line.encode(x=plane.x, y=plane.y, detail=alt.Detail("piece:N"))


def _name(known: list[_Row], kpi: Kpi, plane: Plane) -> Iterator[alt.Chart]:
    """The latest value at the right edge."""
    for row in known[-1:]:
        text = f"{number(row['rolling'], kpi.decimals)} {month_name(row['month'])}"
        place = layer([{"y": row["rolling"], "text": text}]).mark_text(
            align="left", baseline="middle", dx=9, fontWeight=600, color=INK
        )
        yield place.encode(x=alt.XValue("width"), y=plane.y, text=alt.Text("text:N"))
