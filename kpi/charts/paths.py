"""A way in the plane of cost and quality: up is better, left is cheaper (methods §9).

One scope's way is a chart with words in its four corners; many are small drawings without
words, all on the same scales, each with the corner's cross where its own baseline year stood.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from kpi.catalogue.types import Better
from kpi.charts.axes import ValueAxis, value_axis
from kpi.charts.plane import framed, layer
from kpi.charts.sparkline import EDGE, mark, path
from kpi.charts.spc_points import MARKS
from kpi.charts.theme import GREY, HAIR, INK, INK2, PAPER, RULE
from kpi.trends.paths import Quadrant
from kpi.wording.links import QUADRANT, Pair, Path, Place, tone, year_words
from kpi.wording.numbers import with_unit

HEIGHT = 320  # px of the plane
SIZE = (200, 132)  # px of a small drawing
ROOM = 1.8  # times the longest way: words stand between the way's end and the corner's
ABOVE, BELOW = -48, 12  # px from a place to the first of its two lines of words
LEAST = 0.02  # of the baseline's value: the least that half the plane shows
_MARK = {"improving": "better", "worsening": "worse", "high": "neutral"}
_SURE = {"improving", "worsening", "high"}
EDGES = {"left": 2, "top": 4, "right": 8, "bottom": 4}  # px of paper, free

_Row = dict[str, Any]


def path_chart(seen: Path, pair: Pair) -> alt.LayerChart:
    """One scope's way with its years, as wide as the room it is given.

    seen: with places. The baseline's last year stands in the middle, where the strokes cross.
    """
    upside_down = pair.quality.better is Better.LOWER
    x = _axis(alt.X, [place.cost for place in seen.places], pair.cost.bounds)
    y = _axis(alt.Y, [place.quality for place in seen.places], pair.quality.bounds, upside_down)
    rows = [_row(place, pair) for place in seen.places]
    layers = [
        *_corners(),
        *_cross(rows[0], x, y),
        *_way(rows, x, y, sure=tone(seen, pair.quality) in _SURE),
        *_marks(rows, x, y, tone(seen, pair.quality)),
        *_words(rows, x, y, upside_down=upside_down),
    ]
    return framed(layers, HEIGHT, EDGES)


def _axis(
    channel: type[alt.X] | type[alt.Y],
    values: Sequence[float],
    bounds: tuple[float, float],
    upside_down: bool = False,
) -> Any:
    """An axis with the first value in its middle and all others well inside."""
    middle = values[0]
    reach = ROOM * max(abs(value - middle) for value in values)
    reach = max(reach, LEAST * abs(middle)) or 1.0
    low, high = middle - reach, middle + reach
    ticks: ValueAxis = value_axis([low, high], bounds)
    inside = [tick for tick in ticks.ticks if low <= tick <= high]
    field = "x:Q" if channel is alt.X else "y:Q"
    return channel(
        field,
        title=None,
        scale=alt.Scale(domain=[high, low] if upside_down else [low, high], nice=False, zero=False),
        axis=alt.Axis(
            values=inside, format=f",.{ticks.decimals}f", domain=False, ticks=False, labelPadding=6
        ),
    )


def _row(place: Place, pair: Pair) -> _Row:
    cost = with_unit(place.cost, pair.cost.decimals, pair.cost.unit)
    quality = with_unit(place.quality, pair.quality.decimals, pair.quality.unit)
    said = f"{cost} · {quality}"
    return {
        "x": place.cost,
        "y": place.quality,
        "when": year_words(place),
        "said": said,
        "text": f"{year_words(place)}\n{said}",
    }


def _corners() -> list[alt.Chart]:
    """The name of each quadrant in its corner."""
    places: tuple[tuple[Quadrant, object, float, Literal["left", "right"], int], ...] = (
        (Quadrant.CHEAPER_BETTER, 0, 12, "left", 6),
        (Quadrant.DEARER_BETTER, "width", 12, "right", -6),
        (Quadrant.CHEAPER_WORSE, 0, HEIGHT - 12, "left", 6),
        (Quadrant.DEARER_WORSE, "width", HEIGHT - 12, "right", -6),
    )
    return [
        layer([{"text": QUADRANT[quadrant]}])
        .mark_text(align=align, baseline="middle", dx=dx, color=INK2, fontWeight=600)
        .encode(x=alt.XValue(at), y=alt.YValue(down), text=alt.Text("text:N"))
        for quadrant, at, down, align, dx in places
    ]


def _cross(first: _Row, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    strokes = layer([first]).mark_rule(color=RULE, strokeWidth=1)
    return [strokes.encode(x=x), strokes.encode(y=y)]


def _way(rows: list[_Row], x: alt.X, y: alt.Y, *, sure: bool) -> list[alt.Chart]:
    """The years in order; dotted where no movement is sure."""
    steps = [row | {"order": at} for at, row in enumerate(rows)]
    line = layer(steps).mark_line(
        color=INK if sure else GREY, strokeWidth=2, strokeDash=[1, 0] if sure else [2, 3]
    )
    return [line.encode(x=x, y=y, order=alt.Order("order:Q"))]


def _marks(rows: list[_Row], x: alt.X, y: alt.Y, state: str) -> list[alt.Chart]:
    """A ring where it began, a small dot a year between, the verdict's shape where it stands."""
    kinds = (
        (rows[:1], MARKS["preliminary"]),
        (rows[1:-1], MARKS["common"]),
        (rows[-1:], MARKS[_MARK.get(state, "common")]),
    )
    return [
        layer(places)
        .mark_point(
            shape=look.shape,
            size=max(look.area, 90),
            fill=look.fill,
            stroke=look.edge,
            strokeWidth=look.width,
            opacity=1,
        )
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("when:N", title="Tolv månader"),
                alt.Tooltip("said:N", title="Kostnad och kvalitet"),
            ],
        )
        for places, look in kinds
        if places
    ]


