"""Has the pilot paid for itself? Each cost's effect in kronor, less what the pilot cost (§11)."""

from collections.abc import Mapping

import polars as pl

from kpi.actions.decisions import pilot_start
from kpi.actions.evaluate import Panels
from kpi.actions.home import Home
from kpi.catalogue import Kpi
from kpi.effects import Effect
from kpi.effects.money import Cost, Savings, money
from kpi.periods import Month, Span
from kpi.values.prices import deflators


def savings_of(
    home: Home, panels: Panels, effects: Mapping[str, Effect], as_of: int
) -> Savings | None:
    """None where no cost's effect can be judged. In: panels in fixed prices."""
    costs = [kpi for kpi in panels.kpis if kpi.price_index and kpi.id in effects]
    paid = _paid(panels)
    found = {kpi.id: _cost(kpi, effects[kpi.id], paid) for kpi in costs}
    judged = tuple(cost for cost in found.values() if cost)
    if not judged:
        return None
    last = max(cost.months.last for cost in judged)
    own, unpriced = _own_costs(home, panels, judged[0].kpi, as_of, last)
    return Savings(
        costs=judged,
        unjudged=tuple(kpi for kpi in costs if found[kpi.id] is None),
        own=own,
        unpriced=unpriced,
    )


def _cost(kpi: Kpi, effect: Effect, paid: Mapping[str, tuple[float, Span]]) -> Cost | None:
    if kpi.id not in paid:
        return None
    amount, months = paid[kpi.id]
    worth = money(effect, amount)
    return Cost(kpi, worth, months) if worth else None


def _counted(panels: Panels) -> pl.DataFrame:
    """kpi, unit, month, numerator: the pilot's unit-months that the effects are means of."""
    left_out = {kpi: plan.transition for kpi, plan in panels.plans.items()}
    wait = pl.col("kpi").replace_strict(left_out, default=0, return_dtype=pl.Int32)
    begins = pl.col("start").dt.offset_by(pl.format("{}mo", wait))
    return (
        panels.members.drop_nulls("start")
        .join(panels.months, on=["kpi", "unit"])
        .filter(pl.col("month") >= begins)
        .select("kpi", "unit", "month", "numerator")
    )


def _paid(panels: Panels) -> dict[str, tuple[float, Span]]:
    """What the pilot's units cost by KPI, and from when until when."""
    month = pl.col("month")
    sums = (
        _counted(panels)
        .group_by("kpi")
        .agg(pl.col("numerator").sum(), month.min().alias("first"), month.max().alias("last"))
    )
    return {kpi: (kr, Span(first, last)) for kpi, kr, first, last in sums.iter_rows()}


def _own_costs(
    home: Home, panels: Panels, cost: Kpi, as_of: int, last: Month
) -> tuple[tuple[tuple[str, float], ...], tuple[Month, ...]]:
    """What the pilot itself cost up to a month by kind, in the money of one of its costs."""
    index = home.catalogue(as_of).prices[str(cost.price_index)]
    facts = panels.facts
    factors = deflators([index], facts.price_index, pilot_start(facts))
    rows = (
        home.store.register("pilot_costs", as_of)
        .filter(pl.col("month") <= last)
        .join(factors, on="month", how="left")
        .with_columns(kr=pl.col("amount").cast(pl.Float64) * pl.col("deflator"))
    )
    sums = rows.drop_nulls("kr").group_by("cost_kind").agg(pl.col("kr").sum()).sort("cost_kind")
    unpriced = rows.filter(pl.col("kr").is_null())["month"].unique().sort()
    return tuple(sums.iter_rows()), tuple(unpriced)
