"""Which month is the latest that may be judged (methods §1)."""

import polars as pl


def latest(values: pl.DataFrame) -> pl.DataFrame:
    """The latest comparable month of each series.

    In:  kpi, level, scope, month, value, preliminary (Boolean), and any more columns.
    Out: the same columns, one row a series that has a comparable month: for a unit the latest
         with a value, for a group the latest whose coverage is enough.
    """
    return (
        values.filter(pl.col("value").is_not_null() & ~pl.col("preliminary"))
        .sort("month")
        .group_by("kpi", "level", "scope", maintain_order=True)
        .last()
    )
