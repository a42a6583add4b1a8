"""The workbook: every figure as the pack has it, as a number where it is one, nothing to run."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.documents.report import table_of
from kpi.documents.tables import definitions_table, figures_table
from kpi.documents.worksheet import sheet_names
from kpi.documents.xlsx import xlsx
from kpi.meetings.pack import Figure, Pack, Table
from kpi.wording.numbers import number, read_back, signed
from tests.documents.cells import shown
from tests.documents.picture import kpi_part, pack

AWKWARD = Table(
    caption="Städkostnad per m² månad för månad",
    headings=("Månad", "Värde, kr/m²", "Ändring", "Läge"),
    rows=(
        ("juli 2024", "21,4", "−1\u00a0000,6", "Förbättring: <utanför> & under"),
        ("juni 2024", "1\u00a0022,0", "+0,6", "=1+1"),
        ("maj 2024", "dold, färre än 7 svar", "", "kan inte bedömas än"),
    ),
    align="lrrl",
)
EMPTY = Table(caption="Inga månader", headings=("Månad", "Värde"), rows=(), align="lr")
NOTHING = Figure(
    name="Enheter", text="inget", value=None, kpi="", scope="", month=None, deliveries=()
)


def awkward() -> Pack:
    """One nyckeltal with large, small and hidden numbers, one that nobody has reported."""
    parts = (
        kpi_part(months=AWKWARD),
        kpi_part("Nöjd-Kund-Index", said=(), picture=None, months=EMPTY),
    )
    return pack(kpis=parts, figures=(*pack().figures, NOTHING))


@pytest.fixture(scope="module")
def book():
    return opened(awkward())


def opened(given: Pack):
    return openpyxl.load_workbook(io.BytesIO(xlsx(given)))


def column(sheet, letter: str) -> list[object]:
    return [cell.value for cell in sheet[letter] if cell.value is not None]


def test_a_sheet_to_read_first_one_a_nyckeltal_and_the_rest_by_its_heading(book):
    assert book.sheetnames == [
        "Läs först",
        "Nyckeltalen",
        "Städkostnad per m²",
        "Nöjd-Kund-Index",
        "Vad piloten har förändrat",
        "I kronor",
        "Siffror",
        "Definitioner",
    ]


def test_the_first_sheet_has_the_facts_the_finding_the_answers_and_the_way_to_the_others(book):
    names = column(book["Läs först"], "A")
    assert names[:3] == [
        "Pilot Öster: lägesrapport",
        "Påhittade data: ingenting här beskriver en verklig verksamhet.",
        "Till",
    ]
    facts = {row[0].value: row[1].value for row in book["Läs först"].iter_rows(max_col=2)}
    assert facts["Sammanträde"] == "18 september 2024"
    assert facts["Billigare?"] == "Ja"
    assert facts["  Städkostnad per m²"] == "−4,4\u00a0%, Säkerställd"
    assert facts["Lika bra?"] == "Går inte att säga. Mät först."
    assert facts["Bygger på"] == "leverans 1–70"
    assert {"Lägre kostnad.", "Nämnden godkänner rapporten.", "Detta är andra gången."} < set(names)
    way = next(cell for cell in book["Läs först"]["A"] if cell.value == "I kronor")
    assert way.hyperlink.location == "'I kronor'!A1"


def test_real_data_is_not_called_made_up():
    assert not any(
        "Påhittade" in str(each) for each in column(opened(pack(made_up=False))["Läs först"], "A")
    )


def test_a_plain_number_is_a_number_that_shows_as_it_is_written(book):
    sheet = book["Städkostnad per m²"]
    july, june, may = sheet["5:7"]
    assert [cell.value for cell in july[1:3]] == [21.4, -1000.6]
    assert [cell.value for cell in june[1:3]] == [1022, 0.6]
    assert (may[1].value, may[2].value) == ("dold, färre än 7 svar", None)
    assert [shown(cell) for cell in (*july[1:3], *june[1:3])] == [
        "21,4",
        "−1\u00a0000,6",
        "1\u00a0022,0",
        "+0,6",
    ]


def test_the_headings_of_a_table_stay_in_sight_and_the_definition_stands_under_it(book):
    sheet = book["Städkostnad per m²"]
    assert sheet.freeze_panes == "B5"
    assert [cell.value for cell in sheet[4]] == ["Månad", "Värde, kr/m²", "Ändring", "Läge"]
    assert column(sheet, "A")[-4:] == [
        "Målet är uppfyllt.",
        "Så är det räknat",
        "Vad det visar",
        "Formel",
    ]
    assert book["Vad piloten har förändrat"].freeze_panes == "B5"


def test_two_tables_on_a_sheet_have_no_frozen_headings():
    section = pack().sections[0]
    two = section.model_copy(update={"tables": 2 * section.tables})
    assert opened(pack(sections=(two,)))[two.title].freeze_panes is None


def test_every_number_has_its_trace(book):
    rows = [[cell.value for cell in row] for row in book["Siffror"].iter_rows(min_row=3)]
    assert rows[1] == [
        "Städkostnad per m², juli 2024",
        "23,2\u00a0kr/m²",
        23.2,
        "cleaning_cost_m2",
        "pilot/oster",
        "2024-07",
        "3, 70",
    ]
    assert rows[2] == ["Enheter", "inget", *5 * [None]]


def test_every_definition_is_in_one_table(book):
    rows = [[cell.value for cell in row] for row in book["Definitioner"].iter_rows(min_row=4)]
    assert rows[0] == [
        "Städkostnad per m², hela namnet",
        "Vad det visar",
        "Kostnad delad med yta.",
    ]
    assert len(rows) == 4


def test_no_cell_is_a_formula():
    evil = "=1+1"
    part = kpi_part(
        evil, months=AWKWARD, title=evil, finding=evil, said=(evil,), definition=((evil, evil),)
    )
    book = opened(pack(kpis=(part,), finding=(evil, evil), notes=(evil,)))
    kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row}
    assert "f" not in kinds
    assert evil in column(book["=1+1"], "D")


def test_the_day_of_the_file_is_the_meetings(book):
    assert book.properties.created.date() == date(2024, 9, 18)
    assert book.properties.modified.date() == date(2024, 9, 18)
    assert book.properties.title == "Pilot Öster: lägesrapport"
    assert book.custom_doc_props["Språk"].value == "sv-SE"


def test_a_sheets_name_is_short_allowed_and_its_own():
    names = ["a/b: [c]", "A b   c", "'Citat'", "", "x" * 40, "x" * 31, "History"]
    assert list(sheet_names(names)) == [
        "a b   c",
        "A b   c 2",
        "Citat",
        "Blad",
        "x" * 31,
        "x" * 29 + " 2",
        "History 2",
    ]


def said_rows(sheet, table: Table) -> list[tuple[str, ...]]:
    """The rows under the table's headings, as they are shown."""
    top = next(cell.row for cell in sheet["A"] if cell.value == table.headings[0])
    width, last = len(table.headings), top + len(table.rows)
    assert tuple(cell.value for cell in sheet[top][:width]) == table.headings
    rows = sheet.iter_rows(min_row=top + 1, max_row=last, max_col=width) if table.rows else ()
    return [tuple(shown(cell) for cell in row) for row in rows]


