"""Where things stand in a chart: the value axis, the month axis, labels that do not collide."""

import calendar
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from kpi.periods import Month, Span, shift

NO_BOUNDS = (-math.inf, math.inf)
FEWEST_TICKS, MOST_TICKS = 4, 6
AIR = 0.06  # of the range, below what is drawn
AIR_ABOVE = 0.12  # a little more: the baseline's name stands there
STEPS = (1.0, 2.0, 2.5, 4.0, 5.0)  # times a power of ten: what people count in
FLAT = 1e-6  # of the largest value: a smaller difference is arithmetic's own
CLOSE = 0.085  # of the width: two discs nearer than this stand in different rows
HALF_MONTH = 15 * 24 * 3600 * 1000  # ms


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """From low at the bottom to high at the top, with a labelled line at each tick."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int  # of the ticks' labels

    def share(self, value: float) -> float:
        """How far from low a value lies, of the whole way to high."""
        return (value - self.low) / (self.high - self.low)


def value_axis(values: Sequence[float], bounds: tuple[float, float] = NO_BOUNDS) -> ValueAxis:
    """An axis that shows these values with a little air, and has four to six ticks.

    It need not begin at zero: a line is read by its slope. No tick stands outside `bounds`,
    where nothing can be (0 and 100 for a share).
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    span = high - low if high - low > FLAT * max(1.0, abs(high)) else max(1.0, abs(high))
    low, high = low - AIR * span, high + AIR_ABOVE * span
    least, most = bounds
    step = _step(low, high, least, most)
    while len(_multiples(low, high, step, least, most)) < FEWEST_TICKS:
        above = (math.floor(high / step) + 1) * step
        low, high = (low, above) if above <= most else (low - step, high)
    ticks = _multiples(low, high, step, least, most)
    decimals = next(n for n in range(12) if math.isclose(round(step, n), step, rel_tol=1e-9))
    return ValueAxis(low, high, tuple(round(tick, 10) for tick in ticks), decimals)


def _step(low: float, high: float, least: float, most: float) -> float:
    """The smallest step with no more ticks than there is room for."""
    power = math.floor(math.log10((high - low) / MOST_TICKS))
    return next(
        step
        for exponent in (power, power + 1, power + 2)
        for step in (times * 10.0**exponent for times in STEPS)
        if len(_multiples(low, high, step, least, most)) <= MOST_TICKS
    )


def _multiples(low: float, high: float, step: float, least: float, most: float) -> list[float]:
    first = math.ceil(max(low, least) / step - 1e-9)
    last = math.floor(min(high, most) / step + 1e-9)
    return [n * step for n in range(first, last + 1)]


def pushed_apart(places: Sequence[float], gap: float, room: float) -> list[float]:
    """The places nearest to these that are at least `gap` apart, between 0 and `room`.

    In any order, and answered in the same; the order along the axis is kept. Neighbours that
    are too close share the inconvenience: a crowd is centred where its members wanted to be.
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    # With the gaps taken out, the nearest places in order are those of an isotonic fit.
    crowds: list[list[float]] = []
    for n, i in enumerate(order):
        crowds.append([places[i] - n * gap])
        while len(crowds) > 1 and _mean(crowds[-2]) > _mean(crowds[-1]):
            crowds[-2:] = [crowds[-2] + crowds[-1]]
    wanted = [_mean(crowd) for crowd in crowds for _ in crowd]
    most = max(0.0, room - (len(places) - 1) * gap)
    found = [0.0] * len(places)
    for n, i in enumerate(order):
        found[i] = min(max(wanted[n], 0.0), most) + n * gap
    return found


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def quarter_ticks(first: Month, last: Month) -> list[Month]:
    """January, April, July and October; the first is a January where there is one.

    Thinning every other one then leaves half-years and at last Januaries. Months without a
    quarter's beginning among them get a tick each.
    """
    months = list(Span(first, last))
    quarters = [month for month in months if month.month % 3 == 1]
    januaries = [month for month in quarters if month.month == 1]
    return [m for m in quarters if m >= januaries[0]] if januaries else quarters or months


def at(day: date) -> int:
    """Where a day stands, in ms: a month's first day begins the width that the month takes."""
    return point_at(day) - HALF_MONTH


def last_month(row: Mapping[str, Any]) -> Month:
    """The last month that a point takes up: its own, or the third of its quarter."""
    return shift(row["month"], 2) if row.get("by_quarter") else row["month"]


def end_of(row: Mapping[str, Any]) -> int:
    """Where the width of a point's months ends, in ms."""
    return at(shift(last_month(row), 1))


def point_at(month: Month) -> int:
    """Where a month's point stands, in ms: in the middle of the month's width."""
    return calendar.timegm(month.timetuple()) * 1000  # UTC: no chart moves with the reader's clock


def in_rows(events: pl.DataFrame, first: int, last: int) -> list[dict[str, Any]]:
    """Numbered discs in as few rows as keep them apart, the lowest row first.

    In:  events: number, first_day, last_day (null = one day); first, last: the axis' ends.
    Out: number, row (0 = nearest the chart), x and x2 (where it begins and ends, in ms; the
         same for a single day).
    """
    taken: list[float] = []  # where each row is free again
    found = []
    for event in events.sort("first_day", "number").to_dicts():
        x = max(at(event["first_day"]), first)  # it may have begun before the chart does
        x2 = at(event["last_day"] + timedelta(days=1)) if event["last_day"] else x
        row = next((n for n, free in enumerate(taken) if free <= x), len(taken))
        taken[row : row + 1] = [x2 + CLOSE * (last - first)]
        found.append(
            {
                "number": str(event["number"]),
                "row": row,
                "x": x,
                "x2": min(x2, last),
            }
        )
    return found
