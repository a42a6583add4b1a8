"""Did the pilot do it? The home's own units as panels, one a KPI (methods §11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import pilot_start
from kpi.actions.effect_panels import members_of, panels_of, redefined
from kpi.actions.effect_plan import read_plans
from kpi.actions.follow_up import chosen_kpis
from kpi.actions.home import Home
from kpi.actions.questions import open_about
from kpi.catalogue import Kpi
from kpi.effects import Effect, Question, Scale, effects, gap
from kpi.effects.grade import holm
from kpi.effects.plan import Plan
from kpi.errors import UsageError
from kpi.values import Facts, Prices, read_facts
from kpi.values.formula import unit_values
from kpi.values.kpi_values import complete_months, unit_months
from kpi.values.pools import pooled, pools
from kpi.values.withhold import hidden_together


@dataclass(frozen=True, slots=True)
class Panels:
    """What effects are computed from.

    rows: a panel a KPI, as `effects` takes them. months: the unit-months behind them, with both
    parts. kpis: those asked about, and the main ones. plans: by KPI, for those that have one.
    members: kpi, unit, area, start of every unit whose figures a panel is of, also those that count
    together there as one. unnamed: by KPI, what in its panel may not be named.
    """

    rows: pl.DataFrame
    months: pl.DataFrame
    facts: Facts
    kpis: Sequence[Kpi]
    plans: Mapping[str, Plan]
    members: pl.DataFrame
    unnamed: Mapping[str, set[str]]

    def scale_of(self, kpi: Kpi) -> Scale:
        """The plan's, else the KPI's own."""
        plan = self.plans.get(kpi.id)
        return plan.scale if plan else Scale(kpi.effect_scale.value)


def see_effects(
    home: Home, user: User, *, kpis: Sequence[str], as_of: int, prices: Prices = Prices.FIXED
) -> Mapping[str, Effect]:
    """The pilot's effect on each KPI (all when none is named) that pilot units report, by id.

    As its plan says; the plans' main KPIs are judged together, whichever are named. Units whose
    figures may not be shown count, put together with those they are hidden with, and are not
    named: nothing given back depends on how their sum is shared (methods §14).
    UsageError without a pilot, for a difference in kronor that is not in fixed prices, and for
    plans that cannot be followed.
    """
    require(user, Permission.SEE_FIGURES)
    wanted = {kpi.id for kpi in chosen_kpis(home.catalogue(as_of), kpis)}
    found = found_effects(home, user, read_panels(home, kpis, as_of, prices), as_of)
    return {kpi: effect for kpi, effect in found.items() if kpi in wanted}


def see_gap(
    home: Home, user: User, *, kpi: str, as_of: int, prices: Prices = Prices.FIXED
) -> pl.DataFrame:
    """The courses whose distance after the start is the KPI's effect, as `effects.gap` has them.

    No row where no pilot unit reports the KPI. Refused as `see_effects` is.
    """
    require(user, Permission.SEE_FIGURES)
    panels = read_panels(home, [kpi], as_of, prices)
    own = next(each for each in panels.kpis if each.id == kpi)
    return gap(panels.rows.filter(pl.col("panel") == kpi), Question(scale=panels.scale_of(own)))


def read_panels(home: Home, kpis: Sequence[str], as_of: int, prices: Prices) -> Panels:
    """The panels of these KPIs (all when none is named) and of the plans' main ones."""
    catalogue = home.catalogue(as_of)
    plans = read_plans(home, as_of)
    main = [kpi for kpi, plan in plans.items() if plan.main]
    chosen = chosen_kpis(catalogue, [*dict.fromkeys([*kpis, *main])] if kpis else ())
    facts = read_facts(home.store, chosen, as_of)
    if pilot_start(facts) is None:
        raise UsageError("Ingen pilot är upplagd, så det finns ingen effekt att räkna.")
    months = complete_months(unit_months(facts, chosen, catalogue, prices))
    members = members_of(facts, chosen, plans)
    hidden = hidden_together(months, chosen, facts.units, facts.pilot)
    together = pools(hidden, members.select("kpi", "unit", side="start"))
    values = unit_values(pooled(months, hidden, together), chosen)
    few = pl.concat([hidden.select("kpi", "unit"), together.select("kpi", unit="pool")])
    unnamed = {kpi.id: set(few.filter(pl.col("kpi") == kpi.id)["unit"]) for kpi in chosen}
    rows = panels_of(values, members, together)
    behind = members.join(months, on=["kpi", "unit"], how="semi").join(
        rows, left_on="kpi", right_on="panel", how="semi"
    )
    panels = Panels(rows, months, facts, chosen, plans, behind, unnamed)
    _demand_fixed(panels, prices)
    return panels


