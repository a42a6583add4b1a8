"""From monthly values to points with limits and signals, and to one answer a series."""

from typing import NamedTuple

import polars as pl

from kpi.trends.limits import with_limits
from kpi.trends.linked import with_linked
from kpi.trends.season import in_season, widened, without_season
from kpi.trends.signals import RUN_LENGTH, TREND_LENGTH, with_signals
from kpi.trends.states import Chart
from kpi.trends.verdict import summary

_POINTS = (
    "series",
    "month",
    "phase",
    "value",
    "centre",
    "lower",
    "upper",
    "signal",
    "side",
    "n",
    "status",
    "better",
    "target",
    "run",
    "steps",
    "linked",
)


class Trends(NamedTuple):
    """The charts of many series: every point, and the latest answer of each series."""

    points: pl.DataFrame
    summary: pl.DataFrame


class Rules(NamedTuple):
    """How points are judged: how many make a shift and a trend (methods §5), and whether months
    that hang together silence every rule but the first (methods §10).
    """

    run_length: int = RUN_LENGTH
    trend_length: int = TREND_LENGTH
    heed_links: bool = True


USUAL = Rules()


def trend(values: pl.DataFrame, rules: Rules = USUAL) -> Trends:
    """Chart every series: `points` and, from them, `summary`; their docstrings give the columns."""
    charted = points(values, rules)
    return Trends(charted, summary(charted))


def points(values: pl.DataFrame, rules: Rules = USUAL) -> pl.DataFrame:
    """Put limits and signals on monthly values, all series at once.

    In:  one row per series and expected month, in any order: series (String), month (Date),
         value (Float64, finite; null = missing or closed), phase (Int64, from 1, never
         falling), base (Boolean, limits are computed from these rows; a phase with none
         uses all its rows), better (String: higher, lower or neither), target (Float64,
         unit of value; null = none), two_of_three (String, a `TwoOfThree`), screen
         (Boolean, leave outlying moving ranges out of the limits) and chart (String, a `Chart`,
         one a series) and seasonal (Boolean, one a series: judged without its season, xmr only);
         for charts by volume denominator and scale as `with_limits` says.
    Out: one row per row in, sorted by series, month: series, month, phase, value, centre,
         lower, upper (Float64, unit of value), signal (SIGNALS), side (SIDES; null without
         signal); then n (Int64, values in the phase), status (STATUSES), better, target (with
         the month's season), run and steps as `with_signals` gives them, and linked (Boolean:
         the phase's months hang together; false throughout where that is not heeded).
    """
    rows, series = _in_order(values)
    kinds = series.select("chart", "seasonal").unique(maintain_order=True).rows()
    if len(kinds) <= 1:
        chart, seasonal = kinds[0] if kinds else (Chart.XMR, False)
        judged = _judged(rows, Chart(chart), rules, seasonal=seasonal)
        return judged.select(_POINTS)
    each = (
        rows.filter(pl.col("chart") == chart, pl.col("seasonal") == seasonal)
        for chart, seasonal in kinds
    )
    charted = [
        _judged(rows, Chart(chart), rules, seasonal=seasonal).select(_POINTS)
        for rows, (chart, seasonal) in zip(each, kinds, strict=True)
    ]
    return pl.concat(charted).sort("series", "month")


def _judged(rows: pl.DataFrame, chart: Chart, rules: Rules, *, seasonal: bool) -> pl.DataFrame:
    """Limits and signals of series of one kind; seasonal ones are judged without their season."""
    # A number for each series and phase, 0, 1, 2 … down the rows.
    rows = rows.with_columns(block=pl.struct("series", "phase").rle_id())
    if seasonal:
        limited = widened(with_limits(without_season(rows), chart))
    else:
        limited = with_limits(rows, chart)
    if rules.heed_links:
        limited = with_linked(limited, chart)
    else:
        limited = limited.with_columns(linked=pl.lit(value=False))
    judged = with_signals(
        limited, chart, run_length=rules.run_length, trend_length=rules.trend_length
    )
    return in_season(judged) if seasonal else judged


def _in_order(values: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows by series and month, and the first row of each series.

    Asking for the order costs a fraction of a sort, and the store delivers its frames in order.
    """
    month = pl.col("month")
    begins = values.select((pl.col("series") != pl.col("series").shift(1)).fill_null(True))
    later = values.select(((month >= month.shift(1)) | begins.to_series()).all()).item()
    first = values.filter(begins.to_series())
    ascending = (first["series"] > first["series"].shift(1)).all()
    if later and ascending:
        return values, first
    return _in_order(values.sort("series", "month"))
