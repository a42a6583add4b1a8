"""The line of a control chart and its points."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import altair as alt

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.charts.axes import point_at
from kpi.charts.plane import Plane, layer
from kpi.charts.theme import BETTER, GREY, INK, PAPER, WORSE
from kpi.trends import Side, Signal
from kpi.wording.numbers import with_unit
from kpi.wording.periods import period_of_row

HEXAGON = "M-0.5,-0.9H0.5L1,0L0.5,0.9H-0.5L-1,0Z"

_Row = dict[str, Any]


class _Mark(NamedTuple):
    """The shape of a state, the same as that of the symbol beside its word."""

    shape: str
    area: int
    fill: str
    edge: str = PAPER  # so that the line stops short of the point
    width: float = 1.2


MARKS = {
    "preliminary": _Mark("circle", 60, PAPER, GREY, 1.6),
    "common": _Mark("circle", 52, GREY),
    "neutral": _Mark(HEXAGON, 150, INK),
    "better": _Mark("circle", 150, BETTER),
    "worse": _Mark("diamond", 150, WORSE),
}


def lines(rows: list[_Row], plane: Plane) -> Iterator[alt.Chart]:
    """The line between neighbours; where a value is missing, or a phase ends, there is none."""
    dashes: dict[str, list[float]] = {"solid": [1, 0], "dotted": [1.5, 3], "dashed": [4, 3]}
    drawn: dict[str, list[_Row]] = {kind: [] for kind in dashes}
    before = ""
    for piece, (row, following) in enumerate(pairwise(rows)):
        kind = _kind(row, following)
        if kind:
            begun = [] if kind == before else [row]
            number_ = piece if begun else drawn[kind][-1]["piece"]
            drawn[kind] += [_place(each) | {"piece": number_} for each in (*begun, following)]
        before = kind
    for kind, places in drawn.items():
        if places:
            yield (
                layer(places)
                .mark_line(color=GREY, strokeWidth=1.6, strokeDash=dashes[kind])
                .encode(x=plane.x, y=plane.y, detail=alt.Detail("piece:N"))
            )


def _kind(row: _Row, following: _Row) -> str:
    """Dashed to a month that is preliminary, dotted before there are limits; else solid."""
    if row["phase"] != following["phase"] or None in (row["shown"], following["shown"]):
        return ""
    if None in (row["value"], following["value"]):
        return "dashed"
    return "dotted" if row["centre"] is None else "solid"


def _place(row: _Row) -> _Row:
    return {"x": point_at(row["month"]), "y": row["shown"]}


def points_of(rows: list[_Row], kpi: Kpi, plane: Plane) -> Iterator[alt.Chart]:
    """Ordinary points, those with a signal in the shape of its verdict, preliminary hollow."""
    drawn: dict[str, list[_Row]] = {state: [] for state in MARKS}
    for row in rows:
        if row["shown"] is not None:
            drawn[state_of(row, kpi.better)].append(_place(row) | _tooltip(row, kpi))
    for state, places in drawn.items():
        mark = MARKS[state]
        if places:
            yield (
                layer(places)
                .mark_point(
                    shape=mark.shape,
                    size=mark.area,
                    fill=mark.fill,
                    stroke=mark.edge,
                    strokeWidth=mark.width,
                    opacity=1,
                )
                .encode(
                    x=plane.x,
                    y=plane.y,
                    tooltip=[
                        alt.Tooltip("when:N", title="Månad"),
                        alt.Tooltip("said:N", title="Värde"),
                    ],
                )
            )


def state_of(row: _Row, better: Better) -> str:
    if row["value"] is None:
        return "preliminary"
    if row["signal"] in (None, Signal.NONE):
        return "common"
    if better is Better.NEITHER:
        return "neutral"
    return "better" if (row["side"] == Side.HIGH) == (better is Better.HIGHER) else "worse"


def _tooltip(row: _Row, kpi: Kpi) -> _Row:
    note = " (preliminär)" if row["value"] is None else ""
    said = f"{with_unit(row['shown'], kpi.decimals, kpi.unit)}{note}"
    return {"when": period_of_row(row), "said": said}
