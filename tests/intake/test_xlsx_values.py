"""Numbers, formulas, shares and dates, as a workbook keeps them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kpi.intake.issue import Rule
from tests.intake.clean import all_told, checked_sheet, same_sheet, says
from tests.intake.files import CLOSED, POINT, UNITS, check, the_issue, told
from tests.intake.workbooks import (
    HEADER,
    LARK,
    LAST,
    ROW,
    book,
    raw,
    saved,
    text_row,
    value_cell,
    xlsx,
)

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
    assert same_sheet(xlsx(HEADER, [*ROW[:3], "1 234,50"], LAST))


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
    said = (
        "Blad1, rad 2, kolumnen värde: ”15 %” och liknande celler (2 st) visas i procent men läses "
        "som de lagras, här 0,15."
    )
    assert all_told(checked) == [("note", 2, "värde", said)]


def test_formulas_give_their_saved_value():  # case 78
    checked = checked_sheet(value_cell("<c><f>B1*2</f><v>12</v></c>"))
    assert not checked.issues
    assert checked.rows.equals(checked_sheet(value_cell("<c><v>12</v></c>")).rows)
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
    assert issue.rule is rule
    assert told(issue) == ("error", 2, "värde", sentence)
    assert checked.rows.is_empty()


def test_openpyxl_saves_formulas_without_values_and_that_is_said():
    checked = checked_sheet(xlsx(HEADER, [*ROW[:3], "=1+1"]))
    assert [(issue.rule, issue.found) for issue in checked.issues] == [
        (Rule.FORMULA_WITHOUT_VALUE, "=1+1")
    ]


def test_the_error_that_means_no_value_is_a_missing_value():  # case 51
    checked = checked_sheet(value_cell('<c t="e"><v>#N/A</v></c>'))
    assert checked.rows.select("value", "missing").rows() == [(None, "bortfall")]
    assert not checked.issues


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
    assert same_sheet(saved(workbook))


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
    said = (
        f"Blad1, rad 2, kolumnen månad: ”{serial}” är ett av Excels datumnummer och läses som "
        "2024-03-01."
    )
    assert all_told(checked) == [("warning", 2, "månad", said)]


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
