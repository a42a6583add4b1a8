"""Series that are judged by different settings, each group by its own (methods §5, §6)."""

import polars as pl

from kpi.trends.spc import Rules, Trends, trend

LENGTHS = ["run_length", "trend_length"]


def trend_by_settings(rows: pl.DataFrame) -> Trends:
    """`trend`, where each series says how many points make a shift and a trend.

    In:  what `trend` takes, plus run_length and trend_length (Int64; the same in all rows of a
         series).
    Out: as `trend`: points sorted by series, month; summary by series.
    """
    groups = rows.partition_by(LENGTHS, maintain_order=True)
    if not groups:
        return trend(rows)
    charted = [trend(each, Rules(*each.select(LENGTHS).row(0))) for each in groups]
    if len(charted) == 1:  # as a rule: every series is judged alike
        return charted[0]
    return Trends(
        pl.concat([each.points for each in charted]).sort("series", "month"),
        pl.concat([each.summary for each in charted]).sort("series"),
    )
