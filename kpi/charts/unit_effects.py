"""How far each unit has moved: a mark a unit, in a row for each of the two groups."""

from collections.abc import Iterator
from statistics import fmean
from typing import Any

import altair as alt
import polars as pl

from kpi.charts.across import HALO, Across, across, difference_axis, picture_of, upright
from kpi.charts.axes import ValueAxis
from kpi.charts.plane import layer
from kpi.charts.theme import GREY, HAIR, INK, INK2, PAPER
from kpi.effects import Group

TEXT, HEAD = 14, 26  # px in a row: the middle of the group's name, and where its marks may begin
LANE, LANES = 14, 5  # px between two marks above each other, and how many there is always room for
APART = 0.045  # of the width: a mark on a phone. Two that are nearer stand in different lanes
SIZE = 90  # px²

_Row = dict[str, Any]


def unit_effects_chart(
    units: pl.DataFrame, names: dict[str, str], named: str | None = None
) -> alt.LayerChart:
    """Both groups' units on one scale, as wide as the room it is given.

    units: unit (its name), group (a Group), d (Float64, as shown), sorted by d. names: what each
    group is called. named: the unit whose name stands beside its mark.
    """
    axis = difference_axis(units["d"].to_list())
    rows: list[_Row] = []
    groups: list[_Row] = []
    top = 0
    for group in (each for each in Group if each in set(units["group"])):
        lanes = _lanes(own := units.filter(pl.col("group") == group).to_dicts(), axis)
        height = HEAD + max(LANES * LANE, 2 * max(abs(_aside(lane)) for lane in lanes) + LANE)
        middle = top + (HEAD + height) / 2
        rows += [
            unit | {"x": unit["d"], "y": middle + _aside(lane)}
            for unit, lane in zip(own, lanes, strict=True)
        ]
        groups.append({"group": group, "text": names[group], "top": top, "bottom": top + height})
        top += height
    plane = across(axis, top)
    layers = [*_grounds(rows, groups, plane), *_marks(rows, plane)]
    layers += [
        mark for row in rows if row["unit"] == named for mark in _name(row, rows, axis, plane)
    ]
    return picture_of(layers, plane)


def _lanes(units: list[_Row], axis: ValueAxis) -> list[int]:
    """Which lane each mark stands in: as many as it takes for none to cover another."""
    free: list[float] = []  # where each lane is free again
    found = []
    for unit in units:
        share = axis.share(unit["d"])
        lane = next((n for n, least in enumerate(free) if least <= share), len(free))
        free[lane : lane + 1] = [share + APART]
        found.append(lane)
    return found


def _aside(lane: int) -> int:
    """How far from the middle a lane lies: first there, then below and above in turn."""
    return (lane + 1) // 2 * (LANE if lane % 2 else -LANE)


def _grounds(rows: list[_Row], groups: list[_Row], plane: Across) -> Iterator[alt.Chart]:
    """Each group's name and mean, a hairline under it, and no difference."""
    yield (
        layer([{"y": group["bottom"]} for group in groups]).mark_rule(color=HAIR).encode(y=plane.y)
    )
    ends = [{"y": group["top"] + HEAD, "y2": group["bottom"] - 2} for group in groups]
    yield upright([{"x": 0.0} | end for end in ends], plane, color=INK, strokeWidth=1.4)
    means = [
        {"x": fmean(row["x"] for row in rows if row["group"] == group["group"])} | end
        for group, end in zip(groups, ends, strict=True)
    ]
    yield upright(means, plane, color=INK2, strokeWidth=1.4, strokeDash=[4, 3])
    titles = [{"y": group["top"] + TEXT, "text": group["text"]} for group in groups]
    text = layer(titles).mark_text(align="left", baseline="middle", fontWeight=600, color=INK)
    yield text.encode(x=alt.XValue(0), y=plane.y, text=alt.Text("text:N"))


def _marks(rows: list[_Row], plane: Across) -> Iterator[alt.Chart]:
    for group, fill, stroke in ((Group.PILOT, INK, PAPER), (Group.COMPARISON, PAPER, GREY)):
        places = [{"x": row["x"], "y": row["y"]} for row in rows if row["group"] == group]
        if places:
            point = layer(places).mark_point(
                shape="circle", size=SIZE, opacity=1, fill=fill, stroke=stroke, strokeWidth=1.6
            )
            yield point.encode(x=plane.x, y=plane.y)


def _name(row: _Row, rows: list[_Row], axis: ValueAxis, plane: Across) -> Iterator[alt.Chart]:
    """A unit's name, on the side where it has most room before another mark or the edge."""
    shares = [axis.share(other["x"]) for other in rows if other["group"] == row["group"]]
    own = axis.share(row["x"])
    before = own - max([0.0, *(share for share in shares if share < own)])
    after = min([1.0, *(share for share in shares if share > own)]) - own
    look: _Row = {"align": "left", "dx": 10} if after >= before else {"align": "right", "dx": -10}
    place = layer([{"x": row["x"], "y": row["y"], "text": row["unit"]}])
    for under in (HALO, _Row()):
        mark = place.mark_text(baseline="middle", color=INK, fontWeight=600, **look, **under)
        yield mark.encode(x=plane.x, y=plane.y, text=alt.Text("text:N"))
