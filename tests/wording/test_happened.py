"""What stands beside a month in the table under a chart."""

from dataclasses import replace
from datetime import date

import polars as pl

from kpi.wording.happened import kind_word, with_notes
from tests.wording.test_comments import SIGNED

JUNE, JULY, AUGUST = (date(2024, month, 1) for month in (6, 7, 8))
MONTHS = [AUGUST, JULY, JUNE]
ROWS = [["aug"], ["jul"], ["jun"]]


def events(*rows: tuple[int, str, date, date | None]) -> pl.DataFrame:
    schema = {"number": pl.Int64, "title": pl.String, "first_day": pl.Date, "last_day": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


NONE = events()


def test_a_table_without_anything_to_say_stays_as_it_is():
    assert with_notes(["Månad"], ROWS, MONTHS, NONE, []) == (["Månad"], ROWS)
    assert with_notes(["Månad"], [], [], NONE, []) == (["Månad"], [])


def test_a_file_has_the_columns_all_the_same():
    assert with_notes(["Månad"], ROWS, MONTHS, NONE, [], always=True) == (
        ["Månad", "Händelser", "Kommentar"],
        [["aug", "", ""], ["jul", "", ""], ["jun", "", ""]],
    )


def test_an_event_stands_in_its_month_with_its_number_in_the_chart():
    happened = events((1, "Start", date(2024, 7, 14), None), (3, "Lov", JULY, AUGUST))
    assert with_notes(["Månad"], ROWS, MONTHS, happened, []) == (
        ["Månad", "Händelser"],
        [
            ["aug", ""],
            ["jul", "1: Start, 14 juli 2024; 3: Lov, juli–\u2060augusti 2024"],
            ["jun", ""],
        ],
    )


def test_an_event_between_two_measurements_stands_with_the_later():
    happened = events(
        (1, "Före", date(2023, 1, 1), None),
        (2, "Mellan", JULY, None),
        (3, "Efter", date(2024, 9, 1), None),
    )
    found = with_notes(["Månad"], [["aug"], ["jun"]], [AUGUST, JUNE], happened, [])
    assert found[1] == [
        ["aug", "2: Mellan, juli 2024; 3: Efter, september 2024"],
        ["jun", "1: Före, januari 2023"],
    ]


def test_comments_stand_in_their_month():
    other = replace(SIGNED, month=date(2020, 1, 1))
    headings, rows = with_notes(["Månad"], ROWS, MONTHS, NONE, [SIGNED, other])
    assert headings == ["Månad", "Kommentar"]
    assert [bool(cell) for _, cell in rows] == [False, True, False]
    assert rows[1][1].startswith("Ekonom: Dyrare")


def test_what_happened_and_what_was_said_share_a_column_on_a_page():
    happened = events((1, "Start", JULY, None))
    headings, rows = with_notes(["Månad"], ROWS, MONTHS, happened, [SIGNED])
    assert headings == ["Månad", "Händelser och kommentar"]
    assert rows[1][1].startswith("1: Start, juli 2024. Ekonom: Dyrare")
    assert (rows[0][1], rows[2][1]) == ("", "")


def test_a_kind_is_called_what_the_register_calls_it():
    assert kind_word("avtal") == "Avtal"
    assert kind_word("") == "Övrigt"
