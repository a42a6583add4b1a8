"""One effect in the space of a line of text: its interval against no difference."""

from dataclasses import dataclass

from kpi.charts.theme import BETTER, GREY, INK, PAPER, WORSE

SIZE = (150, 20)
EDGE = 8.0  # px kept free at both ends, so that the mark is never cut
_COLOURS = {"better": BETTER, "worse": WORSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """In one unit. state: better, worse, common, or unknown. None where there is no number."""

    state: str
    estimate: float | None
    low: float | None
    high: float | None
    area_low: float | None = None
    area_high: float | None = None

    @property
    def reach(self) -> float:
        """How far from no difference anything of it lies."""
        ends = (self.estimate, self.low, self.high, self.area_low, self.area_high)
        return max((abs(end) for end in ends if end is not None), default=0.0)


def interval(drawn: Interval, reach: float) -> str:
    """The interval as SVG text. reach: how far the picture goes on both sides of no difference."""
    width, height = SIZE
    middle = height / 2

    def x(value: float) -> str:
        half = width / 2 - EDGE
        return f"{width / 2 + (value / reach * half if reach else 0.0):.1f}"

    colour = _COLOURS.get(drawn.state, GREY)
    zero = f'<path d="M{width / 2} 1v{height - 2}" stroke="{INK}" stroke-width="1.4"/>'
    dashes = ' stroke-dasharray="3 3"' if drawn.state == "unknown" else ""
    lines = [
        f'<path d="M{x(low)} {middle}H{x(high)}" stroke="{colour}" stroke-width="{thick}"{dashes}/>'
        for low, high, thick in (
            (drawn.area_low, drawn.area_high, 1.6),
            (drawn.low, drawn.high, 2 if dashes else 5),
        )
        if low is not None and high is not None and not (dashes and thick < 2)
    ]
    mark = ""
    if drawn.estimate is not None:
        mark = _mark(drawn.state, x(drawn.estimate), middle, colour)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{zero}{"".join(lines)}{mark}</svg>'
    )


def _mark(state: str, x: str, y: float, colour: str) -> str:
    edge = f'stroke="{PAPER}" stroke-width="1.2"'
    if state == "worse":
        return (
            f'<path transform="translate({x} {y})" d="M0-6 6 0 0 6-6 0Z" fill="{colour}" {edge}/>'
        )
    if state == "unknown":
        ring = f'fill="{PAPER}" stroke="{GREY}" stroke-width="1.6"'
        return f'<circle cx="{x}" cy="{y}" r="4" {ring}/>'
    return f'<circle cx="{x}" cy="{y}" r="5" fill="{colour}" {edge}/>'
