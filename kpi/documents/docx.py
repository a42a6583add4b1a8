"""The report as a Word file: an officer changes it and sends it, so everything is real styles."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as Drawn
from docx.table import _Row
from docx.text.paragraph import Paragraph as Line

from kpi.documents import docx_style as style
from kpi.documents.blocks import Block, Facts, Heading, Paragraph
from kpi.documents.fit import column_widths, table_size
from kpi.documents.office import describe, drawn, settled
from kpi.documents.report import report
from kpi.meetings import Pack, Picture, Table

CHART = 720  # px across the page: 15 px of chart text are set in 9.4 points
KEPT_WHOLE = 9  # rows: a table up to this long is never split over two pages


def docx(pack: Pack) -> bytes:
    """A4 with heading styles, header and footer; pictures and tables are named in words."""
    found = report(pack)
    document = Document()
    style.apply(document, pack)
    describe(document.core_properties, found.title, pack)
    document.add_paragraph(found.title, style="Title")
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
            document.add_heading(block.text, block.level)
        case Paragraph():
            _paragraph(document, block, tied=tied)
        case Facts():
            _facts(document, block)
        case Table():
            _table(document, block)
        case _:
            _picture(document, block)


def _paragraph(document: Opened, block: Paragraph, *, tied: bool) -> None:
    line = document.add_paragraph(style=style.QUIET if block.quiet else None)
    line.paragraph_format.keep_with_next = tied or None
    if block.bold:
        line.add_run(f"{block.bold} " if block.text else block.bold).bold = True
    line.add_run(block.text)


def _facts(document: Opened, block: Facts) -> None:
    """A line each, name and value with a tab between: read as a sentence, and no layout table."""
    for name, value in block.rows:
        line = document.add_paragraph(style=style.FACT)
        line.add_run(name).bold = True
        line.add_run(f"\t{value}")


def _picture(document: Opened, block: Picture) -> None:
    document.add_paragraph(block.title, style="Caption")
    line = document.add_paragraph(style=style.PICTURE)
    line.paragraph_format.keep_with_next = bool(block.note) or None
    shape = line.add_run().add_picture(io.BytesIO(drawn(block, CHART)), width=Pt(style.TEXT_WIDTH))
    words = shape._inline.docPr
    words.set("title", block.title)
    words.set("descr", block.alt)


def _table(document: Opened, block: Table) -> None:
    document.add_paragraph(block.caption, style="Caption")
    rows = (block.headings, *block.rows)
    beside, total = 2 * style.CELL_SIDE, style.TEXT_WIDTH
    size = table_size(rows, total, style.CELL_SIZES, beside=beside)
    widths = column_widths(rows, total, size, beside=beside)
    table = document.add_table(rows=0, cols=len(widths), style=style.TABLE)
    table.autofit = False
    _name(table, block.caption)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    whole = len(rows) <= KEPT_WHOLE
    for number, texts in enumerate(rows):
        row = table.add_row()
        _hold(row, heading=number == 0)
        tied = number == 0 or (whole and number < len(rows) - 1)
        for cell, text, side, width in zip(row.cells, texts, block.align, widths, strict=True):
            cell.width = Pt(width)
            _cell(cell.paragraphs[0], text, side, size, tied=tied)
    document.add_paragraph(style=style.GAP)


def _cell(line: Line, text: str, side: str, size: float, *, tied: bool) -> None:
    line._p.style = style.CELL  # its id too: looking it up by name takes 7 ms a cell
    run = line.add_run(text)
    if size != style.SMALL:
        run.font.size = Pt(size)
    if side == "r":
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line.paragraph_format.keep_with_next = tied or None


def _name(table: Drawn, caption: str) -> None:
    """The table's alternative text, and that its first row and column are headings."""
    words = OxmlElement("w:tblCaption")
    words.set(qn("w:val"), caption)
    table._tbl.tblPr.append(words)


def _hold(row: _Row, *, heading: bool) -> None:
    """A row is never split over two pages; the headings stand on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