def test_the_demos_workbook_says_every_number_that_its_pack_says(demo_pack):
    book = opened(demo_pack)
    tables = [(part.short_name, part.months) for part in demo_pack.kpis]
    tables += [(each.title, table) for each in demo_pack.sections for table in each.tables]
    tables += [("Nyckeltalen", table_of(demo_pack)), ("Siffror", figures_table(demo_pack))]
    tables += [("Definitioner", definitions_table(demo_pack))]
    for name, table in tables:
        assert said_rows(book[name], table) == list(table.rows), name


def test_what_has_happened_since_the_meeting_before_has_a_sheet():
    since = AWKWARD.model_copy(update={"caption": "Sedan Servicenämnden 13 mars 2024."})
    book = opened(pack(since=since))
    assert said_rows(book["Sedan förra sammanträdet"], since) == list(since.rows)


def test_a_table_is_one_that_a_screen_reader_says_the_headings_of(book):
    (table,) = book["Städkostnad per m²"].tables.values()
    assert table.ref == "A4:D7"
    assert [column.name for column in table.tableColumns] == list(AWKWARD.headings)
    assert book["Nöjd-Kund-Index"].tables == {}  # it has no row


def test_two_headings_alike_are_written_though_excel_cannot_tell_them_apart():
    twins = AWKWARD.model_copy(update={"headings": ("Månad", "Värde", "värde", "Läge")})
    sheet = opened(pack(kpis=(kpi_part(months=twins),)))["Städkostnad per m²"]
    assert said_rows(sheet, twins) == list(twins.rows)
    assert sheet.tables == {}


def test_twenty_nyckeltal_have_a_sheet_each(demo_pack):
    parts = tuple(demo_pack.kpis[at % len(demo_pack.kpis)] for at in range(20))
    book = opened(demo_pack.model_copy(update={"kpis": parts}))
    assert len(book.sheetnames) == 2 + 20 + len(demo_pack.sections) + 2


@given(
    st.floats(-1e9, 1e9).map(lambda value: round(value, 2)),
    st.sampled_from([number, signed]),
)
def test_a_number_that_is_written_can_be_read_back(value, write):
    assert read_back(write(value, 2)) == value


@pytest.mark.parametrize("text", ["", "7 av 7", "72,6\u00a0kr", "1\u00a02,0", "12,", "(5)", "–"])
def test_what_is_no_number_alone_is_not_read_back(text):
    assert read_back(text) is None
