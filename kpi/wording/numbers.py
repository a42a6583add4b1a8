"""Numbers, months and units the Swedish way (methods §18)."""

import re
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

SWEDISH = "sv_SE"
NO_BREAK = "\u00a0"
MINUS = "\u2212"
DASH = "–\u2060"  # an en dash that a line never breaks after
_WORDS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv"
_WRITTEN = re.compile(rf"[+{MINUS}]?([0-9]{{1,3}}({NO_BREAK}[0-9]{{3}})+|[0-9]+)(,[0-9]+)?")
WORDS = tuple(_WORDS.split(" "))  # written out in running text


def number(value: float, decimals: int) -> str:
    """`1 234,5`: decimal comma, no-break thousands, a real minus, never minus zero."""
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    text = format_decimal(round(value, decimals) + 0.0, format=pattern, locale=SWEDISH)
    return text.replace("-", MINUS)


def exact(value: Decimal) -> str:
    """`1 234,5` for 1234.5000: as it was given, without zeros at the end."""
    return number(float(value), max(0, -int(value.normalize().as_tuple().exponent)))


def signed(value: float, decimals: int) -> str:
    """The same with its sign always written; zero has none."""
    text = number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def read_back(text: str) -> float | None:
    """The number that `number` or `signed` wrote; None for any other text."""
    if not _WRITTEN.fullmatch(text):
        return None
    return float(text.replace(NO_BREAK, "").replace(MINUS, "-").replace(",", "."))


def with_unit(value: float, decimals: int, unit: str) -> str:
    """`21,4 kr/m²`, the space never broken."""
    return f"{number(value, decimals)}{NO_BREAK}{unit}"


def span(low: float, high: float, decimals: int) -> str:
    """`19,3–23,9`, kept on one line."""
    return f"{number(low, decimals)}{DASH}{number(high, decimals)}"


def in_words(count: int) -> str:
    """`sju` for 7; digits above twelve."""
    return WORDS[count] if count < len(WORDS) else str(count)


def month_name(month: date) -> str:
    """`juli`."""
    return format_date(month, "MMMM", locale=SWEDISH)


def month_and_year(month: date) -> str:
    """`juli 2024`."""
    return format_date(month, "MMMM y", locale=SWEDISH)


def short_month(month: date) -> str:
    """`aug 2023`."""
    return format_date(month, "MMM y", locale=SWEDISH).replace(".", "")


def months_between(first: date, last: date) -> str:
    """`augusti 2023–juli 2024`, or one month alone."""
    if first == last:
        return month_and_year(first)
    if first.year == last.year:
        return f"{month_name(first)}{DASH}{month_and_year(last)}"
    return f"{month_and_year(first)}{DASH}{month_and_year(last)}"


def day_and_year(day: date) -> str:
    """`18 september 2026`."""
    return format_date(day, "d MMMM y", locale=SWEDISH)


def plural(count: int, one: str, many: str) -> str:
    """`1 rad`, `1 234 rader`."""
    return f"{number(count, 0)}{NO_BREAK}{one if count == 1 else many}"