def _words(rows: list[_Row], x: alt.X, y: alt.Y, *, upside_down: bool) -> list[alt.Chart]:
    """Each end's year and figures, on the side that the way does not take."""
    first, last = rows[0], rows[-1]
    up = (last["y"] >= first["y"]) != upside_down
    align = "left" if last["x"] <= first["x"] else "right"
    looks = ((first, "center", not up, 400, INK2), (last, align, up, 600, INK))
    placed = []
    for row, side, above, weight, colour in looks:
        words = layer([row]).encode(x=x, y=y, text=alt.Text("text:N"))
        place: dict[str, Any] = {"align": side, "baseline": "top", "dy": ABOVE if above else BELOW}
        look: dict[str, Any] = place | {"lineBreak": "\n", "fontWeight": weight}
        placed.append(words.mark_text(color=colour, stroke=PAPER, strokeWidth=4, **look))
        placed.append(words.mark_text(color=colour, **look))
    return placed


@dataclass(frozen=True, slots=True)
class Scales:
    """What every small drawing beside the others shows: from least to most, up is better."""

    left: float
    right: float
    bottom: float
    top: float

    def x(self, cost: float) -> float:
        return _at(cost, self.left, self.right, SIZE[0])

    def y(self, quality: float) -> float:
        return SIZE[1] - _at(quality, self.bottom, self.top, SIZE[1])


def scales_of(seen: Iterable[Path], pair: Pair) -> Scales:
    """The scales that hold every year of these ways."""
    places = [place for each in seen for place in each.places]
    costs = [place.cost for place in places] or [0.0]
    qualities = [place.quality for place in places] or [0.0]
    bottom, top = min(qualities), max(qualities)
    if pair.quality.better is Better.LOWER:
        bottom, top = top, bottom
    return Scales(min(costs), max(costs), bottom, top)


def _at(value: float, low: float, high: float, room: int) -> float:
    """How many px into the room; in its middle where all values are the same."""
    if low == high:
        return room / 2
    return EDGE + (value - low) / (high - low) * (room - 2 * EDGE)


def small_path(seen: Path, pair: Pair, scales: Scales) -> str:
    """The same way as SVG text, without words: they stand beside it."""
    width, height = SIZE
    spots = [(scales.x(place.cost), scales.y(place.quality)) for place in seen.places]
    (x, y), (to_x, to_y) = spots[0], spots[-1]
    state = tone(seen, pair.quality)
    line = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in spots)
    drawn = [
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" fill="{PAPER}"'
        f' stroke="{HAIR}"/>',
        path(f"M{x:.1f} 0V{height}M0 {y:.1f}H{width}", RULE, "1"),
        path(line, INK if state in _SURE else GREY, "1.8", "" if state in _SURE else "2 3"),
        *(mark("", a, b, 2.4) for a, b in spots[1:-1]),
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{PAPER}" stroke="{GREY}"'
        ' stroke-width="1.6"/>',
        mark(state, to_x, to_y, 6.2 if state in _SURE else 4.6),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{"".join(drawn)}</svg>'
    )


def mark_of(state: str) -> str:
    """The mark of where a way stands, for the key and beside its words."""
    r = 6.2 if state in _SURE else 4.6
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">'
        f"{mark(state, 10, 10, r)}</svg>"
    )
