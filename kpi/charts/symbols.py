"""The symbols that stand beside a verdict's word, as SVG text.

Three families that cannot be mixed up: variation is round and has colour, target is square
and has none, effect is an interval against the stroke of no difference. A fourth, octagon,
triangle and disc, is for files. The word beside it is always the content, so on a page a
symbol is `<img alt="">`. The same text becomes an image in the documents.

Statuses are compared as strings: the enums of trends and effects are `StrEnum`.
"""

from urllib.parse import quote

from kpi.charts.theme import BETTER, ERROR, GREY, INK, PAPER, WARNING, WORSE

UP = "M10 15V6M6 9.6l4-4 4 4"
DOWN = "M10 5v9M6 10.4l4 4 4-4"
DIAMOND = "M10 0 20 10 10 20 0 10Z"
HEXAGON = "M5.2 1.5h9.6L19.8 10l-5 8.5H5.2L.2 10Z"
_TICK = "M5.5 10.4l3.2 3.2 6-6.6"


def variation(state: str, side: str | None = None) -> str:
    """The symbol of a trend's state.

    state: common, improving, worsening, high or low; anything else is "cannot be judged yet".
    side: high or low, the value's direction. The arrow shows it; colour and shape judge it,
    so a falling cost is a blue disc with an arrow down.
    """
    arrow = _stroke(DOWN if "low" in (side, state) else UP, PAPER)
    shapes = {
        "common": _ring() + _stroke("M5.2 11c1.4-3.2 3.2-3.2 4.8-1s3.4 2.2 4.8-1", GREY, 2),
        "improving": f'<circle cx="10" cy="10" r="9.5" fill="{BETTER}"/>' + arrow,
        "worsening": f'<path d="{DIAMOND}" fill="{WORSE}"/>' + arrow,
        "high": f'<path d="{HEXAGON}" fill="{INK}"/>' + arrow,
        "low": f'<path d="{HEXAGON}" fill="{INK}"/>' + arrow,
    }
    return _svg(shapes.get(state, _too_short()))


def target(state: str) -> str:
    """The symbol of a target's answer: meets, varies or misses; anything else is "no answer"."""
    full = f'<rect x="1.5" y="1.5" width="17" height="17" rx="2" fill="{INK}"/>'
    open_ = _square(INK)
    shapes = {
        "meets": full + _stroke(_TICK, PAPER),
        "varies": open_ + f'<path d="M2 18V2L18 18Z" fill="{INK}"/>',
        "misses": open_ + _stroke("M6 6l8 8M14 6l-8 8", INK),
    }
    return _svg(shapes.get(state, _square(GREY, "3.4 2.3") + _stroke("M6.5 10h7", GREY)))


def file(level: str) -> str:
    """The symbol of a file's answer: error, warning or fine."""
    mark = "M10 5.2v5.6M10 14.4v.1"
    shapes = {
        "error": f'<path d="M6 .5h8L19.5 6v8L14 19.5H6L.5 14V6Z" fill="{ERROR}"/>'
        + _stroke(mark, PAPER, 2.4),
        "warning": f'<path d="M10 1.6 19 18.3H1Z" fill="{PAPER}" stroke="{WARNING}"'
        ' stroke-width="1.9" stroke-linejoin="round"/>' + _stroke("M10 7v5M10 15v.1", WARNING, 2),
        "fine": f'<circle cx="10" cy="10" r="9.5" fill="{INK}"/>' + _stroke(_TICK, PAPER),
    }
    return _svg(shapes[level])


def effect(grade: str) -> str:
    """The symbol of an effect's grade: sakerstalld, sannolik or ingen_skillnad, else unknown.

    Each is its own definition: the thick line is the interval between units, the thin one
    the interval between areas, and what they cross of the upright stroke is the grade.
    """
    # grade: (thin from, thin to, thick from, thick to, dot); the stroke stands at 33
    drawn = {
        "sakerstalld": (1, 25, 6, 20, 13),
        "sannolik": (4, 40, 9, 28, 18),
        "ingen_skillnad": (7, 42, 14, 37, 25),
    }
    zero = f'<path d="M33 1v18" stroke="{INK}" stroke-width="1.6"/>'
    if grade not in drawn:
        dashes = f'<path d="M3 10H41" stroke="{GREY}" stroke-width="2" stroke-dasharray="3 3"/>'
        return _svg(dashes + zero, width=44)
    thin0, thin1, thick0, thick1, dot = drawn[grade]
    body = (
        f'<path d="M{thin0} 10H{thin1}" stroke="{INK}" stroke-width="1.6"/>'
        f'<path d="M{thick0} 10H{thick1}" stroke="{INK}" stroke-width="5"/>'
        f'<circle cx="{dot}" cy="10" r="3.4" fill="{PAPER}" stroke="{INK}" stroke-width="1.8"/>'
    )
    return _svg(body + zero, width=44)


# What ends an address or an attribute; spaces and signs may stand, and are most of a drawing.
_ESCAPED = str.maketrans({sign: quote(sign) for sign in "%#<>&\"'\n"})


def data_uri(svg: str) -> str:
    """The SVG as an address for `<img src>`: Streamlit removes SVG written into HTML."""
    return "data:image/svg+xml," + svg.translate(_ESCAPED)


def _svg(body: str, width: int = 20) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 20"'
        f' width="{width}" height="20">{body}</svg>'
    )


def _stroke(path: str, colour: str, width: float = 2.2) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _ring(dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<circle cx="10" cy="10" r="8.5" fill="{PAPER}" stroke="{GREY}" stroke-width="2"{dashed}/>'
    )


def _too_short() -> str:
    dots = "".join(f'<circle cx="{x}" cy="10" r="1.3" fill="{GREY}"/>' for x in (6, 10, 14))
    return _ring("3 2.35") + dots


def _square(colour: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<rect x="1.5" y="1.5" width="17" height="17" rx="2" fill="{PAPER}" stroke="{colour}"'
        f' stroke-width="2"{dashed}/>'
    )
