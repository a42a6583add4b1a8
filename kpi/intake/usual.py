"""What has each unit reported of each measure before? What a new figure is held against."""

import polars as pl

from kpi.intake.issue import KEYS

MONTHS_BACK = 12  # a year, so that every season is in it
ENOUGH = 6  # earlier values before anything can be called usual
SERIES = ["unit", "measure"]

NO_HISTORY = pl.DataFrame(
    schema={"unit": pl.String, "measure": pl.String, "month": pl.Date, "value": pl.Decimal(18, 4)}
)


def with_usual(numbers: pl.DataFrame, history: pl.DataFrame) -> pl.DataFrame:
    """The numbers of a file beside what their own series were before.

    In:  numbers: unit, measure, month, value, each key once; history: the same, as visible now.
         Earlier months of the file itself count as history, and replace what they correct.
    Out: the same rows in the same order, plus usual (Float64, the median of the last twelve
         values before the month; null where there are too few), before and year_before (the
         values of the calendar month before and of the same month the year before; null where
         there is none) and varies (Boolean: the last twelve values before the month are known
         to differ).
    """
    own = history.join(numbers, on=SERIES, how="semi").select(*KEYS, "value")
    series = pl.concat([own.join(numbers, on=KEYS, how="anti"), numbers.select(own.columns)])
    series = series.drop_nulls("value").sort(KEYS)
    earlier = pl.col("value").cast(pl.Float64).shift(1)
    lowest = earlier.rolling_min(MONTHS_BACK, min_samples=2).over(SERIES)
    highest = earlier.rolling_max(MONTHS_BACK, min_samples=2).over(SERIES)
    seen = series.select(
        *KEYS,
        usual=earlier.rolling_median(MONTHS_BACK, min_samples=ENOUGH).over(SERIES),
        varies=(lowest < highest).fill_null(value=False),
    )
    return (
        numbers.join(seen, on=KEYS, how="left", maintain_order="left")
        .join(_later(series, "1mo", "before"), on=KEYS, how="left", maintain_order="left")
        .join(_later(series, "12mo", "year_before"), on=KEYS, how="left", maintain_order="left")
    )


def _later(series: pl.DataFrame, by: str, name: str) -> pl.DataFrame:
    """Every value under the month that comes so much later."""
    return series.select(*SERIES, pl.col("month").dt.offset_by(by), pl.col("value").alias(name))
