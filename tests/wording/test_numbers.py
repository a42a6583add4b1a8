"""Numbers, months and units the Swedish way."""

from datetime import date
from decimal import Decimal

import pytest

from kpi.wording import numbers as say

GAP = "\u00a0"  # no-break space
JULY, AUGUST = date(2024, 7, 1), date(2024, 8, 1)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (21.4, 1, "21,4"),
        (21.449, 1, "21,4"),
        (1234.5, 1, f"1{GAP}234,5"),
        (1234567, 0, f"1{GAP}234{GAP}567"),
        (-4.74, 1, "−4,7"),
        (0.04, 1, "0,0"),
        (-0.04, 1, "0,0"),
        (7, 2, "7,00"),
    ],
)
def test_a_number_has_comma_gaps_and_a_real_minus(value, decimals, text):
    assert say.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [("1234.5000", f"1{GAP}234,5"), ("4300", f"4{GAP}300"), ("-0.050", "−0,05")]
)
def test_a_given_number_keeps_its_decimals_but_no_zeros(value, text):
    assert say.exact(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [(2.94, "+2,9"), (-4.7, "−4,7"), (0.04, "0,0"), (-0.04, "0,0")]
)
def test_a_signed_number_has_its_sign_and_zero_none(value, text):
    assert say.signed(value, 1) == text


def test_a_unit_never_leaves_its_number():
    assert say.with_unit(21.4, 1, "kr/m²") == f"21,4{GAP}kr/m²"
    assert say.plural(1, "rad", "rader") == f"1{GAP}rad"
    assert say.plural(0, "rad", "rader") == f"0{GAP}rader"
    assert say.plural(1234, "rad", "rader") == f"1{GAP}234{GAP}rader"


def test_a_span_stays_on_one_line():
    assert say.span(19.3, 23.9, 1) == "19,3–\u206023,9"


def test_small_counts_are_words():
    assert [say.in_words(count) for count in (0, 7, 12, 13)] == ["noll", "sju", "tolv", "13"]


def test_months_and_days_are_written_out():
    assert say.month_name(JULY) == "juli"
    assert say.month_and_year(JULY) == "juli 2024"
    assert say.short_month(AUGUST) == "aug 2024"
    assert say.short_month(date(2024, 5, 1)) == "maj 2024"
    assert say.day_and_year(date(2026, 9, 18)) == "18 september 2026"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (JULY, JULY, "juli 2024"),
        (JULY, AUGUST, "juli–\u2060augusti 2024"),
        (date(2023, 8, 1), JULY, "augusti 2023–\u2060juli 2024"),
    ],
)
def test_a_span_of_months_names_a_year_once(first, last, text):
    assert say.months_between(first, last) == text
