"""What has each unit reported of each measure before? What a new figure is held against."""

import polars as pl

from kpi.intake.issue import KEYS

MONTHS_BACK = 12  # a year, so that every season is in it
ENOUGH = 6  # earlier values before anything can be called usual
SERIES = ["unit", "measure"]
MONTHS = 12 * 10_000  # more than there are numbers of months

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
    own = history.filter(pl.col(name).is_in(numbers[name].unique().implode()) for name in SERIES)
    own = own.select(*KEYS, "value").drop_nulls("value")
    named = numbers.select(*KEYS, "value").with_row_index("at")
    series = _in_order(pl.concat([named, own], how="diagonal"))
    earlier = pl.col("value").cast(pl.Float64).shift(1)
    usual = series.group_by("series", maintain_order=True).agg(
        earlier.rolling_median(MONTHS_BACK, min_samples=ENOUGH).alias("usual")
    )
    seen = series.select(
        "at",
        usual.drop("series").explode("usual", empty_as_null=False).to_series(),
        varies=_varies(),
        before=_months_before(1),
        year_before=_months_before(12),
    )
    return numbers.hstack(seen.drop_nulls("at").sort("at").drop("at"))


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows series by series, month by month; of two for a month the file's, which has `at`.

    Adds series (Int64, one a unit and measure) and number (Int64, months since year 0). Numbers
    are sorted and compared much faster than texts.
    """
    unit, measure = (_numbered(rows[name]) for name in SERIES)
    month = pl.col("month").dt.year().cast(pl.Int64) * 12 + pl.col("month").dt.month()
    numbered = rows.with_columns(series=unit * measure.len() + measure, number=month)
    ordered = numbered.sort(pl.col("series") * MONTHS + pl.col("number"), maintain_order=True)
    again = (pl.col("series") == pl.col("series").shift()) & (
        pl.col("number") == pl.col("number").shift()
    )
    return ordered.filter(~again.fill_null(value=False))


def _numbered(texts: pl.Series) -> pl.Series:
    """A number for each text (Int64), the same for the same text."""
    return texts.cast(pl.Enum(texts.unique())).to_physical().cast(pl.Int64)


def _months_before(months: int) -> pl.Expr:
    """The value of the same series so many months before; one month a row, so not farther up."""
    return pl.coalesce(
        pl.when(
            pl.col("series").shift(rows) == pl.col("series"),
            pl.col("number").shift(rows) == pl.col("number") - months,
        ).then(pl.col("value").shift(rows))
        for rows in range(1, months + 1)
    )


def _varies() -> pl.Expr:
    """Whether two of the series' last twelve earlier values are known to differ."""
    row, same = pl.int_range(pl.len()), pl.col("series") == pl.col("series").shift()
    start = pl.when(same.fill_null(value=False).not_()).then(row).forward_fill()
    changed = pl.when(same, pl.col("value") != pl.col("value").shift()).then(row).forward_fill()
    earlier = changed.shift()
    is_near = (earlier > start) & (earlier > row - MONTHS_BACK)
    return is_near.fill_null(value=False)
