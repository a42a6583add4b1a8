"""Did the pilot do it? The home's own units as panels, one a KPI (methods §11)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import pilot_start
from kpi.actions.follow_up import chosen_kpis
from kpi.actions.home import Home
from kpi.actions.questions import open_about
from kpi.actions.scopes import PILOT_UNIT
from kpi.catalogue import Kpi
from kpi.catalogue.types import EffectScale
from kpi.effects import Effect, Question, Scale, effects, gap
from kpi.errors import UsageError
from kpi.periods import Month
from kpi.values import Facts, Level, Prices, read_facts
from kpi.values.formula import unit_values
from kpi.values.kpi_values import complete_months, unit_months
from kpi.values.levels import units_by
from kpi.values.withhold import withheld

COMPARISON_UNIT = "comparison"


def see_effects(
    home: Home, user: User, *, kpis: Sequence[str], as_of: int, prices: Prices = Prices.FIXED
) -> Mapping[str, Effect]:
    """The pilot's effect on each KPI (all when none is named) that pilot units report, by id.

    From every unit's own values, also those too small to show: what is given back names no unit
    whose figures are withheld, and not what moved most if that is one of them (methods §14).
    UsageError without a pilot, and for a difference in kronor that is not in fixed prices.
    """
    require(user, Permission.SEE_FIGURES)
    panels, months, facts, chosen = _asked(home, kpis, as_of, prices)
    questioned = _questioned(home, user, chosen, panels, as_of)
    hidden = withheld(months, chosen, facts.units, facts.pilot)
    found: dict[str, Effect] = {}
    for scale in Scale:
        own = [kpi for kpi in chosen if kpi.effect_scale.value == scale.value]
        rows = panels.filter(pl.col("panel").is_in([kpi.id for kpi in own]))
        found |= effects(
            rows,
            Question(
                scale=scale,
                questioned=frozenset(questioned),
                redefined=frozenset(_redefined(own, rows)),
            ),
        )
    return {
        kpi.id: without_units(found[kpi.id], _units_of(hidden, kpi))
        for kpi in chosen
        if kpi.id in found
    }


def see_gap(
    home: Home, user: User, *, kpi: str, as_of: int, prices: Prices = Prices.FIXED
) -> pl.DataFrame:
    """The courses whose distance after the start is the KPI's effect, as `effects.gap` has them.

    No row where no pilot unit reports the KPI. Refused as `see_effects` is.
    """
    require(user, Permission.SEE_FIGURES)
    panels, _, _, (chosen,) = _asked(home, [kpi], as_of, prices)
    return gap(panels, Question(scale=Scale(chosen.effect_scale.value)))


class _Asked(NamedTuple):
    """The panels that `effects` takes, and the unit-months, facts and KPIs they come of."""

    panels: pl.DataFrame
    months: pl.DataFrame
    facts: Facts
    kpis: Sequence[Kpi]


def _asked(home: Home, kpis: Sequence[str], as_of: int, prices: Prices) -> _Asked:
    catalogue = home.catalogue(as_of)
    chosen = chosen_kpis(catalogue, kpis)
    facts = read_facts(home.store, chosen, as_of)
    if pilot_start(facts) is None:
        raise UsageError("Ingen pilot är upplagd, så det finns ingen effekt att räkna.")
    _demand_fixed(chosen, prices)
    months = complete_months(unit_months(facts, chosen, catalogue, prices))
    return _Asked(_panels(unit_values(months, chosen), facts), months, facts, chosen)


def _units_of(hidden: pl.DataFrame, kpi: Kpi) -> set[str]:
    own = hidden.filter(pl.col("kpi") == kpi.id, pl.col("level") == Level.UNIT)
    return set(own["scope"])


def without_units(effect: Effect, hidden: set[str]) -> Effect:
    """The same without the units whose figures are withheld in any month."""
    units = {unit: own for unit, own in effect.units.items() if unit not in hidden}
    left = effect.leave_one_out
    if left is not None and left.most_influential in hidden:
        left = replace(left, most_influential=None)
    return replace(effect, units=units, leave_one_out=left)


def _demand_fixed(kpis: Sequence[Kpi], prices: Prices) -> None:
    for kpi in kpis:
        in_kronor = kpi.price_index and kpi.effect_scale is EffectScale.LEVEL
        if in_kronor and prices is Prices.CURRENT:
            raise UsageError(
                f"{kpi.title}: en skillnad i kronor visas bara i fasta priser; i löpande priser "
                "skulle prisutvecklingen räknas till piloten."
            )


def _panels(values: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """What `effects` takes: the pilot's units and the comparison units of each KPI.

    A pilot unit starts with the pilot, or when its own services joined it, if that was later.
    """
    begins = facts.pilot.select(scope="pilot", starts="starts")
    pilot = (
        units_by(Level.PILOT, facts.units, facts.pilot)
        .join(begins, on="scope")
        .join(facts.units.select("unit", "service_start"), on="unit")
        .group_by("unit")
        .agg(start=pl.max_horizontal("starts", "service_start").min())
    )
    member = pl.col("role").is_in([PILOT_UNIT, COMPARISON_UNIT])
    units = facts.units.filter(member).select("unit", "role", pl.col("area").fill_null(""))
    return (
        values.join(units, on="unit")
        .join(pilot, on="unit", how="left")
        .filter((pl.col("role") == COMPARISON_UNIT) | pl.col("start").is_not_null())
        .select("unit", "area", "start", "month", "value", panel="kpi")
        .filter(pl.col("start").is_not_null().any().over("panel"))
    )


def _questioned(
    home: Home, user: User, kpis: Sequence[Kpi], panels: pl.DataFrame, as_of: int
) -> set[str]:
    """The KPIs with an open question about a figure in their own panel."""
    members = {str(panel): set(own["unit"]) for (panel,), own in panels.group_by("panel")}
    everyone = set(panels["unit"])
    asked = open_about(home, user, everyone, as_of=as_of)
    return {
        kpi.id
        for kpi in kpis
        for question in asked
        if question.measure in {"", *kpi.measures}
        and (not question.unit or question.unit in members.get(kpi.id, set()))
    }


def _redefined(kpis: Sequence[Kpi], panels: pl.DataFrame) -> set[str]:
    """The KPIs that came to mean something else within the months compared."""
    span: dict[str, tuple[Month, Month]] = {
        panel: (first, last)
        for panel, first, last in panels.group_by("panel")
        .agg(first=pl.col("month").min(), last=pl.col("month").max())
        .iter_rows()
    }
    return {
        kpi.id
        for kpi in kpis
        for definition in kpi.definition[1:]
        if kpi.id in span and span[kpi.id][0] < definition.valid_from <= span[kpi.id][1]
    }
