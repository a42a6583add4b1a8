"""A line of text becomes a series' sums: `10:5 - 8:4? x` is a month of 10 per 5, one that is
missing, a preliminary one, and one that is closed with nothing reported."""

from datetime import date

import polars as pl

from kpi.periods import shift

SCHEMA = {
    "kpi": pl.String,
    "level": pl.String,
    "scope": pl.String,
    "month": pl.Date,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "expected": pl.UInt32,
    "reported": pl.UInt32,
    "preliminary": pl.Boolean,
    "usable": pl.Boolean,
    "withheld": pl.Boolean,
}


def sums(line: str, *, kpi: str = "k", scope: str = "a", first: date = date(2022, 1, 1)):
    """`8:4@9` has nine of ten units; `*` is a month that may not be shown; `_` no row at all."""
    rows = []
    for at, cell in enumerate(line.split()):
        if cell == "_":
            continue
        written, _, units = cell.strip("?").partition("@")
        numerator, _, denominator = written.partition(":")
        closed, gone, hidden = cell == "x", cell == "-", cell == "*"
        absent = closed or gone or hidden
        rows.append(
            (
                *(kpi, "unit", scope, shift(first, at)),
                0.0 if absent else float(numerator),
                0.0 if absent else float(denominator or 1),
                0 if closed else 10,
                0 if absent else int(units or 10),
                cell.endswith("?") or gone or hidden,
                not (gone or hidden),
                hidden,
            )
        )
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def times(count: int, cell: str) -> str:
    return " ".join([cell] * count)
