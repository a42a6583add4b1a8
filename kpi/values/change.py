"""Change against the baseline: the months so far against the same calendar months (methods §2)."""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.values.formula import COUNT, RELATIVE, rules_of

SCOPE = ["kpi", "scope"]
CELL = [*SCOPE, "unit", "calendar"]  # what is compared: a unit's January with its January
AFTER = pl.col("month") >= pl.col("start")
INSIDE = pl.col("month").is_between("first_month", "last_month")


def change_against_baseline(
    now: pl.DataFrame,
    locked: pl.DataFrame,
    behind: pl.DataFrame,
    baselines: pl.DataFrame,
    kpis: Sequence[Kpi],
) -> pl.DataFrame:
    """How a scope's months since the baseline compare with the same months of the baseline.

    Sums of numerator and denominator on each side, over the unit and calendar-month cells that
    both sides have, so that a half-reported latest month cannot tilt the comparison. A closed
    month's reported costs and volumes count. A count compares the mean per month. KPIs that can
    be withheld are left to `change_of_shown`.

    In:  now, locked: unit_months as of today and as of the baseline's own number; behind:
         scope, unit; baselines: kpi, scope, first_month, last_month, start (Date: the first
         month that is followed up).
    Out: kpi, scope, change (Float64: per cent for log-scale KPIs, the KPI's own points for
         level KPIs; null when there is nothing to divide by, or where the definition changed
         in between), first, last (Date: the months compared), months (UInt32: how many), units
         (UInt32: how many stand behind both sides), redefined (Date: the latest change of the
         definition after the baseline's first month, up to last; null where there is none).
    """
    rules = rules_of([kpi for kpi in kpis if kpi.withhold_by is None])
    compared = baselines.join(rules, on="kpi", how="semi")
    after = _side(now, behind, compared, AFTER)
    before = _side(locked, behind, compared, INSIDE)
    return _comparable(_difference(after, before, rules), baselines, kpis)


def change_of_shown(
    now: pl.DataFrame, locked: pl.DataFrame, baselines: pl.DataFrame, kpis: Sequence[Kpi]
) -> pl.DataFrame:
    """The same for KPIs that can be withheld, from nothing but what is shown (methods §14).

    The cells are the scope's own calendar months and not its units': a sum over some of the units
    beside one over all of them would tell what the rest have.

    In:  now, locked: kpi_values as of today and as of the baseline's own number; baselines as
         above. A preliminary month is on neither side.
    Out: as `change_against_baseline`; units is the most that stand behind any month.
    """
    rules = rules_of([kpi for kpi in kpis if kpi.withhold_by is not None])
    compared = baselines.join(rules, on="kpi", how="semi")
    after = _shown_side(now, compared, AFTER)
    before = _shown_side(locked, compared, INSIDE)
    most = after.group_by(SCOPE).agg(pl.col("reported").max())
    return (
        _comparable(_difference(after, before, rules), baselines, kpis)
        .join(most, on=SCOPE, how="left", maintain_order="left")
        .with_columns(units="reported")
        .drop("reported")
    )


def _difference(after: pl.DataFrame, before: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    sides = _level_of(after.join(before, on=CELL, how="semi"), rules).join(
        _level_of(before.join(after, on=CELL, how="semi"), rules).select(*SCOPE, before="side"),
        on=SCOPE,
    )
    relative = 100 * (pl.col("side") / pl.when(pl.col("before") > 0).then("before") - 1)
    change = pl.when(RELATIVE).then(relative).otherwise(pl.col("side") - pl.col("before"))
    return (
        sides.join(rules, on="kpi")
        .with_columns(change=change)
        .select(*SCOPE, "change", "first", "last", "months", "units")
        .sort(SCOPE)
    )


def _comparable(
    changes: pl.DataFrame, baselines: pl.DataFrame, kpis: Sequence[Kpi]
) -> pl.DataFrame:
    """Add redefined, and take the change away where the definition changed in between."""
    months = [(kpi.id, month) for kpi in kpis for month in kpi.redefined]
    redefined = pl.DataFrame(months, schema={"kpi": pl.String, "redefined": pl.Date}, orient="row")
    between = (pl.col("redefined") > pl.col("first_month")) & (
        pl.col("redefined") <= pl.col("last")
    )
    latest = (
        changes.join(baselines.select(*SCOPE, "first_month"), on=SCOPE)
        .join(redefined, on="kpi")
        .filter(between)
        .group_by(SCOPE)
        .agg(pl.col("redefined").max())
    )
    return changes.join(latest, on=SCOPE, how="left", maintain_order="left").with_columns(
        change=pl.when(pl.col("redefined").is_null()).then("change")
    )


def _side(
    months: pl.DataFrame, behind: pl.DataFrame, baselines: pl.DataFrame, within: pl.Expr
) -> pl.DataFrame:
    """Usable unit-months of one side: both parts there, or a closed month's part counted as 0."""
    return (
        months.filter(usable("numerator", "denominator"))
        .join(behind, on="unit")
        .join(baselines, on=SCOPE)
        .filter(within)
        .select(
            *SCOPE,
            "unit",
            "month",
            pl.col("numerator", "denominator").fill_null(0.0),
            calendar=pl.col("month").dt.month(),
        )
    )


def _shown_side(values: pl.DataFrame, baselines: pl.DataFrame, within: pl.Expr) -> pl.DataFrame:
    return (
        values.filter(pl.col("value").is_not_null() & ~pl.col("preliminary"))
        .join(baselines, on=SCOPE)
        .filter(within)
        .select(
            *SCOPE,
            "month",
            "numerator",
            pl.col("denominator").fill_null(1.0),  # a count has none
            "reported",
            unit="scope",
            calendar=pl.col("month").dt.month(),
        )
    )


def usable(numerator: str, denominator: str) -> pl.Expr:
    """Whether a unit-month can be compared: both parts there, or closed with any part there."""
    there = pl.col(numerator).is_not_null(), pl.col(denominator).is_not_null()
    both, reported = there[0] & there[1], there[0] | there[1]
    return (both | (pl.col("closed") & reported)) & ~pl.col("no_index")


def _level_of(side: pl.DataFrame, rules: pl.DataFrame) -> pl.DataFrame:
    """One number a scope for the whole side, with the months and units behind it.

    Every unit's calendar month counts once on each side, as its mean when there are several:
    with a year and a half against two years January would else weigh more after than before.
    """
    cells = side.group_by(CELL).agg(pl.col("numerator", "denominator").mean())
    sums = cells.group_by(SCOPE).agg(
        pl.col("numerator", "denominator").sum(), calendar=pl.col("calendar").n_unique()
    )
    behind = side.group_by(SCOPE).agg(
        first=pl.col("month").min(),
        last=pl.col("month").max(),
        months=pl.col("month").n_unique(),
        units=pl.col("unit").n_unique(),
    )
    divisor = pl.when(pl.col("denominator") != 0).then("denominator")
    per_month = pl.col("scale") * pl.col("numerator") / pl.col("calendar")
    ratio = pl.col("scale") * pl.col("numerator") / divisor + pl.col("offset")
    return (
        sums.join(behind, on=SCOPE)
        .join(rules, on="kpi")
        .with_columns(side=pl.when(COUNT).then(per_month).otherwise(ratio))
        .select(*SCOPE, "side", "first", "last", "months", "units")
    )
