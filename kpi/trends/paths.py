"""A cost and a quality in one plane: the way from the baseline's last year to now (methods §9)."""

from enum import StrEnum

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.trends.movement import BASE, NOW, Lack

FLAT = 1e-9  # of the value: a smaller difference is arithmetic's own
_WHO = ["level", "scope"]
_OF_KPI = ("month", "value", "volume", "months", "moved", "lack")
_OUT = ("value", "volume", "months", "moved")


class Quadrant(StrEnum):
    """Where a way points, whether or not it is more than chance."""

    CHEAPER_BETTER = "cheaper_better"
    CHEAPER_WORSE = "cheaper_worse"
    DEARER_BETTER = "dearer_better"
    DEARER_WORSE = "dearer_worse"
    ALONG = "along"  # one of the two is what it was


def paths(moves: pl.DataFrame, cost: Kpi, quality: Kpi) -> pl.DataFrame:
    """Both KPIs' years side by side.

    In:  moves: `movements` of the two.
    Out: level, scope, year, month (Date: the year's last); cost_value, quality_value (Float64, in
         their units), cost_volume, quality_volume (Float64), cost_months, quality_months (UInt32),
         cost_moved, quality_moved (a `Moved`; null but on NOW); quadrant (a `Quadrant`, on NOW)
         and lack (a `Lack`; null = compared). One row for each year that both have, in order.
         Where something is lacking one row, on NOW, without any figure of either.
    """
    rows = _side(moves, cost, "cost").join(
        _side(moves, quality, "quality"), on=[*_WHO, "year"], how="full", coalesce=True
    )
    began = rows.filter(pl.col("year") == BASE).select(
        *_WHO,
        *(
            pl.col(f"{side}_{name}").alias(f"{side}_{name}_before")
            for side in ("cost", "quality")
            for name in ("month", "value")
        ),
    )
    now = (
        rows.filter(pl.col("year") == NOW)
        .join(began, on=_WHO, how="left")
        .with_columns(lack=_lack())
        .with_columns(quadrant=pl.when(pl.col("lack").is_null()).then(_quadrant(quality)))
    )
    compared = now.filter(pl.col("lack").is_null())
    both = pl.col("cost_value").is_not_null() & pl.col("quality_value").is_not_null()
    earlier = rows.filter(pl.col("year") != NOW, both).join(compared, on=_WHO, how="semi")
    figures = ["month", *(f"{side}_{name}" for side in ("cost", "quality") for name in _OUT)]
    found = pl.concat([earlier, now], how="diagonal").with_columns(month="cost_month")
    return found.select(
        *_WHO,
        "year",
        *(pl.when(pl.col("lack").is_null()).then(name).alias(name) for name in figures),
        "quadrant",
        "lack",
    ).sort(*_WHO, pl.col("year") == NOW, "year")


def _side(moves: pl.DataFrame, kpi: Kpi, name: str) -> pl.DataFrame:
    """One KPI's years; whether there are any at all is in `…_there`."""
    own = moves.filter(pl.col("kpi") == kpi.id)
    return own.select(
        *_WHO,
        "year",
        *(pl.col(each).alias(f"{name}_{each}") for each in _OF_KPI),
        pl.lit(value=True).alias(f"{name}_there"),
    )


def _lack() -> pl.Expr:
    """Why a scope's two cannot stand in the plane; what may not be shown is said before all."""
    lacks = pl.col("cost_lack"), pl.col("quality_lack")
    there = pl.col("cost_there").is_not_null() & pl.col("quality_there").is_not_null()
    hidden = pl.any_horizontal(lack == Lack.WITHHELD for lack in lacks).fill_null(value=False)
    return (
        pl.when(~there)
        .then(pl.lit(Lack.NOT_MEASURED))
        .when(hidden)
        .then(pl.lit(Lack.WITHHELD))
        .when(pl.any_horizontal(lack.is_not_null() for lack in lacks))
        .then(pl.coalesce(lacks))
        .when(pl.col("cost_month_before") != pl.col("quality_month_before"))
        .then(pl.lit(Lack.OTHER_BASELINE))
    )


def _quadrant(quality: Kpi) -> pl.Expr:
    cost, up = (_way(f"{side}_value") for side in ("cost", "quality"))
    better = up if quality.better is Better.HIGHER else -up
    return (
        pl.when((cost == 0) | (better == 0))
        .then(pl.lit(Quadrant.ALONG))
        .when((cost < 0) & (better > 0))
        .then(pl.lit(Quadrant.CHEAPER_BETTER))
        .when(cost < 0)
        .then(pl.lit(Quadrant.CHEAPER_WORSE))
        .when(better > 0)
        .then(pl.lit(Quadrant.DEARER_BETTER))
        .otherwise(pl.lit(Quadrant.DEARER_WORSE))
    )


def _way(name: str) -> pl.Expr:
    """-1, 0 or 1: down, nowhere or up since the baseline."""
    before = pl.col(f"{name}_before")
    far = pl.col(name) - before
    return pl.when(far.abs() > FLAT * before.abs()).then(far.sign()).otherwise(0.0)
