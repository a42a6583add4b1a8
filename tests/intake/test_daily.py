"""Daily rows become months: the sum of the days that were reported."""

from datetime import date
from decimal import Decimal

from tests.intake.files import DAILY, HEADER, LONG, check, lines, place, the_issue

HEAD = "datum;enhet;portioner;typ"


def test_days_are_summed_to_unit_and_month():
    checked = check(
        lines(
            HEAD,
            "2024-01-01;Kastanjen;10;F",
            "2024-01-02;Lärkskolan;5,5;S",
            "2024-01-31;kastanjen;20;F",
            "2024-01-31;Kastanjen;20;F",
            "2024-02-01;Kastanjen;1;F",
        ),
        DAILY,
    )
    assert not checked.issues
    assert checked.rows.select("unit", "month", "value", "source_row").rows() == [
        ("kastanjen", date(2024, 1, 1), Decimal("50.0000"), 2),
        ("larkskolan", date(2024, 1, 1), Decimal("5.5000"), 3),
        ("kastanjen", date(2024, 2, 1), Decimal("1.0000"), 6),
    ]


def test_missing_days_are_left_out_and_counted_by_measure():
    checked = check(
        lines(
            "datum;enhet;portioner;kredit",
            "2024-01-01;Kastanjen;10;",
            "2024-01-02;Kastanjen;NA;NA",
            "2024-01-03;Kastanjen;..;NA",
            "2024-02-01;Kastanjen;..;",
            "2024-02-02;Kastanjen;..;",
            "2024-03-01;Kastanjen;..;",
            "2024-03-02;Kastanjen;NA;",
        ),
        DAILY,
    )
    assert checked.rows.select("measure", "month", "value", "missing").rows() == [
        ("portions_served", date(2024, 1, 1), Decimal("10.0000"), None),
        ("credit", date(2024, 1, 1), None, "bortfall"),
        ("portions_served", date(2024, 2, 1), None, "sekretess"),
        ("portions_served", date(2024, 3, 1), None, "bortfall"),
    ]
    assert [(place(issue), issue.details) for issue in checked.issues] == [
        (("days_missing", 0, "kredit"), ("2", "Krediterat")),
        (("days_missing", 0, "portioner"), ("6", "Serverade portioner")),
    ]


def test_long_rows_can_be_summed_too():
    layout = LONG.model_copy(update={"aggregate": "sum"})
    rows = ["2024-01-01;Kastanjen;yta;1", "2024-01-02;Kastanjen;yta;2", "2024-01-03;Kastanjen;yta;"]
    checked = check(lines(HEADER, *rows), layout)
    assert checked.rows["value"].to_list() == [Decimal("3.0000")]
    assert the_issue(checked).details == ("1", "Städad yta")
    issues = check(lines(HEADER, *rows, "2024-01-03;Kastanjen;nej;"), layout).issues
    assert [place(issue)[0] for issue in issues] == ["days_missing", "unknown_measure"]


def test_a_month_is_no_day():
    issue = the_issue(check(lines(HEAD, "2024-01;Kastanjen;1;"), DAILY))
    assert place(issue) == ("not_a_day", 2, "datum")


def test_a_sum_above_the_measures_largest_is_an_error_at_its_first_row():
    rows = ["2024-01-01;Kastanjen;600000;", "2024-01-02;Kastanjen;600000;"]
    issue = the_issue(check(lines(HEAD, *rows), DAILY))
    assert (place(issue), issue.found) == (("above_largest", 2, "portioner"), "1200000")


def test_a_day_outside_the_range_is_told_of_once():
    rows = ["2024-01-01;Kastanjen;1;", "2024-01-02;Kastanjen;2000000;"]
    assert place(the_issue(check(lines(HEAD, *rows), DAILY))) == ("above_largest", 3, "portioner")


def test_a_sum_with_no_room_in_the_store_is_an_error():
    rows = [f"2024-01-0{n};Kastanjen;;{'9' * 14}" for n in (1, 2)]
    issue = the_issue(check(lines("datum;enhet;portioner;kredit", *rows), DAILY))
    assert place(issue) == ("number_too_large", 2, "kredit")


def test_days_cannot_be_taken_away():
    issue = the_issue(check(lines("datum;enhet;portioner;bort", "2024-01-01;Kastanjen;1;"), DAILY))
    assert place(issue) == ("unknown_column", 1, "bort")
