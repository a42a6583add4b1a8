"""Months and spans of months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.periods import Span, month_of, months_apart, parse_day, parse_month, shift

JANUARY, MARCH = date(2024, 1, 1), date(2024, 3, 1)
MONTHS = st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(month_of)


def test_a_month_is_the_first_of_it():
    assert parse_month("2024-03") == MARCH
    assert month_of(date(2024, 3, 31)) == MARCH


@pytest.mark.parametrize(
    "text",
    ["2024-13", "2024-00", "0000-01", "2024-1", "24-01", "2024-01-01", " 2024-01", "", "٢٠٢٤-٠١"],
)
def test_what_is_not_a_month_is_said(text):
    with pytest.raises(ValueError, match=r".+"):
        parse_month(text)


def test_a_day():
    assert parse_day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "20240101", "2024-W01-1", "2024-1-1", "2024-01", ""]
)
def test_what_is_not_a_day_is_said(text):
    with pytest.raises(ValueError, match=r".+"):
        parse_day(text)


@pytest.mark.parametrize(
    ("by", "month"),
    [
        (0, JANUARY),
        (2, MARCH),
        (-1, date(2023, 12, 1)),
        (11, date(2024, 12, 1)),
        (12, date(2025, 1, 1)),
        (-13, date(2022, 12, 1)),
    ],
)
def test_a_month_so_many_months_later(by, month):
    assert shift(JANUARY, by) == month
    assert months_apart(JANUARY, month) == by


@given(MONTHS, st.integers(-1000, 1000))
def test_there_and_back_again(month, by):
    assert shift(shift(month, by), -by) == month
    assert months_apart(month, shift(month, by)) == by


def test_a_span_has_both_its_ends():
    span = Span(date(2023, 12, 1), MARCH)
    assert list(span) == [date(2023, 12, 1), JANUARY, date(2024, 2, 1), MARCH]
    assert len(span) == 4
    assert [month in span for month in (date(2023, 11, 1), JANUARY, MARCH, date(2024, 4, 1))] == [
        False,
        True,
        True,
        False,
    ]


def test_a_span_may_be_one_month_but_not_less():
    assert list(Span(MARCH, MARCH)) == [MARCH]
    with pytest.raises(ValueError, match="must not end before it begins"):
        Span(MARCH, JANUARY)
