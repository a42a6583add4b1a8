"""How does a file begin, read in one way or another? For somebody who is to say what it means.

Nothing is refused here: whoever chooses the wrong delimiter must see what comes of it.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kpi.catalogue.types import Catalogue
from kpi.intake.archive import Archive, Refused
from kpi.intake.cells import Bad
from kpi.intake.content import Content, content_of, is_binary
from kpi.intake.dates import read_month
from kpi.intake.dialect import (
    DELIMITERS,
    FEWEST_HEADINGS,
    HEADER_WITHIN,
    SAMPLE,
    find_header,
    split,
    without_sep_line,
)
from kpi.intake.encoding import decode, is_utf16
from kpi.intake.how import How
from kpi.intake.issue import Findings
from kpi.intake.layout import known_headings
from kpi.intake.limits import Limits
from kpi.intake.number import read_number
from kpi.intake.personal_data import mask
from kpi.intake.sheet import Cells, sheet_rows
from kpi.intake.sheet_choice import choose_sheet
from kpi.intake.texts import tidy
from kpi.intake.workbook import open_workbook

LOOKED_AT = 200  # rows: what they hold tells what the columns are
_NUMBER = re.compile(r"-?[0-9][0-9 \u00a0]*([.,][0-9]+)?")
_ENCODINGS = {  # as `decode` names what it finds -> as a layout names it
    "UTF-8": "utf-8",
    "UTF-8 med BOM": "utf-8",
    "UTF-16 LE": "utf-16",
    "UTF-16 BE": "utf-16",
    "Windows-1252": "windows-1252",
    "CP850": "cp850",
    "MacRoman": "macroman",
}

Row = tuple[int, tuple[str, ...]]  # as a spreadsheet numbers it, and its cells


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first rows as texts, persons in them masked. Without rows there is nothing to tell.

    how: as it was read, nothing left open; guess: what we would choose, each guess given the
    choices before it (encoding, delimiter, header row). A workbook has neither of the first two.
    """

    rows: tuple[Row, ...] = ()
    how: How = field(default_factory=How)
    guess: How = field(default_factory=How)
    is_workbook: bool = False
    sep_line: bool = False  # the file itself says what its delimiter is
    finds_encoding: bool = True  # it would be read in this encoding without being told to

    @property
    def declares(self) -> How:
        """What a layout must say for such a file to be read so; an encoding only if it must,
        since next month's file may have been saved in another.
        """
        return replace(self.how, encoding=None) if self.finds_encoding else self.how

    @property
    def header(self) -> tuple[str, ...]:
        """The headings, without the empty ones at the end."""
        cells = [tidy(cell) for cell in dict(self.rows).get(self.how.header_row or 0, ())]
        while cells and not cells[-1]:
            cells.pop()
        return tuple(cells)

    @property
    def below(self) -> tuple[Row, ...]:
        """The rows under the headings that hold anything."""
        first = self.how.header_row or 0
        return tuple(row for row in self.rows if row[0] > first and any(map(str.strip, row[1])))

    @property
    def above(self) -> tuple[str, ...]:
        """The texts over the headings."""
        first = self.how.header_row or 0
        return tuple(text for number, row in self.rows if number < first for text in row if text)


def first_rows(
    data: bytes, catalogue: Catalogue, how: How, *, sheet: str | None, limits: Limits
) -> Beginning:
    """How a CSV file or a sheet begins, read as chosen; what is not chosen is guessed."""
    content = content_of(data)
    known = known_headings(catalogue, None)
    if len(data) > limits.bytes:
        return Beginning()
    if content is Content.XLSX:
        return _of_workbook(data, known, how, sheet, limits)
    if content is not None or (not is_utf16(data) and is_binary(data)):
        return Beginning()
    return _of_text(data, known, how)


