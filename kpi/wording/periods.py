"""What a series' period is called: its month, or the quarter that begins with it (methods §10)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from kpi.periods import shift
from kpi.wording.numbers import DASH, month_and_year, month_name, months_between

_QUARTERS = ("första", "andra", "tredje", "fjärde")


def period_name(month: date, *, by_quarter: bool) -> str:
    """`juli`, or `tredje kvartalet`."""
    return f"{_ordinal(month)} kvartalet" if by_quarter else month_name(month)


def period_and_year(month: date, *, by_quarter: bool) -> str:
    """`juli 2024`, or `tredje kvartalet 2024`."""
    if by_quarter:
        return f"{period_name(month, by_quarter=True)} {month.year}"
    return month_and_year(month)


def periods_between(first: date, last: date, *, by_quarter: bool) -> str:
    """`maj–juli 2024`, or `andra–tredje kvartalet 2024`."""
    if not by_quarter:
        return months_between(first, last)
    if first.year == last.year:
        return f"{_ordinal(first)}{DASH}{period_and_year(last, by_quarter=True)}"
    ends = (period_and_year(month, by_quarter=True) for month in (first, last))
    return DASH.join(ends)


def period_of_row(row: Mapping[str, Any]) -> str:
    """The period of one point, as a row of a table or a mark in a chart."""
    return period_and_year(row["month"], by_quarter=bool(row.get("by_quarter")))


def period_in_file(row: Mapping[str, Any]) -> str:
    """`2024-07`, or `2024-07–2024-09`: what a program can read either way."""
    first = row["month"]
    if not row.get("by_quarter"):
        return f"{first:%Y-%m}"
    return f"{first:%Y-%m}{DASH[0]}{shift(first, 2):%Y-%m}"


def are_quarters(points: pl.DataFrame) -> bool:
    """Whether a series' points are quarters."""
    return "by_quarter" in points.columns and bool(points["by_quarter"].any())


def period_heading(points: pl.DataFrame) -> str:
    """What the first column of a table of points is called."""
    return "Kvartal" if are_quarters(points) else "Månad"


def _ordinal(month: date) -> str:
    return _QUARTERS[(month.month - 1) // 3]
