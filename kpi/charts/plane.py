"""The two axes that every layer of a chart over months shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

import altair as alt

from kpi.charts.axes import ValueAxis, at, point_at, quarter_ticks
from kpi.charts.theme import CONFIG
from kpi.periods import Month, shift

HEIGHT = 280  # px of the plot; with axis and discs the picture is about 360
EDGES = MappingProxyType({"left": 2, "top": 4, "right": 4, "bottom": 4})  # px of paper, free


@dataclass(frozen=True, slots=True)
class Plane:
    """The axes, the same for every layer, and where they begin and end."""

    x: alt.X
    y: alt.Y
    lower: alt.Y  # the same axis for what reaches from one value to another
    first: int
    last: int
    values: ValueAxis

    def nearest(self, pixels: float) -> float:
        """The value that stands so far below the top."""
        return self.values.high - pixels / HEIGHT * (self.values.high - self.values.low)

    def pixels(self, value: float) -> float:
        return (self.values.high - value) / (self.values.high - self.values.low) * HEIGHT


def plane_of(first: Month, last: Month, values: ValueAxis) -> Plane:
    begins, ends = at(first), at(shift(last, 1))
    ticks = quarter_ticks(first, last)
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(domain=[begins, ends], nice=False, zero=False),
        axis=alt.Axis(
            values=[point_at(month) for month in ticks],
            labelExpr=_MONTH if any(month.month == 1 for month in ticks) else _YEAR,
            labelOverlap="parity",
            labelSeparation=4,
            labelPadding=4,
            grid=False,
        ),
    )
    scale = alt.Scale(domain=[values.low, values.high], nice=False, zero=False)
    axis = alt.Axis(
        values=list(values.ticks),
        format=f",.{values.decimals}f",
        domain=False,
        ticks=False,
        labelPadding=6,
    )
    y, lower = (alt.Y(f, title=None, scale=scale, axis=axis) for f in ("y:Q", "lower:Q"))
    return Plane(x, y, lower, begins, ends, values)


# A January carries its year below; a label of two lines is thinned together with its month.
_YEAR = "[utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')]"
_MONTH = f"utcmonth(datum.value) == 0 ? {_YEAR} : utcFormat(datum.value, '%b')"


def framed(
    layers: Sequence[alt.Chart], height: int = HEIGHT, edges: Mapping[str, int] = EDGES
) -> alt.LayerChart:
    """The layers as one picture, as wide as the room it is given.

    The names at the right edge are fitted into the width too: they are part of the picture.
    """
    return alt.LayerChart(  # at once: each further call would copy every layer twice
        layer=list(layers),
        height=height,
        padding=dict(edges),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        config=alt.Config(**CONFIG),
    )


class _Rows(alt.InlineData):
    """A layer's own rows, which nobody changes: every copy that Altair makes shares them."""

    _class_is_valid_at_instantiation = False

    def __deepcopy__(self, _: object) -> Self:
        return self


def layer(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(_Rows(values=list(rows)))