def found_effects(home: Home, user: User, panels: Panels, as_of: int) -> dict[str, Effect]:
    """Every panel's effect, by KPI, without what may not be shown."""
    found = _by_scale(
        panels, questioned=_questioned(home, user, panels, as_of), adjusted=_adjusted(panels)
    )
    return {
        kpi.id: without_units(found[kpi.id], panels.unnamed[kpi.id])
        for kpi in panels.kpis
        if kpi.id in found
    }


def _by_scale(
    panels: Panels, *, questioned: frozenset[str], adjusted: Mapping[str, float]
) -> dict[str, Effect]:
    found: dict[str, Effect] = {}
    for scale in Scale:
        own = [kpi for kpi in panels.kpis if panels.scale_of(kpi) is scale]
        rows = panels.rows.filter(pl.col("panel").is_in([kpi.id for kpi in own]))
        question = Question(
            scale=scale,
            questioned=questioned,
            redefined=redefined(own, rows),
            adjusted=adjusted,
            transition={kpi: plan.transition for kpi, plan in panels.plans.items()},
        )
        found |= effects(rows, question)
    return found


def _adjusted(panels: Panels) -> dict[str, float]:
    """The p of each main KPI, by Holm across all of them."""
    p: dict[str, float] = {}
    for kpi in panels.kpis:
        plan = panels.plans.get(kpi.id)
        rows = panels.rows.filter(pl.col("panel") == kpi.id)
        if plan is None or not plan.main or rows.is_empty():
            continue
        question = Question(scale=plan.scale, draws=0, transition={kpi.id: plan.transition})
        between = effects(rows, question)[kpi.id].between
        if between and between.p is not None:
            p[kpi.id] = between.p
    return holm(p)


def without_units(effect: Effect, hidden: set[str]) -> Effect:
    """The same without those that may not be named: their figures are withheld in some month."""
    units = {unit: own for unit, own in effect.units.items() if unit not in hidden}
    left = effect.leave_one_out
    if left is not None and left.most_influential in hidden:
        left = replace(left, most_influential=None)
    return replace(effect, units=units, leave_one_out=left)


def _demand_fixed(panels: Panels, prices: Prices) -> None:
    for kpi in panels.kpis:
        in_kronor = kpi.price_index and panels.scale_of(kpi) is Scale.LEVEL
        if in_kronor and prices is Prices.CURRENT:
            raise UsageError(
                f"{kpi.title}: en skillnad i kronor visas bara i fasta priser; i löpande priser "
                "skulle prisutvecklingen räknas till piloten."
            )


def _questioned(home: Home, user: User, panels: Panels, as_of: int) -> frozenset[str]:
    """The KPIs with an open question about a figure in their own panel."""
    members = set(panels.members.select("kpi", "unit").iter_rows())
    asked = open_about(home, user, {unit for _, unit in members}, as_of=as_of)
    return frozenset(
        kpi.id
        for kpi in panels.kpis
        for question in asked
        if question.measure in {"", *kpi.measures}
        and (not question.unit or (kpi.id, question.unit) in members)
    )
