"""The numbers that people write, each in a small file: the value they mean, or what is wrong."""

import pytest

from kpi.intake.issue import Level, Rule
from kpi.wording.issues import issue_hint
from tests.intake.clean import CLEAN, ROWS, all_told, places, same_rows, told_of
from tests.intake.files import (
    HEADER,
    POINT,
    ROW,
    WIDE,
    check,
    check_value,
    lines,
    the_issue,
    told,
)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", ""])
def test_any_space_may_stand_between_thousands(space):  # case 43
    assert same_rows(CLEAN.replace("1234,50", f"1{space}234,50"))


@pytest.mark.parametrize("text", ["1.234,50", "1234,5000000"])
def test_other_ways_to_write_the_same_number(text):  # case 44
    assert same_rows(CLEAN.replace("1234,50", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1234.50",
            (
                "note",
                0,
                "värde",
                "Kolumnen värde: ”1234.50” och liknande tal (1 st) har ett annat decimaltecken än "
                "väntat och läses som decimaltal.",
            ),
        ),
        (
            "1234,5E0",
            (
                "warning",
                2,
                "värde",
                "Rad 2, kolumnen värde: ”1234,5E0” är skrivet i grundpotensform och läses som "
                "1\u00a0234,5.",
            ),
        ),
    ],
)
def test_ways_to_write_the_same_number_that_are_told_of(text, expected):
    checked = check_value(text)
    assert checked.rows.equals(ROWS[:1])
    assert all_told(checked) == [expected]


NEGATIVE = "är mindre än 0, det minsta som Städkostnad (kr) kan vara."


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("1,234.50", "not_a_number", "”1,234.50” är inte ett tal."),
        ("1.234", "ambiguous_number", "”1.234” kan betyda både 1\u00a0234 och 1,234."),
        ("-5", "below_smallest", f"”-5” {NEGATIVE}"),
        ("\u22125", "below_smallest", f"”\u22125” {NEGATIVE}"),
        ("5-", "below_smallest", f"”5-” {NEGATIVE}"),
        ("(5)", "below_smallest", f"”(5)” {NEGATIVE}"),
        ("1234 kr", "not_a_number", "”1234 kr” är inte ett tal."),
        ("12 %", "not_a_number", "”12 %” är inte ett tal."),
        ("ca 5000", "not_a_number", "”ca 5000” är inte ett tal."),
        ("12,5 m²", "not_a_number", "”12,5 m²” är inte ett tal."),
        ("1O2", "not_a_number", "”1O2” är inte ett tal."),
        ("NaN", "not_a_number", "”NaN” är inte ett tal."),
        ("inf", "not_a_number", "”inf” är inte ett tal."),
        ("1e400", "number_too_large", "talet är för stort för att sparas."),
        ("1234,5678901", "too_many_decimals", "”1234,5678901” har fler än fyra decimaler."),
        ("1e-9", "too_many_decimals", "”1e-9” har fler än fyra decimaler."),
        ("=1+1", "not_a_number", "”=1+1” är inte ett tal."),
    ],
)
def test_numbers_that_are_refused(text, rule, says):  # cases 45 to 48, 50 and 53
    issue = the_issue(check_value(text))
    assert told(issue) == ("error", 2, "värde", f"Rad 2, kolumnen värde: {says}")
    assert (issue.rule.value, issue.found) == (rule, text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.234", "Skriv 1\u00a0234 eller 1,234, det som menas."),
        ("1234 kr", "Skriv ”1234” om det är talet som menas."),
        ("12 %", "Skriv ”12” om det är talet som menas."),
        ("ca 5000", "Skriv ”5000” om det är talet som menas."),
        ("12,5 m²", "Skriv ”12,5” om det är talet som menas."),
    ],
)
def test_a_number_that_is_refused_gets_what_may_be_meant(text, hint):  # cases 46 and 48
    assert issue_hint(the_issue(check_value(text))) == hint


@pytest.mark.parametrize("text", ["-5", "\u22125", "5-", "(5)"])
def test_every_way_to_write_a_minus(text):  # case 47
    checked = check_value(text, "Krediterat")
    assert str(checked.rows["value"][0]) == "-5.0000"
    assert not checked.issues


