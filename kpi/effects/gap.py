"""How far both groups lay from the same month of their baseline, month by month (methods §11)."""

import polars as pl

from kpi.effects.differences import YEAR, against_baseline, by_cohort, usable
from kpi.effects.effect import Question
from kpi.effects.states import Group

FEWEST = 2  # one unit's own course is no group's
POINT = ["panel", "month", "group"]


def gap(panels: pl.DataFrame, question: Question) -> pl.DataFrame:
    """What the picture of an effect draws: both groups' courses, before the start and after it.

    In:  panels: as `effects` takes them.
    Out: panel, month (Date), group (a Group), d (Float64, the scale's unit: the units' mean
         distance from their own mean of that calendar month in the baseline; null where fewer
         than two units have one), units (UInt32: how many have); every month from a panel's
         first to its last, sorted so. A baseline month that is the only one of its calendar month
         is its own mean and tells nothing, so it is left out. A transition's months are drawn,
         though the effect leaves them out.
    """
    rows = by_cohort(usable(panels, question.scale), baseline_months=question.baseline_months)
    known = against_baseline(rows).filter((pl.col("at") >= pl.col("start")) | (pl.col("same") > 1))
    of_units = _unit_months(known, rows, panels)
    found = of_units.group_by("panel", "at", "group", maintain_order=True).agg(
        d=pl.col("d").mean(), units=pl.len()
    )
    enough = pl.col("units") >= FEWEST
    return (
        _every_month(found)
        .join(found, on=["panel", "at", "group"], how="left")
        .select(
            "panel",
            month=pl.date(pl.col("at") // YEAR, pl.col("at") % YEAR + 1, 1),
            group="group",
            d=pl.when(enough).then("d"),
            units=pl.col("units").fill_null(0),
        )
        .sort(POINT)
    )


def _unit_months(known: pl.DataFrame, rows: pl.DataFrame, panels: pl.DataFrame) -> pl.DataFrame:
    """panel, unit, at, group, d: one row a unit and month.

    A comparison unit has one distance for each start, weighted by how many pilot units began then.
    """
    began = panels.group_by("panel", "unit").agg(pilot=pl.col("start").is_not_null().any())
    group = pl.when("pilot").then(pl.lit(Group.PILOT)).otherwise(pl.lit(Group.COMPARISON))
    sizes = (
        rows.join(began.filter("pilot"), on=["panel", "unit"], how="semi")
        .group_by("panel", "cohort")
        .agg(size=pl.col("unit").n_unique())
    )
    return (
        known.join(sizes, on=["panel", "cohort"])
        .sort("panel", "unit", "at", "cohort")  # so that sums are the same every time
        .group_by("panel", "unit", "at", maintain_order=True)
        .agg(d=(pl.col("d") * pl.col("size")).sum() / pl.col("size").sum())
        .join(began, on=["panel", "unit"], maintain_order="left")
        .with_columns(group=group)
    )


def _every_month(found: pl.DataFrame) -> pl.DataFrame:
    """panel, at, group: also the months in which a group has nothing, so that lines break there."""
    span = pl.int_ranges(pl.col("at").min(), pl.col("at").max() + 1, dtype=pl.Int32)
    months = found.group_by("panel").agg(at=span).explode("at")
    return found.select("panel", "group").unique().join(months, on="panel")
