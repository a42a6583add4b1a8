"""A KPI's months in the space of two lines of text: no axis, no words, no fill.

The normal range lies behind, the line breaks where months are missing, only points with a
signal are marked, and the latest point always stands in the shape of the verdict.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import polars as pl

from kpi.charts.theme import BAND, BETTER, GREY, INK, PAPER, WORSE
from kpi.periods import Month, months_apart

SIZE = (248, 58)
EDGE = 7.0  # px kept free all around, so that the latest mark is never cut
JUDGED = {"common", "improving", "worsening", "high", "low"}
_COLOURS = {"improving": BETTER, "worsening": WORSE, "high": INK, "low": INK}

_Row = dict[str, Any]


def sparkline(
    points: pl.DataFrame,
    *,
    start: Month | None = None,
    state: str = "",
    better: str = "neither",
    step: int = 1,
    first: Month | None = None,
    last: Month | None = None,
    size: tuple[int, int] = SIZE,
) -> str:
    """The series as SVG text.

    points: month (Date), value (Float64; null = nothing to show), centre, lower, upper
    (Float64; null = no limits), target (Float64; null = none in force: a dashed line where one
    is), signal (a `Signal`; null = none), side (high, low, null); one row a month, one series,
    any order.
    start: a dotted stroke where the pilot starts.
    state: the variation of the latest month; anything that is no variation (too short,
    preliminary) is drawn dotted, with its points and without the range.
    better: higher, lower or neither; decides how a point with a signal is drawn.
    step: months between two neighbouring values; a longer way breaks the line.
    first, last: the months at the edges, for several series over the same time.
    """
    rows = sorted(points.to_dicts(), key=itemgetter("month"))
    judged = state in JUDGED
    scale = _Scale.of(rows, first, last, size, limits=judged)
    values = [row for row in rows if row["value"] is not None]
    drawn = [
        *(_ranges(rows, scale) if judged else ()),
        *_start(start, scale),
        *_target(rows, scale),
        *_lines(values, scale, step, dotted=not judged),
        *(_signals(values[:-1], scale, better) if judged else _dots(values[:-1], scale)),
        *(_latest(row, scale, state) for row in values[-1:]),
    ]
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{"".join(drawn)}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From months and values to pixels."""

    first: Month
    months: int
    low: float
    high: float
    width: int
    height: int

    @classmethod
    def of(
        cls,
        rows: list[_Row],
        first: Month | None,
        last: Month | None,
        size: tuple[int, int],
        *,
        limits: bool,
    ) -> "_Scale":
        """Data, limits and target all in view, even where the target is far away."""
        columns = ["value", "target", *(("centre", "lower", "upper") if limits else ())]
        shown = [row[name] for row in rows for name in columns if row[name] is not None]
        months = [row["month"] for row in rows]
        begin = first or min(months, default=date.min)
        end = last or max(months, default=begin)
        return cls(
            begin, months_apart(begin, end), min(shown, default=0), max(shown, default=0), *size
        )

    def x(self, month: Month, shift: float = 0.0) -> float:
        """Where a month stands; `shift` in months. A single month stands in the middle."""
        if not self.months:
            return self.width / 2
        at = (months_apart(self.first, month) + shift) / self.months
        return EDGE + at * (self.width - 2 * EDGE)

    def y(self, value: float) -> float:
        """Where a value stands. When all values are the same they stand in the middle."""
        if self.high == self.low:
            return self.height / 2
        at = (self.high - value) / (self.high - self.low)
        return EDGE + at * (self.height - 2 * EDGE)


def _ranges(rows: list[_Row], scale: _Scale) -> Iterator[str]:
    """The normal range and its centre, one step for each stretch of months with equal limits.

    The outermost steps reach the edges. Months without limits leave paper round their centre.
    Crisp edges: smoothed ones would show a seam between two months.
    """
    for limits, stretch in groupby(rows, key=itemgetter("lower", "upper", "centre")):
        months = list(stretch)
        left, right = _left(months[0], rows, scale), _right(months[-1], rows, scale)
        if None not in limits:
            lower, upper, _ = map(scale.y, limits)
            yield (
                f'<rect x="{left:.1f}" y="{upper:.1f}" width="{right - left:.1f}"'
                f' height="{lower - upper:.1f}" fill="{BAND}" shape-rendering="crispEdges"/>'
            )
        if limits[-1] is not None:
            yield path(f"M{left:.1f} {scale.y(limits[-1]):.1f}H{right:.1f}", GREY, "1")


