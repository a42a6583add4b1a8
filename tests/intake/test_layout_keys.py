"""What a layout may say about a file, in CSV and Excel alike."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.catalogue.types import Layout
from kpi.intake.issue import Level, Rule
from kpi.intake.layout import guess_layout
from kpi.intake.read import read
from kpi.intake.validate import Checked, validate
from kpi.wording.issues import issue_hint, issue_sentence
from tests.intake.files import CATALOGUE, KNOWN, LONG, MONTHS, WIDE, check, lines, told
from tests.intake.workbooks import book, saved, xlsx

HEADER = "månad;enhet;mått;värde"
ROWS = ["2024-01;Lärkskolan;Städkostnad;1234", "2024-01;Östra skolan;Städad yta;12"]
CLEAN = check(lines(HEADER, *ROWS)).rows


def as_csv(rows: list[str]) -> bytes:
    return lines(*rows).encode()


def as_sheet(rows: list[str]) -> bytes:
    return xlsx(*([cell or None for cell in row.split(";")] for row in rows))


def changed(layout: Layout, **keys: object) -> Layout:
    return Layout.model_validate({**layout.model_dump(), **keys})


def read_both(layout: Layout, *rows: str) -> list[Checked]:
    """The same rows as a CSV and as a sheet."""
    tables = [read(made(list(rows)), CATALOGUE, layout=layout) for made in (as_csv, as_sheet)]
    return [validate(table, layout, CATALOGUE, KNOWN) for table in tables]


def says(checked: Checked) -> list[str]:
    return [issue_sentence(issue).replace("Blad1, rad", "Rad") for issue in checked.issues]


# The header's row


def test_a_header_row_is_where_the_layout_says_and_what_is_above_is_expected():
    layout = changed(LONG, header_row=3)
    for checked in read_both(layout, "Mall 2024;;;", "månad;enhet;;", HEADER, *ROWS):
        assert not checked.issues
        assert checked.rows.drop("source_row").equals(CLEAN.drop("source_row"))
        assert checked.facts.header_row == 3


def test_a_header_row_that_is_blank_is_an_error():
    for checked in read_both(changed(LONG, header_row=2), HEADER, ";;;", *ROWS):
        assert says(checked) == [
            "Rad 2: rubrikerna ska stå här enligt filens layout, men raden är tom."
        ]
    for checked in read_both(changed(LONG, header_row=9), HEADER, *ROWS):
        assert says(checked) == [
            "Rad 9: rubrikerna ska stå här enligt filens layout, men raden är tom."
        ]


def test_a_header_row_without_the_headings_lists_what_is_missing():
    for checked in read_both(changed(LONG, header_row=2), HEADER, *ROWS):
        assert sum("kolumnen saknas i filen" in said for said in says(checked)) == 4


# Rows left out


SKIPS = changed(LONG, skip=["Källa:*", "* sidan *"])


def test_footers_are_left_out_with_a_warning_that_names_them():  # case 21
    rows = [HEADER, *ROWS, "KÄLLA: ekonomisystemet;;;", ";Se sidan 3;;"]
    for checked in read_both(SKIPS, *rows):
        assert checked.rows.equals(CLEAN)
        assert {issue.level for issue in checked.issues} == {Level.WARNING}
        assert says(checked) == [
            "Rad 4: raden ”KÄLLA: ekonomisystemet” läses inte; så säger filens layout.",
            "Rad 5: raden ”Se sidan 3” läses inte; så säger filens layout.",
        ]
        assert checked.facts.data_rows == 2


def test_a_footer_with_another_number_of_fields_is_left_out_too():  # case 21
    content = lines(HEADER, ROWS[0], "Källa: a", ROWS[1], "Källa: a;b;c;d;e", "Not", "källa:")
    checked = check(content, SKIPS)
    assert says(checked) == [
        "Rad 3: raden ”Källa: a” läses inte; så säger filens layout.",
        "Rad 5: raden ”Källa: a” läses inte; så säger filens layout.",
        "Rad 6: raden har bara 1 fält, men rubrikraden har 4.",
        "Rad 7: raden ”källa:” läses inte; så säger filens layout.",
    ]
    assert check(content.replace("Not\r\n", ""), SKIPS).rows["source_row"].to_list() == [2, 4]


def test_a_personal_number_in_a_row_left_out_is_stopped():
    for footer in ("Källa: Eva 811218-9876", "Källa:;811218-9876;;"):
        checked = check(lines(HEADER, *ROWS, footer), SKIPS)
        assert not checked.keep_file
        assert checked.issues[0].rule in {Rule.PERSON_NUMBER, Rule.SKIPPED_ROW}
        assert not any("811218-9876" in said for said in says(checked))


def test_marks_in_a_row_left_out_do_not_matter():
    workbook = book(HEADER.split(";"), ["2024-01", "Lärkskolan", "yta", 1], ["Källa:", None, None])
    workbook.active["D3"] = "=1+1"
    table = read(saved(workbook), CATALOGUE, layout=SKIPS)
    checked = validate(table, SKIPS, CATALOGUE, KNOWN)
    assert [issue.rule for issue in checked.issues] == [Rule.SKIPPED_ROW]


# Months as columns


def test_months_as_columns_are_read_as_one_row_a_month():  # case 81
    wide = ["enhet;jan-24;Februari 2024;2024-03", "Lärkskolan;1;2,5;", "Kastanjen;..;;4"]
    long = [
        HEADER,
        "2024-01;Lärkskolan;yta;1",
        "2024-02;Lärkskolan;yta;2,5",
        "2024-01;Kastanjen;yta;..",
        "2024-03;Kastanjen;yta;4",
    ]
    twin = check(lines(*long)).rows
    for checked in read_both(MONTHS, *wide):
        assert not checked.issues
        assert checked.rows.drop("source_row").equals(twin.drop("source_row"))
        assert checked.rows["source_row"].to_list() == [2, 2, 3, 3]


def test_a_months_header_may_hold_dates_and_stand_below_a_title():
    workbook = book(["Yta"], [], ["enhet", date(2024, 1, 1), date(2024, 2, 1)], ["Kastanjen", 1, 2])
    both = CATALOGUE.model_copy(update={"layouts": {**CATALOGUE.layouts, "area": MONTHS}})
    table = read(saved(workbook), both)
    assert table.header_row == 3
    assert guess_layout(table.header, both.layouts.values(), both.measures.values()) is MONTHS
    checked = validate(table, MONTHS, both, KNOWN)
    assert checked.rows["month"].to_list() == [date(2024, 1, 1), date(2024, 2, 1)]


def test_a_months_layout_is_told_by_its_months():
    layouts = [*CATALOGUE.layouts.values(), MONTHS]
    measures = CATALOGUE.measures.values()
    assert guess_layout(["enhet", "2024-01"], layouts, measures) is MONTHS
    assert guess_layout(["enhet", "namn"], layouts, measures).id == "units"
    assert guess_layout(["enhet", "x"], layouts, measures) is None


def test_two_columns_of_one_month_and_other_columns_are_told_of():
    for checked in read_both(MONTHS, "enhet;2024-01;jan-24;not", "Kastanjen;1;2;x"):
        assert says(checked) == [
            "Rad 1, kolumnen jan-24: två kolumner betyder samma sak; den andra heter ”2024-01”.",
            "Rad 1, kolumnen not: kolumnen är inte känd och läses inte.",
        ]


def test_mistakes_name_the_months_column():
    for checked in read_both(MONTHS, "enhet;2024-01;2024-02", "Kastanjen;1;1O2", "Kastanjen;3;"):
        assert says(checked) == [
            "Rad 2, kolumnen 2024-02: ”1O2” är inte ett tal.",
            "Rad 3, kolumnen 2024-01: samma uppgift står på rad 2 men är en annan där.",
        ]


def test_a_row_of_months_can_be_taken_away():
    (checked, _) = read_both(MONTHS, "enhet;2024-01;2024-02;bort", "Kastanjen;1;;ja")
    assert checked.rows.select("month", "removed").rows() == [(date(2024, 1, 1), True)]


def test_months_to_come_may_stand_empty_but_not_filled():
    known = replace(KNOWN, today=date(2024, 1, 20))
    for filled, expected in (("", []), ("7", ["Kolumnen 2024-02: ”2024-02” har inte börjat än."])):
        table = read(as_csv(["enhet;2024-01;2024-02", f"Kastanjen;1;{filled}"]), CATALOGUE)
        assert says(validate(table, MONTHS, CATALOGUE, known)) == expected


def test_a_file_without_months_says_so():
    for checked in read_both(MONTHS, "enhet;x", "Kastanjen;1"):
        assert "Rad 1: ingen kolumn har en månad som rubrik." in says(checked)


def test_months_as_columns_without_a_layout_is_said_with_what_to_do():  # case 81
    table = read(as_csv(["enhet;2024-01;2024-02", "Kastanjen;1;2"]), CATALOGUE)
    checked = validate(table, None, CATALOGUE, KNOWN)
    said = "Rad 1: månaderna står som kolumner, och det framgår inte vilket mått filen gäller."
    assert [told(issue) for issue in checked.issues] == [("error", 1, "", said)]
    assert checked.rows.is_empty()
    assert issue_hint(checked.issues[0]) == (
        "Välj mått när du tolkar filen på sidan Lämna fil, eller gör en rad per värde: "
        "månad;enhet;mått;värde."
    )


# A fixed month


def of_a_year(layout: Layout) -> Layout:
    columns = {field: column for field, column in layout.columns.items() if field != "month"}
    return changed(layout, period=date(2024, 1, 1), columns=columns)


def test_a_file_of_one_period_needs_no_column_of_months():
    for checked in read_both(of_a_year(LONG), "enhet;mått;värde", *(r[8:] for r in ROWS)):
        assert not checked.issues
        assert checked.rows.equals(CLEAN)
    for checked in read_both(of_a_year(WIDE), "enhet;Städkostnad", "Lärkskolan;1234"):
        assert checked.rows.equals(CLEAN[:1])


def test_a_period_that_has_not_begun_is_an_error():
    layout = of_a_year(WIDE)
    known = replace(KNOWN, today=date(2023, 12, 31))
    table = read(as_csv(["enhet;Städkostnad", "Lärkskolan;1234"]), CATALOGUE, layout=layout)
    assert says(validate(table, layout, CATALOGUE, known)) == ["”2024-01” har inte börjat än."]


# Factors


THOUSANDS = changed(WIDE, factors={"cleaning_cost": "1000", "portions_served": "10"})


def test_thousands_of_kronor_become_kronor_exactly_with_a_note():
    rows = ["månad;enhet;Städkostnad;yta", "2024-01;Lärkskolan;1,2340;5", "2024-02;Lärkskolan;..;"]
    for checked in read_both(THOUSANDS, *rows):
        assert [str(value) for value in checked.rows["value"]] == ["1234.0000", "5.0000", "None"]
        assert {issue.level for issue in checked.issues} == {Level.NOTE}
        assert [said.replace("\u00a0", " ") for said in says(checked)] == [
            "Kolumnen Städkostnad: talen för Städkostnad multipliceras med 1 000, "
            "enligt filens layout."
        ]


def test_a_factor_counts_in_every_shape():
    (checked, _) = read_both(changed(LONG, factors={"cleaning_cost": 1000}), HEADER, *ROWS)
    assert [str(value) for value in checked.rows["value"]] == ["1234000.0000", "12.0000"]
    layout = changed(MONTHS, factors={"cleaned_area_m2": "0.01"})
    (checked, _) = read_both(layout, "enhet;2024-01;2024-02", "Kastanjen;150;7")
    assert [str(value) for value in checked.rows["value"]] == ["1.5000", "0.0700"]


def test_bounds_are_of_the_measures_own_unit():
    (checked, _) = read_both(THOUSANDS, "månad;enhet;portions_served", "2024-01;Kastanjen;100001")
    assert Rule.ABOVE_LARGEST in checked.totals


@pytest.mark.parametrize(
    ("factor", "value", "rule"),
    [
        ("0.01", "0,001", Rule.TOO_MANY_DECIMALS),
        ("1000", "99999999999999", Rule.NUMBER_TOO_LARGE),
    ],
)
def test_a_product_that_cannot_be_stored_is_an_error(factor, value, rule):
    layout = changed(WIDE, factors={"cleaning_cost": factor})
    (checked, _) = read_both(layout, "månad;enhet;Städkostnad", f"2024-01;Kastanjen;{value}")
    (issue,) = (issue for issue in checked.issues if issue.level is Level.ERROR)
    assert (issue.rule, issue.row, issue.column, issue.found) == (rule, 2, "Städkostnad", value)
