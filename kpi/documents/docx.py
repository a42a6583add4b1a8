"""The report as a Word file: an officer changes it and sends it, so everything is real styles."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Opened
from docx.shared import Pt

from kpi.documents import docx_style as style
from kpi.documents import drawing
from kpi.documents.blocks import Block, Facts, Heading, Paragraph
from kpi.documents.docx_table import add_table
from kpi.documents.office import describe, settled
from kpi.documents.report import report
from kpi.meetings import Pack, Picture, Table


def docx(pack: Pack) -> bytes:
    """A4 with heading styles, header and footer; pictures and tables are named in words."""
    found = report(pack, to_write=True)
    document = Document()
    style.apply(document, pack)
    describe(document.core_properties, found.title, pack)
    style.paragraph(document, "Title", found.title)
    for block, tied in _before_pictures((Facts(found.facts), *found.blocks)):
        _add(document, block, tied=tied)
    content = io.BytesIO()
    document.save(content)
    return settled(content.getvalue())


def _before_pictures(blocks: Sequence[Block]) -> list[tuple[Block, bool]]:
    """Each block, and whether a picture stands next or after more paragraphs: they go together."""
    found: list[tuple[Block, bool]] = []
    tied = False
    for block in reversed(blocks):
        found.append((block, tied))
        tied = isinstance(block, Picture) or (tied and isinstance(block, Paragraph))
    return found[::-1]


def _add(document: Opened, block: Block, *, tied: bool) -> None:
    match block:
        case Heading():
            style.paragraph(document, f"Heading {block.level}", block.text)
        case Paragraph():
            _paragraph(document, block, tied=tied)
        case Facts():
            _facts(document, block)
        case Table():
            add_table(document, block)
        case _:
            _picture(document, block)


def _paragraph(document: Opened, block: Paragraph, *, tied: bool) -> None:
    line = style.paragraph(document, style.QUIET if block.quiet else "Normal")
    line.paragraph_format.keep_with_next = tied or None
    if block.bold:
        line.add_run(f"{block.bold} " if block.text else block.bold).bold = True
    line.add_run(block.text)


def _facts(document: Opened, block: Facts) -> None:
    """A line each, name and value with a tab between: read as a sentence, and no layout table."""
    if block.caption:
        style.paragraph(document, "Caption", block.caption)
    for at, (name, value) in enumerate(block.rows):
        line = style.paragraph(document, style.FACT)
        line.paragraph_format.keep_with_next = style.never_alone(at, len(block.rows)) or None
        line.add_run(name).bold = True
        line.add_run(f"\t{value}")


def _picture(document: Opened, block: Picture) -> None:
    style.paragraph(document, "Caption", block.title)
    line = style.paragraph(document, style.PICTURE)
    line.paragraph_format.keep_with_next = bool(block.note) or None
    shape = line.add_run().add_picture(io.BytesIO(drawing.png(block)), width=Pt(style.TEXT_WIDTH))
    words = shape._inline.docPr
    words.set("title", block.title)
    words.set("descr", block.alt)
