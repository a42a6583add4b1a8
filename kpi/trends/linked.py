"""Do a series' months hang together? Then runs and trends come by themselves (methods §10)."""

import polars as pl

from kpi.trends.limits import BY_VOLUME
from kpi.trends.states import Chart

LINKED_ABOVE = 0.3  # correlation of a baseline month with the month before
FEWEST_LINKED = 20  # baseline values; of fewer chance alone gives such a correlation too often


def with_linked(limited: pl.DataFrame, chart: Chart) -> pl.DataFrame:
    """Say of each phase whether its baseline's months hang together.

    In:  what `with_limits` gives.
    Out: the same with linked (Boolean). False in a phase without a decided baseline, where a
         change looks the same as months that hang together; and in a run chart, which has no
         limits to be outside.

    What a month leaves over is its value less the centre, for charts by volume times the root of
    its volume, so that small months do not outshout large ones. The correlation is the mean
    product of neighbours over the mean square.
    """
    if chart is Chart.RUN:
        return limited.with_columns(linked=pl.lit(value=False))
    left = pl.col("value") - pl.col("centre")
    left = pl.when(left.abs() > pl.col("rounding")).then(left).otherwise(left * 0)
    if chart in BY_VOLUME:
        volume = pl.col("denominator")
        left = left * pl.when(volume > 0).then(volume).sqrt()
    stays = pl.col("block") == pl.col("block").shift(1)
    spread = (
        limited.select("block", left=pl.when("base").then(left))
        .with_columns(product=pl.when(stays).then(pl.col("left") * pl.col("left").shift(1)))
        .group_by("block", maintain_order=True)
        .agg(
            n=pl.col("left").count(),
            square=(pl.col("left") * pl.col("left")).mean(),
            product=pl.col("product").mean(),
        )
    )
    hangs = pl.col("product") > LINKED_ABOVE * pl.col("square")
    found = spread.select(linked=((pl.col("n") >= FEWEST_LINKED) & hangs).fill_null(value=False))
    return limited.hstack(found[limited["block"]])