def _start(start: Month | None, scale: _Scale) -> Iterator[str]:
    """The dotted stroke between the months before and after the start."""
    if start is not None and 0 < months_apart(scale.first, start) <= scale.months:
        yield path(f"M{scale.x(start, -0.5):.1f} 0V{scale.height}", INK, "1.2", "1.5 2.5")


def _target(rows: list[_Row], scale: _Scale) -> Iterator[str]:
    """Dashes where a target is in force, out to the edges, with a step where it changes."""
    way, pen = "", "M"
    for target, stretch in groupby(rows, key=itemgetter("target")):
        months = list(stretch)
        if target is None:
            pen = "M"
            continue
        left, right = _left(months[0], rows, scale), _right(months[-1], rows, scale)
        way += f"{pen}{left:.1f} {scale.y(target):.1f}H{right:.1f}"
        pen = "L"
    if way:
        yield path(way, INK, "1.3", "6 3")


def _left(row: _Row, rows: list[_Row], scale: _Scale) -> float:
    """Where a month begins; the first begins at the edge."""
    return 0.0 if row is rows[0] else scale.x(row["month"], -0.5)


def _right(row: _Row, rows: list[_Row], scale: _Scale) -> float:
    """Where a month, or a quarter, ends; the last ends at the edge."""
    if row is rows[-1]:
        return scale.width
    return scale.x(row["month"], 2.5 if row.get("by_quarter") else 0.5)


def _lines(values: list[_Row], scale: _Scale, step: int, *, dotted: bool) -> Iterator[str]:
    """One line for each run of neighbours; a lone value between two gaps is a dot."""
    for run in _runs(values, step):
        if len(run) > 1:
            way = "L".join(f"{scale.x(r['month']):.1f} {scale.y(r['value']):.1f}" for r in run)
            yield path(f"M{way}", GREY, "1.6", "1.5 3" if dotted else "")
        else:
            yield from _dots(run, scale)


def _runs(values: list[_Row], step: int) -> Iterator[list[_Row]]:
    if not values:
        return
    run = [values[0]]
    for before, row in pairwise(values):
        if months_apart(before["month"], row["month"]) > step:
            yield run
            run = []
        run.append(row)
    yield run


def _dots(values: Iterable[_Row], scale: _Scale) -> Iterator[str]:
    for row in values:
        yield mark("", scale.x(row["month"]), scale.y(row["value"]), 2)


def _signals(values: Iterable[_Row], scale: _Scale, better: str) -> Iterator[str]:
    for row in values:
        if row["signal"] not in (None, "none"):
            verdict = _verdict(row["side"], better)
            yield mark(verdict, scale.x(row["month"]), scale.y(row["value"]), 3.4)


def _verdict(side: str | None, better: str) -> str:
    """What a signal on this side means, in the words of variation."""
    if better == "neither" or side is None:
        return side or "high"
    return "improving" if (side == "high") == (better == "higher") else "worsening"


def _latest(row: _Row, scale: _Scale, state: str) -> str:
    """The month the verdict is about; smaller where there is none to look at."""
    return mark(
        state, scale.x(row["month"]), scale.y(row["value"]), 6.2 if state in _COLOURS else 4.6
    )


def mark(state: str, x: float, y: float, r: float) -> str:
    """Disc, diamond or hexagon with a white edge, so that the line stops short of it."""
    edge = f' stroke="{PAPER}" stroke-width="1.2"'
    colour = _COLOURS.get(state, GREY)
    if state == "worsening":
        shape = f"M{x:.1f} {y - r:.1f}l{r} {r} {-r} {r} {-r} {-r}Z"
    elif state in ("high", "low"):
        half, rise = r / 2, 0.9 * r
        shape = (
            f"M{x - half:.1f} {y - rise:.1f}h{r:.1f}l{half:.2f} {rise:.2f} {-half:.2f} {rise:.2f}"
            f"h{-r:.1f}l{-half:.2f} {-rise:.2f}Z"
        )
    else:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{colour}"{edge}/>'
    return f'<path d="{shape}" fill="{colour}"{edge}/>'


def path(way: str, colour: str, width: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'
