"""A chart in the files of a meeting: how wide, as a picture, as a drawing that tells itself."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape

from kpi.charts import export, meanwhile
from kpi.charts.theme import FONT, INK, INK2, PAPER
from kpi.documents.fit import lines_of
from kpi.meetings import Picture

WIDTH, PHONE = 720, 350  # px: on a page, a slide or a screen, and on a phone
SLIDE = 864 / 352  # a slide's body: so much wider than high
MARGIN = 16  # px around a drawing that lies alone
HEADING, NOTE = 18, 15  # px of its texts
LINE = 1.35  # of their size
SIDES = ("width", "height")  # as a drawing begins by saying

Draw = Callable[[Picture], None]


def svg(picture: Picture, width: int = WIDTH) -> str:
    return export.svg(picture.spec | {"width": width}).decode()


def png(picture: Picture, width: int = WIDTH) -> bytes:
    """Its text is 15 px whatever the width."""
    return export.png(picture.spec | {"width": width})


def slide_width(picture: Picture) -> int:
    """px: a high chart is drawn wider, so that it fills the slide and its text stays large."""
    tall: float = picture.spec.get("height", 0)
    return max(WIDTH, round(tall * SLIDE))


@contextmanager
def drawing_meanwhile() -> Iterator[Draw]:
    """Whatever the files show of the pictures given is drawn while they are being made."""
    with meanwhile.drawing_meanwhile() as begin:

        def draw(picture: Picture) -> None:
            for width in (WIDTH, PHONE):
                begin("svg", picture.spec | {"width": width})
            for width in sorted({WIDTH, slide_width(picture)}):
                begin("png", picture.spec | {"width": width})

        yield draw


def described(picture: Picture, drawn: str, mark: str) -> str:
    """A drawing with the picture's words as title and description.

    mark: what tells their ids from another drawing's in the same file.
    """
    words = (
        f'<title id="t{mark}">{escape(picture.title)}</title>'
        f'<desc id="d{mark}">{escape(picture.alt)}</desc>'
    )
    marked = re.sub(r"<svg ", f'<svg role="img" aria-labelledby="t{mark} d{mark}" ', drawn, count=1)
    return re.sub(r"(<svg [^>]*>)", lambda found: found[1] + words, marked, count=1)


def alone(picture: Picture) -> str:
    """The drawing with its title over it and its note under it: a file that has left its page."""
    drawn = svg(picture)
    wide, high = (float(drawn.partition(f'{side}="')[2].partition('"')[0]) for side in SIDES)
    above, top = _text(picture.title, MARGIN, HEADING, f'font-weight="700" fill="{INK}"')
    below, end = _text(picture.note, top + high, NOTE, f'fill="{INK2}"')
    wide, tall = wide + 2 * MARGIN, end + MARGIN
    placed = re.sub(r"<svg ", f'<svg x="{MARGIN}" y="{top:g}" ', drawn, count=1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:g}" '
        f'viewBox="0 0 {wide:g} {tall:g}" font-family="{FONT}">'
        f'<rect width="{wide:g}" height="{tall:g}" fill="{PAPER}"/>{above}{placed}{below}</svg>'
    )


def _text(text: str, top: float, size: int, look: str) -> tuple[str, float]:
    """The lines of a text, and where what comes under them begins."""
    if not text:
        return "", top
    lines = lines_of(text, size, WIDTH, bold=size == HEADING)
    drawn = "".join(
        f'<tspan x="{MARGIN}" y="{top + size * (1 + LINE * number):g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text font-size="{size}" {look}>{drawn}</text>', top + size * (LINE * len(lines) + 0.6)
