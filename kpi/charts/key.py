"""The marks of a control chart as small drawings, for the key beside the chart."""

from kpi.charts.theme import BAND, BETTER, FONT, GREY, INK, PAPER, WORSE


def ordinary() -> str:
    """A month that is like the others."""
    return _svg(20, f'<circle cx="10" cy="10" r="4.1" fill="{GREY}"/>')


def preliminary() -> str:
    """A month that too few units have reported for."""
    circle = f'<circle cx="10" cy="10" r="4.4" fill="{PAPER}" stroke="{GREY}" stroke-width="1.6"/>'
    return _svg(20, circle)


def normal_range(*, firm: bool = True) -> str:
    """Between the limits; no ground while they are preliminary."""
    ground = f'<path d="M0 3H28V17H0Z" fill="{BAND}"/>' if firm else ""
    dashes = "4 3" if firm else "2 3"
    edges = f'<path d="M0 3H28M0 17H28" stroke="{GREY}" stroke-dasharray="{dashes}"/>'
    return _svg(28, ground + edges)


def target() -> str:
    dashes = f'<path d="M0 10H28" stroke="{INK}" stroke-width="2" stroke-dasharray="8 3"/>'
    return _svg(28, dashes)


def phase() -> str:
    """Where a phase ends and the next begins: the limits stop and start."""
    edges = f'<path d="M0 5H12M16 8H28M0 15H12M16 17H28" stroke="{GREY}" stroke-dasharray="4 3"/>'
    return _svg(28, edges)


def event(number: int) -> str:
    """The numbered disc above the stroke."""
    text = (
        f'<text x="10" y="14.5" fill="{PAPER}" font-family="{FONT}" font-size="13"'
        f' font-weight="700" text-anchor="middle">{number}</text>'
    )
    return _svg(20, f'<circle cx="10" cy="10" r="9.8" fill="{INK}"/>{text}')


def line() -> str:
    return _svg(28, f'<path d="M0 10H28" stroke="{INK}" stroke-width="2.6"/>')


def dashed_line() -> str:
    dashes = f'<path d="M0 10H28" stroke="{GREY}" stroke-width="2" stroke-dasharray="5 3"/>'
    return _svg(28, dashes)


def dotted_line() -> str:
    dots = f'<path d="M0 10H28" stroke="{GREY}" stroke-width="1.4" stroke-dasharray="2 3"/>'
    return _svg(28, dots)


def pilot_unit() -> str:
    return _svg(20, f'<circle cx="10" cy="10" r="6.4" fill="{INK}"/>')


def below_floor() -> str:
    """A unit of the pilot that does not reach its floor."""
    return _svg(20, f'<path d="M10 2 18 10 10 18 2 10Z" fill="{WORSE}"/>')


def outside(*, good: bool) -> str:
    """A unit beyond the funnel's wide limits."""
    return _svg(20, f'<circle cx="10" cy="10" r="8" fill="{BETTER}"/>') if good else below_floor()


def floor() -> str:
    return _svg(20, f'<path d="M10 1V19" stroke="{INK}" stroke-width="2.4"/>')


def _svg(width: int, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 20"'
        f' width="{width}" height="20">{body}</svg>'
    )
