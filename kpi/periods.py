"""Months and spans of months.

A month is the `date` of its first day everywhere: in Python, in frames (Date) and in DuckDB.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

Month = date

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_month(text: str) -> Month:
    """The month written as `2024-01`. ValueError for anything else."""
    match = _MONTH.fullmatch(text)
    if match is None:
        raise ValueError(f"not a month: {text!r}")
    return date(int(match[1]), int(match[2]), 1)


def parse_day(text: str) -> date:
    """The day written as `2024-01-31`. ValueError for anything else."""
    if _DAY.fullmatch(text) is None:
        raise ValueError(f"not a day: {text!r}")
    return date.fromisoformat(text)


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return date(day.year, day.month, 1)


def shift(month: Month, by: int) -> Month:
    """The month `by` months later (earlier when negative)."""
    years, index = divmod(month.year * 12 + month.month - 1 + by, 12)
    return date(years, index + 1, 1)


def months_apart(first: Month, last: Month) -> int:
    """How many months `last` comes after `first`; 0 for the same month."""
    return (last.year - first.year) * 12 + last.month - first.month


@dataclass(frozen=True, slots=True)
class Span:
    """Consecutive months, both ends included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span must not end before it begins: {self.first}, {self.last}")

    def __len__(self) -> int:
        return months_apart(self.first, self.last) + 1

    def __iter__(self) -> Iterator[Month]:
        return (shift(self.first, i) for i in range(len(self)))

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last
