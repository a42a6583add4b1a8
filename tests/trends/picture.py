"""A line of text becomes a series: `4 6 - 5 | 9` is four months, one of them missing, and then
a month in a new phase."""

from datetime import date

import polars as pl

from kpi.periods import shift

FIRST = date(2022, 1, 1)  # the first month of a picture
SCHEMA = {
    "series": pl.String,
    "month": pl.Date,
    "value": pl.Float64,
    "phase": pl.Int64,
    "base": pl.Boolean,
    "better": pl.String,
    "target": pl.Float64,
    "two_of_three": pl.String,
    "screen": pl.Boolean,
    "chart": pl.String,
    "denominator": pl.Float64,
    "scale": pl.Float64,
    "seasonal": pl.Boolean,
}


def series(
    line,
    *,
    name="A",
    base=(),
    better="higher",
    target=None,
    two_of_three="nhs2023",
    screen=True,
    chart="xmr",
    scale=1.0,
    seasonal=False,
):
    """`base` holds the places of the baseline's rows, counted from 0; none means no baseline.

    A value may have its volume after a colon: `0.5:8` is 0.5 of a denominator of 8.
    """
    rows, phase = [], 1
    for cell in line.split():
        if cell == "|":
            phase += 1
            continue
        place = len(rows)
        written, _, volume = cell.partition(":")
        value = None if written == "-" else float(written)
        denominator = float(volume) if volume else None
        month = shift(FIRST, place)
        settings = (place in base, better, target, two_of_three, screen)
        kind = (chart, denominator, scale, seasonal)
        rows.append((name, month, value, phase, *settings, *kind))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
