"""For how long has a series said what it says now, and what else has it said lately?

Of one series at a time: what a person is to take a stand on are the few that are shown.
"""

import polars as pl

from kpi.periods import Month
from kpi.trends.states import Signal


def lit_since(points: pl.DataFrame) -> Month | None:
    """The first month of the signals to the same side that reach the latest value.

    In: one series: month (Date), value (Float64; null = nothing comparable), phase, signal
    (a `Signal`), side (a `Side`; null = none). None where the latest value is no signal.
    Months without a value are passed over; another phase, or the other side, ends it.
    """
    same = pl.col("side").eq_missing(pl.col("side").last())
    return _unbroken(points, _lit() & same & (pl.col("phase") == pl.col("phase").last()))


def missed_since(points: pl.DataFrame) -> Month | None:
    """The first month of those in a row, up to the latest value, that are worse than the target.

    In: one series: month, value, better (higher, lower or neither), target (Float64; null =
    none). None where the latest value is as good as the target, or there is none to compare.
    """
    worse = (
        pl.when(pl.col("better") == "lower")
        .then(pl.col("value") > pl.col("target"))
        .when(pl.col("better") == "higher")
        .then(pl.col("value") < pl.col("target"))
        .otherwise(pl.lit(value=False))
    )
    return _unbroken(points, worse)


def lit_lately(points: pl.DataFrame, *, after: Month | None, latest: int) -> pl.DataFrame:
    """The points with a signal among the `latest` last values, the earliest first.

    In: as `lit_since`, and base (Boolean: the limits are computed from the month). Out: those
    of its rows later than `after` (None = any); not the baseline's, which nobody follows up.
    """
    found = _valued(points).tail(latest).filter(_lit() & ~pl.col("base"))
    return found if after is None else found.filter(pl.col("month") > after)


def _valued(points: pl.DataFrame) -> pl.DataFrame:
    return points.filter(pl.col("value").is_not_null()).sort("month")


def _lit() -> pl.Expr:
    return pl.col("signal") != Signal.NONE


def _unbroken(points: pl.DataFrame, holds: pl.Expr) -> Month | None:
    """The first of the months up to the latest value in which it holds without a break."""
    still = holds.fill_null(value=False).cast(pl.Int8).reverse().cum_min().reverse() == 1
    first: Month | None = _valued(points).filter(still).select(pl.col("month").min()).item()
    return first
