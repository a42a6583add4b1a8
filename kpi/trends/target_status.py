"""Is the target reached in the latest month? Apart from what has changed (methods §7)."""

from enum import StrEnum

import polars as pl

from kpi.trends.limits import ROUNDING

USUAL_TOLERANCE = 0.05  # of the way from the baseline to the target, where none is decided


class TargetStatus(StrEnum):
    """How the latest value stands to the target in force that month."""

    MET = "met"
    PARTLY = "partly"  # not reached, but within the tolerance
    NOT_MET = "not_met"
    UNKNOWN = "unknown"  # there is a target, and nothing to hold against it


def target_status(rows: pl.DataFrame, points: pl.DataFrame, summary: pl.DataFrame) -> pl.DataFrame:
    """Hold each series' latest value against the target in force that month.

    In:  rows: series, month, phase, base, better, target (Float64, unit of value, as decided;
         null = none, or not in these prices), target_decided (Boolean, null = no) and tolerance
         (Float64, null = none decided), sorted; points and summary: what `trend` makes of them.
    Out: one row a series: series, target, target_decided (Boolean), goal (Float64: the target as
         it is for that very month, with the month's season), tolerance (Float64: the one used,
         null = none) and target_status (String, a `TargetStatus`; null where no target is in
         force). For a series without value the target is its last month's.

    Without a decided tolerance it is 5 % of the way from the baseline to the target; without a
    baseline either there is no `partly`, and none below 0.
    """
    based = rows.group_by("series", "phase").agg(based=pl.col("base").any())
    goals = points.select("series", "month", goal="target")
    decided = rows.select("series", "month", "better", "target", "target_decided", "tolerance")
    last = rows.group_by("series").agg(last=pl.col("month").last())
    at = summary.join(last, on="series").with_columns(at=pl.coalesce("month", "last"))
    usual = USUAL_TOLERANCE * (pl.col("goal") - pl.col("centre")).abs()
    return (
        at.join(decided, left_on=["series", "at"], right_on=["series", "month"])
        .join(goals, left_on=["series", "at"], right_on=["series", "month"])
        .join(based, on=["series", "phase"])
        .with_columns(
            pl.col("target_decided").fill_null(value=False),
            tolerance=pl.coalesce("tolerance", pl.when("based").then(usual)).clip(0),
        )
        .select("series", "target", "target_decided", "goal", "tolerance", _status())
    )


def _status() -> pl.Expr:
    """Turned round where lower is better, there is one question: how far up is the value?"""
    sign = pl.when(pl.col("better") == "lower").then(-1.0).otherwise(1.0)
    short = sign * (pl.col("goal") - pl.col("value"))  # above 0: this far from the target
    rounding = ROUNDING * pl.max_horizontal(pl.col("goal", "value").abs())
    return (
        pl.when(~pl.col("target_decided"))
        .then(None)
        .when(short.is_null() | (pl.col("better") == "neither"))
        .then(pl.lit(TargetStatus.UNKNOWN))
        .when(short <= rounding)
        .then(pl.lit(TargetStatus.MET))
        .when(short <= pl.col("tolerance").fill_null(0) + rounding)
        .then(pl.lit(TargetStatus.PARTLY))
        .otherwise(pl.lit(TargetStatus.NOT_MET))
        .alias("target_status")
    )
