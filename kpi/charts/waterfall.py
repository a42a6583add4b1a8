"""What a change is made of: a bar a part, each beginning where the one above it ended.

The bars float from nothing to the whole change, not from one level to another: beside a cost of
millions the parts would be too thin to see. Above each bar stand its name and its amount with
its sign, so that neither colour nor length is needed to read it.
"""

from itertools import accumulate, pairwise
from typing import Any

import altair as alt
import polars as pl

from kpi.charts.across import HALO, PADDING
from kpi.charts.plane import framed, layer
from kpi.charts.theme import BAND, GREY, HAIR, INK

ROW = 54  # px from one bar to the next, with the words above it
TEXT, TOP, BOTTOM = 14, 24, 44  # px in a row: the words' middle, the bar's edges
_Row = dict[str, Any]


def waterfall(parts: pl.DataFrame) -> alt.LayerChart:
    """The parts of a change and, last, the change itself, as wide as the room it is given.

    parts: name, said (the amount in words), amount (Float64), in order; the last is the sum.
    """
    bars = _bars(parts.to_dicts())
    height = ROW * len(bars)
    ends = [0.0, *(bar[end] for bar in bars for end in ("x", "x2"))]
    domain = [min(ends), max(ends)] if any(ends) else [0.0, 1.0]
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(domain=domain, nice=False, zero=False),
        axis=None,
    )
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    layers: list[alt.Chart] = [
        *_strokes(bars, x, y),
        *(
            layer(kind)
            .mark_rect(fill=fill, stroke=stroke, strokeWidth=1.5)
            .encode(x=x, x2=alt.X2("x2:Q"), y=y, y2=alt.Y2("y2:Q"))
            for fill, stroke, kind in (
                (GREY, GREY, [bar for bar in bars[:-1] if bar["x2"] > bar["x"]]),
                (BAND, GREY, [bar for bar in bars[:-1] if bar["x2"] < bar["x"]]),
                (INK, INK, bars[-1:]),
            )
            if kind
        ),
        *_words(bars, y),
    ]
    return framed(layers, height, PADDING)


def _bars(parts: list[_Row]) -> list[_Row]:
    """Where each bar begins and ends; the whole change begins at nothing."""
    reached = [0.0, *accumulate(part["amount"] for part in parts[:-1])]
    begins = [*reached[:-1], 0.0]
    ends = [*reached[1:], parts[-1]["amount"]]
    return [
        {
            "name": part["name"],
            "said": part["said"],
            "x": begin,
            "x2": end,
            "y": at * ROW + TOP,
            "y2": at * ROW + BOTTOM,
            "text": at * ROW + TEXT,
        }
        for at, (part, begin, end) in enumerate(zip(parts, begins, ends, strict=True))
    ]


def _strokes(bars: list[_Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A thin line from the end of each bar down to the next, and nothing's own beside each bar."""
    steps = [{"x": bar["x2"], "y": bar["y"], "y2": below["y2"]} for bar, below in pairwise(bars)]
    nothing = [{"x": 0.0, "y": bar["y"], "y2": bar["y2"]} for bar in bars]
    return [
        layer(rows).mark_rule(color=colour).encode(x=x, y=y, y2=alt.Y2("y2:Q"))
        for rows, colour in ((steps, HAIR), (nothing, INK))
    ]


def _words(bars: list[_Row], y: alt.Y) -> list[alt.Chart]:
    """The name at the left and the amount at the right, above each bar; the sum in bold."""
    place = alt.Y("text:Q", scale=y["scale"], axis=None)
    looks: tuple[tuple[list[_Row], _Row, _Row], ...] = (
        (bars[:-1], {"fontWeight": 400}, {"fontWeight": 600}),
        (bars[-1:], {"fontWeight": 700}, {"fontWeight": 700}),
    )
    return [
        layer(rows)
        .mark_text(baseline="middle", **look, **under)
        .encode(x=alt.XValue(at), y=place, text=text)
        for rows, name, said in looks
        for text, at, look in (
            ("name:N", 0, name | {"align": "left"}),
            ("said:N", "width", said | {"align": "right"}),
        )
        for under in (HALO, _Row())
    ]
