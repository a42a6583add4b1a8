"""The latest point of each series: has something changed, and is the target reached?"""

import polars as pl

from kpi.trends.limits import ROUNDING
from kpi.trends.states import Assurance, Side, Signal, Status, Variation

LATEST = ["target", "centre", "lower", "upper", "month", "value", "signal", "side", "run", "steps"]


def summary(points: pl.DataFrame) -> pl.DataFrame:
    """The answer for each series, from the last phase of its points.

    In:  what `points` gives: one row per series and month, sorted.
    Out: one row per series, sorted: series, phase, n (Int64, values in the phase), centre,
         lower, upper (Float64, unit of value), variation (String, a `Variation`; null in a
         phase that is too short or preliminary), assurance (String, an `Assurance`), status
         (STATUSES), linked (Boolean: its months hang together); then month, value,
         signal, side, run and steps of the latest point, all null when the phase has no value.
         Centre and limits are the latest point's own.

    The latest point is the last month with a value, not the last month (methods §1, §7).
    """
    phases = points.filter(_last_of("series")).drop(LATEST)
    latest = points.filter(pl.col("value").is_not_null()).filter(_last_of("series", "phase"))
    return phases.join(
        latest.select("series", "phase", *LATEST),
        on=["series", "phase"],
        how="left",
        maintain_order="left",
    ).select(
        "series",
        "phase",
        "n",
        "centre",
        "lower",
        "upper",
        _variation(),
        _assurance(),
        "status",
        "linked",
        *LATEST[4:],
    )


def _last_of(*keys: str) -> pl.Expr:
    changes = [pl.col(key) != pl.col(key).shift(-1) for key in keys]
    return pl.any_horizontal(changes).fill_null(True)


def _variation() -> pl.Expr:
    """variation: the latest signal, read in the direction that is better (methods §7)."""
    good = pl.when(pl.col("better") == "higher").then(pl.lit(Side.HIGH)).otherwise(pl.lit(Side.LOW))
    return (
        pl.when(pl.col("status").is_in([Status.TOO_SHORT, Status.PRELIMINARY]))
        .then(None)
        .when(pl.col("signal") == Signal.NONE)
        .then(pl.lit(Variation.COMMON))
        .when((pl.col("better") == "neither") | (pl.col("signal") == Signal.CROSSINGS))
        .then(pl.col("side").cast(pl.String))  # Variation.HIGH and LOW are spelt as the sides are
        .when(pl.col("side") == good)
        .then(pl.lit(Variation.IMPROVING))
        .otherwise(pl.lit(Variation.WORSENING))
        .alias("variation")
    )


def _assurance() -> pl.Expr:
    """assurance: the target against the limits, or the centre when nothing varies (§7).

    Turned round where lower is better, there is one question: how far up is the target?
    """
    sign = pl.when(pl.col("better") == "lower").then(-1.0).otherwise(1.0)
    target = sign * pl.col("target")
    one, other = sign * pl.col("lower"), sign * pl.col("upper")
    flat = pl.col("status") == Status.NO_VARIATION
    moved = flat & (pl.col("signal") == Signal.OUTSIDE)  # no limits, and no longer flat
    worst = pl.when(flat).then(sign * pl.col("centre")).otherwise(pl.min_horizontal(one, other))
    best = pl.when(flat).then(sign * pl.col("centre")).otherwise(pl.max_horizontal(one, other))
    rounding = ROUNDING * pl.max_horizontal(pl.col("target", "centre").abs())
    return (
        pl.when(target.is_null() | worst.is_null() | moved | (pl.col("better") == "neither"))
        .then(pl.lit(Assurance.NONE))
        .when(target - best > rounding)
        .then(pl.lit(Assurance.MISSES))
        .when(flat | (worst - target > rounding))
        .then(pl.lit(Assurance.MEETS))
        .otherwise(pl.lit(Assurance.VARIES))
        .alias("assurance")
    )
