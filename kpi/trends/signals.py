"""The four rules that separate a signal from chance (methods §5)."""

import polars as pl

from kpi.trends.runs import with_runs_rules
from kpi.trends.states import SIDES, SIGNALS, Chart, Side, Signal, Status, TwoOfThree

RUN_LENGTH = 7  # points on one side of the centre that make a shift
TREND_LENGTH = 7  # points, so one step fewer, that make a trend
_NOTHING = pl.DataFrame(
    {"signal": [Signal.NONE], "side": [None], "run": [None], "steps": [None]},
    schema={"signal": SIGNALS, "side": SIDES, "run": pl.Int32, "steps": pl.Int32},
)
NEAR = 2 / 3  # beyond this share of the way from centre to limit a point is near the limit


def with_signals(
    rows: pl.DataFrame,
    chart: Chart,
    *,
    run_length: int = RUN_LENGTH,
    trend_length: int = TREND_LENGTH,
) -> pl.DataFrame:
    """Name each point by the first rule that holds inside its own phase.

    In:  block (UInt32, series and phase), value, centre, distance (to the limits, on both sides)
         and rounding (Float64, unit of value), status (STATUSES), two_of_three (String), linked
         (Boolean: only the first rule counts), other columns; in order of month inside a block.
    Out: the same rows in the same order, plus signal (SIGNALS; none in a phase without
         verdict and for a missing month), side (SIDES; null without signal), run (Int32, points
         in a row, ending here, on this point's side of the centre; 0 on the centre) and steps
         (Int32, steps in a row, ending here, the same way; 0 after a tie). run and steps are
         null for a missing month.

    The rules look at the values that exist: a missing month neither breaks a run nor counts.
    run_length and trend_length are numbers of points. Rules: methods §5.
    """
    points = _with_streaks(_placed(rows))
    if chart is Chart.RUN:
        signals = with_runs_rules(points)
    else:
        signals = _with_rules(points, run_length, trend_length)
    return rows.hstack(_for_each_row(signals, rows["value"]))


def _for_each_row(signals: pl.DataFrame, values: pl.Series) -> pl.DataFrame:
    """signal, side, run, steps: the n:th value has the n:th signal; a missing month has none."""
    named = pl.col("signal") != Signal.NONE
    said = signals.select("signal", pl.when(named).then(pl.col("side")), "run", "steps")
    said = pl.concat([said, _NOTHING], rechunk=True)  # a null to look up costs more than a row
    nothing = len(said) - 1
    place = pl.when(values.is_not_null()).then(values.cum_count() - 1).otherwise(nothing)
    return said[pl.select(place).to_series()]


def _with_rules(points: pl.DataFrame, run_length: int, trend_length: int) -> pl.DataFrame:
    """signal and side by the rules of methods §5."""
    near = pl.col("near").cast(pl.Int8)
    ends = points.with_columns(  # where a window ends in which the rule holds
        ends_trend=pl.col("steps") >= trend_length - 1,
        ends_three=(pl.col("run") >= 3) & (near + near.shift(1) + near.shift(2) >= 2),
        ends_shift=pl.col("run") >= run_length,
    )
    held = ends.with_columns(
        in_trend=_any_ahead("ends_trend", trend_length),
        in_three=pl.col("near") & _any_ahead("ends_three", 3),
        in_shift=_any_ahead("ends_shift", run_length),
    )
    return held.with_columns(signal=_first_rule()).with_columns(side=_side())


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """Where each value lies: against its centre, its limits and the value before it."""
    # Where the baseline never varied, any other value is outside what has ever been normal.
    flat = pl.col("status") == Status.NO_VARIATION
    measured = rows.select(
        "block",
        "value",
        "rounding",
        "linked",
        judged=flat | (pl.col("status") == Status.OK),
        strict=pl.col("two_of_three") == TwoOfThree.STRICT,
        from_centre=pl.col("value") - pl.col("centre"),
        to_limit=pl.when(flat & pl.col("distance").is_null()).then(0.0).otherwise("distance"),
    ).with_columns(away=pl.col("from_centre").abs())
    placed = measured.select(
        pl.exclude("from_centre", "to_limit", "away"),
        half=_sign("from_centre"),
        outside=pl.col("away") - pl.col("to_limit") > pl.col("rounding"),
        near=pl.col("away") - NEAR * pl.col("to_limit") > pl.col("rounding"),
    ).filter(rows["value"].is_not_null())
    stays = pl.col("block") == pl.col("block").shift(1)
    return placed.with_columns(
        pl.col("outside", "near").fill_null(False),
        step=pl.when(stays).then(pl.col("value").diff()),
    ).with_columns(
        near=pl.col("near") & ~(pl.col("strict") & pl.col("outside")), step=_sign("step")
    )


def _sign(difference: str) -> pl.Expr:
    """1, 0 or -1; 0 also where there is nothing to compare with or only rounding between."""
    return (
        pl.when(pl.col(difference) > pl.col("rounding"))
        .then(pl.lit(1, pl.Int8))
        .when(pl.col(difference) < -pl.col("rounding"))
        .then(pl.lit(-1, pl.Int8))
        .otherwise(pl.lit(0, pl.Int8))
    )


def _with_streaks(points: pl.DataFrame) -> pl.DataFrame:
    """run and steps: how long the side and the direction have held at each point.

    A rule's window is then a comparison: seven points on one side end where run is 7 or
    more. A chart starts both afresh, so no window reaches into the chart before.
    """
    streaks = points.with_columns(
        place=pl.int_range(pl.len(), dtype=pl.Int32),
        half_streak=pl.struct("block", "half").rle_id(),
        step_streak=pl.struct("block", "step").rle_id(),
    )
    return streaks.with_columns(
        run=_held("half", "half_streak"), steps=_held("step", "step_streak")
    )


def _held(sign: str, streak: str) -> pl.Expr:
    """How many points of the streak have come, this one too; 0 where there is no sign."""
    place, number = pl.col("place"), pl.col(streak)
    began = place.filter((number != number.shift(1)).fill_null(True))
    return pl.when(pl.col(sign) != 0).then(place - began.gather(number) + 1).otherwise(0)


def _any_ahead(ends: str, length: int) -> pl.Expr:
    """Mark every point of the windows that end where `ends` is true."""
    column = pl.col(ends)
    return pl.any_horizontal(column.shift(-ahead, fill_value=False) for ahead in range(length))


def _first_rule() -> pl.Expr:
    """The first rule that holds, where the phase is fit for a verdict."""
    return (
        pl.when(~pl.col("judged"))
        .then(pl.lit(Signal.NONE, SIGNALS))
        .when("outside")
        .then(pl.lit(Signal.OUTSIDE, SIGNALS))
        .when("linked")
        .then(pl.lit(Signal.NONE, SIGNALS))
        .when("in_trend")
        .then(pl.lit(Signal.TREND, SIGNALS))
        .when("in_three")
        .then(pl.lit(Signal.TWO_OF_THREE, SIGNALS))
        .when("in_shift")
        .then(pl.lit(Signal.SHIFT, SIGNALS))
        .otherwise(pl.lit(Signal.NONE, SIGNALS))
    )


def _side() -> pl.Expr:
    """Which way the signal points; where there is none it means nothing.

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
    return pl.when(way > 0).then(pl.lit(Side.HIGH, SIDES)).otherwise(pl.lit(Side.LOW, SIDES))
