"""Does a run chart hold too long a run on one side, or too few crossings? (methods §4)

The rules of Anhøj, on the useful points: those that do not lie on the median.
"""

from itertools import accumulate
from math import comb, log2

import polars as pl

from kpi.trends.states import SIDES, SIGNALS, Side, Signal

ONE_IN = 20  # stable series crosses its median less often than the limit


def with_runs_rules(points: pl.DataFrame) -> pl.DataFrame:
    """Mark every point of a run that is too long, or all of a block that crosses too seldom.

    In:  block (UInt32), half (Int8: 1 above the median, -1 below it, 0 on it) and judged
         (Boolean), in order of month inside a block; other columns.
    Out: the same rows, plus signal (SIGNALS: run, crossings or none) and side (SIDES; it means
         nothing without signal). A point on the median is as the useful one before it.
    """
    useful = _useful(points)
    blocks = useful.group_by("block", maintain_order=True).agg(
        longest=pl.col("length").max(), n=pl.len(), crossings=pl.col("turns").sum()
    )
    bounds = pl.DataFrame(
        [(n, longest_run(n), fewest_crossings(n)) for n in blocks["n"].unique()],
        schema={"n": pl.UInt32, "longest_run": pl.Int64, "fewest_crossings": pl.Int64},
        orient="row",
    )
    found = useful.join(blocks.join(bounds, on="n"), on="block", maintain_order="left").select(
        "at", useful_signal=_signal(), useful_half="half"
    )
    beside = points.with_row_index("at").join(found, on="at", how="left", maintain_order="left")
    signal, half = (
        pl.col(name).forward_fill().over("block") for name in ("useful_signal", "useful_half")
    )
    signal = pl.when("judged").then(signal).fill_null(pl.lit(Signal.NONE, SIGNALS))
    side = pl.when(half > 0).then(pl.lit(Side.HIGH, SIDES)).otherwise(pl.lit(Side.LOW, SIDES))
    return beside.with_columns(signal=signal, side=side).drop("at", "useful_signal", "useful_half")


def _signal() -> pl.Expr:
    """What a useful point is marked as."""
    none_is_long = pl.col("longest") <= pl.col("longest_run")
    too_few = pl.col("crossings") < pl.col("fewest_crossings")
    return (
        pl.when(pl.col("length") > pl.col("longest_run"))
        .then(pl.lit(Signal.RUN, SIGNALS))
        .when(none_is_long & too_few)
        .then(pl.lit(Signal.CROSSINGS, SIGNALS))
        .otherwise(pl.lit(Signal.NONE, SIGNALS))
    )


def _useful(points: pl.DataFrame) -> pl.DataFrame:
    """at (the row), block, half, length (of its run), turns (whether it begins another side)."""
    useful = points.select("block", "half").with_row_index("at").filter(pl.col("half") != 0)
    begins = (pl.col("block") != pl.col("block").shift(1)).fill_null(value=True)
    turns = ~begins & (pl.col("half") != pl.col("half").shift(1))
    return (
        useful.with_columns(turns=turns, run=(begins | turns).cum_sum())
        .with_columns(length=pl.len().over("run"))
        .drop("run")
    )


def longest_run(n: int) -> int:
    """The longest run that chance lets stand in a chart of so many useful points."""
    return round(log2(n)) + 3


def fewest_crossings(n: int) -> int:
    """The 5 % quantile of how often so many points cross their median by chance.

    Binomial(n - 1, 1/2), in whole numbers: the smallest k with P(X <= k) >= 1/20.
    """
    ways = accumulate(comb(n - 1, crossings) for crossings in range(n))
    return next(k for k, up_to in enumerate(ways) if ONE_IN * up_to >= 2 ** (n - 1))
