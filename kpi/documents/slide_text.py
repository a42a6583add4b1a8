"""Text on a slide that is known to fit: sizes and lines are counted here, never by PowerPoint."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.text.text import TextFrame
from pptx.text.text import _Paragraph as Drawn
from pptx.util import Pt

from kpi.charts.lettering import line_count
from kpi.documents.office import FONT, LANGUAGE

LEADING = 1.2  # of a line, to its size: exact, so that another type takes no more height
CAPTION = 12.0  # points of what stands over a table or a picture
QUIET = MSO_THEME_COLOR.ACCENT_5  # the theme's place for secondary text
SIZES = (18.0, 16.0, 14.0, 12.0)  # points of running text; never smaller on a wall


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph and how it is set. size, after: points; after is the room under it."""

    text: str
    size: float
    bold: bool = False
    quiet: bool = False
    after: float = 0.0
    align: str = "l"

    def high(self, width: float) -> float:
        """Points that it takes in a column, with the room under it."""
        lines = line_count(self.text, self.size, width, bold=self.bold)
        return lines * self.size * LEADING + self.after


def total_height(texts: Sequence[Said], width: float) -> float:
    return sum(each.high(width) for each in texts)


def largest(
    make: Callable[[float], Sequence[Said]],
    width: float,
    high: float,
    sizes: Sequence[float] = SIZES,
) -> Sequence[Said]:
    """What make gives for the first of sizes at which it fits, or for the last."""
    tried = map(make, sizes)
    return next((each for each in tried if total_height(each, width) <= high), make(sizes[-1]))


def pages(heights: Sequence[float], room: float) -> Iterator[slice]:
    """Which of what is stacked stands together; each page has something."""
    first, used = 0, 0.0
    for at, high in enumerate(heights):
        if at > first and used + high > room:
            yield slice(first, at)
            first, used = at, 0.0
        used += high
    yield slice(first, len(heights))


def write(frame: TextFrame, texts: Sequence[Said]) -> None:
    """Set paragraphs in a frame that has none, without room at its sides."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    for line, each in zip(paragraphs(frame, [each.text for each in texts]), texts, strict=True):
        line.alignment = PP_ALIGN.RIGHT if each.align == "r" else PP_ALIGN.LEFT
        line.line_spacing = Pt(each.size * LEADING)
        line.space_before, line.space_after = Pt(0), Pt(each.after)
        font = line.runs[0].font
        font.size, font.bold, font.name = Pt(each.size), each.bold, FONT
        if each.quiet:
            font.color.theme_color = QUIET


def paragraphs(frame: Any, texts: Sequence[str]) -> list[Drawn]:
    """One paragraph a text, of one run in Swedish, in a frame that has none."""
    lines = [frame.paragraphs[0], *(frame.add_paragraph() for _ in texts[1:])]
    for line, text in zip(lines, texts, strict=True):
        run = line.add_run()
        run.text = text
        run._r.get_or_add_rPr().set("lang", LANGUAGE)
    return lines
