"""How a cell's number is shown decides whether it is a day, a share or a number."""

from datetime import date

import pytest

from kpi.intake.cell_text import DAY_ZERO, DAY_ZERO_1904, Format, format_of, written_day


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (0, None, Format.NUMBER),
        (2, None, Format.NUMBER),
        (9, None, Format.PERCENT),
        (10, None, Format.PERCENT),
        (14, None, Format.DATE),
        (22, None, Format.DATE),
        (164, "yyyy-mm-dd", Format.DATE),
        (164, "[$-41D]mmmm yyyy;@", Format.DATE),
        (164, "MMM-YY", Format.DATE),
        (164, "hh:mm", Format.DATE),
        (164, "[h]:mm", Format.NUMBER),
        (164, "General", Format.NUMBER),
        (164, "Standard", Format.NUMBER),
        (164, '#,##0 "dagar"', Format.NUMBER),
        (164, "#,##0\\ \\d", Format.NUMBER),
        (164, "[Red]-#,##0;dd", Format.NUMBER),
        (164, "_-* #,##0_d", Format.NUMBER),
        (164, "0.00E+00", Format.NUMBER),
        (164, "0.0%", Format.PERCENT),
        (164, "", Format.NUMBER),
    ],
)
def test_a_number_format_shows_a_day_a_share_or_a_number(number, code, shown):
    assert format_of(number, code) is shown


@pytest.mark.parametrize(
    ("serial", "day_zero", "day"),
    [
        ("61", DAY_ZERO, "1900-03-01"),
        ("60", DAY_ZERO, None),
        ("45352", DAY_ZERO, "2024-03-01"),
        ("43890", DAY_ZERO_1904, "2024-03-01"),
        ("0", DAY_ZERO_1904, "1904-01-01"),
        ("45352.5", DAY_ZERO, "2024-03-01 12:00:00"),
        ("45351.999999999", DAY_ZERO, "2024-03-01"),
        ("2958465", DAY_ZERO, "9999-12-31"),
        ("2958466", DAY_ZERO, None),
        ("2957004", DAY_ZERO_1904, None),
        ("-1", DAY_ZERO_1904, None),
        ("abc", DAY_ZERO, None),
    ],
)
def test_a_serial_number_counts_days(serial, day_zero, day):
    assert written_day(serial, day_zero) == day


def test_every_day_of_a_century_is_counted_right():
    for serial in range(20_000, 60_000, 7):
        assert written_day(str(serial), DAY_ZERO) == str(date.fromordinal(693_594 + serial))
