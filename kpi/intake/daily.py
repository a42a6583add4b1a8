"""What do daily rows add up to? (methods §1)"""

from collections.abc import Mapping

import polars as pl

from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.number_columns import LOST
from kpi.ledger.kinds import NUMBER_DTYPE

KEYS = ["unit", "measure", "month"]


def summed(reported: pl.DataFrame, titles: Mapping[str, str], findings: Findings) -> pl.DataFrame:
    """The sum of the reported days of each unit, month and measure.

    In:  the rows of `measure_rows`, one a day; titles by measure.
    Out: the same columns, one row a unit, measure and month, at the first of its rows; text is
         the sum. A month is missing only when every one of its days is; the kind is theirs, or
         `bortfall` when they differ. A note counts each measure's missing days.
    """
    _count_missing(reported, titles, findings)
    any_value = pl.col("value").count() > 0
    kinds = pl.col("missing").drop_nulls()
    same_kind = pl.when(kinds.n_unique() == 1).then(kinds.first()).otherwise(pl.lit(LOST))
    sums = (
        reported.drop_nulls(KEYS)
        .group_by(KEYS, maintain_order=True)
        .agg(
            value=pl.when(any_value).then(pl.col("value").sum()),
            missing=pl.when(~any_value).then(same_kind),
            removed=pl.lit(value=False),
            row=pl.col("row").first(),
            column=pl.col("column").first(),
        )
        .with_columns(text=_written(pl.col("value")))
    )
    stored = sums.with_columns(pl.col("value").cast(NUMBER_DTYPE, strict=False))
    has_room = stored["value"].is_not_null() | sums["value"].is_null()
    no_details = pl.lit([], pl.List(pl.String))
    too_large = sums.filter(~has_room).with_columns(details=no_details)
    findings.add_rows(Rule.NUMBER_TOO_LARGE, too_large)
    return stored.select(reported.columns)


def _written(value: pl.Expr) -> pl.Expr:
    """A sum as a person would write it: `67` or `67,5`."""
    exact = value.cast(pl.Decimal(38, 4)).cast(pl.String)
    return exact.str.replace(r"\.?0+$", "").str.replace(".", ",", literal=True)


def _count_missing(reported: pl.DataFrame, titles: Mapping[str, str], findings: Findings) -> None:
    missing = reported.filter(pl.col("missing").is_not_null() & pl.col("measure").is_not_null())
    counts = missing.group_by("measure", "column", maintain_order=True).len()
    for measure, column, count in counts.iter_rows():
        details = (str(count), titles[measure])
        findings.add(Issue.of(Rule.DAYS_MISSING, 0, column, details=details))