def _of_text(data: bytes, known: Container[str], how: How) -> Beginning:
    found = decode(data)
    said = [issue.details[0] for issue in found.issues if issue.details]
    encoding = _ENCODINGS[said[0] if said else found.encoding]
    chosen = how.encoding or encoding
    # What is found by itself may know more: which of the two kinds of UTF-16 it is.
    is_found = chosen == _ENCODINGS[found.encoding]
    whole = (found if is_found else decode(data, chosen)).text
    text, declared = without_sep_line(whole[:SAMPLE])
    delimiter = declared or _guess_delimiter(text, known)
    used = declared or how.delimiter or delimiter
    rows = list(enumerate(split(text, used), start=1))
    if len(whole) > SAMPLE:
        rows = rows[:-1] or rows  # the last one was cut in two
    how = replace(how, encoding=chosen, delimiter=used)
    guess = How(encoding=encoding, delimiter=delimiter)
    read = Beginning(how=how, guess=guess, sep_line=bool(declared), finds_encoding=is_found)
    return _beginning(rows, known, read)


def _of_workbook(
    data: bytes, known: Container[str], how: How, sheet: str | None, limits: Limits
) -> Beginning:
    rows: list[tuple[int, list[str]]] = []
    try:
        workbook = open_workbook(Archive(data, limits))
        chosen = choose_sheet(workbook, sheet, Findings()).sheet
        if chosen is not None:
            for batch in sheet_rows(workbook, chosen, how.mark, Cells()):
                rows += batch
                if len(rows) >= LOOKED_AT:
                    break
    except Refused:
        return Beginning()
    how = replace(how, encoding=None, delimiter=None)
    return _beginning(rows, known, Beginning(how=how, is_workbook=True))


def _beginning(
    rows: Sequence[tuple[int, list[str]]], known: Container[str], read: Beginning
) -> Beginning:
    """What was read so far, with its header row and its decimals guessed."""
    kept = [(number, tuple(map(mask, cells))) for number, cells in rows[:LOOKED_AT]]
    if not any(text.strip() for _, cells in kept for text in cells):
        return Beginning()
    header = _guess_header(kept, known)
    row = read.how.header_row
    how = replace(read.how, header_row=row if row in dict(kept) else header)
    guess = replace(read.guess, header_row=header, decimal=_guess_decimal(kept))
    return replace(read, rows=tuple(kept), how=how, guess=guess)


def _guess_delimiter(text: str, known: Container[str]) -> str:
    """The one that finds most known headings, then most rows with the same number of cells."""

    def score(delimiter: str) -> tuple[int, int, int]:
        records = split(text, delimiter)
        _, hits = find_header(records, known)
        widths = Counter(len(record) for record in records if len(record) > 1)
        width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return hits, count, width

    return max(DELIMITERS, key=score)


def _guess_header(rows: Sequence[Row], known: Container[str]) -> int:
    """The number of the row with most known headings, else of the one right above the first data.

    A title over the table fills one cell; headings hold no numbers.
    """
    filled = [(number, found) for number, cells in rows if (found := _filled(cells))]
    early = [row for row in filled if row[0] <= HEADER_WITHIN] or filled[:1]
    at, hits = find_header([cells for _, cells in early], known)
    if hits >= FEWEST_HEADINGS:
        return early[at][0]
    for (number, headings), (_, data) in pairwise(early):
        if len(headings) > 1 and not _is_data(headings) and _is_data(data):
            return number
    return early[at][0]


def _filled(cells: Sequence[str]) -> list[str]:
    return [text for cell in cells if (text := cell.strip())]


def _is_data(texts: Sequence[str]) -> bool:
    """Whether a row holds a number, or one month: several are headings."""
    has_number = any(not isinstance(read_number(text), Bad) for text in texts)
    return has_number or sum(not isinstance(read_month(text), Bad) for text in texts) == 1


def _guess_decimal(rows: Sequence[Row]) -> str:
    """Point where numbers have points for decimals and none has a comma.

    `1.234` alone may be a thousand and more, so three digits tell nothing.
    """
    texts = [text.strip() for _, cells in rows for text in cells]
    ends = [match[1] for match in map(_NUMBER.fullmatch, texts) if match and match[1]]
    has_comma = any(end.startswith(",") for end in ends)
    return "point" if not has_comma and any(len(end) != 4 for end in ends) else "comma"
