"""A table as an Excel file: every cell a text as it stands, never a formula (intake §6)."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook

from kpi.errors import InputError

AS_TEXT = "@"  # the format in which Excel leaves what is written alone
WIDEST, NARROWEST = 60, 10  # characters
EVERYWHERE = "A1:XFD1048576"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `texts` are the headings whose columns Excel must not read: `2024-01` is a month.

    The cells of other columns are texts too, but what is written there becomes a number.
    `above` are rows of texts over the headings.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]
    texts: frozenset[str] = frozenset()
    above: Sequence[Sequence[str]] = ()


def workbook_file(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as an xlsx file, each with its headings in sight when it is scrolled.

    InputError for what does not fit in a spreadsheet.
    """
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        for sheet in sheets:
            _write(workbook, sheet)
    return content.getvalue()


def _write(workbook: Workbook, sheet: Sheet) -> None:
    place, top = workbook.add_worksheet(sheet.name), len(sheet.above)
    bold, text = workbook.add_format({"bold": True}), workbook.add_format({"num_format": AS_TEXT})
    for at, heading in enumerate(sheet.headings):
        cells = [str(row[at]) for row in sheet.rows]
        form = text if heading in sheet.texts else None
        width = max(NARROWEST, *map(len, (heading, *cells))) + 2
        place.set_column(at, at, min(width, WIDEST), form)
        refused = [place.write_string(top, at, heading, bold)]
        for row, cell in enumerate(cells, start=top + 1):
            blank = place.write_blank(row, at, None, form)  # an empty text is no empty cell
            refused.append(place.write_string(row, at, cell, form) if cell else blank)
        if any(refused):
            raise InputError(f"Kolumnen {heading} får inte plats i en Excel-fil. Hämta CSV.")
    for row, words in enumerate(sheet.above):
        place.write_row(row, 0, words)
    place.freeze_panes(top + 1, 0)
    place.ignore_errors({"number_stored_as_text": EVERYWHERE})
