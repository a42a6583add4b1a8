"""The report on A4 for diarium and print: tagged (PDF/UA-1), for the archive (PDF/A-2a).

`report.typ` is the page; the content is given to it as data and never as its markup.
"""

import json
from pathlib import Path
from typing import Any

import typst

from kpi.charts import export, theme
from kpi.documents.blocks import Block, Facts, Heading, Paragraph
from kpi.documents.report import report
from kpi.meetings import Pack, Picture, Table
from kpi.wording.numbers import day_and_year

TEMPLATE = Path(__file__).with_name("report.typ")
WIDTH = 720  # px of a chart, set 166 mm wide: its 15 px become 9.8 points
WHOLE = 14  # rows of a table that is kept on one page
LOOK = {"ink": theme.INK, "ink2": theme.INK2, "hair": theme.HAIR}


def pdf(pack: Pack) -> bytes:
    """Dated the meeting's day, whatever the clock says."""
    found = report(pack)
    content = {
        "title": found.title,
        "day": [found.day.year, found.day.month, found.day.day],
        "day_said": day_and_year(found.day),
        "dnr": pack.meeting.dnr,
        "look": LOOK,
        "facts": found.facts,
        "blocks": [_block(block) for block in found.blocks],
    }
    return typst.compile(
        TEMPLATE,
        sys_inputs={"report": json.dumps(content)},
        font_paths=[export.FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
    )


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            bold, text = block.bold, block.text
            return {"kind": "paragraph", "text": text, "bold": bold, "quiet": block.quiet}
        case Facts():
            return {"kind": "facts", "rows": block.rows}
        case Table():
            return _table(block)
        case Picture():
            drawn = export.svg(block.spec | {"width": WIDTH}).decode()
            return {"kind": "picture", "title": block.title, "alt": block.alt, "svg": drawn}


def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": block.caption,
        "headings": block.headings,
        "rows": block.rows,
        "align": block.align,
        "long": len(block.rows) > WHOLE,
        "widths": [0] * len(block.align),
    }
