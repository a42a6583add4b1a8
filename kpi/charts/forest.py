"""Effects below each other, each with its interval: a forest plot.

The thick line is the interval between units, the thin one that between areas. Name and grade
stand above the line, so that it can be read where there is little room.
"""

from collections.abc import Iterator
from typing import Any

import altair as alt
import polars as pl

from kpi.charts.across import HALO, Across, across, difference_axis, picture_of, upright
from kpi.charts.plane import layer
from kpi.charts.theme import BETTER, GREY, HAIR, INK, INK2, PAPER, WORSE

ROW = 54  # px
TEXT, LINE = 16, 36  # px in a row: the middle of the words, and of the line
LETTER = 6.4  # px that a letter of a grade takes
BETWEEN, LEAST_NAME = 10, 60  # px between a name and a grade, and that a name has at least
_COLOURS = {"better": BETTER, "worse": WORSE, "common": GREY, "unknown": GREY}

_Row = dict[str, Any]


def forest(rows: pl.DataFrame, *, beside: pl.DataFrame | None = None) -> alt.LayerChart:
    """The effects in the order given, as wide as the room it is given.

    rows: name, word (the grade), state (better, worse, common, or unknown where it cannot be
    judged), estimate, low, high, area_low, area_high (Float64, in one unit; null = there is none).
    beside: of charts that this one is held against, the same columns: they share its scale.
    """
    drawn = [
        row | {"y": at * ROW + LINE, "text": at * ROW + TEXT}
        for at, row in enumerate(rows.to_dicts())
    ]
    numbers = ("estimate", "low", "high", "area_low", "area_high")
    scale = drawn if beside is None else beside.to_dicts()
    values = [row[name] for row in scale for name in numbers if row[name] is not None]
    plane = across(difference_axis(values), ROW * len(drawn))
    layers = [
        *_grounds(drawn, plane),
        *_intervals(drawn, plane),
        *_estimates(drawn, plane),
        *_words(drawn, plane),
    ]
    return picture_of(layers, plane)


def _grounds(rows: list[_Row], plane: Across) -> Iterator[alt.Chart]:
    """A hairline between rows, and the stroke of no difference in each, never through words."""
    between = [{"y": at * ROW} for at in range(1, len(rows))]
    if between:
        yield layer(between).mark_rule(color=HAIR).encode(y=plane.y)
    strokes = [{"x": 0.0, "y": row["y"] - 10, "y2": row["y"] + 11} for row in rows]
    yield upright(strokes, plane, color=INK, strokeWidth=1.4)


def _intervals(rows: list[_Row], plane: Across) -> Iterator[alt.Chart]:
    for state, colour in _COLOURS.items():
        own = [row for row in rows if row["state"] == state]
        looks = (("area_low", "area_high", 1.6), ("low", "high", 6.0))
        for low, high, width in looks if state != "unknown" else looks[1:]:
            spans = [
                {"x": row[low], "x2": row[high], "y": row["y"]}
                for row in own
                if row[low] is not None and row[high] is not None
            ]
            if spans:
                dash, thick = ([3, 3], 2.0) if state == "unknown" else ([1, 0], width)
                rule = layer(spans).mark_rule(color=colour, strokeWidth=thick, strokeDash=dash)
                yield rule.encode(x=plane.x, x2=alt.X2("x2:Q"), y=plane.y)


def _estimates(rows: list[_Row], plane: Across) -> Iterator[alt.Chart]:
    looks: dict[str, _Row] = {
        "better": {"shape": "circle", "size": 150, "fill": BETTER, "stroke": PAPER},
        "worse": {"shape": "diamond", "size": 150, "fill": WORSE, "stroke": PAPER},
        "common": {"shape": "circle", "size": 110, "fill": GREY, "stroke": PAPER},
        "unknown": {"shape": "circle", "size": 70, "fill": PAPER, "stroke": GREY},
    }
    for state, look in looks.items():
        places = [
            {"x": row["estimate"], "y": row["y"]}
            for row in rows
            if row["state"] == state and row["estimate"] is not None
        ]
        if places:
            point = layer(places).mark_point(opacity=1, strokeWidth=1.4, **look)
            yield point.encode(x=plane.x, y=plane.y)


def _words(rows: list[_Row], plane: Across) -> Iterator[alt.Chart]:
    """The name at the left and the grade at the right; where both have no room the name is cut."""
    place = alt.Y("text:Q", scale=plane.y["scale"], axis=None)
    for word in dict.fromkeys(row["word"] for row in rows):
        own = [{name: row[name] for name in ("name", "word", "text")} for row in rows]
        words = layer([row for row in own if row["word"] == word])
        room = {"expr": f"max({LEAST_NAME}, width - {LETTER * len(word) + BETWEEN:.0f})"}
        looks: tuple[tuple[str, Any, _Row], ...] = (
            ("name:N", 0, {"align": "left", "fontWeight": 600, "color": INK, "limit": room}),
            ("word:N", "width", {"align": "right", "color": INK2}),
        )
        for text, at, look in looks:
            for under in (HALO, _Row()):
                mark = words.mark_text(baseline="middle", **(look | under))
                yield mark.encode(x=alt.XValue(at), y=place, text=text)
