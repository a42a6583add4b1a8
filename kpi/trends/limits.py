"""XmR control limits: what is normal for one series in one phase (methods §4, §6, §10)."""

import polars as pl

from kpi.trends.states import Status

XMR_FACTOR = 2.66  # three sigma from the mean moving range: 3 / d2, d2 = 1.128 for pairs
SCREEN_FACTOR = 3.267  # a moving range above this many means is an outlier: D4 for pairs
FEWEST_POINTS = 5  # values in a phase; below this it shows them and nothing more
LOCK_POINTS = 12  # baseline values; fewer give limits too loose to lock
VERDICT_POINTS = 13  # values in a phase; fewer carry no verdict
ROUNDING = 1e-12  # share of a phase's largest value; a smaller difference is arithmetic's own


def with_limits(rows: pl.DataFrame) -> pl.DataFrame:
    """Add each phase's centre and limits to its rows.

    In:  chart (UInt32: one number per series and phase, 0, 1, 2 … down the frame), value
         (Float64, null = missing), base and screen (Boolean), other columns; neighbouring
         rows of a chart are neighbouring months.
    Out: the same rows in the same order, plus centre, lower, upper (Float64, unit of value),
         n (Int64, values in the phase), status (String, a `Status`) and rounding (Float64,
         unit of value: two numbers no further apart are the same number). centre is null in
         a phase that is too short, lower and upper also where the values do not vary or no
         two neighbouring months have values.

    A phase without baseline rows is its own baseline. Formulas: methods §4, §10.
    """
    phases = rows.group_by("chart", maintain_order=True).agg(
        n=pl.col("value").count().cast(pl.Int64),
        has_base=pl.col("base").any(),
        rounding=pl.col("value").abs().max() * ROUNDING,
    )
    limits = _limits(phases.hstack(_spread(rows, phases)))
    columns = ["centre", "lower", "upper", "n", "status", "rounding"]
    return rows.hstack(_for_each_row(limits.select(columns), rows))


def _spread(rows: pl.DataFrame, phases: pl.DataFrame) -> pl.DataFrame:
    """centre, base_n, amr and screened_amr: one row a chart, in chart order.

    Both ends of a moving range must lie in the baseline: the step from the last free month
    into the first baseline month belongs to neither.
    """
    inside = pl.col("base") | ~pl.col("has_base")
    neighbours = (pl.col("chart") == pl.col("chart").shift(1)) & inside & inside.shift(1)
    base = rows.select("chart", "value", "base", "screen").hstack(
        _for_each_row(phases.select("has_base", "rounding"), rows)
    )
    base = base.select(
        "chart",
        "screen",
        "rounding",
        value=pl.when(inside).then(pl.col("value")),
        range=pl.when(neighbours).then(pl.col("value").diff().abs()),
    )
    spread = base.group_by("chart", maintain_order=True).agg(
        centre=pl.col("value").mean(), base_n=pl.col("value").count(), amr=pl.col("range").mean()
    )
    # At most, not below (the reference): a steady series would lose all its moving ranges.
    largest = SCREEN_FACTOR * pl.col("amr") + pl.col("rounding")
    kept = pl.when((pl.col("range") <= largest) | ~pl.col("screen")).then(pl.col("range"))
    screened = (
        base.hstack(_for_each_row(spread.select("amr"), rows))
        .with_columns(range=kept)
        .group_by("chart", maintain_order=True)
        .agg(screened_amr=pl.col("range").mean())
    )
    return spread.drop("chart").hstack(screened.drop("chart"))


def _limits(phases: pl.DataFrame) -> pl.DataFrame:
    """Turn each chart's spread into limits and say how much they can carry."""
    varies = pl.col("screened_amr") > pl.col("rounding")
    amr = pl.when(varies).then(pl.col("screened_amr")).otherwise(pl.col("amr"))
    long_enough = pl.col("n") >= FEWEST_POINTS
    preliminary = (pl.col("n") < VERDICT_POINTS) | (pl.col("base_n") < LOCK_POINTS)
    phases = phases.with_columns(amr=amr).with_columns(flat=pl.col("amr") <= pl.col("rounding"))
    status = (
        pl.when(~long_enough)
        .then(pl.lit(Status.TOO_SHORT))
        .when(preliminary)
        .then(pl.lit(Status.PRELIMINARY))
        .when(pl.col("flat"))
        .then(pl.lit(Status.NO_VARIATION))
        .otherwise(pl.lit(Status.OK))
    )
    distance = pl.when(long_enough & ~pl.col("flat")).then(XMR_FACTOR * pl.col("amr"))
    return phases.with_columns(
        centre=pl.when(long_enough).then(pl.col("centre")),
        lower=pl.col("centre") - distance,
        upper=pl.col("centre") + distance,
        status=status,
    )


def _for_each_row(phases: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Each row's own phase. Charts are numbered, so a gather does what a join would, faster."""
    return phases[rows["chart"]]
