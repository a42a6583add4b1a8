"""Where may a new phase have begun? Where a long shift that still goes on did (methods §6)."""

import polars as pl

from kpi.trends.states import Signal, Status

FEWEST_SHIFTED = 8  # points on one side of the centre, the latest among them
OF_LIMITS = [Signal.OUTSIDE, Signal.TREND, Signal.TWO_OF_THREE, Signal.SHIFT]  # not a run chart's


def suggested_phases(points: pl.DataFrame) -> pl.DataFrame:
    """The shifts that still go on and have lasted long enough, and where they began.

    In:  what `trend` gives as points, sorted by series, month; and run_length (Int64), the
         points that make a shift in the series.
    Out: series, month (Date: the shift's first month), run (Int64: its points with values); a row
         for each series whose latest value, in its last phase, ends such a shift.

    Nothing is moved by it: a person decides, and signs.
    """
    last = pl.col("phase") == pl.col("phase").max().over("series")
    shifted = (
        (pl.col("run").last() >= pl.max_horizontal(FEWEST_SHIFTED, pl.col("run_length").last()))
        & pl.col("signal").last().is_in(OF_LIMITS)
        & pl.col("status").last().is_in([Status.OK, Status.NO_VARIATION])
    )
    run = pl.when(shifted).then(pl.col("run").last().cast(pl.Int64))
    return (
        points.filter(last & pl.col("value").is_not_null())
        .group_by("series", maintain_order=True)
        .agg(run=run, first=pl.col("month").gather(pl.len() - run.fill_null(1)).first())
        .drop_nulls("run")
        .select("series", pl.col("first").alias("month"), "run")
    )
