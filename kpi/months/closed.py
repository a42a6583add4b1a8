"""Which unit-months are closed: expected to have no activity (methods §1)."""

import polars as pl


def closed_unit_months(closed: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The calendar of closed months, a row per unit, service and month.

    In:  closed: unit, unit_type, service, month, reason, where "" means all; units: unit,
         unit_type.
    Out: unit, service ("" = all services), month, reason.
    """
    by_unit = closed.filter(pl.col("unit") != "")
    by_type = closed.filter(pl.col("unit") == "").drop("unit")
    of_type = by_type.filter(pl.col("unit_type") != "").join(
        units.select("unit", "unit_type"), on="unit_type"
    )
    of_all = by_type.filter(pl.col("unit_type") == "").join(units.select("unit"), how="cross")
    columns = ["unit", "service", "month", "reason"]
    return pl.concat([each.select(columns) for each in (by_unit, of_type, of_all)]).unique(
        ["unit", "service", "month"], keep="first", maintain_order=True
    )
