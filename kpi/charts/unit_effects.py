"""How far each unit has moved: a mark a unit, in a row for each of the two groups."""

from collections.abc import Iterator
from typing import Any

import altair as alt
import polars as pl

from kpi.charts.across import HALO, Across, across, picture_of, upright
from kpi.charts.plane import layer
from kpi.charts.theme import GREY, HAIR, INK, INK2, PAPER
from kpi.effects import Group

ROW = 96  # px, with the group's name above its marks
TEXT, MIDDLE = 14, 58  # px in a row: the name's middle, and that of the marks
LANE, LANES = 13, 5  # px between two marks that would cover each other, and how many fit
APART = 0.022  # of the width: two marks nearer than this stand in different lanes

_Row = dict[str, Any]


def unit_effects_chart(
    units: pl.DataFrame, names: dict[str, str], named: str | None = None
) -> alt.LayerChart:
    """Both groups' units on one scale, as wide as the room it is given.

    units: unit (its name), group (a Group), d (Float64, as shown), sorted by d. names: what each
    group is called. named: the unit whose name stands beside its mark.
    """
    groups = [group for group in Group if group in set(units["group"])]
    plane = across(units["d"].to_list(), ROW * len(groups))
    rows = [
        row
        for at, group in enumerate(groups)
        for row in _in_lanes(units.filter(pl.col("group") == group).to_dicts(), at, plane)
    ]
    layers = [
        *_grounds(rows, groups, names, plane),
        *_marks(rows, plane),
        *_named(rows, named, plane),
    ]
    return picture_of(layers, plane)


def _in_lanes(units: list[_Row], at: int, plane: Across) -> list[_Row]:
    """Marks that would cover each other side by side: in the middle first, then above, below."""
    free = [float("-inf")] * LANES
    placed = []
    for unit in units:
        share = plane.share(unit["d"])
        open_ = [lane for lane in range(LANES) if free[lane] <= share]
        lane = open_[0] if open_ else min(range(LANES), key=lambda each: free[each])
        free[lane] = share + APART
        aside = (lane + 1) // 2 * (1 if lane % 2 else -1)
        y = at * ROW + MIDDLE + aside * LANE
        placed.append({"x": unit["d"], "y": y, "unit": unit["unit"], "group": unit["group"]})
    return placed


def _grounds(
    rows: list[_Row], groups: list[Group], names: dict[str, str], plane: Across
) -> Iterator[alt.Chart]:
    """Each group's name and mean, a hairline between groups, and no difference."""
    yield (
        layer([{"y": at * ROW} for at in range(1, len(groups) + 1)])
        .mark_rule(color=HAIR)
        .encode(y=plane.y)
    )
    ends = [{"y": at * ROW + TEXT + 12, "y2": (at + 1) * ROW - 2} for at in range(len(groups))]
    yield upright([{"x": 0.0} | end for end in ends], plane, color=INK, strokeWidth=1.4)
    means = []
    for group, end in zip(groups, ends, strict=True):
        own = [row["x"] for row in rows if row["group"] == group]
        means.append({"x": sum(own) / len(own)} | end)
    yield upright(means, plane, color=INK2, strokeWidth=1.4, strokeDash=[4, 3])
    titles = [{"y": at * ROW + TEXT, "text": names[group]} for at, group in enumerate(groups)]
    text = layer(titles).mark_text(align="left", baseline="middle", fontWeight=600, color=INK)
    yield text.encode(x=alt.value(0), y=plane.y, text="text:N")


def _marks(rows: list[_Row], plane: Across) -> Iterator[alt.Chart]:
    for group, fill, stroke in ((Group.PILOT, INK, PAPER), (Group.COMPARISON, PAPER, GREY)):
        places = [{"x": row["x"], "y": row["y"]} for row in rows if row["group"] == group]
        if places:
            point = layer(places).mark_point(
                shape="circle", size=110, opacity=1, fill=fill, stroke=stroke, strokeWidth=1.6
            )
            yield point.encode(x=plane.x, y=plane.y)


def _named(rows: list[_Row], named: str | None, plane: Across) -> Iterator[alt.Chart]:
    for row in rows:
        if row["unit"] == named:
            right = plane.share(row["x"]) < 0.5  # the name stands where there is room for it
            look: _Row = {"align": "left" if right else "right", "dx": 10 if right else -10}
            place = layer([{"x": row["x"], "y": row["y"], "text": named}])
            for under in (HALO, _Row()):
                mark = place.mark_text(
                    baseline="middle", color=INK, fontWeight=600, **look, **under
                )
                yield mark.encode(x=plane.x, y=plane.y, text="text:N")
