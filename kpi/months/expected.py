"""Which unit-months a KPI is expected to have (methods §1)."""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Frequency
from kpi.months.closed import closed_unit_months
from kpi.periods import Month

SURVEYED = {Frequency.WAVE, Frequency.MEASURING_WEEKS}  # their periods are in register `waves`


def expected_unit_months(
    kpis: Sequence[Kpi],
    reported: pl.DataFrame,
    units: pl.DataFrame,
    closed: pl.DataFrame,
    waves: pl.DataFrame,
    *,
    through: Month | None = None,
) -> pl.DataFrame:
    """Every period each unit is expected to report, KPI by KPI.

    A unit is expected for a KPI once it has reported anything the KPI reads; from the first
    month anyone reported (or the unit's own first) to the last month anyone did (or the
    unit's own last). Nothing is expected of a month that nobody has come to yet, so a survey
    wave that is registered ahead lacks nothing. With `through`, months and waves up to that
    month are expected too, though nobody has come to them.

    In:  reported: kpi, unit, month (a row wherever the unit has named one of the KPI's
         measures); units, closed, waves: the registers.
    Out: kpi, unit, month, closed (Boolean), sorted by kpi, unit, month.
    """
    spans = reported.group_by("kpi").agg(first=pl.col("month").min(), last=pl.col("month").max())
    who = (
        reported.select("kpi", "unit")
        .unique()
        .join(units.select("unit", "valid_from", "valid_to"), on="unit")
    )
    open_span = pl.col("month").ge(pl.col("valid_from")).fill_null(value=True) & pl.col("month").le(
        pl.col("valid_to")
    ).fill_null(value=True)
    expected = (
        who.join(_periods(kpis, spans, waves, through), on="kpi")
        .filter(open_span)
        .select("kpi", "unit", "month")
    )
    return _mark_closed(expected, kpis, closed_unit_months(closed, units)).sort(
        "kpi", "unit", "month"
    )


def _periods(
    kpis: Sequence[Kpi], spans: pl.DataFrame, waves: pl.DataFrame, through: Month | None
) -> pl.DataFrame:
    """Each KPI's expected periods: kpi, month.

    A year is not drawn out by `through`: nobody has said in which month its figure is due.
    """
    reached = pl.max_horizontal("last", pl.lit(through, pl.Date))

    def of(*frequencies: Frequency) -> pl.DataFrame:
        ids = [kpi.id for kpi in kpis if kpi.frequency in frequencies]
        return spans.filter(pl.col("kpi").is_in(ids))

    def every(step: str, frequency: Frequency, last: pl.Expr) -> pl.DataFrame:
        months = pl.date_ranges("first", last, interval=step)
        return of(frequency).select("kpi", month=months).explode("month")

    surveyed = waves.join(of(*SURVEYED), on="kpi").filter(
        pl.col("month").is_between("first", reached)
    )
    return pl.concat(
        [
            every("1mo", Frequency.MONTHLY, reached),
            every("12mo", Frequency.YEARLY, pl.col("last")),
            surveyed.select("kpi", "month"),
        ]
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
