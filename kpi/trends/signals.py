"""The four rules that separate a signal from chance (methods §5)."""

import polars as pl

from kpi.trends.runs import with_runs_rules
from kpi.trends.states import Chart, Side, Signal, Status, TwoOfThree

RUN_LENGTH = 7  # points on one side of the centre that make a shift
TREND_LENGTH = 7  # points, so one step fewer, that make a trend
NEAR = 2 / 3  # beyond this share of the way from centre to limit a point is near the limit
_NEEDED = ["block", "value", "centre", "distance", "rounding", "status", "two_of_three"]


def with_signals(
    rows: pl.DataFrame,
    chart: Chart,
    *,
    run_length: int = RUN_LENGTH,
    trend_length: int = TREND_LENGTH,
) -> pl.DataFrame:
    """Name each point by the first rule that holds inside its own phase.

    In:  block (UInt32, series and phase), value, centre, distance (to the limits, on both sides)
         and rounding (Float64, unit of value), status and two_of_three (String), other columns;
         in order of month inside a block.
    Out: the same rows in the same order, plus signal (String, a `Signal`; none in a phase
         without verdict and for a missing month), side (String, a `Side`; null without
         signal), run (Int64, points in a row, ending here, on this point's side of the
         centre; 0 on the centre) and steps (Int64, steps in a row, ending here, the same
         way; 0 after a tie). run and steps are null for a missing month.

    The rules look at the values that exist: a missing month neither breaks a run nor counts.
    run_length and trend_length are numbers of points. Rules: methods §5.
    """
    present = rows["value"].is_not_null()
    points = _with_streaks(_placed(rows.select(_NEEDED).filter(present)))
    if chart is Chart.RUN:
        signals = with_runs_rules(points)
    else:
        signals = _with_rules(points, run_length, trend_length)
    # The n:th value of the frame has the n:th signal; a missing month points at none.
    place = pl.when(present).then(present.cum_sum() - 1)
    found = signals.select("signal", "side", "run", "steps").select(pl.all().gather(place))
    return rows.hstack(found.with_columns(pl.col("signal").fill_null(Signal.NONE)))


def _with_rules(points: pl.DataFrame, run_length: int, trend_length: int) -> pl.DataFrame:
    """signal and side by the rules of methods §5."""
    points = points.with_columns(
        in_trend=_any_ahead(pl.col("steps") >= trend_length - 1, trend_length),
        in_three=pl.col("near") & _any_ahead((pl.col("run") >= 3) & _two_of_three_near(), 3),
        in_shift=_any_ahead(pl.col("run") >= run_length, run_length),
    )
    return points.with_columns(_first_rule()).with_columns(_side())


def _placed(points: pl.DataFrame) -> pl.DataFrame:
    """Where each point lies: against its centre, its limits and the point before it."""
    first = (pl.col("block") != pl.col("block").shift(1)).fill_null(True)
    from_centre = pl.col("value") - pl.col("centre")
    # Where the baseline never varied, any other value is outside what has ever been normal.
    flat = pl.when(pl.col("status") == Status.NO_VARIATION).then(0.0)
    to_limit = pl.col("distance").fill_null(flat)
    outside = from_centre.abs() - to_limit > pl.col("rounding")
    near = from_centre.abs() - NEAR * to_limit > pl.col("rounding")
    strict = pl.col("two_of_three") == TwoOfThree.STRICT
    return points.select(
        "block",
        first=first,
        half=_sign(from_centre),
        step=pl.when(first).then(0).otherwise(_sign(pl.col("value").diff())),
        outside=outside.fill_null(False),
        near=(near & ~(strict & outside)).fill_null(False),
        judged=pl.col("status").is_in([Status.OK, Status.NO_VARIATION]),
    )


def _sign(difference: pl.Expr) -> pl.Expr:
    """1, 0 or -1; 0 also where there is nothing to compare with or only rounding between."""
    above = (difference > pl.col("rounding")).fill_null(False).cast(pl.Int8)
    below = (difference < -pl.col("rounding")).fill_null(False).cast(pl.Int8)
    return above - below


def _with_streaks(points: pl.DataFrame) -> pl.DataFrame:
    """run and steps: how long the side and the direction have held at each point.

    A rule's window is then a comparison: seven points on one side end where run is 7 or
    more. A chart starts both afresh, so no window reaches into the chart before.
    """
    position = pl.int_range(pl.len())
    streaks = {}
    for name, sign in {"run": pl.col("half"), "steps": pl.col("step")}.items():
        starts = pl.col("first") | (sign != sign.shift(1))
        began = pl.when(starts).then(position).forward_fill()
        streaks[name] = pl.when(sign != 0).then(position - began + 1).otherwise(0)
    return points.with_columns(**streaks)


def _two_of_three_near() -> pl.Expr:
    near = pl.col("near").cast(pl.Int8)
    return near + near.shift(1) + near.shift(2) >= 2


def _any_ahead(ends: pl.Expr, length: int) -> pl.Expr:
    """Mark every point of the windows that end where `ends` is true."""
    return pl.any_horizontal(ends.shift(-ahead, fill_value=False) for ahead in range(length))


def _first_rule() -> pl.Expr:
    """signal: the first rule that holds, where the phase is fit for a verdict."""
    return (
        pl.when(~pl.col("judged"))
        .then(pl.lit(Signal.NONE))
        .when("outside")
        .then(pl.lit(Signal.OUTSIDE))
        .when("in_trend")
        .then(pl.lit(Signal.TREND))
        .when("in_three")
        .then(pl.lit(Signal.TWO_OF_THREE))
        .when("in_shift")
        .then(pl.lit(Signal.SHIFT))
        .otherwise(pl.lit(Signal.NONE))
        .alias("signal")
    )


def _side() -> pl.Expr:
    """side: which way the signal points.

    A turning point belongs to two trends and takes the direction of the step into the next
    point, when that point is in a trend too. A tie there has no direction to give.
    """
    # The next row may belong to another chart, but the first step of a chart is 0 as well.
    onward = pl.when(pl.col("in_trend").shift(-1)).then(pl.col("step").shift(-1))
    way = (
        pl.when(pl.col("signal") != Signal.TREND)
        .then("half")
        .when(onward != 0)
        .then(onward)
        .otherwise("step")
    )
    return (
        pl.when(pl.col("signal") == Signal.NONE)
        .then(None)
        .when(way > 0)
        .then(pl.lit(Side.HIGH))
        .otherwise(pl.lit(Side.LOW))
        .alias("side")
    )
