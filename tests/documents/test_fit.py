"""How wide the columns of a table are."""

import pytest

from kpi.charts.lettering import text_width
from kpi.documents.fit import column_widths, row_lines, table_size


def test_columns_fill_the_page_and_hold_their_longest_word():
    rows = [("Läge", "Månad"), ("normal variation utan signaler", "juli 2024")]
    widths = column_widths(rows, 160, 10, beside=6)
    assert sum(widths) == pytest.approx(160)
    assert widths[0] >= 6 + text_width("variation", 10, bold=True)
    assert widths[1] >= 6 + text_width("Månad", 10, bold=True)


def test_spare_width_goes_where_rows_are_high():
    rows = [("A", "B"), (" ".join(20 * ["ord"]), "ja")]
    widths = column_widths(rows, 300, 10, beside=0)
    assert widths[0] > 3 * widths[1]
    assert row_lines(rows[1], widths, 10, beside=0) == 2


def test_many_rows_that_need_much_go_before_one_that_needs_little():
    long, note = "normal variation", "en händelse i januari som någon skrivit om"
    rows = [("Månad", "Läge", "Händelse"), ("juli", long, note), *9 * [("juni", long, "")]]
    total = sum(text_width(each, 10, bold=True) for each in ("Månad", long, "Händelse")) + 9
    widths = column_widths(rows, total, 10, beside=0)
    assert [row_lines(row, widths, 10, beside=0) for row in rows[2:]] == 9 * [1]


def test_columns_of_one_line_each_share_what_is_left():
    first, second = column_widths([("a", "a")], 100, 10, beside=0)
    assert first == second == pytest.approx(50)


def test_what_cannot_fit_is_narrowed_alike():
    first, second = column_widths([("mmmm", "mm")], 10, 10, beside=0)
    assert first == pytest.approx(2 * second)
    assert first + second == pytest.approx(10)


def test_two_cells_that_hold_a_row_up_together_are_both_widened():
    rows = [("A", "B"), ("aaa bbb ccc", "aaa bbb ccc")]
    one_line = text_width("aaa bbb ccc", 10)
    widths = column_widths(rows, 2.2 * one_line, 10, beside=0)
    assert row_lines(rows[1], widths, 10, beside=0) == 1


def test_a_rows_lines_are_those_of_its_highest_cell():
    wide = text_width("aaa bbb", 10)
    assert row_lines(("aaa bbb ccc", "aaa"), (wide, wide), 10, beside=0) == 2
    assert row_lines(("aaa bbb", "aaa"), (wide, wide), 10, beside=0) == 1
    assert row_lines(("aaa bbb", "aaa"), (wide, wide), 10, beside=0, bold=True) == 2


def test_a_table_is_set_in_the_largest_size_that_breaks_no_word():
    rows = [("Bedömning", "Mål"), ("ja", "nej")]
    total = sum(text_width(each, 10, bold=True) for each in rows[0])
    assert table_size(rows, total, (12, 10, 8), beside=0) == 10
    assert table_size(rows, 1, (12, 10, 8), beside=0) == 8
