"""How far each unit has moved from its own baseline, month by month (methods §11)."""

from collections.abc import Mapping

import polars as pl

from kpi.effects.states import Scale

CELL = ["panel", "cohort", "unit"]
ALL = None  # baseline months: every month before the start
YEAR = 12


def usable(panels: pl.DataFrame, scale: Scale) -> pl.DataFrame:
    """The values that can be compared, on the scale they are compared on.

    In:  panel, unit (String), start (Date; null for a comparison unit), month (Date, first of
         month), value (Float64, null = missing); one row per panel, unit and month.
    Out: panel, unit, begins, at (Int32, months since year 0), y (Float64; null where the value
         has no logarithm).
    """
    value = pl.col("value")
    logarithm = pl.when(value > 0).then(value.log())
    return panels.drop_nulls("value").select(
        "panel",
        "unit",
        begins=_month_number("start"),
        at=_month_number("month"),
        y=logarithm if scale is Scale.LOG else value,
    )


def by_cohort(rows: pl.DataFrame, *, baseline_months: int | None = 24) -> pl.DataFrame:
    """Each start's pilot units beside every comparison unit, with the months that are compared.

    In:  `usable`; baseline_months: how many months before the start make the baseline, ALL for
         every one.
    Out: panel, cohort (Int32: the start), unit, at, y, without null; first and start (Int32:
         the first month of the cohort's baseline, and the one after its last).
    """
    known = rows.drop_nulls("y")
    pilots = known.filter(pl.col("begins").is_not_null()).with_columns(cohort="begins")
    cohorts = pilots.select("panel", "cohort").unique()
    never = known.filter(pl.col("begins").is_null()).join(cohorts, on="panel")
    opened = pl.col("at").min().over("panel", "cohort")
    if baseline_months is not ALL:
        opened = pl.max_horizontal(opened, pl.col("cohort") - baseline_months)
    return (
        pl.concat([pilots, never.select(pilots.columns)])
        .with_columns(first=opened, start="cohort")
        .select(*CELL, "at", "y", "first", "start")
    )


def without_transition(rows: pl.DataFrame, months: Mapping[str, int]) -> pl.DataFrame:
    """The same without the first months after each start, for panels where so many are left out.

    In:  `by_cohort`; months: by panel.
    """
    begun = pl.col("at") - pl.col("start")
    left_out = pl.col("panel").replace_strict(dict(months), default=0, return_dtype=pl.Int32)
    return rows.filter((begun < 0) | (begun >= left_out))


def as_placebo(rows: pl.DataFrame) -> pl.DataFrame:
    """The same as if the pilot had begun a year into its baseline: nothing should be seen then.

    The first 24 baseline months, the second year against the first; no row for a cohort whose
    baseline is shorter.
    """
    whole = pl.col("start") - pl.col("first") >= 2 * YEAR
    inside = pl.col("at") < pl.col("first") + 2 * YEAR
    return rows.filter(whole & inside).with_columns(start=pl.col("first") + YEAR)


def against_baseline(rows: pl.DataFrame) -> pl.DataFrame:
    """Each value less the unit's own mean of that calendar month in the baseline.

    In:  `by_cohort`.
    Out: panel, cohort, unit, at, start, d (Float64, the scale's unit), same (UInt32: how many
         values that mean is of). A month whose calendar month the unit has no value for in the
         baseline is left out.
    """
    rows = rows.with_columns(calendar=pl.col("at") % YEAR)
    baseline = pl.col("at").is_between("first", "start", closed="left")
    usual = rows.filter(baseline).group_by(*CELL, "calendar")
    return (
        rows.filter(pl.col("at") >= pl.col("first"))
        .join(usual.agg(usual=pl.col("y").mean(), same=pl.len()), on=[*CELL, "calendar"])
        .select(*CELL, "at", "start", "same", d=pl.col("y") - pl.col("usual"))
    )


def differences(rows: pl.DataFrame) -> pl.DataFrame:
    """Each value after the start, less the unit's own mean of that calendar month before it.

    In:  `by_cohort`.
    Out: panel, cohort, unit, at, d, as `against_baseline`, in no order.
    """
    after = against_baseline(rows).filter(pl.col("at") >= pl.col("start"))
    return after.select(*CELL, "at", "d")


def baseline_span(rows: pl.DataFrame) -> pl.DataFrame:
    """panel, months (Int32): how many months the shortest baseline among its cohorts spans."""
    return rows.group_by("panel").agg(months=(pl.col("start") - pl.col("first")).min())


def _month_number(column: str) -> pl.Expr:
    return pl.col(column).dt.year() * YEAR + pl.col(column).dt.month().cast(pl.Int32) - 1
