"""How much room a text takes in our type, before anything is set in it.

Widths are in points, or in px where the size is, with room for the types that stand in for
Source Sans 3 where it is missing.
"""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).with_name("fonts")
WIDER = 1.07  # the letters of Arial, which some readers get in its place, to those of ours
# What numbers are made of, in Arial: so much wider than ours that a number would be broken.
_SIGNS = {"0123456789–": 556, " \u00a0,.": 278, "−+": 584, "%": 889, "()": 333}
IN_ARIAL = {sign: width for signs, width in _SIGNS.items() for sign in signs}
NO_SIGNS = str.maketrans("", "", "".join(IN_ARIAL))
NO_SIGN = "□"
NOT_A_CHARACTER = "\uffff"  # no type has a sign for it: what it looks like, all others look like
UNSEEN = {"Cf", "Zl", "Zp", "Zs"}  # spaces, and what only joins or parts its neighbours
# What joins letters or may part a word; our type lacks them and would be measured with its box.
NO_WIDTH = dict.fromkeys(map(ord, "\u2060\u00ad"))
EM = 1000  # the face is measured at this size: whole units, no rounding to pixels
SEEN = 100  # large enough to tell two signs apart, and a hundredth of the work of 1,000


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Points of one line in a size in points."""
    return _word_width(text, bold) * size / EM


@lru_cache(maxsize=8192)
def _word_width(text: str, bold: bool) -> float:
    letters = _face(bold).getlength(text.translate(NO_WIDTH).translate(NO_SIGNS))
    return letters * WIDER + sum(IN_ARIAL.get(each, 0) for each in text)


def drawable(text: str) -> str:
    """The text with □ for each character that our type has no sign for, as an emoji."""
    missing = (ord(each) for each in set(text) if not _has_sign(each))
    return text.translate(dict.fromkeys(missing, NO_SIGN))


def line_count(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Lines of a paragraph in a column; an empty one is a line."""
    if text_width(text, size, bold=bold) <= width:
        return 1
    return len(lines_of(text, size, width, bold=bold))


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """A paragraph in a column, broken at ordinary spaces only."""
    space = text_width(" ", size, bold=bold)
    lines: list[list[str]] = [[]]
    used = 0.0
    for word in text.split(" "):
        wide = text_width(word, size, bold=bold)
        if used and used + space + wide > width:
            lines.append([])
            used = 0.0
        used += wide + (space if used else 0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


@cache
def _has_sign(character: str) -> bool:
    """What is not seen needs none."""
    if character in "\t\n" or unicodedata.category(character) in UNSEEN:
        return True
    face = _face(bold=False, size=SEEN)
    return bytes(face.getmask(character)) != bytes(face.getmask(NOT_A_CHARACTER))


@cache
def _face(bold: bool, size: int = EM) -> ImageFont.FreeTypeFont:
    """Without the shaping library that only some computers have: the same widths everywhere."""
    path = FONTS / f"SourceSans3-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
