"""The slides as a PowerPoint file.

A nyckeltal's line is a picture, not a chart of PowerPoint's own: that one cannot draw the normal
range's ground, the baseline, numbered events or labels that step aside for each other, and whoever
opened it could change frozen numbers without a trace. The picture is told in words in its
alternative text and in the notes.
"""

import io
from collections.abc import Callable, Sequence

from PIL import Image
from pptx import Presentation
from pptx.presentation import Presentation as Opened
from pptx.slide import Slide as Drawn
from pptx.util import Pt

from kpi.documents import drawing
from kpi.documents import pptx_style as style
from kpi.documents.deck import Body, Chart, Lines, Opening, Slide, deck
from kpi.documents.office import describe, settled
from kpi.documents.report import plain_report
from kpi.documents.slide_table import table_pages
from kpi.documents.slide_text import (
    CAPTION,
    SIZES,
    Said,
    largest,
    pages,
    paragraphs,
    total_height,
    write,
)
from kpi.meetings import Pack, Table
from kpi.meetings.pack import Answer

Area = tuple[float, float, float, float]  # left, top, width, height in points
Draw = Callable[[Drawn], None]

USUAL = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)  # points
TITLES = {style.OPENING: (40.0, 34.0, *USUAL), style.CONTENT: USUAL}
BESIDE, BETWEEN = 250.0, 28.0  # points of what is said beside a chart, and between
UNDER = 6.0  # points between a picture and what stands under it
COLUMNS_APART = 30.0  # points


def pptx(pack: Pack) -> bytes:
    """16:9, with titles as titles, notes in whole sentences, and everything named in words."""
    presentation = Presentation()
    style.apply(presentation, pack)
    describe(presentation.core_properties, plain_report(pack).title, pack)
    for slide in deck(pack):
        _slides(presentation, slide)
    content = io.BytesIO()
    presentation.save(content)
    return settled(content.getvalue())


def _slides(presentation: Opened, slide: Slide) -> None:
    """One slide, or as many as its body needs, numbered in their titles."""
    kind = style.OPENING if isinstance(slide.body, Opening) else style.CONTENT
    parts = _parts(slide.body)
    for number, draw in enumerate(parts, start=1):
        made = presentation.slides.add_slide(presentation.slide_layouts[kind])
        of = f" ({number}\u00a0av\u00a0{len(parts)})" if len(parts) > 1 else ""
        _title(made, f"{slide.title}{of}", TITLES[kind])
        draw(made)
        paragraphs(made.notes_slide.notes_text_frame, slide.notes)


def _title(made: Drawn, text: str, sizes: Sequence[float]) -> None:
    def set_in(size: float) -> list[Said]:
        return [Said(text, size, bold=True)]

    write(made.placeholders[0].text_frame, largest(set_in, style.INSIDE, style.TITLE_HIGH, sizes))


def _parts(body: Body) -> list[Draw]:
    match body:
        case Opening():
            return [lambda made: _opening(made, body)]
        case Lines():
            return _lines(body.texts)
        case Chart():
            return [lambda made: _chart(made, body)]
        case Table():
            return table_pages(body)
        case _:
            return _answers(body)


def _box(made: Drawn, area: Area, texts: Sequence[Said]) -> None:
    write(made.shapes.add_textbox(*map(Pt, area)).text_frame, texts)


def _opening(made: Drawn, body: Opening) -> None:
    write(made.placeholders[1].text_frame, [Said(body.under, 22, quiet=True)])
    rows = [f"{name}: {value}" for name, value in body.facts.rows]
    area = (style.SIDE, 300.0, style.INSIDE, 180.0)
    _box(made, area, largest(_stacked(rows), area[2], area[3]))


def _stacked(texts: Sequence[str]) -> Callable[[float], list[Said]]:
    return lambda size: [Said(text, size, after=size / 2) for text in texts]