def test_a_number_in_powers_of_ten_is_exact_and_a_warning():  # case 49
    checked = check_value("1,5E+06")
    assert checked.rows.equals(check_value("1500000").rows)
    assert str(checked.rows["value"][0]) == "1500000.0000"
    says = "”1,5E+06” är skrivet i grundpotensform och läses som 1\u00a0500\u00a0000."
    assert all_told(checked) == [("warning", 2, "värde", f"Rad 2, kolumnen värde: {says}")]


def test_both_decimal_marks_in_one_column_is_an_error():
    rows = [ROW, "2024-02;Kastanjen;yta;12.5", "2024-03;Kastanjen;yta;1,5E1"]
    assert places(lines(HEADER, *rows)) == [
        ("mixed_decimals", 3, "värde"),
        ("exponent", 4, "värde"),
    ]
    for grouped in ("1.234,5", "1.234.567"):
        rows = [f"2024-01;Kastanjen;yta;{grouped}", "2024-02;Kastanjen;yta;12.5"]
        assert places(lines(HEADER, *rows)) == [("mixed_decimals", 3, "värde")]


def test_only_points_are_read_as_decimals_with_a_note():
    checked = check(lines(HEADER, "2024-02;Kastanjen;yta;12.5", "2024-03;Kastanjen;yta;7"))
    assert [str(value) for value in checked.rows["value"]] == ["12.5000", "7.0000"]
    issue = the_issue(checked)
    assert (issue.rule, issue.level, issue.details) == (Rule.OTHER_DECIMALS, Level.NOTE, ("1",))


def test_a_layout_with_decimal_point_exchanges_the_marks():
    content = lines(HEADER, '2024-01;Kastanjen;yta;"1,234.50"').replace(";", ",")
    assert str(check(content, POINT).rows["value"][0]) == "1234.5000"
    content = lines(HEADER, '2024-01;Kastanjen;yta;"1,234"').replace(";", ",")
    issue = the_issue(check(content, POINT))
    assert (issue.rule, issue.details) == (Rule.AMBIGUOUS_NUMBER, ("1234", "1.234"))
    content = lines(HEADER, '2024-01;Kastanjen;yta;"1.234,5"').replace(";", ",")
    issue = the_issue(check(content, POINT))
    assert (issue.rule, issue.details) == (Rule.NOT_A_NUMBER, ("1234.5",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("..", "sekretess"),
        (".", "ej_tillamplig"),
        ("-", "bortfall"),
        ("–", "bortfall"),
        ("\u2212", "bortfall"),
        ("", "bortfall"),
        (" ", "bortfall"),
        ("Saknas", "bortfall"),
        ("NA", "bortfall"),
        ("#N/A", "bortfall"),
        ("#SAKNAS!", "bortfall"),
        ("uppgift  saknas", "bortfall"),
        ("ej rapporterat", "bortfall"),
    ],
)
def test_no_value_is_a_named_kind_of_missing_and_never_zero(text, kind):  # case 51
    checked = check_value(text)
    assert checked.rows.select("value", "missing").rows() == [(None, kind)]
    assert checked.rows.drop("value", "missing").equals(ROWS[:1].drop("value", "missing"))
    assert not checked.issues


def test_in_a_wide_file_an_empty_cell_is_not_named_and_a_marker_is():  # case 51
    checked = check(lines("månad;enhet;Städkostnad;yta", "2024-01;Kastanjen;;.."), WIDE)
    assert checked.rows.select("measure", "missing").rows() == [("cleaned_area_m2", "sekretess")]
    twin = check(lines("månad;enhet;yta", "2024-01;Kastanjen;.."), WIDE)
    assert checked.rows.equals(twin.rows)
    assert not checked.issues


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("84", "”84” är mer än 5, det största som Nöjdhet (betyg) kan vara."),
        ("0,5", "”0,5” är mindre än 1, det minsta som Nöjdhet (betyg) kan vara."),
    ],
)
def test_a_value_outside_the_measures_range_is_an_error(text, says):  # case 65
    content = lines(HEADER, f"2024-01;Lärkskolan;Nöjdhet;{text}")
    assert told_of(content) == [("error", 2, "värde", f"Rad 2, kolumnen värde: {says}")]
