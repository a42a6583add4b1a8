"""Both parts of every scope's month, so that months can be added to years (methods §9, §17)."""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.values.formula import NoValue
from kpi.values.kpi_values import BOTH

SCOPE_MONTH = ["kpi", "level", "scope", "month"]
# A month that has been reported, whatever its own value: a closed one has nothing to wait for.
_REPORTED = [NoValue.CLOSED, NoValue.ZERO_DENOMINATOR]


def month_sums(
    months: pl.DataFrame, behind: pl.DataFrame, values: pl.DataFrame, kpis: Sequence[Kpi]
) -> pl.DataFrame:
    """What each month adds to a longer period.

    Summed are the units that reported both parts, as for the month's own value, and what closed
    units have reported, the other part as 0: their costs and volumes are the year's too. Not so
    for a KPI that can be withheld: it is added up from nothing but what its months may show.

    In:  months: unit_months; behind: scope, unit; values: kpi_values made of the same.
    Out: kpi, level, scope, month, numerator, denominator (Float64, 0 where nothing was reported),
         expected, reported (UInt32: open units), preliminary (Boolean), usable (Boolean: reported,
         or closed; else the month is missing) and withheld (Boolean: it may not be shown).
    """
    something = pl.col("numerator").is_not_null() | pl.col("denominator").is_not_null()
    protected = pl.col("kpi").is_in([kpi.id for kpi in kpis if kpi.withhold_by is not None])
    closed = pl.col("closed")
    sums = (
        months.filter((BOTH & ~closed) | (closed & something & ~protected))
        .join(behind, on="unit")
        .group_by("kpi", "scope", "month")
        .agg(
            pl.col("numerator", "denominator").fill_null(0.0).sum(),
            no_index=pl.col("no_index").any(),
        )
    )
    reported = pl.col("reason").is_null() | pl.col("reason").is_in(_REPORTED)
    return (
        values.drop("numerator", "denominator")
        .join(sums, on=["kpi", "scope", "month"], how="left")
        .select(
            *SCOPE_MONTH,
            pl.col("numerator", "denominator").fill_null(0.0),
            "expected",
            "reported",
            "preliminary",
            usable=reported & ~pl.col("no_index").fill_null(value=False),
            withheld=(pl.col("reason") == NoValue.WITHHELD).fill_null(value=False),
        )
        .sort(SCOPE_MONTH)
    )
