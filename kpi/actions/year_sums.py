"""What is added up to whole years: every scope's months, the baselines' as they were locked."""

import polars as pl

from kpi.actions.decisions import baselines_of, pilot_start
from kpi.actions.home import Home
from kpi.catalogue import Catalogue, Kpi
from kpi.trends.series import SCOPE
from kpi.values import Facts, Level, Prices, kpi_values, read_facts, unit_months
from kpi.values.facts import as_locked
from kpi.values.levels import units_by
from kpi.values.month_sums import month_sums


def scope_sums(
    facts: Facts, kpis: list[Kpi], catalogue: Catalogue, level: Level, prices: Prices
) -> pl.DataFrame:
    """`month_sums` of every scope at a level."""
    months = unit_months(facts, kpis, catalogue, prices)
    behind = units_by(level, facts.units, facts.pilot)
    values = kpi_values(facts, kpis, catalogue, level, prices)
    return month_sums(months, behind, values, kpis)


def held_sums(
    home: Home, kpis: list[Kpi], level: Level, prices: Prices, as_of: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same with each baseline's months as they were when it was locked, and `baselines_of`."""
    catalogue = home.catalogue(as_of)
    facts = read_facts(home.store, kpis, as_of)
    sums = scope_sums(facts, kpis, catalogue, level, prices)
    spans = baselines_of(home.store.register("baselines", as_of), sums, pilot_start(facts))
    for (number,), locked in spans.group_by("locked_at"):
        then = as_locked(read_facts(home.store, kpis, min(number, as_of)), facts)
        sums = _held(sums, scope_sums(then, kpis, catalogue, level, prices), locked)
    return sums, spans


def _held(now: pl.DataFrame, then: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """The months inside these baselines as they were then; all others as they are."""
    inside = pl.col("month").is_between("first_month", "last_month").fill_null(value=False)
    both = [
        frame.join(spans, on=SCOPE, how="left").filter(kept).select(now.columns)
        for frame, kept in ((now, ~inside), (then, inside))
    ]
    return pl.concat(both).sort(*SCOPE, "month")
