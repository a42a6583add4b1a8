"""Which units are compared for each KPI, and from when? (methods §11)"""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.effects.plan import Plan
from kpi.periods import Month
from kpi.values import Facts, Level
from kpi.values.levels import units_by

COMPARISON_UNIT = "comparison"


def members_of(facts: Facts, kpis: Sequence[Kpi], plans: Mapping[str, Plan]) -> pl.DataFrame:
    """Who is compared: kpi, unit, area (String), start (Date; null for one that is compared with).

    A pilot unit starts with the pilot, or when the KPI's plan says, or when its own services
    joined, if that was later.
    """
    members = pl.DataFrame(
        [row for kpi in kpis for row in _members(kpi.id, facts, plans.get(kpi.id))],
        schema={"kpi": pl.String, "unit": pl.String, "start": pl.Date},
        orient="row",
    )
    areas = facts.units.select("unit", pl.col("area").fill_null(""))
    return members.join(areas, on="unit").select("kpi", "unit", "area", "start")


def panels_of(values: pl.DataFrame, members: pl.DataFrame, together: pl.DataFrame) -> pl.DataFrame:
    """What `effects` takes: the pilot's units and the comparison units of each KPI.

    In:  values: `unit_values` of `pooled`; members: `members_of`; together: `pools`.
    Out: no row for a KPI that no pilot unit reports. A pool starts when its units do; where they
         are of several areas the first stands for them.
    """
    of_pools = (
        together.join(members, on=["kpi", "unit"])
        .group_by("kpi", unit="pool")
        .agg(pl.col("area", "start").min())
    )
    return (
        values.join(pl.concat([members, of_pools]), on=["kpi", "unit"])
        .sort("kpi", "unit", "month")
        .select("unit", "area", "start", "month", "value", panel="kpi")
        .filter(pl.col("start").is_not_null().any().over("panel"))
    )


def _members(kpi: str, facts: Facts, plan: Plan | None) -> Iterator[tuple[str, str, Month | None]]:
    """The KPI, a unit, and when it starts: None for one that is compared with."""
    pilots: dict[str, Month] = dict(facts.pilot.select("pilot", "starts").iter_rows())
    own = units_by(Level.PILOT, facts.units, facts.pilot)
    joined: dict[str, Month | None] = dict(facts.units.select("unit", "service_start").iter_rows())
    starts: dict[str, Month] = {}
    for unit, pilot in own.select("unit", "scope").iter_rows():
        begins = plan.starts if plan and plan.starts else pilots[pilot]
        start = max(begins, joined[unit] or begins)
        starts[unit] = min(start, starts.get(unit, start))
    compared = plan.comparison if plan and plan.comparison else _comparison_units(facts)
    yield from ((kpi, unit, start) for unit, start in starts.items())
    yield from ((kpi, unit, None) for unit in compared if unit not in starts)


def _comparison_units(facts: Facts) -> frozenset[str]:
    return frozenset(facts.units.filter(pl.col("role") == COMPARISON_UNIT)["unit"])


def redefined(kpis: Sequence[Kpi], panels: pl.DataFrame) -> frozenset[str]:
    """The KPIs that came to mean something else within the months compared."""
    span: dict[str, tuple[Month, Month]] = {
        panel: (first, last)
        for panel, first, last in panels.group_by("panel")
        .agg(first=pl.col("month").min(), last=pl.col("month").max())
        .iter_rows()
    }
    return frozenset(
        kpi.id
        for kpi in kpis
        for month in kpi.redefined
        if kpi.id in span and span[kpi.id][0] < month <= span[kpi.id][1]
    )
