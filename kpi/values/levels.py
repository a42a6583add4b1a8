"""Which units stand behind a figure for a unit, a type, a department, an area or the pilot."""

from enum import StrEnum

import polars as pl


class Level(StrEnum):
    UNIT = "unit"
    UNIT_TYPE = "unit_type"
    DEPARTMENT = "department"
    AREA = "area"
    PILOT = "pilot"


def units_by(level: Level, units: pl.DataFrame, pilot: pl.DataFrame) -> pl.DataFrame:
    """The units of every scope at a level: scope, unit.

    A pilot's units are those with the role pilot in the pilot's area (in every area when the
    pilot names none); at the other levels a unit belongs to the scope its own column names.
    """
    if level is not Level.PILOT:
        return units.select(scope=pl.col(level.value), unit="unit").drop_nulls("scope")
    in_pilot = units.filter(pl.col("role") == "pilot").select("unit", "area")
    areas = pilot.select(scope="pilot", pilot_area="area")
    everywhere = pl.col("pilot_area").is_null() | (pl.col("pilot_area") == "")
    return (
        areas.join(in_pilot, how="cross")
        .filter(everywhere | (pl.col("pilot_area") == pl.col("area")))
        .select("scope", "unit")
    )
