"""An Excel file says what its CSV would say, and how others write the same format."""

from decimal import Decimal

import pytest
from openpyxl.styles import Font

from kpi.intake.issue import Rule
from kpi.intake.read import read
from tests.intake.clean import ROWS, all_told, checked_sheet, same_sheet, says
from tests.intake.files import CATALOGUE, WIDE
from tests.intake.workbooks import HEADER, LAST, ROW, book, raw, relations, saved, text_row, xlsx

# The clean twin


def test_a_sheet_gives_the_same_rows_as_its_csv():
    assert same_sheet(xlsx(HEADER, ROW, LAST))
    facts = checked_sheet(xlsx(HEADER, ROW, LAST)).facts
    assert (facts.encoding, facts.header_row, facts.data_rows) == ("Excel", 1, 2)
    assert (facts.sheet, facts.sheets) == ("Blad1", ("Blad1",))


def test_columns_in_another_order_and_styled_empty_cells_do_not_matter():
    workbook = book(HEADER, ROW, LAST)
    for row in (1, 2, 9, 700):
        workbook.active.cell(row, 300).font = Font(bold=True)
    assert same_sheet(saved(workbook))


def test_a_blank_row_is_skipped_and_counted_and_keeps_the_numbering():
    checked = checked_sheet(xlsx(HEADER, ROW, [], [" ", ""], LAST))
    assert checked.rows["source_row"].to_list() == [2, 5]
    assert (checked.facts.skipped_rows, checked.facts.data_rows) == (2, 2)
    assert not checked.issues


def test_a_title_above_the_header_is_stepped_over():  # case 18
    checked = checked_sheet(xlsx(["Uppföljning 2024"], [], HEADER, ROW, LAST))
    assert checked.rows.drop("source_row").equals(ROWS.drop("source_row"))
    assert checked.rows["source_row"].to_list() == [4, 5]
    said = "Blad1, rad 3: rubrikraden hittades här, raderna ovanför läses inte."
    assert all_told(checked) == [("warning", 3, "", said)]


def test_a_header_far_down_in_an_otherwise_empty_sheet_is_found():
    rows = text_row(90, *HEADER) + text_row(91, "2024-01", "Lärkskolan", "Städkostnad", "1234,5")
    checked = checked_sheet(raw(rows))
    assert not checked.issues
    assert checked.rows["source_row"].to_list() == [91]


def test_many_rows_are_taken_some_at_a_time(monkeypatch):
    monkeypatch.setattr("kpi.intake.xlsx.CELLS_AT_A_TIME", 1_000)
    rows = [[f"{2000 + n // 12}-{n % 12 + 1:02}", *ROW[1:3], n] for n in range(1_200)]
    checked = checked_sheet(xlsx(HEADER, *rows))
    assert not checked.issues
    assert checked.rows["value"].to_list() == list(map(Decimal, range(1_200)))
    assert checked.rows["source_row"].to_list() == list(range(2, 1_202))


def test_totals_are_left_out_with_a_warning():  # cases 19 and 20
    rows = [["2024-01", "Kastanjen Resultat", "Städkostnad", 7], ["Summa", None, None, 9]]
    checked = checked_sheet(xlsx(HEADER, ROW, rows[0], LAST, rows[1]))
    assert checked.rows.drop("source_row").equals(ROWS.drop("source_row"))
    assert checked.rows["source_row"].to_list() == [2, 4]
    total = "är en summa av andra rader och läses inte."
    assert all_told(checked) == [
        ("warning", 3, "enhet", f"Blad1, rad 3, kolumnen enhet: ”Kastanjen Resultat” {total}"),
        ("warning", 5, "månad", f"Blad1, rad 5, kolumnen månad: ”Summa” {total}"),
    ]


def test_a_footer_is_an_error_on_its_row():  # case 21
    checked = checked_sheet(xlsx(HEADER, ROW, LAST, ["Källa: ekonomisystemet"]))
    said = "Blad1, rad 4, kolumnen månad: ”Källa: ekonomisystemet” är inte en månad."
    assert ("error", 4, "månad", said) in all_told(checked)


def test_a_line_break_in_a_cell_does_not_move_the_row_numbers():  # case 22
    broken = ["2024-01", "Lärk-\nskolan", "Städkostnad", 1]
    checked = checked_sheet(xlsx(HEADER, broken, ["2024-01", "Nej", "yta", 1]))
    unknown = "finns inte i registret."
    assert all_told(checked) == [
        ("error", 2, "enhet", f"Blad1, rad 2, kolumnen enhet: enheten ”Lärk-\nskolan” {unknown}"),
        ("error", 3, "enhet", f"Blad1, rad 3, kolumnen enhet: enheten ”Nej” {unknown}"),
    ]


def test_a_cell_beside_the_table_is_an_error_on_its_row():
    checked = checked_sheet(xlsx(HEADER, [*ROW, None, "obs!"], [], LAST))
    assert (checked.facts.data_rows, checked.facts.skipped_rows) == (1, 1)
    assert says(checked) == ["Blad1, rad 2: raden har 6 fält, men rubrikraden har 4."]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Filen är tom."),
        ([[None, " "]], "Filen är tom."),
        ([HEADER], "Blad1, rad 1: filen har rubriker men inga uppgifter att läsa in."),
        ([["månad"], ["2024-01"]], "Blad1, rad 1: filen har bara en kolumn, ”månad”."),
    ],
)
def test_a_sheet_without_figures_is_never_a_success(rows, sentence):
    checked = checked_sheet(xlsx(*rows))
    assert checked.has_errors
    assert sentence in says(checked)


def test_a_lost_character_is_an_error_in_its_cell():
    checked = checked_sheet(xlsx(HEADER, ["2024-01", "L\ufffdrkskolan", "yta", 1]))
    assert Rule.UNREADABLE_CHARACTER in {issue.rule for issue in checked.issues}


# How others write the same format


def test_prefixes_other_paths_and_no_references_are_read():
    rows = '<x:row r="4"><x:c t="s"><x:v>0</x:v></x:c>' + '<x:c t="s"><x:v>1</x:v></x:c></x:row>'
    more = {
        "xl/worksheets/sheet1.xml": '<x:worksheet xmlns:x="urn:x"><x:sheetData>'
        f"{rows}<x:row><x:c/><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        "xl/sharedStrings.xml": "<sst><si><r><t>mån</t></r><rPh><t>x</t></rPh><r><t>ad</t></r></si>"
        "<si><t>enhet</t></si></sst>",
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "./sharedStrings.xml"),
        ),
    }
    table = read(raw("", more=more), CATALOGUE, name="fil.xlsx")
    assert (table.header, table.header_row) == (("månad", "enhet"), 4)
    assert table.cells.rows() == [(5, "", "7")]


def test_a_wide_sheet_leaves_empty_cells_unnamed():
    rows = [["månad", "enhet", "Städkostnad", "yta"], ["2024-01", "Kastanjen", None, ".."]]
    checked = checked_sheet(xlsx(*rows), WIDE)
    assert checked.rows.select("measure", "missing").rows() == [("cleaned_area_m2", "sekretess")]
