"""Where a series begins anew: no rule, range or limit crosses the start of a phase (methods §6)."""

from enum import StrEnum

import polars as pl


class Begins(StrEnum):
    """Why a phase begins."""

    DEFINITION = "definition"  # what the figure means has changed
    DECISION = "decision"  # somebody has signed that things are done in another way from now on


def with_phases(rows: pl.DataFrame, starts: pl.DataFrame) -> pl.DataFrame:
    """Number each series' phases from 1.

    In:  rows: series (String), month (Date), any other columns; one row per series and month.
         starts: series, month, begins (String, a `Begins`); any order, any number a series.
    Out: the rows sorted by series, month, plus phase (Int64) and begins (String: why the phase
         begins, on its first row; null elsewhere, and throughout the first phase).

    A phase starts on the first row on or after its month. Two starts without a row between them
    therefore make one phase, and a start before the first row makes none. Of two reasons in a
    month, a changed definition is the one that is told.
    """
    told = starts.sort("month", pl.col("begins") == Begins.DEFINITION).unique(
        ["series", "month"], keep="last", maintain_order=True
    )
    latest = told.with_columns(start=pl.col("month"))
    first = pl.col("phase") != pl.col("phase").shift(1)
    return (
        rows.sort("month")
        .join_asof(latest, on="month", by="series", check_sortedness=False)
        .sort("series", "month")
        .with_columns(phase=pl.col("start").rle_id().over("series").cast(pl.Int64) + 1)
        .with_columns(begins=pl.when(first.over("series")).then("begins"))
        .drop("start")
    )
