"""The months a series should have, so that a hole is seen as a hole (methods §1)."""

import polars as pl


def fill_months(values: pl.DataFrame) -> pl.DataFrame:
    """Give every series a row for each expected month between its first and its last.

    In:  series (String), month (Date, first of month), any other columns; one row per series
         and month, in any order. A row whose value is null still counts as a month.
    Out: the same columns sorted by series, month, with rows added; all else in an added row
         is null. A series whose gaps are all multiples of k months is expected every k
         months (quarters, years); every other series is expected monthly.
    """
    numbered = values.with_columns(at=_month_number(pl.col("month"))).sort("series", "at")
    expected = (
        numbered.group_by("series", maintain_order=True)
        .agg(first=pl.col("at").first(), last=pl.col("at").last())
        .join(_steps(numbered), on="series", how="left", maintain_order="left")
        .select(
            "series",
            at=pl.int_ranges("first", pl.col("last") + 1, pl.col("step").fill_null(1)),
        )
        .explode("at", empty_as_null=False)
    )
    filled = expected.join(numbered, on=["series", "at"], how="left", maintain_order="left")
    month = pl.date(pl.col("at") // 12, pl.col("at") % 12 + 1, 1)
    return filled.with_columns(month=month).select(values.columns)


def _month_number(month: pl.Expr) -> pl.Expr:
    return month.dt.year().cast(pl.Int64) * 12 + month.dt.month() - 1


def _steps(numbered: pl.DataFrame) -> pl.DataFrame:
    """series, step: the greatest common divisor of the gaps; no row for a one-month series.

    Euclid on the whole frame: divide every gap by its series' smallest and go on with the
    remainders. It ends after one round when the data are monthly.
    """
    same = pl.col("series") == pl.col("series").shift(1)
    gaps = numbered.select("series", gap=pl.when(same).then(pl.col("at").diff())).drop_nulls()
    while True:
        steps = gaps.group_by("series").agg(step=pl.col("gap").min())
        left = (
            gaps.join(steps, on="series")
            .select("series", gap=pl.col("gap") % pl.col("step"))
            .filter(pl.col("gap") > 0)
        )
        if left.is_empty():
            return steps
        gaps = pl.concat([steps.rename({"step": "gap"}), left])
