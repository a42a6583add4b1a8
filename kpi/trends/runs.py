"""Does a run chart hold too long a run on one side, or too few crossings? (methods §4)

The rules of Anhøj, on the useful points: those that do not lie on the median.
"""

from itertools import accumulate
from math import comb, log2

import polars as pl

from kpi.trends.states import Side, Signal

ONE_IN = 20  # stable series crosses its median less often than the limit


def with_runs_rules(points: pl.DataFrame) -> pl.DataFrame:
    """Say of every point what its whole block shows.

    In:  block (UInt32), half (Int8: 1 above the median, -1 below it, 0 on it) and judged
         (Boolean), in order of month inside a block; other columns.
    Out: the same rows, plus signal (String: run, crossings or none) and side (String, a `Side`;
         the point's own, on the median the latest one before it; null without signal).
    """
    blocks = (
        _useful(points)
        .group_by("block", maintain_order=True)
        .agg(longest=pl.col("streak").max(), n=pl.len(), crossings=pl.col("turns").sum())
    )
    bounds = pl.DataFrame(
        [(n, longest_run(n), fewest_crossings(n)) for n in blocks["n"].unique()],
        schema={"n": pl.UInt32, "longest_run": pl.Int64, "fewest_crossings": pl.Int64},
        orient="row",
    )
    too_long = pl.col("longest") > pl.col("longest_run")
    too_few = pl.col("crossings") < pl.col("fewest_crossings")
    found = blocks.join(bounds, on="n").select(
        "block",
        signal=pl.when(too_long)
        .then(pl.lit(Signal.RUN))
        .when(too_few)
        .then(pl.lit(Signal.CROSSINGS))
        .otherwise(pl.lit(Signal.NONE)),
    )
    latest = pl.when(pl.col("half") != 0).then(pl.col("half")).forward_fill().over("block")
    signal = pl.when("judged").then("signal").fill_null(Signal.NONE)
    side = pl.when(latest > 0).then(pl.lit(Side.HIGH)).when(latest < 0).then(pl.lit(Side.LOW))
    return points.join(found, on="block", how="left", maintain_order="left").with_columns(
        signal, side=pl.when(signal != Signal.NONE).then(side)
    )


def _useful(points: pl.DataFrame) -> pl.DataFrame:
    """block, streak (points so far on one side) and turns (whether the side is a new one)."""
    useful = points.select("block", "half").filter(pl.col("half") != 0)
    begins = (pl.col("block") != pl.col("block").shift(1)).fill_null(value=True)
    turns = ~begins & (pl.col("half") != pl.col("half").shift(1))
    position = pl.int_range(pl.len())
    began = pl.when(begins | turns).then(position).forward_fill()
    return useful.with_columns(streak=position - began + 1, turns=turns)


def longest_run(n: int) -> int:
    """The longest run that chance lets stand in a chart of so many useful points."""
    return round(log2(n)) + 3


def fewest_crossings(n: int) -> int:
    """The 5 % quantile of how often so many points cross their median by chance.

    Binomial(n - 1, 1/2), in whole numbers: the smallest k with P(X <= k) >= 1/20.
    """
    ways = accumulate(comb(n - 1, crossings) for crossings in range(n))
    return next(k for k, up_to in enumerate(ways) if ONE_IN * up_to >= 2 ** (n - 1))