def _lines(texts: Sequence[str]) -> list[Draw]:
    """Paragraphs over the whole slide, on the next where they do not fit."""
    room = (style.SIDE, style.BODY_TOP, style.INSIDE, style.BODY_HIGH)
    said = largest(_stacked(texts), style.INSIDE, style.BODY_HIGH)
    heights = [each.high(style.INSIDE) for each in said]

    def draw(part: slice) -> Draw:
        return lambda made: _box(made, room, said[part])

    return [draw(part) for part in pages(heights, style.BODY_HIGH)]


def _chart(made: Drawn, body: Chart) -> None:
    """The picture over the whole slide, or with what is said to its right."""
    wide = style.INSIDE - (BESIDE + BETWEEN if body.texts else 0)
    _picture(made, body, (style.SIDE, style.BODY_TOP, wide, style.BODY_HIGH))
    if not body.texts:
        return
    area = (style.SIDE + wide + BETWEEN, style.BODY_TOP, BESIDE, style.BODY_HIGH)

    def set_in(size: float) -> list[Said]:
        head = Said(body.large, size * 1.5, bold=True, after=size)
        return [head, *_stacked(body.texts)(size)]

    _box(made, area, largest(set_in, area[2], area[3]))


def _picture(made: Drawn, body: Chart, area: Area) -> None:
    """As large as the area allows; what its axes show stands over it, its events under it."""
    left, top, wide, high = area
    picture = body.picture
    if picture.note:
        note = Said(picture.note, CAPTION, quiet=True)
        high -= note.high(wide) + UNDER
        _box(made, (left, top + high + UNDER, wide, note.high(wide)), [note])
    if body.texts:
        title = Said(picture.title, CAPTION, quiet=True, after=6)
        _box(made, (left, top, wide, title.high(wide)), [title])
        top, high = top + title.high(wide), high - title.high(wide)
    content = drawing.png(picture, drawing.slide_width(picture))
    across, down = Image.open(io.BytesIO(content)).size
    scale = min(wide / across, high / down)
    place = (left, top, across * scale, down * scale)
    shape = made.shapes.add_picture(io.BytesIO(content), *map(Pt, place))
    style.name_in_words(shape, picture.title, picture.alt)


def _answers(answers: Sequence[Answer]) -> list[Draw]:
    """A column a question, with as many rows on a slide as there is room for."""
    wide = (style.INSIDE - COLUMNS_APART * (len(answers) - 1)) / len(answers)
    size = next((each for each in SIZES if _fits(answers, each, wide)), SIZES[-1])
    columns = [_column(answer, size, wide) for answer in answers]

    def draw(number: int) -> Draw:
        def columns_of(made: Drawn) -> None:
            for at, parts in enumerate(columns):
                left = style.SIDE + at * (wide + COLUMNS_APART)
                texts = parts[number] if number < len(parts) else parts[0][:2]
                _box(made, (left, style.BODY_TOP, wide, style.BODY_HIGH), texts)

        return columns_of

    return [draw(number) for number in range(max(map(len, columns)))]


def _fits(answers: Sequence[Answer], size: float, wide: float) -> bool:
    return all(len(_column(answer, size, wide)) == 1 for answer in answers)


def _column(answer: Answer, size: float, wide: float) -> list[list[Said]]:
    """The question and the answer, then its rows; a list a slide."""
    head = [
        Said(answer.question, size, quiet=True, after=2),
        Said(answer.answer, size * 1.5, bold=True, after=size),
    ]
    blocks = [
        [
            Said(row.name, size),
            Said(row.value, size, bold=True),
            Said(row.word, size, after=size * 0.8),
        ]
        for row in answer.rows
    ]
    blocks += [[Said(answer.lack, size)]] if answer.lack else []
    heights = [total_height(block, wide) for block in blocks]
    parts = pages(heights, style.BODY_HIGH - total_height(head, wide))
    return [[*head, *(said for block in blocks[part] for said in block)] for part in parts]
