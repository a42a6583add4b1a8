"""An Excel file says what its CSV would say, and what only a spreadsheet can get wrong."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kpi.intake.issue import Level, Rule
from kpi.intake.read import read
from kpi.intake.validate import Checked, validate
from kpi.wording.issues import issue_hint, issue_sentence
from tests.intake.files import CATALOGUE, CLOSED, KNOWN, LONG, POINT, UNITS, WIDE, check, the_issue
from tests.intake.files import lines as csv_lines
from tests.intake.workbooks import (
    HEADER,
    LARK,
    LAST,
    ROW,
    book,
    parts,
    raw,
    relations,
    saved,
    text_row,
    value_cell,
    with_sheets,
    xlsx,
    zipped,
)

CLEAN = check(
    csv_lines(
        "månad;enhet;mått;värde",
        "2024-01;Lärkskolan;Städkostnad;1234,5",
        "2024-01;Östra skolan;Städad yta;12",
    )
).rows


def checked_sheet(data: bytes, layout=LONG, *, sheet=None, name="fil.xlsx") -> Checked:
    table = read(data, CATALOGUE, name=name, layout=layout, sheet=sheet)
    return validate(table, layout, CATALOGUE, KNOWN)


def says(checked: Checked) -> list[str]:
    return [issue_sentence(issue) for issue in checked.issues]


def same_rows(data: bytes) -> bool:
    checked = checked_sheet(data)
    return not checked.issues and checked.rows.equals(CLEAN)


# The clean twin


def test_a_sheet_gives_the_same_rows_as_its_csv():
    assert same_rows(xlsx(HEADER, ROW, LAST))
    facts = checked_sheet(xlsx(HEADER, ROW, LAST)).facts
    assert (facts.encoding, facts.header_row, facts.data_rows) == ("Excel", 1, 2)
    assert (facts.sheet, facts.sheets) == ("Blad1", ("Blad1",))


def test_columns_in_another_order_and_styled_empty_cells_do_not_matter():
    workbook = book(HEADER, ROW, LAST)
    for row in (1, 2, 9, 700):
        workbook.active.cell(row, 300).font = Font(bold=True)
    assert same_rows(saved(workbook))


def test_a_blank_row_is_skipped_and_counted_and_keeps_the_numbering():
    checked = checked_sheet(xlsx(HEADER, ROW, [], [" ", ""], LAST))
    assert checked.rows["source_row"].to_list() == [2, 5]
    assert (checked.facts.skipped_rows, checked.facts.data_rows) == (2, 2)
    assert not checked.issues


def test_a_title_above_the_header_is_stepped_over():  # case 18
    checked = checked_sheet(xlsx(["Uppföljning 2024"], [], HEADER, ROW, LAST))
    assert checked.rows["source_row"].to_list() == [4, 5]
    assert the_issue(checked).level is Level.WARNING
    assert says(checked) == ["Blad1, rad 3: rubrikraden hittades här, raderna ovanför läses inte."]


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
    assert checked.rows["source_row"].to_list() == [2, 4]
    assert {issue.level for issue in checked.issues} == {Level.WARNING}
    assert says(checked) == [
        "Blad1, rad 3, kolumnen enhet: ”Kastanjen Resultat” är en summa av andra rader och läses "
        "inte.",
        "Blad1, rad 5, kolumnen månad: ”Summa” är en summa av andra rader och läses inte.",
    ]


def test_a_footer_is_an_error_on_its_row():  # case 21
    checked = checked_sheet(xlsx(HEADER, ROW, LAST, ["Källa: ekonomisystemet"]))
    assert "Blad1, rad 4, kolumnen månad: ”Källa: ekonomisystemet” är inte en månad." in says(
        checked
    )


def test_a_line_break_in_a_cell_does_not_move_the_row_numbers():  # case 22
    broken = ["2024-01", "Lärk-\nskolan", "Städkostnad", 1]
    checked = checked_sheet(xlsx(HEADER, broken, ["2024-01", "Nej", "yta", 1]))
    assert [(issue.rule, issue.row) for issue in checked.issues] == [
        (Rule.UNKNOWN_UNIT, 2),
        (Rule.UNKNOWN_UNIT, 3),
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


# Numbers


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12.3", "12.3"),
        ("1.1000000000000001", "1.1"),
        ("0.30000000000000004", "0.3"),
        ("131974.10000000001", "131974.1"),
        ("1.0000001E-1", "0.10000001"),
        ("1E3", "1000"),
        ("1.5E+06", "1500000"),
        ("12345678901234", "12345678901234"),
        ("-0", "0"),
        ("1.2340", "1.234"),
    ],
)
def test_a_number_is_exact_and_free_from_the_noise_of_binary_fractions(written, value):
    checked = checked_sheet(value_cell(f"<c><v>{written}</v></c>"))
    if len(value.partition(".")[2]) > 4:
        assert says(checked) == [
            f"Blad1, rad 2, kolumnen värde: ”{value.replace('.', ',')}” har fler än fyra decimaler."
        ]
    else:
        assert checked.rows["value"].to_list() == [Decimal(value)]
        assert not checked.issues


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="b"><v>1</v></c>', "SANT"),
        ('<c t="b"><v>0</v></c>', "FALSKT"),
        ('<c t="d"><v>2024-01-31T00:00:00Z</v></c>', "2024-01-31"),
        ("<c><v>NaN</v></c>", "NaN"),
        ("<c><v>abc</v></c>", "abc"),
        ('<c t="str"><v>a_x000A_b</v></c>', "a\nb"),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c s="99"><v>abc</v></c>', "abc"),
    ],
)
def test_what_is_no_number_is_shown_as_the_spreadsheet_shows_it(cell, text):
    issue = the_issue(checked_sheet(value_cell(cell)))
    assert (issue.rule, issue.row, issue.column) == (Rule.NOT_A_NUMBER, 2, "värde")
    assert issue.found == text


def test_a_number_stored_as_text_is_read_as_in_a_csv():  # case 79
    assert same_rows(xlsx(HEADER, [*ROW[:3], "1 234,50"], LAST))


def test_a_layout_with_decimal_point_reads_the_cells_numbers():
    checked = checked_sheet(xlsx(HEADER, [*ROW[:3], 1.234], [*LAST[:3], "1,234.5"]), POINT)
    assert not checked.issues
    assert [str(value) for value in checked.rows["value"]] == ["1.2340", "1234.5000"]


def test_a_share_shown_in_per_cent_is_read_as_stored_with_a_note():  # case 79
    workbook = book(HEADER, [*ROW[:3], 0.15], [*LAST[:3], 0.5])
    for row, shape in ((2, "0 %"), (3, "0.0%")):
        workbook.active.cell(row, 4).number_format = shape
    checked = checked_sheet(saved(workbook))
    assert checked.rows["value"].to_list() == [Decimal("0.15"), Decimal("0.5")]
    assert the_issue(checked).level is Level.NOTE
    assert says(checked) == [
        "Blad1, rad 2, kolumnen värde: ”15 %” och liknande celler (2 st) visas i procent men läses "
        "som de lagras, här 0,15."
    ]


def test_formulas_give_their_saved_value():  # case 78
    checked = checked_sheet(value_cell("<c><f>B1*2</f><v>12</v></c>"))
    assert checked.rows["value"].to_list() == [Decimal(12)]
    nothing = checked_sheet(value_cell('<c t="str"><f>""</f><v></v></c>'))
    assert nothing.rows["missing"].to_list() == ["bortfall"]


@pytest.mark.parametrize(
    ("cell", "rule", "sentence"),
    [
        (
            "<c><f>B1*2</f></c>",
            Rule.FORMULA_WITHOUT_VALUE,
            "Blad1, rad 2, kolumnen värde: formeln har inget sparat värde.",
        ),
        (
            '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            Rule.CELL_ERROR,
            "Blad1, rad 2, kolumnen värde: cellen visar felet #DIV/0!.",
        ),
    ],
)
def test_a_formula_without_a_value_is_an_error(cell, rule, sentence):  # case 78
    checked = checked_sheet(value_cell(cell))
    issue = the_issue(checked)
    assert (issue.rule, issue.level, issue_sentence(issue)) == (rule, Level.ERROR, sentence)
    assert checked.rows.is_empty()


def test_openpyxl_saves_formulas_without_values_and_that_is_said():
    checked = checked_sheet(xlsx(HEADER, [*ROW[:3], "=1+1"]))
    assert [(issue.rule, issue.found) for issue in checked.issues] == [
        (Rule.FORMULA_WITHOUT_VALUE, "=1+1")
    ]


def test_the_error_that_means_no_value_is_a_missing_value():  # case 51
    checked = checked_sheet(value_cell('<c t="e"><v>#N/A</v></c>'))
    assert checked.rows["missing"].to_list() == ["bortfall"]


def test_errors_in_columns_that_nobody_reads_do_not_matter():
    header, row = [*HEADER, "kvot"], f'{LARK}<c><v>1</v></c><c t="e"><v>#DIV/0!</v></c>'
    checked = checked_sheet(raw(text_row(1, *header) + f'<row r="2">{row}</row>'))
    assert [issue.rule for issue in checked.issues] == [Rule.UNKNOWN_COLUMN]


# Dates


@pytest.mark.parametrize(
    "month", [date(2024, 1, 1), datetime.fromisoformat("2024-01-31"), "jan-24", 202401]
)
def test_dates_are_read_as_days_whatever_they_are_shown_as(month):
    workbook = book(HEADER, [month, *ROW[1:]], LAST)
    if not isinstance(month, str | int):
        workbook.active["A2"].number_format = "mmm yy"
    assert same_rows(saved(workbook))


def test_a_moment_is_no_month():
    checked = checked_sheet(xlsx(HEADER, [datetime.fromisoformat("2024-01-31T13:45"), *ROW[1:]]))
    assert says(checked) == [
        "Blad1, rad 2, kolumnen månad: ”2024-01-31 13:45:00” är inte en månad."
    ]


@pytest.mark.parametrize(("serial", "is_1904"), [(45352, False), (43890, True)])
def test_a_serial_number_in_the_month_column_is_a_month_with_a_warning(serial, is_1904):  # case 80
    workbook = book(HEADER, [serial, *ROW[1:]])
    if is_1904:
        workbook.epoch = CALENDAR_MAC_1904
    checked = checked_sheet(saved(workbook))
    assert checked.rows["month"].to_list() == [date(2024, 3, 1)]
    assert the_issue(checked).level is Level.WARNING
    assert says(checked) == [
        f"Blad1, rad 2, kolumnen månad: ”{serial}” är ett av Excels datumnummer och läses som "
        "2024-03-01."
    ]


def test_a_date_in_the_1904_system_is_the_right_month():  # case 80
    workbook = book(HEADER, [date(2024, 3, 1), *ROW[1:]])
    workbook.epoch = CALENDAR_MAC_1904
    checked = checked_sheet(saved(workbook))
    assert checked.rows["month"].to_list() == [date(2024, 3, 1)]
    assert not checked.issues


def test_a_serial_number_in_a_csv_is_no_month():
    checked = check("månad;enhet;mått;värde\n45352;Lärkskolan;Städkostnad;1\n")
    assert [issue.rule for issue in checked.issues] == [Rule.NOT_A_MONTH]


def test_other_numbers_are_no_months():
    for number in (2024, 1.5, 453520):
        checked = checked_sheet(xlsx(HEADER, [number, *ROW[1:]]))
        assert the_issue(checked).rule is Rule.NOT_A_MONTH


def test_registers_are_read_from_excel_too():
    rows = [["enhet", "enhetstyp", "månad", "orsak"], [None, "skola", 45474, "Sommarlov"]]
    checked = checked_sheet(xlsx(*rows), CLOSED)
    assert checked.rows["month"].to_list() == [date(2024, 7, 1)]
    checked = checked_sheet(xlsx(["enhet", "namn", "från"], [101, "Nya", date(2024, 1, 1)]), UNITS)
    assert checked.rows.select("unit", "valid_from").rows() == [("101", date(2024, 1, 1))]


# Rows and cells that are hidden or merged


def test_hidden_rows_are_read_with_a_warning():  # case 76
    workbook = book(HEADER, ROW, LAST)
    workbook.active.row_dimensions[3].hidden = True
    workbook.active.auto_filter.ref = "A1:D3"
    checked = checked_sheet(saved(workbook))
    assert checked.rows.equals(CLEAN)
    assert the_issue(checked).level is Level.WARNING
    assert says(checked) == ["Blad1, rad 3: raden är dold i kalkylbladet men läses."]


def test_hidden_columns_are_read_with_a_warning():  # case 76
    workbook = book(HEADER, ROW, LAST)
    workbook.active.column_dimensions["D"].hidden = True
    workbook.active.column_dimensions["F"].hidden = True  # nothing stands there
    checked = checked_sheet(saved(workbook))
    assert checked.rows.equals(CLEAN)
    assert the_issue(checked).level is Level.WARNING
    assert says(checked) == [
        "Blad1, rad 1, kolumnen värde: kolumnen är dold i kalkylbladet men läses."
    ]


@pytest.mark.parametrize("said", ['min="x" max="2"', 'min="1" max="999999"', 'max="2"'])
def test_a_hidden_column_that_is_nowhere_is_a_broken_workbook(said):
    whole = parts(xlsx(HEADER, ROW))
    name = "xl/worksheets/sheet1.xml"
    cols = f'<cols><col {said} hidden="1"/></cols><sheetData>'.encode()
    data = zipped({**whole, name: whole[name].replace(b"<sheetData>", cols)})
    assert the_issue(checked_sheet(data)).rule is Rule.BROKEN_WORKBOOK


def test_cells_merged_down_several_rows_are_an_error():  # case 77
    workbook = book(HEADER, ROW, ["2024-02", None, "Städkostnad", 1], LAST)
    workbook.active.merge_cells("B2:B3")
    checked = checked_sheet(saved(workbook))
    assert says(checked)[0] == (
        "Blad1, rad 2, kolumnen enhet: cellerna på rad 2–3 är sammanfogade, så bara den första har "
        "ett värde."
    )
    assert checked.issues[0].level is Level.ERROR


def test_cells_merged_elsewhere_do_not_matter():
    workbook = book(["Uppföljning"], [], HEADER, ROW, LAST)
    for merged in ("A1:C2", "B4:C4"):
        workbook.active.merge_cells(merged)
    assert Rule.MERGED_CELLS not in checked_sheet(saved(workbook)).totals


# Sheets


TWO = {"Januari": [HEADER, ROW, LAST], "Februari": [HEADER, ["2024-02", *ROW[1:]]]}


def test_several_sheets_with_text_are_a_choice():  # case 76
    data = saved(with_sheets(**TWO, Tom=[]))
    checked = checked_sheet(data)
    assert checked.facts.sheets == ("Januari", "Februari")
    assert says(checked) == ["Det går inte att veta vilket blad i filen som ska läsas."]
    assert issue_hint(the_issue(checked)) == "Välj bladet ”Januari” eller ”Februari”."
    assert checked_sheet(data, sheet="JANUARI").rows.equals(CLEAN)
    february = checked_sheet(data, sheet="Februari")
    assert (february.facts.sheet, february.rows["month"].to_list()) == (
        "Februari",
        [date(2024, 2, 1)],
    )


def test_a_sheet_that_is_not_there_gets_the_nearest_names():
    issue = the_issue(checked_sheet(saved(with_sheets(**TWO)), sheet="Januri"))
    assert issue_sentence(issue) == "Filen har inget blad som heter ”Januri”."
    assert issue_hint(issue) == "Välj ”Januari” eller ”Februari”."
    issue = the_issue(checked_sheet(b"a;b", sheet="Januari", name="a.csv"))
    assert issue_hint(issue) == "En CSV-fil har inga blad. Lämna den utan att välja blad."


def test_an_empty_sheet_can_be_chosen_and_is_empty():
    assert says(checked_sheet(saved(with_sheets(**TWO, Tom=[])), sheet="Tom")) == ["Filen är tom."]


def test_a_hidden_sheet_is_read_only_when_it_is_chosen():  # case 76
    workbook = with_sheets(**TWO)
    workbook["Januari"].sheet_state = "hidden"
    checked = checked_sheet(saved(workbook))
    assert checked.rows["month"].to_list() == [date(2024, 2, 1)]
    assert checked.facts.sheets == ("Februari", "Januari")
    assert the_issue(checked).level is Level.WARNING
    assert says(checked) == ["Bladet ”Januari” är dolt och läses inte."]
    assert not checked_sheet(saved(workbook), sheet="Januari").issues


def test_our_own_explanation_is_no_sheet_to_choose():
    told = [["Kolumn", "Innehåll"], ["månad", "2024-01"]]
    workbook = with_sheets(Mall=[HEADER, ROW], Förklaring=told)
    checked = checked_sheet(saved(workbook))
    assert (checked.facts.sheet, checked.facts.sheets) == ("Mall", ("Mall",))
    assert not checked.issues
    alone = checked_sheet(saved(with_sheets(Förklaring=[HEADER, ROW])))
    assert alone.rows.height == 1


def test_of_many_sheets_some_are_proposed_and_all_can_be_chosen():
    checked = checked_sheet(saved(with_sheets(**{f"Blad{n}": [HEADER] for n in range(30)})))
    assert len(checked.facts.sheets) == 30
    assert len(the_issue(checked).details) == 20


def test_a_sheets_name_is_shown_without_what_turns_or_hides_text():
    book = '<workbook xmlns:r="urn:r"><sheets><sheet name="{}" r:id="rId1"/></sheets></workbook>'
    for name, shown in (("a\u202eb", "ab"), ("x" * 300, "x" * 99 + "…")):
        more = {"xl/workbook.xml": book.format(name)}
        assert read(raw(text_row(1, "a", "b"), more=more), CATALOGUE).sheet == shown


def test_issues_name_the_sheet():
    checked = checked_sheet(
        saved(with_sheets(Juli=[HEADER, ["2024-01", "Nej", "yta", 1]])), sheet="Juli"
    )
    assert the_issue(checked).sheet == "Juli"
    assert says(checked) == [
        "Blad Juli, rad 2, kolumnen enhet: enheten ”Nej” finns inte i registret."
    ]


def test_a_chart_sheet_is_no_sheet():
    workbook = book(HEADER, ROW, LAST)
    workbook.create_chartsheet("Diagram")
    assert same_rows(saved(workbook))


# Personal numbers


def test_a_personal_number_in_a_sheets_name_is_stopped():  # case 67
    checked = checked_sheet(saved(with_sheets(**TWO, **{"811218-9876": []})))
    assert not checked.keep_file
    assert says(checked) == [
        "Ett blad heter som ett personnummer (8112••-••••). Ingenting har sparats."
    ]
    assert checked.facts.sheets == ()


def test_a_personal_number_in_a_cell_is_stopped():
    checked = checked_sheet(xlsx(HEADER, ROW, ["2024-01", "811218-9876", "yta", 1]))
    assert not checked.keep_file
    assert (
        "Blad1, rad 3, kolumnen enhet: här står ett personnummer (8112••-••••)." in says(checked)[0]
    )


@pytest.mark.parametrize("cell", ["Elev 19811218-9876", 198112189876])
def test_a_personal_number_in_another_sheet_is_stopped(cell):
    data = saved(with_sheets(**TWO, Elever=[[cell]]))
    checked = checked_sheet(data, sheet="Januari")
    assert not checked.keep_file
    issue = the_issue(checked)
    assert (issue.rule, issue.level) == (Rule.PERSON_NUMBER_ELSEWHERE, Level.ERROR)
    assert "811218-9876" not in issue_sentence(issue)
    assert "8112••-••••" in issue_sentence(issue)


@pytest.mark.parametrize("cell", ["anna.berg@kommun.se", "Ring 070-123 45 67"])
def test_an_address_or_a_phone_number_in_another_sheet_is_stopped(cell):  # case 67
    data = saved(with_sheets(**TWO, Kontakter=[[cell]]))
    checked = checked_sheet(data, sheet="Januari")
    assert not checked.keep_file
    issue = the_issue(checked)
    assert (issue.rule, issue.level, issue.row) == (Rule.CONTACT_ELSEWHERE, Level.ERROR, 0)
    assert issue_sentence(issue).startswith(
        "Utanför bladet som läses står en e-postadress eller ett telefonnummer ("
    )
    assert cell not in issue_sentence(issue)


def test_a_personal_number_in_a_property_is_stopped():
    workbook = book(HEADER, ROW, LAST)
    workbook.properties.title = "Ärende 811218-9876"
    assert not checked_sheet(saved(workbook)).keep_file


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
