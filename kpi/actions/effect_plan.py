"""What was decided beforehand about the pilot's effect, a plan a KPI (methods §11)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from kpi.actions.home import Home, days_recorded
from kpi.actions.scopes import PILOT_UNIT
from kpi.catalogue import Kpi
from kpi.effects.plan import MOST_MAIN, Direction, Plan
from kpi.effects.states import Scale
from kpi.errors import UsageError

REGISTER = "effect_plans"
YES = "yes"


def read_plans(home: Home, as_of: int) -> dict[str, Plan]:
    """The plan of each KPI that has one, by id.

    UsageError where it compares with one of the pilot's own units, and for too many main KPIs.
    """
    kpis = home.catalogue(as_of).kpis
    rows = home.store.register(REGISTER, as_of).filter(pl.col("kpi").is_in(list(kpis)))
    days = days_recorded(home, as_of)
    plans = {
        row["kpi"]: _plan(kpis[row["kpi"]], row, days) for row in rows.sort("pilot").to_dicts()
    }
    _demand_few([plan.kpi for plan in plans.values() if plan.main])
    units = home.store.register("units", as_of)
    _demand_others(plans.values(), set(units.filter(pl.col("role") == PILOT_UNIT)["unit"]))
    return plans


def _plan(kpi: Kpi, row: Mapping[str, Any], days: Mapping[int, date]) -> Plan:
    units = (row["comparison_units"] or "").split(",")
    return Plan(
        kpi=kpi.id,
        direction=Direction(row["direction"]),
        scale=Scale(row["scale"] or kpi.effect_scale.value),
        main=row["main"] == YES,
        made_on=row["made_on"],
        entered=days[row["delivery"]],
        starts=row["starts"],
        transition=row["transition_months"] or 0,
        comparison=frozenset(unit.strip() for unit in units if unit.strip()),
        margin=None if row["margin"] is None else float(row["margin"]),
        reference=row["reference"] or "",
    )


def _demand_few(main: Sequence[str]) -> None:
    if len(main) > MOST_MAIN:
        raise UsageError(
            f"Effektplanen har {len(main)} huvudnyckeltal ({', '.join(main)}), men högst "
            f"{MOST_MAIN} går att svara för på en gång. Ändra i registret Effektplan."
        )


def _demand_others(plans: Iterable[Plan], own: set[str]) -> None:
    """No unit is compared with itself."""
    for plan in plans:
        if both := sorted(plan.comparison & own):
            raise UsageError(
                f"Effektplanen för {plan.kpi} jämför med pilotens egen enhet {both[0]}. "
                "Ändra jämförelseenheterna i registret Effektplan."
            )
