"""How far apart units of one type lie, and how much of that is chance (methods §12)."""

import polars as pl

FEWEST_UNITS = 10  # of a type: fewer say more of who they are than of how far apart


def spreads(units: pl.DataFrame) -> pl.DataFrame:
    """The spread within each type that has enough units with a value.

    In:  unit_type, value, se2 (Float64 or null).
    Out: unit_type (one row each, sorted), units (UInt32), p10, p90, distance (P90 − P10),
         times (largest / smallest; null unless all are above 0), variation (standard deviation
         / mean; null unless the mean is above 0), true_variance (what is left of the variance
         when chance has had its part, at least 0; null where chance's part is not known).
    """
    value = pl.col("value")
    smallest, mean = value.min(), value.mean()
    chance = pl.when(pl.col("se2").is_not_null().all()).then(pl.col("se2").mean())
    return (
        units.drop_nulls("value")
        .group_by("unit_type")
        .agg(
            units=pl.len(),
            p10=value.quantile(0.1, "linear"),
            p90=value.quantile(0.9, "linear"),
            times=pl.when(smallest > 0).then(value.max() / smallest),
            variation=pl.when(mean > 0).then(value.std() / mean),
            true_variance=pl.max_horizontal(value.var() - chance, 0.0 * chance),
        )
        .filter(pl.col("units") >= FEWEST_UNITS)
        .with_columns(distance=pl.col("p90") - pl.col("p10"))
        .select(
            *("unit_type", "units", "p10", "p90", "distance", "times", "variation"),
            "true_variance",
        )
        .sort("unit_type")
    )
