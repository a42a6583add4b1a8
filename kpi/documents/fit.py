"""How much room a text takes in our type: what is set must fit before anybody opens the file.

Widths are in points. A reader without Source Sans 3 gets Calibri, which is narrower.
"""

from collections.abc import Sequence
from functools import cache

from PIL import ImageFont

from kpi.charts.export import FONTS

STEPS = 24  # that a table's spare width is given away in
EM = 1000  # the face is measured at this size: whole units, no rounding to pixels


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Points of one line in a size in points."""
    return _face(bold).getlength(text) * size / EM


def line_count(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Lines of a paragraph in a column, broken at ordinary spaces only; an empty one is a line."""
    space = text_width(" ", size, bold=bold)
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = text_width(word, size, bold=bold)
        if used and used + space + wide > width:
            lines, used = lines + 1, wide
        else:
            used += wide + (space if used else 0)
    return lines


def column_widths(
    rows: Sequence[Sequence[str]], total: float, size: float, *, beside: float
) -> list[float]:
    """The width of each column of a table, together total; the table becomes as low as it can.

    rows: with the headings, set in bold, first. beside: points of a cell that are not text.
    No word is broken where that can be helped. What is left is given away a step at a time: to
    the column that alone, or with others, makes the most rows high.
    """
    columns = list(zip(*rows, strict=True))
    widths = [beside + max(_longest_word(cell, size) for cell in column) for column in columns]
    left = total - sum(widths)
    if left <= 0:
        return [total * each / sum(widths) for each in widths]
    for _ in range(STEPS):
        lines = [
            [line_count(cell, size, width - beside, bold=True) for cell in column]
            for column, width in zip(columns, widths, strict=True)
        ]
        tallest = [max(row) for row in zip(*lines, strict=True)]
        asks = [
            sum(here == most > 1 for here, most in zip(column, tallest, strict=True))
            for column in lines
        ]
        if not any(asks):
            break
        widths[asks.index(max(asks))] += left / STEPS
    return [each + (total - sum(widths)) / len(widths) for each in widths]


def _longest_word(text: str, size: float) -> float:
    return max(text_width(word, size, bold=True) for word in text.split(" "))


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    """Without the shaping library that only some computers have: the same widths everywhere."""
    path = FONTS / f"SourceSans3-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(path), EM, layout_engine=ImageFont.Layout.BASIC)
