"""A table on a slide: real cells with a heading row, on as many slides as it needs."""

from collections.abc import Callable, Sequence

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Drawn
from pptx.table import _Cell
from pptx.util import Pt

from kpi.charts.theme import HAIR, INK
from kpi.documents import pptx_style as style
from kpi.documents.fit import column_widths, row_lines
from kpi.documents.office import bare
from kpi.documents.slide_text import CAPTION, LEADING, SIZES, Said, pages, write
from kpi.meetings import Table

CELL_SIDE, CELL_OVER = 5.0, 3.0  # points beside a cell's text, and over and under it
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # Office's own style with no lines and no ground


def table_pages(table: Table) -> list[Callable[[Drawn], None]]:
    """What draws it, a slide each, with its headings on every one."""
    rows = (table.headings, *table.rows)
    caption = Said(table.caption, CAPTION, quiet=True, after=6)
    room = style.BODY_HIGH - caption.high(style.INSIDE)
    for size in SIZES:
        widths = column_widths(rows, style.INSIDE, size, beside=2 * CELL_SIDE)
        head, *heights = (_high(row, widths, size, bold=at == 0) for at, row in enumerate(rows))
        parts = list(pages(heights, room - head))
        if len(parts) == 1:
            break

    def draw(part: slice) -> Callable[[Drawn], None]:
        def whole(made: Drawn) -> None:
            area = (style.SIDE, style.BODY_TOP, style.INSIDE, caption.high(style.INSIDE))
            write(made.shapes.add_textbox(*map(Pt, area)).text_frame, [caption])
            texts, highs = [table.headings, *table.rows[part]], [head, *heights[part]]
            top = style.BODY_TOP + area[3]
            _drawn(made, table, texts, top, size=size, widths=widths, heights=highs)

        return whole

    return [draw(part) for part in parts]


def _high(row: Sequence[str], widths: Sequence[float], size: float, *, bold: bool) -> float:
    lines = row_lines(row, widths, size, beside=2 * CELL_SIDE, bold=bold)
    return lines * size * LEADING + 2 * CELL_OVER


def _drawn(
    made: Drawn,
    table: Table,
    rows: Sequence[Sequence[str]],
    top: float,
    *,
    size: float,
    widths: Sequence[float],
    heights: Sequence[float],
) -> None:
    area = (style.SIDE, top, sum(widths), sum(heights))
    frame = made.shapes.add_table(len(rows), len(widths), *map(Pt, area))
    style.name_in_words(frame, table.caption, table.caption)
    frame._element.find(f".//{qn('a:tableStyleId')}").text = PLAIN
    frame.table.horz_banding, frame.table.first_col = False, True
    for at, width in enumerate(widths):
        frame.table.columns[at].width = Pt(width)
    for at, (texts, high) in enumerate(zip(rows, heights, strict=True)):
        row = frame.table.rows[at]
        row.height = Pt(high)
        for cell, text, side in zip(row.cells, texts, table.align, strict=True):
            _cell(cell, Said(text, size, bold=at == 0, align=side), first=at == 0)


def _cell(cell: _Cell, said: Said, *, first: bool) -> None:
    write(cell.text_frame, [said])
    cell.margin_left = cell.margin_right = Pt(CELL_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(CELL_OVER)
    colour, width = (INK, 19050) if first else (HAIR, 9525)  # EMU: 1.5 and 0.75 points
    cell._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{bare(colour)}"/>'
            "</a:solidFill></a:lnB>"
        )
    )
