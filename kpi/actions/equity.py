"""Is the service equal? How many units reach their own type's floor, nyckeltal by nyckeltal."""

from collections.abc import Mapping, Sequence

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import pilot_start
from kpi.actions.effect_panels import COMPARISON_UNIT
from kpi.actions.follow_up import chosen_kpis
from kpi.actions.home import Home
from kpi.equity import Equity, equity
from kpi.errors import UsageError
from kpi.values import Facts, Level, Prices, read_facts
from kpi.values.kpi_values import shown_unit_months
from kpi.values.levels import units_by


def see_equity(home: Home, user: User, *, kpis: Sequence[str], as_of: int) -> Mapping[str, Equity]:
    """Likvärdighet in each KPI (all when none is named) that pilot units report, by id.

    From nothing but what may be shown, so a withheld unit is counted nowhere (methods §14).
    Costs are in fixed prices. UsageError without a pilot.
    """
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    chosen = chosen_kpis(catalogue, kpis)
    facts = read_facts(home.store, chosen, as_of)
    start = pilot_start(facts)
    if start is None:
        raise UsageError("Ingen pilot är upplagd, så det finns ingen likvärdighet att följa.")
    months = shown_unit_months(facts, chosen, catalogue, Prices.FIXED)
    floors = home.store.register("floors", as_of)
    units = _sides(facts)
    found = {
        kpi.id: equity(months.filter(pl.col("kpi") == kpi.id), units, floors, kpi, start)
        for kpi in chosen
    }
    return {kpi: each for kpi, each in found.items() if each is not None}


def _sides(facts: Facts) -> pl.DataFrame:
    """unit, unit_type (empty = none is named), pilot: the pilot's units and the comparison's."""
    pilots = units_by(Level.PILOT, facts.units, facts.pilot)["unit"].unique().to_list()
    pilot = pl.col("unit").is_in(pilots)
    return facts.units.filter(pilot | (pl.col("role") == COMPARISON_UNIT)).select(
        "unit", pl.col("unit_type").fill_null(""), pilot=pilot
    )
