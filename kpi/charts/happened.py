"""What has happened, over a chart of months: numbered discs on top, a stroke down from each."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import polars as pl

from kpi.charts.axes import in_rows
from kpi.charts.plane import Plane, layer
from kpi.charts.theme import INK, PAPER

DISC = 20  # px: the height of a row of numbered discs

_Row = dict[str, Any]


def discs(events: pl.DataFrame, plane: Plane) -> list[_Row]:
    """Where each stands: above the plot, beyond the axis' last value, where nothing is cut.

    events: number, first_day, last_day (Date; null = one day), in order of number.
    """
    found = in_rows(events, plane.first, plane.last)
    return [disc | {"y": plane.nearest(-DISC * (disc["row"] + 0.5))} for disc in found]


def strokes(placed: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    """A stroke through the chart from each disc, and along the top for as long as it lasted."""
    if placed:
        yield (
            layer(placed)
            .mark_rule(color=INK)
            .encode(x=plane.x, y=plane.y, y2=alt.Y2Value("height"))
        )
    lasting = [disc for disc in placed if disc["x2"] != disc["x"]]
    if lasting:
        yield layer(lasting).mark_rule(color=INK).encode(x=plane.x, x2=alt.X2("x2:Q"), y=plane.y)


def numbered(placed: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    """The discs with their numbers, in front of everything."""
    if placed:
        place = layer(placed).encode(x=plane.x, y=plane.y)
        yield place.mark_point(shape="circle", size=300, fill=INK, strokeWidth=0, opacity=1)
        yield place.mark_text(color=PAPER, fontSize=13, fontWeight=700, dy=1).encode(
            text=alt.Text("number:N")
        )
