"""A chart in the files of a meeting: how wide, as a picture, as a drawing that tells itself."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape

from kpi.charts import alone as on_its_own
from kpi.charts import export, meanwhile
from kpi.meetings import Picture

WIDTH, PHONE = 720, 350  # px: on a page, a slide or a screen, and on a phone
SLIDE = 864 / 352  # a slide's body: so much wider than high


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
    """What the files show of the pictures given is drawn by another process, PDF's first."""
    with meanwhile.drawing_meanwhile() as begin:

        def draw(picture: Picture) -> None:
            begin("svg", picture.spec | {"width": WIDTH})
            for turn, width in enumerate(sorted({WIDTH, slide_width(picture)}), start=1):
                begin("png", picture.spec | {"width": width}, turn)
            begin("svg", picture.spec | {"width": PHONE}, 3)

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
    """As a file of its own: with its title and its events over it."""
    lines = [picture.note] if picture.note else []
    drawn = on_its_own.svg(picture.spec, picture.title, lines, WIDTH).decode()
    return described(picture, drawn, picture.name)
