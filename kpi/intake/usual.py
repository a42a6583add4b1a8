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
    own = own.join(numbers, on=KEYS, how="anti").drop_nulls("value")
    named = numbers.select(*KEYS, "value").with_row_index("at")
    series = _in_order(pl.concat([named, own], how="diagonal"))
    earlier = pl.col("value").cast(pl.Float64).shift(1)
    rolling = series.group_by("series", maintain_order=True).agg(
        usual=earlier.rolling_median(MONTHS_BACK, min_samples=ENOUGH),
        lowest=earlier.rolling_min(MONTHS_BACK, min_samples=2),
        highest=earlier.rolling_max(MONTHS_BACK, min_samples=2),
    )
    rolled = rolling.drop("series").explode("usual", "lowest", "highest", empty_as_null=False)
    seen = series.hstack(rolled).select(
        "at",
        "usual",
        varies=(pl.col("lowest") < pl.col("highest")).fill_null(value=False),
        before=_months_before(1),
        year_before=_months_before(12),
    )
    return numbers.hstack(seen.drop_nulls("at").sort("at").drop("at"))


def _in_order(series: pl.DataFrame) -> pl.DataFrame:
    """The rows series by series, month by month. Numbers are sorted and grouped faster than texts.

    Adds series (UInt64, one a unit and measure) and number (Int32, months since year 0).
    """
    unit, measure = (pl.col(name).cast(pl.Categorical).to_physical() for name in SERIES)
    number = pl.col("month").dt.year() * 12 + pl.col("month").dt.month()
    return series.with_columns(
        series=unit.cast(pl.UInt64) * 2**32 + measure, number=number.cast(pl.Int32)
    ).sort("series", "number")


def _months_before(months: int) -> pl.Expr:
    """The value of the same series so many months before; one month a row, so not farther up."""
    return pl.coalesce(
        pl.when(
            pl.col("series").shift(rows) == pl.col("series"),
            pl.col("number").shift(rows) == pl.col("number") - months,
        ).then(pl.col("value").shift(rows))
        for rows in range(1, months + 1)
    )
