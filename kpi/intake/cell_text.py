"""What does a spreadsheet's cell say, written as a CSV of it would say it?

A number is a text of digits in the file and becomes one here: the fifteen digits that a
spreadsheet itself shows at most, never the noise of a binary fraction beyond them.
"""

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum, auto

DAY_ZERO = date(1899, 12, 30)  # serial 1 is the last day of 1899, with the 29 February of 1900
DAY_ZERO_1904 = date(1904, 1, 1)  # workbooks begun on an old Mac
FIRST_CERTAIN = 61  # the first of March 1900: before it the two kinds of spreadsheet disagree
LAST = 2_958_465  # the last day of 9999
SECONDS = 86_400  # a day

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_PERCENTS = frozenset({9, 10})
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)  # a length of time, no point in it
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Format(StrEnum):
    """What a cell's number is shown as."""

    NUMBER = auto()
    DATE = auto()
    PERCENT = auto()


def format_of(number: int, code: str | None) -> Format:
    """What a number format shows; `code` is the workbook's own, None for a built-in one."""
    if code is None:
        if number in _BUILT_IN_DATES:
            return Format.DATE
        return Format.PERCENT if number in _BUILT_IN_PERCENTS else Format.NUMBER
    first = _LITERAL.sub("", code).split(";")[0].lower()
    if "%" in first:
        return Format.PERCENT
    is_plain = first.strip() in {"general", "standard"} or _ELAPSED.search(code)
    return Format.DATE if not is_plain and re.search("[dmyhs]", first) else Format.NUMBER


def written_number(value: str, mark: str, scale: int = 0) -> str:
    """The number with `mark` before its decimals, times ten to `scale`; else the text as it is."""
    number = _number(value)
    if number is None:
        return value
    whole, _, decimals = f"{number.scaleb(scale):f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}{mark}{decimals}" if decimals else whole


def written_day(value: str, day_zero: date) -> str | None:
    """The day of a serial number as `2024-01-31`, with a time if it has one; None for no day."""
    number = _number(value)
    first = FIRST_CERTAIN if day_zero == DAY_ZERO else 0
    if number is None or not first <= number <= LAST - (day_zero - DAY_ZERO).days:
        return None
    seconds = round(number * SECONDS)
    moment = datetime(*day_zero.timetuple()[:3]) + timedelta(seconds=seconds)  # noqa: DTZ001 - a sheet has no time zone
    return moment.strftime("%Y-%m-%d") if seconds % SECONDS == 0 else f"{moment}"


def unescaped(text: str) -> str:
    """The text with `_x000D_` and the like as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _number(value: str) -> Decimal | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return Decimal(f"{number:.15g}") if math.isfinite(number) else None
