"""How much room a text takes in our type: what is set must fit before anybody opens the file.

Widths are in points, with room for the types that stand in for Source Sans 3 where it is missing.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from PIL import ImageFont

from kpi.charts.export import FONTS

WIDER = 1.07  # Arial, which some readers get in its place, to our type
STEPS = 32  # that a table's spare width is given away in
A_LITTLE = 0.05
TRIED = (1, 2, 4, 8, 16)  # steps at once: a wide word may need many before a line is saved
NO_SIGN = "□"
NOT_A_CHARACTER = "\uffff"  # no type has a sign for it: what it looks like, all others look like
UNSEEN = {"Cf", "Zl", "Zp", "Zs"}  # spaces, and what only joins or parts its neighbours
EM = 1000  # the face is measured at this size: whole units, no rounding to pixels


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Points of one line in a size in points."""
    return _word_width(text, bold) * size * WIDER / EM


@lru_cache(maxsize=8192)
def _word_width(text: str, bold: bool) -> float:
    return _face(bold).getlength(text)


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


def table_size(
    rows: Sequence[Sequence[str]], total: float, sizes: Sequence[float], *, beside: float
) -> float:
    """The first of sizes in which no word of a table is broken; the last if there is none."""
    fitting = (each for each in sizes if sum(_least(rows, each, beside)) <= total)
    return next(fitting, sizes[-1])


def column_widths(
    rows: Sequence[Sequence[str]], total: float, size: float, *, beside: float
) -> list[float]:
    """The width of each column of a table, together total; the table becomes as low as it can.

    rows: with the headings, set in bold, first. beside: points of a cell that are not text.
    No word is broken where that can be helped. What is left goes, some steps at a time, to the
    column that saves the most lines a step; what saves no line is shared alike.
    """
    columns = list(zip(*rows, strict=True))
    widths = _least(rows, size, beside)
    left = total - sum(widths)
    if left <= 0:
        return [total * each / sum(widths) for each in widths]
    step, steps = left / STEPS, STEPS
    lines = [_lines(column, size, w - beside) for column, w in zip(columns, widths, strict=True)]
    while steps:
        saved, at, took = max(
            (
                (_saved(lines, at, wider) / tried, at, tried)
                for tried in TRIED
                if tried <= steps
                for at, column in enumerate(columns)
                for wider in [_lines(column, size, widths[at] + tried * step - beside)]
            ),
            key=lambda each: each[0],
        )
        if not saved:
            break
        widths[at] += took * step
        lines[at] = _lines(columns[at], size, widths[at] - beside)
        steps -= took
    return [each + (total - sum(widths)) / len(widths) for each in widths]


def row_lines(
    row: Sequence[str], widths: Sequence[float], size: float, *, beside: float, bold: bool = False
) -> int:
    """Lines of a table's row: those of its highest cell."""
    return max(
        line_count(cell, size, width - beside, bold=bold)
        for cell, width in zip(row, widths, strict=True)
    )


def _least(rows: Sequence[Sequence[str]], size: float, beside: float) -> list[float]:
    """The width of each column at which no word is broken."""
    return [
        beside + max(_longest_word(cell, size, bold=at == 0) for at, cell in enumerate(column))
        for column in zip(*rows, strict=True)
    ]


def _lines(column: Sequence[str], size: float, width: float) -> list[int]:
    counted = {cell: line_count(cell, size, width) for cell in set(column[1:])}
    first = line_count(column[0], size, width, bold=True)
    return [first, *(counted[cell] for cell in column[1:])]


def _saved(lines: Sequence[Sequence[int]], at: int, wider: Sequence[int]) -> float:
    """Lines that the table becomes lower by with other lines in one of its columns."""
    others = [*lines[:at], wider, *lines[at + 1 :]]
    return _height(lines) - _height(others)


def _height(lines: Sequence[Sequence[int]]) -> float:
    """Lines of the table, and a little for every cell's: two cells may hold a row up together."""
    rows: Iterable[tuple[int, ...]] = zip(*lines, strict=True)
    return sum(max(row) + A_LITTLE * sum(row) for row in rows)


def _longest_word(text: str, size: float, *, bold: bool) -> float:
    return max(text_width(word, size, bold=bold) for word in text.split(" "))


@cache
def _has_sign(character: str) -> bool:
    """What is not seen needs none."""
    if character in "\t\n" or unicodedata.category(character) in UNSEEN:
        return True
    face = _face(bold=False)
    return bytes(face.getmask(character)) != bytes(face.getmask(NOT_A_CHARACTER))


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    """Without the shaping library that only some computers have: the same widths everywhere."""
    path = FONTS / f"SourceSans3-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(path), EM, layout_engine=ImageFont.Layout.BASIC)
