"""Which unit-months a KPI is expected to have (methods §1)."""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Frequency
from kpi.months.closed import closed_unit_months

SURVEYED = {Frequency.WAVE, Frequency.MEASURING_WEEKS}  # their periods are in register `waves`


def expected_unit_months(
    kpis: Sequence[Kpi],
    reported: pl.DataFrame,
    units: pl.DataFrame,
    closed: pl.DataFrame,
    waves: pl.DataFrame,
) -> pl.DataFrame:
    """Every period each unit is expected to report, KPI by KPI.

    A unit is expected for a KPI once it has reported anything the KPI reads; from the first
    month anyone reported (or the unit's own first) to the last month anyone did (or the
    unit's own last). Nothing is expected of a month that nobody has come to yet.

    In:  reported: kpi, unit, month (a row wherever the unit has named one of the KPI's
         measures); units, closed, waves: the registers.
    Out: kpi, unit, month, closed (Boolean), sorted by kpi, unit, month.
    """
    spans = reported.group_by("kpi").agg(first=pl.col("month").min(), last=pl.col("month").max())
    periods = pl.concat([_periods(kpi, spans, waves) for kpi in kpis])
    who = (
        reported.select("kpi", "unit")
        .unique()
        .join(units.select("unit", "valid_from", "valid_to"), on="unit")
    )
    open_span = pl.col("month").ge(pl.col("valid_from")).fill_null(value=True) & pl.col("month").le(
        pl.col("valid_to")
    ).fill_null(value=True)
    expected = who.join(periods, on="kpi").filter(open_span).select("kpi", "unit", "month")
    return _mark_closed(expected, kpis, closed_unit_months(closed, units)).sort(
        "kpi", "unit", "month"
    )


def _periods(kpi: Kpi, spans: pl.DataFrame, waves: pl.DataFrame) -> pl.DataFrame:
    """The KPI's expected periods: kpi, month."""
    if kpi.frequency in SURVEYED:
        return waves.filter(pl.col("kpi") == kpi.id).select("kpi", "month")
    step = "12mo" if kpi.frequency is Frequency.YEARLY else "1mo"
    return (
        spans.filter(pl.col("kpi") == kpi.id)
        .with_columns(month=pl.date_ranges("first", "last", interval=step))
        .explode("month")
        .select("kpi", "month")
    )


def _mark_closed(expected: pl.DataFrame, kpis: Sequence[Kpi], closed: pl.DataFrame) -> pl.DataFrame:
    services = pl.DataFrame(
        [(kpi.id, service) for kpi in kpis for service in (kpi.service, "")],
        schema={"kpi": pl.String, "service": pl.String},
        orient="row",
    )
    shut = services.join(closed, on="service").select("kpi", "unit", "month").unique()
    return expected.join(
        shut.with_columns(closed=pl.lit(value=True)), on=["kpi", "unit", "month"], how="left"
    ).with_columns(pl.col("closed").fill_null(value=False))
