"""A table in a Word file, made of its elements: the library takes a millisecond a cell."""

from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element
from docx.shared import Pt

from kpi.documents import docx_style as style
from kpi.documents.blocks import WHOLE
from kpi.documents.fit import column_widths, table_size
from kpi.meetings import Table

VALUE = qn("w:val")


def add_table(document: Opened, block: Table) -> None:
    """With its caption over it, its headings on every page and no row split over two."""
    style.paragraph(document, "Caption", block.caption)
    rows = (block.headings, *block.rows)
    beside, total = 2 * style.CELL_SIDE, style.TEXT_WIDTH
    size = table_size(rows, total, style.CELL_SIZES, beside=beside)
    widths = column_widths(rows, total, size, beside=beside)
    table = document.add_table(rows=0, cols=len(widths), style=style.TABLE)
    table.autofit = False
    words = OxmlElement("w:tblCaption")  # the table's alternative text
    words.set(VALUE, block.caption)
    table._tbl.tblPr.append(words)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    whole = len(block.rows) <= WHOLE
    for number, texts in enumerate(rows):
        last = number == len(rows) - 1
        tied = not last and (whole or number == 0 or style.never_alone(number - 1, len(block.rows)))
        row = _row(table._tbl, heading=number == 0)
        for text, side, width in zip(texts, block.align, widths, strict=True):
            _cell(row, text, side, size, width, tied=tied)
    style.paragraph(document, style.GAP)


def _row(table: Element, *, heading: bool) -> Element:
    row = _add(table, "w:tr")
    properties = _add(row, "w:trPr")
    _add(properties, "w:cantSplit")
    if heading:
        _add(properties, "w:tblHeader")
    return row


def _cell(row: Element, text: str, side: str, size: float, width: float, *, tied: bool) -> None:
    """One paragraph; tied: it stays on the page of the row after it."""
    cell = _add(row, "w:tc")
    wide = _add(_add(cell, "w:tcPr"), "w:tcW")
    wide.set(qn("w:type"), "dxa")
    wide.set(qn("w:w"), str(Pt(width).twips))
    line = _add(cell, "w:p")
    properties = _add(line, "w:pPr")
    _add(properties, "w:pStyle").set(VALUE, style.style_id(style.CELL))
    if tied:
        _add(properties, "w:keepNext")
    if side == "r":
        _add(properties, "w:jc").set(VALUE, "right")
    run = _add(line, "w:r")
    if size != style.SMALL:
        _add(_add(run, "w:rPr"), "w:sz").set(VALUE, str(round(size * 2)))
    run.text = text  # the library's own: a line break becomes Word's


def _add(parent: Element, tag: str) -> Element:
    child: Element = parent.makeelement(qn(tag))
    parent.append(child)
    return child
