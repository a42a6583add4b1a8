"""How much room a text takes."""

import pytest

from kpi.charts.lettering import drawable, line_count, lines_of, text_width


def test_a_text_is_as_wide_as_its_letters_and_bold_is_wider():
    assert text_width("", 12) == 0
    assert text_width("mm", 12) == pytest.approx(2 * text_width("m", 12))
    assert text_width("m", 24) == pytest.approx(2 * text_width("m", 12))
    assert text_width("juli 2024", 12, bold=True) > text_width("juli 2024", 12)


def test_a_number_has_room_in_arial_too():
    assert text_width("9\u00a010", 1000) == 3 * 556 + 278
    assert text_width("−17,8", 1000) == 584 + 3 * 556 + 278
    assert text_width("−17,8", 1000, bold=True) == 584 + 3 * 556 + 278


def test_what_only_keeps_a_line_whole_takes_no_room():
    assert text_width("24,0–\u206026,9", 12) == text_width("24,0–26,9", 12)
    assert text_width("upp\u00adfölj\u00adning", 12) == text_width("uppföljning", 12)


def test_lines_break_at_ordinary_spaces_only():
    wide = text_width("aaa bbb", 10)
    assert line_count("", 10, wide) == 1
    assert line_count("aaa bbb", 10, wide) == 1
    assert lines_of("aaa bbb ccc", 10, wide) == ["aaa bbb", "ccc"]
    assert line_count("aaa bbb", 10, wide - 1) == 2
    assert line_count("aaa\u00a0bbb", 10, wide - 1) == 1


def test_what_our_type_has_no_sign_for_becomes_a_square():
    kept = "Åäö é −½²€ → ≥ Ж α\u00a0\u2060\u202f\n\t□"
    assert drawable(kept) == kept
    assert drawable("a😀b\x07c\ue000d漢") == "a□b□c□d□"
