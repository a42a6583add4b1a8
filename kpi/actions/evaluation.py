"""Everything that the page of the pilot's effect shows, read at one ledger number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import first_start
from kpi.actions.evaluate import Panels, found_effects, read_panels
from kpi.actions.events import events_of
from kpi.actions.home import Home
from kpi.actions.price_base import price_bases
from kpi.actions.savings import savings_of
from kpi.actions.scopes import see_scopes
from kpi.catalogue import Kpi
from kpi.catalogue.types import Frequency
from kpi.effects import Effect, Question, gap
from kpi.effects.money import Savings
from kpi.effects.plan import timing
from kpi.periods import Month
from kpi.values import Prices
from kpi.values.prices import PriceBase
from kpi.wording.evaluation import Evaluated


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Each KPI that pilot units report, in the catalogue's order, and what it is worth.

    gaps: by KPI, both groups' courses from the baseline on, as `effects.gap` has them. events: by
    KPI, what happened to the pilot or its area in those months, as `events_of` has it. names: what
    each unit is called. price_bases: what the costs' fixed prices are, by KPI.
    hides: the KPIs with units that may not be shown. pilot_units, comparison_units: those in any of
    the panels.
    """

    start: Month
    seen: tuple[Evaluated, ...]
    savings: Savings | None
    names: Mapping[str, str]
    price_bases: Mapping[str, PriceBase | None]
    gaps: Mapping[str, pl.DataFrame]
    events: Mapping[str, pl.DataFrame]
    hides: frozenset[str]
    pilot_units: frozenset[str]
    comparison_units: frozenset[str]


def see_evaluation(home: Home, user: User, *, as_of: int) -> Evaluation | None:
    """The pilot's effect on every KPI in fixed prices; None while no pilot is registered.

    UsageError for plans that cannot be followed.
    """
    require(user, Permission.SEE_FIGURES)
    start = first_start(home.store.register("pilot", as_of))
    if start is None:
        return None
    panels = read_panels(home, (), as_of, Prices.FIXED)
    found = found_effects(home, user, panels, as_of)
    latest: dict[str, Month] = dict(
        panels.rows.group_by("panel").agg(pl.col("month").max()).iter_rows()
    )
    everyone = frozenset(panels.members["unit"])
    own = frozenset(panels.members.drop_nulls("start")["unit"])
    gaps = _gaps(panels)
    names: dict[str, str] = dict(panels.facts.units.select("unit", "name").iter_rows())
    return Evaluation(
        start=start,
        seen=tuple(
            _evaluated(kpi, _with_names(found[kpi.id], names), panels, start, latest[kpi.id])
            for kpi in panels.kpis
            if kpi.id in found
        ),
        savings=savings_of(home, panels, found, as_of),
        names=names,
        price_bases=price_bases(home, Prices.FIXED, as_of, panels.rows["month"].unique()),
        gaps=gaps,
        events=_events(home, user, panels.kpis, gaps, as_of),
        hides=_hides(panels),
        pilot_units=own,
        comparison_units=everyone - own,
    )


def _evaluated(kpi: Kpi, effect: Effect, panels: Panels, start: Month, last: Month) -> Evaluated:
    plan = panels.plans.get(kpi.id)
    said = timing(plan, plan.starts or start) if plan else None
    return Evaluated(kpi=kpi, effect=effect, plan=plan, timing=said, last=last)


def _gaps(panels: Panels) -> dict[str, pl.DataFrame]:
    """By KPI. One that is not measured every month has a row for each month that anyone was asked.

    A month between two waves is no hole in a course (methods §1).
    """
    found = {}
    for kpi in panels.kpis:
        own = panels.rows.filter(pl.col("panel") == kpi.id)
        if own.is_empty():
            continue
        months = gap(own, Question(scale=panels.scale_of(kpi)))
        asked = (pl.col("units") > 0).any().over("month")
        found[kpi.id] = months if kpi.frequency is Frequency.MONTHLY else months.filter(asked)
    return found


def _events(
    home: Home, user: User, kpis: Sequence[Kpi], gaps: Mapping[str, pl.DataFrame], as_of: int
) -> dict[str, pl.DataFrame]:
    """What has happened to the first pilot, to its area, or to everything, by KPI."""
    pilot = see_scopes(home, user, as_of=as_of)[0]
    return {
        kpi.id: events_of(home, pilot, gaps[kpi.id]["month"], kpi.service, as_of=as_of)
        for kpi in kpis
        if kpi.id in gaps
    }


def _hides(panels: Panels) -> frozenset[str]:
    behind = panels.members.select("kpi", "unit").iter_rows()
    return frozenset(kpi for kpi, unit in behind if unit in panels.unnamed[kpi])


def _with_names(effect: Effect, names: Mapping[str, str]) -> Effect:
    """The same with the unit that moves it most called by its name."""
    left = effect.leave_one_out
    if left is None or left.most_influential is None:
        return effect
    named = replace(left, most_influential=names[left.most_influential])
    return replace(effect, leave_one_out=named)
