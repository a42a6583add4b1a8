"""A line of text becomes a series: `4 6 - 5 | 9` is four months, one of them missing, and then
a month in a new phase."""

from datetime import date

import polars as pl

from kpi.periods import shift

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
}


def series(
    line, *, name="A", base=(), better="higher", target=None, two_of_three="nhs2023", screen=True
):
    """`base` holds the places of the baseline's rows, counted from 0; none means no baseline."""
    rows, phase = [], 1
    for cell in line.split():
        if cell == "|":
            phase += 1
            continue
        place = len(rows)
        value = None if cell == "-" else float(cell)
        month = shift(date(2022, 1, 1), place)
        rows.append(
            (name, month, value, phase, place in base, better, target, two_of_three, screen)
        )
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
