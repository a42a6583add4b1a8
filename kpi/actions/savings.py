"""Has the pilot paid for itself? Each cost's effect in kronor, less what the pilot cost (§11)."""

from collections.abc import Mapping, Sequence

import polars as pl

from kpi.actions.decisions import pilot_start
from kpi.actions.evaluate import Panels
from kpi.actions.home import Home
from kpi.catalogue import Kpi
from kpi.effects import Effect
from kpi.effects.money import Savings, money
from kpi.periods import Month
from kpi.values.prices import deflators


def savings_of(
    home: Home, panels: Panels, effects: Mapping[str, Effect], as_of: int
) -> Savings | None:
    """None where no cost's effect can be judged. In: panels in fixed prices."""
    costs = [kpi for kpi in panels.kpis if kpi.price_index and kpi.id in effects]
    paid = _paid(panels)
    found = {kpi.id: money(effects[kpi.id], paid.get(kpi.id, 0.0)) for kpi in costs}
    judged = [(kpi, part) for kpi in costs if (part := found[kpi.id]) is not None]
    if not judged:
        return None
    counted = _counted(panels).filter(pl.col("kpi").is_in([kpi.id for kpi, _ in judged]))
    months = counted["month"].sort().to_list()
    own, unpriced = _own_costs(home, panels, [kpi for kpi, _ in judged], as_of, months[-1])
    return Savings(
        costs=tuple(judged),
        unjudged=tuple(kpi for kpi in costs if found[kpi.id] is None),
        own=own,
        unpriced=unpriced,
        first=months[0],
        last=months[-1],
    )


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


def _paid(panels: Panels) -> dict[str, float]:
    sums = _counted(panels).group_by("kpi").agg(pl.col("numerator").sum())
    return dict(sums.iter_rows())


def _own_costs(
    home: Home, panels: Panels, costs: Sequence[Kpi], as_of: int, last: Month
) -> tuple[tuple[tuple[str, float], ...], tuple[Month, ...]]:
    """What the pilot itself cost up to a month by kind, in the money of the first of the costs."""
    index = home.catalogue(as_of).prices[str(costs[0].price_index)]
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
