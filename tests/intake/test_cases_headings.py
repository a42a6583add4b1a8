"""The headings of a file: missing, unknown, twice, in another order or another hand."""

import pytest

from kpi.wording.issues import issue_hint
from tests.intake.clean import CLEAN, ROWS, all_told, places, same_rows, told_of
from tests.intake.files import HEADER, ROW, WIDE, check, lines, place, the_issue


def test_the_same_heading_twice_is_an_error():  # case 38
    says = "Rad 1, kolumnen värde: två kolumner betyder samma sak; den andra heter ”värde”."
    assert told_of(lines(HEADER + ";värde", ROW + ";1")) == [("error", 1, "värde", says)]
    assert places(lines(HEADER + ";x;X", ROW + ";1;1")) == [
        ("duplicate_column", 1, "X"),
        ("unknown_column", 1, "X"),
        ("unknown_column", 1, "x"),
    ]


def test_the_same_measure_twice_in_a_wide_file_is_an_error():  # case 38
    content = lines("månad;enhet;städkostnad;städkostnad", "2024-01;Lärkskolan;1;2")
    says = "två kolumner betyder samma sak; den andra heter ”städkostnad”."
    assert told_of(content, WIDE) == [
        ("error", 1, "städkostnad", f"Rad 1, kolumnen städkostnad: {says}")
    ]


def test_two_headings_for_one_field_are_an_error():
    issue = the_issue(check(lines(HEADER + ";antal", ROW + ";1")))
    assert (place(issue), issue.details) == (("duplicate_column", 1, "antal"), ("värde",))


def test_an_unknown_column_is_a_warning_and_is_not_read():  # case 39
    checked = check(lines(HEADER + ";not", ROW + ";x", "2024-01;Östra skolan;yta;12;"))
    assert all_told(checked) == [
        ("warning", 1, "not", "Rad 1, kolumnen not: kolumnen är inte känd och läses inte.")
    ]
    assert checked.rows.equals(ROWS)
    assert checked.facts.ignored == ("not",)


def test_a_column_without_heading_is_named_by_its_letter():
    checked = check(lines("månad;;enhet;mått;värde", ROW.replace(";", ";;", 1)))
    issue = the_issue(checked)
    assert (place(issue), issue.details) == (("unnamed_column", 1, ""), ("B",))


def test_every_missing_column_is_listed_with_the_nearest_heading():  # case 40
    content = lines("månd;enhet;värde", "2024-01;Kastanjen;1")
    assert told_of(content) == [
        ("error", 1, "månad", "Rad 1, kolumnen månad: kolumnen saknas i filen."),
        ("warning", 1, "månd", "Rad 1, kolumnen månd: kolumnen är inte känd och läses inte."),
        ("error", 1, "mått", "Rad 1, kolumnen mått: kolumnen saknas i filen."),
    ]
    month, _, measure = map(issue_hint, check(content).issues)
    assert month == "Byt rubriken ”månd” till månad, eller lägg till kolumnen."
    assert measure == "Lägg till en kolumn med rubriken mått."


@pytest.mark.parametrize(
    "header",
    [
        "Månad;ENHET;Mått;Värde",
        " månad ;enhet\u00a0;mått;värde",
        "\ufeffmånad:;enhet : ;mått;värde",
        "manad;enhetsnamn;matt;varde",
    ],
)
def test_headings_are_compared_kindly(header):  # case 41
    assert same_rows(CLEAN.replace(HEADER, header))


def test_the_order_of_columns_does_not_matter():  # case 42
    turned = lines(
        "värde;mått;enhet;månad", "1234,50;Städkostnad;Lärkskolan;2024-01",
        "12;Städad yta;Östra skolan;2024-01",
    )  # fmt: skip
    assert same_rows(turned)


def test_a_file_that_no_layout_fits_says_so():
    assert places(CLEAN, None) == [("no_layout", 1, "")]
    assert places("", None) == [("empty_file", 0, "")]


def test_a_wide_file_without_any_measure_says_so():
    assert ("no_measures", 1, "") in places(lines("månad;enhet;x", "2024-01;Kastanjen;1"), WIDE)


def test_columns_that_are_missing_do_not_stop_the_check_of_the_others():
    assert places(lines("enhet;värde", "Nej;1O2")) == [
        ("missing_column", 1, "månad"),
        ("missing_column", 1, "mått"),
        ("unknown_unit", 2, "enhet"),
        ("not_a_number", 2, "värde"),
    ]
