"""The report on A4 for diarium and print: tagged (PDF/UA-1), for the archive (PDF/A-2a).

`report.typ` is the page; the content is given to it as data and never as its markup.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typst

from kpi.charts import theme
from kpi.charts.lettering import FONTS, WIDER, drawable, text_width
from kpi.documents import drawing
from kpi.documents.blocks import WHOLE, Block, Facts, Heading, Paragraph
from kpi.documents.fit import column_widths
from kpi.documents.report import Report, report
from kpi.meetings import Pack, Picture, Table
from kpi.wording.numbers import day_and_year

TEMPLATE = Path(__file__).with_name("report.typ")
TEXT_WIDTH = 470.0  # points: 166 mm of A4's 210
SMALL = 9.0  # points: the size in tables
CELL_GAP = 8.0  # points between two columns
LOOK = {"ink": theme.INK, "ink2": theme.INK2, "hair": theme.HAIR}


def pdf(pack: Pack) -> bytes:
    """Dated the meeting's day, whatever the clock says."""
    found = report(pack)
    return typst.compile(
        TEMPLATE,
        sys_inputs={"report": json.dumps(_drawable(_content(pack, found)))},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
    )


def _content(pack: Pack, found: Report) -> dict[str, Any]:
    day = found.day
    under = (day_and_year(day), "påhittade data" if pack.made_up else "")
    return {
        "title": found.title,
        "day": [day.year, day.month, day.day],
        "body": pack.meeting.body,
        "dnr": pack.meeting.dnr,
        "under": ", ".join(filter(None, under)),
        "look": LOOK,
        "width": TEXT_WIDTH,
        "facts": found.facts,
        "blocks": list(_blocks(found.blocks)),
    }


def _blocks(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Each block as data; sticky: it is not parted from the one after it.

    Texts stand on the page of the picture they lead to, and a picture on that of its note.
    """
    for place, block in enumerate(blocks):
        after = blocks[place + 1 :]
        if isinstance(block, Picture):
            sticky = isinstance(after[0], Paragraph) and after[0].quiet
        else:
            beyond = (each for each in after if not isinstance(each, Paragraph))
            sticky = isinstance(block, Paragraph) and isinstance(next(beyond, None), Picture)
        yield _block(block) | {"sticky": sticky}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            bold, text = block.bold, block.text
            return {"kind": "paragraph", "text": text, "bold": bold, "quiet": block.quiet}
        case Facts():
            return {"kind": "facts", "rows": block.rows, "caption": block.caption}
        case Table():
            return _table(block)
        case _:
            about = {"title": block.title, "alt": block.alt, "svg": drawing.svg(block)}
            return {"kind": "picture", **about}


def _table(block: Table) -> dict[str, Any]:
    """tight: a word may have to be parted, since its column is narrower."""
    rows = [block.headings, *block.rows]
    # No other type takes the place of ours here, so letters need no room for one.
    wide = column_widths(rows, TEXT_WIDTH * WIDER, SMALL, beside=CELL_GAP * WIDER)
    widths = [each / WIDER for each in wide]
    return {
        "kind": "table",
        "gap": CELL_GAP,
        "tight": _is_tight(rows, widths),
        "caption": block.caption,
        "headings": block.headings,
        "rows": block.rows,
        "align": block.align,
        "long": len(block.rows) > WHOLE,
        "widths": widths,
    }


def _is_tight(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> bool:
    return any(
        text_width(word, SMALL, bold=True) / WIDER > width
        for column, width in zip(zip(*rows, strict=True), widths, strict=True)
        for cell in column
        for word in cell.split(" ")
    )


def _drawable(content: Any) -> Any:
    """Every text without the characters that would make the standards refuse the whole file."""
    match content:
        case str():
            return drawable(content)
        case list() | tuple():
            return [_drawable(each) for each in content]
        case dict():
            return {name: _drawable(each) for name, each in content.items()}
        case _:
            return content
