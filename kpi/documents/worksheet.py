"""One sheet of a workbook, written from the top: texts, facts and tables, never a formula."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from kpi.meetings import Table
from kpi.wording.numbers import MINUS, NO_BREAK, read_back

WIDEST, NARROWEST = 60, 10  # characters of a column
LEAST = 3  # columns that a text may run over
LINE = 15  # points, the height of a line
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST = 31  # characters of a sheet's name
INK, QUIET = "#14212B", "#45525E"
A4 = 9  # as a workbook numbers paper


class Styles:
    """How cells look; a workbook keeps each look once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Format] = {}
        text = {"valign": "top", "text_wrap": True, "font_color": INK}
        self.title = book.add_format({"bold": True, "font_size": 16, "font_color": INK})
        self.heading = book.add_format({"bold": True, "font_size": 13, "font_color": INK})
        self.text = book.add_format(text)
        self.bold = book.add_format({**text, "bold": True})
        self.quiet = book.add_format({**text, "font_color": QUIET})
        self.link = book.add_format({"font_color": "#1B3A57", "underline": 1, "valign": "top"})
        head = {**text, "bold": True, "bottom": 2}
        self.head = {
            "l": book.add_format({**head, "align": "left", "indent": 1}),
            "r": book.add_format({**head, "align": "right"}),
        }
        right, left = {**text, "align": "right"}, {**text, "align": "left", "indent": 1}
        self.cell = {"l": book.add_format(left), "r": book.add_format(right)}

    def number(self, text: str) -> Format:
        """The look that shows a number as the text has it."""
        whole = "#,##0" if NO_BREAK in text else "0"
        decimals = text.partition(",")[2]
        digits = f"{whole}.{'0' * len(decimals)}" if decimals else whole
        plus = '"+"' if text.startswith("+") else ""
        shown = f'{plus}{digits};"{MINUS}"{digits}'
        if shown not in self._numbers:
            look = {"num_format": shown, "align": "right", "valign": "top", "font_color": INK}
            self._numbers[shown] = self._book.add_format(look)
        return self._numbers[shown]


class Worksheet:
    """A sheet and how far down it is written."""

    def __init__(self, book: Workbook, name: str, styles: Styles, widths: Sequence[int]) -> None:
        self._sheet = book.add_worksheet(name)
        self._styles = styles
        self._widths = [*widths, *[NARROWEST] * (LEAST - len(widths))]
        self._row = 0
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width)
        self._sheet.set_landscape()
        self._sheet.set_paper(A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&L&A&RSida &P av &N")

    def title(self, text: str) -> None:
        self._sheet.write_string(self._row, 0, text, self._styles.title)
        self._row += 1

    def heading(self, text: str) -> None:
        self._sheet.write_string(self._row + 1, 0, text, self._styles.heading)
        self._row += 2

    def text(self, text: str, *, bold: bool = False, quiet: bool = False) -> None:
        """A paragraph over the whole width."""
        look = self._styles.bold if bold else self._styles.quiet if quiet else self._styles.text
        self._over(0, text, look)
        self._row += 1

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Names and what they are, a row each."""
        for name, text in rows:
            self._sheet.write_string(self._row, 0, name, self._styles.bold)
            self._over(1, text, self._styles.text)
            self._row += 1

    def links(self, rows: Iterable[tuple[str, str]]) -> None:
        """Sheets of the same workbook and what is in them."""
        for name, text in rows:
            place = f"internal:'{name.replace(chr(39), 2 * chr(39))}'!A1"
            self._sheet.write_url(self._row, 0, place, self._styles.link, name)
            self._over(1, text, self._styles.text)
            self._row += 1

    def table(self, table: Table, *, frozen: bool = False) -> None:
        """A table under its caption; frozen: its headings stay in sight and on every page."""
        self.text(table.caption, quiet=True)
        top = self._row
        for at, (side, heading) in enumerate(zip(table.align, table.headings, strict=True)):
            self._sheet.write_string(top, at, heading, self._styles.head[side])
        for row in table.rows:
            self._row += 1
            for at, (side, cell) in enumerate(zip(table.align, row, strict=True)):
                self._cell(at, side, cell)
            self._high(zip(row, self._widths, strict=False))
        self._announce(top, table)
        if frozen:
            self._sheet.freeze_panes(top + 1, 1)
            self._sheet.repeat_rows(top)
        self._row += 2

    def _announce(self, top: int, table: Table) -> None:
        """Let a screen reader say a cell's heading, which Excel does in a table of its own kind.

        Such a table has a row at least, and no two headings alike.
        """
        headings = [heading.casefold() for heading in table.headings]
        if table.rows and len(set(headings)) == len(headings):
            columns = [
                {"header": heading, "header_format": self._styles.head[side]}
                for heading, side in zip(table.headings, table.align, strict=True)
            ]
            looks = {"autofilter": False, "style": None, "columns": columns}
            self._sheet.add_table(top, 0, self._row, len(columns) - 1, looks)

    def _cell(self, at: int, side: str, text: str) -> None:
        value = read_back(text) if side == "r" else None
        if not text:  # an empty text is no empty cell
            self._sheet.write_blank(self._row, at, None, self._styles.cell[side])
        elif value is None:
            self._sheet.write_string(self._row, at, text, self._styles.cell[side])
        else:
            self._sheet.write_number(self._row, at, value, self._styles.number(text))

    def _over(self, first: int, text: str, look: Format) -> None:
        """A text from a column to the last."""
        self._sheet.merge_range(self._row, first, self._row, len(self._widths) - 1, "", look)
        self._sheet.write_string(self._row, first, text, look)  # merging would read a formula
        self._high([(text, sum(self._widths[first:]))])

    def _high(self, cells: Iterable[tuple[str, int]]) -> None:
        """The row as high as its texts with their widths: not every program measures them."""
        self._sheet.set_row(self._row, LINE * max(ceil(len(t) / w) or 1 for t, w in cells))


def widths(tables: Sequence[Table]) -> list[int]:
    """How wide the columns must be for the tables of one sheet."""
    columns = max((len(table.headings) for table in tables), default=LEAST)
    longest = [NARROWEST] * columns
    for table in tables:
        for at, cells in enumerate(zip(table.headings, *table.rows, strict=True)):
            longest[at] = max(longest[at], *map(len, cells))
    return [min(width, WIDEST) + 2 for width in longest]


def sheet_names(titles: Iterable[str]) -> Iterator[str]:
    """A name a sheet may have for each title, none twice: no difference of case tells two apart."""
    taken = {"history"}  # Excel's own
    for title in titles:
        plain = FORBIDDEN.sub(" ", title).strip(" '")[:LONGEST].strip(" '") or "Blad"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: LONGEST - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        yield name
