"""Pictures whose values lie across: the axis below, the stroke of no difference, rows in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import altair as alt

from kpi.charts.axes import ValueAxis, value_axis
from kpi.charts.plane import framed, layer
from kpi.charts.theme import PAPER

HALO = {"stroke": PAPER, "strokeWidth": 4}  # so that no line behind words crosses them
PADDING = {"left": 2, "top": 2, "right": 2, "bottom": 2}
_SIGNED = "(datum.value > 0 ? '+' : '') + format(datum.value, ',.{decimals}f')"


@dataclass(frozen=True, slots=True)
class Across:
    """Values from left to right, the same scale for every layer; y counts px from the top."""

    x: alt.X
    y: alt.Y
    height: int


def difference_axis(values: Sequence[float]) -> ValueAxis:
    """From left to right, with these values and no difference at all."""
    return value_axis([0.0, *values])


def across(axis: ValueAxis, height: int) -> Across:
    """Both axes. The values' labels have a sign: a difference is more or less."""
    scale = alt.Scale(domain=[axis.low, axis.high], nice=False, zero=False)
    x = alt.X(
        "x:Q",
        title=None,
        scale=scale,
        axis=alt.Axis(
            values=list(axis.ticks),
            labelExpr=_SIGNED.format(decimals=axis.decimals),
            domain=False,
            ticks=False,
            labelPadding=6,
            labelOverlap="parity",
        ),
    )
    down = alt.Scale(domain=[height, 0], nice=False, zero=False)
    return Across(x, alt.Y("y:Q", title=None, scale=down, axis=None), height)


def picture_of(layers: Sequence[alt.Chart], plane: Across) -> alt.LayerChart:
    """The layers as one picture, as wide as the room it is given."""
    return framed(layers, plane.height, PADDING)


def upright(rows: Sequence[dict[str, float]], plane: Across, **look: Any) -> alt.Chart:
    """Strokes from y to y2 at x."""
    rule = layer(rows).mark_rule(**look)
    return cast("alt.Chart", rule.encode(x=plane.x, y=plane.y, y2=alt.Y2("y2:Q")))
