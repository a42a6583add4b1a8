"""The figures as a workbook: a sheet to read first, one a nyckeltal, then effects and definitions.

It holds the months and definitions of a short report too: who opens it wants the figures.
"""

import io
from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import partial

from xlsxwriter import Workbook

from kpi.documents.report import MADE_UP, about, paragraphs, plain_report, table_of
from kpi.documents.tables import definitions_table, figures_table
from kpi.documents.worksheet import Styles, Worksheet, sheet_names, widths
from kpi.meetings import Pack, Table
from kpi.meetings.pack import KpiPart, Section

FIRST_WIDTHS = (34, 80, 40)  # characters, of the sheet to read first
Write = Callable[[Workbook, str, Styles], None]


def xlsx(pack: Pack) -> bytes:
    """A workbook whose every figure stands as the pack says it, as a number where it is one."""
    sheets = list(_sheets(pack))
    names = list(sheet_names(["Läs först", *(name for name, _, _ in sheets)]))
    what = [what for _, what, _ in sheets]
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties(_properties(pack))
        book.set_custom_property("Språk", "sv-SE")
        styles = Styles(book)
        first = Worksheet(book, names[0], styles, FIRST_WIDTHS)
        _first(first, pack, list(zip(names[1:], what, strict=True)))
        for name, (_, _, write) in zip(names[1:], sheets, strict=True):
            write(book, name, styles)
    return out.getvalue()


def _properties(pack: Pack) -> dict[str, object]:
    return {
        "title": plain_report(pack).title,
        "subject": f"{pack.meeting.body} {pack.meeting.held}",
        "author": pack.meeting.body,
        "created": datetime.combine(pack.meeting.held, time()),
    }


def _sheets(pack: Pack) -> Iterator[tuple[str, str, Write]]:
    """What each sheet after the first is called, what is in it, and how it is written."""
    yield _whole("Nyckeltalen", table_of(pack))
    if pack.since is not None:
        yield _whole("Sedan förra sammanträdet", pack.since)
    for kpi in pack.kpis:
        yield kpi.short_name, kpi.title, partial(_kpi, kpi)
    for section in pack.sections:
        caption = "; ".join(table.caption for table in section.tables)
        yield section.title, caption, partial(_section, section)
    yield _whole("Siffror", figures_table(pack))
    yield _whole("Definitioner", definitions_table(pack))


def _whole(name: str, table: Table) -> tuple[str, str, Write]:
    return name, table.caption, partial(_one, table)


def _first(sheet: Worksheet, pack: Pack, sheets: list[tuple[str, str]]) -> None:
    found = plain_report(pack)
    sheet.title(found.title)
    if pack.made_up:
        sheet.text(MADE_UP, quiet=True)
    sheet.facts(found.facts)
    sheet.heading("Sammanfattning")
    sheet.text(pack.finding[0], bold=True)
    sheet.text(pack.finding[1])
    for answer in pack.answers:
        said = f"{answer.answer}. {answer.lack}" if answer.lack else answer.answer
        sheet.facts([(answer.question, said)])
        sheet.facts((f"  {row.name}", f"{row.value}, {row.word}") for row in answer.rows)
    for heading, text in (
        ("Förslag till beslut", pack.meeting.proposal),
        ("Beslutsunderlag", pack.meeting.purpose),
        ("Ärendet", pack.meeting.analysis),
    ):
        sheet.heading(heading)
        for each in paragraphs(text):
            sheet.text(each.text)
    sheet.heading("Bladen")
    sheet.links(sheets)
    sheet.heading("Om siffrorna")
    sheet.facts(about(pack))
    for note in pack.notes:
        sheet.text(note, quiet=True)


def _kpi(kpi: KpiPart, book: Workbook, name: str, styles: Styles) -> None:
    sheet = Worksheet(book, name, styles, widths([kpi.months]))
    sheet.title(kpi.title)
    sheet.text(kpi.finding, bold=True)
    sheet.table(kpi.months, frozen=True)
    for said in kpi.said:
        sheet.text(said)
    sheet.heading("Så är det räknat")
    sheet.facts(kpi.definition)


def _section(section: Section, book: Workbook, name: str, styles: Styles) -> None:
    sheet = Worksheet(book, name, styles, widths(section.tables))
    sheet.title(section.title)
    for said in section.said:
        sheet.text(said)
    for table in section.tables:
        sheet.table(table, frozen=len(section.tables) == 1)


def _one(table: Table, book: Workbook, name: str, styles: Styles) -> None:
    sheet = Worksheet(book, name, styles, widths([table]))
    sheet.title(name)
    sheet.table(table, frozen=True)
