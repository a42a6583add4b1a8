"""See what has changed a cost between two periods: prices, volume, mix and cost per unit."""

from dataclasses import dataclass

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import baselines_of, pilot_start
from kpi.actions.follow_up import chosen_kpis
from kpi.actions.home import Home
from kpi.actions.price_base import price_base_of
from kpi.actions.scopes import Scope, scope_of, see_scopes, units_behind
from kpi.catalogue import Catalogue, Kpi, Measure
from kpi.errors import UsageError
from kpi.periods import Month, Span, shift
from kpi.values import Facts, Prices, read_facts, unit_months
from kpi.values.facts import as_locked
from kpi.values.prices import PriceBase
from kpi.values.split import Split, can_be_split, split_change, unit_costs


@dataclass(frozen=True, slots=True)
class Periods:
    """What can be compared: every month with figures, and the two periods usually meant.

    `before` is the baseline, `after` the pilot's months so far.
    """

    months: tuple[Month, ...]
    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class CostSplit:
    """One cost's change between two periods. `split` is None where nothing can be compared.

    volume: what the cost is for, the nyckeltal's denominator.
    """

    kpi: Kpi
    scope: Scope
    volume: Measure
    before: Span
    after: Span
    split: Split | None
    price_base: PriceBase | None


@dataclass(frozen=True, slots=True)
class _Case:
    """A cost and what is known of it: costs is `unit_costs` of the scope's units."""

    kpi: Kpi
    scope: Scope
    catalogue: Catalogue
    costs: pl.DataFrame
    baseline: Span | None
    start: Month


def see_periods(home: Home, user: User, *, kpi: str, scope: str, as_of: int) -> Periods | None:
    """The periods to choose among; None where there are no figures both before and after.

    Without a baseline the earlier period is all that was before the pilot.
    """
    require(user, Permission.SEE_FIGURES)
    case = _case(home, user, kpi, scope, as_of)
    months = case.costs.drop_nulls("current")["month"].unique().sort().to_list()
    if not months or not months[0] < case.start <= months[-1]:
        return None
    before = case.baseline or Span(months[0], shift(case.start, -1))
    every = Span(min(months[0], before.first), months[-1])
    return Periods(tuple(every), before, Span(case.start, months[-1]))


def see_split(
    home: Home, user: User, *, kpi: str, scope: str, before: Span, after: Span, as_of: int
) -> CostSplit:
    """A cost's change between two periods, in parts. UsageError for periods that overlap."""
    require(user, Permission.SEE_FIGURES)
    if after.first <= before.last:
        raise UsageError("Den senare perioden ska börja efter att den tidigare har slutat.")
    case = _case(home, user, kpi, scope, as_of)
    return CostSplit(
        kpi=case.kpi,
        scope=case.scope,
        volume=case.catalogue.measures[case.kpi.denominator[0]],
        before=before,
        after=after,
        split=split_change(case.costs, before, after),
        price_base=price_base_of(home, case.kpi, Prices.FIXED, as_of, [*before, *after]),
    )


def _case(home: Home, user: User, kpi: str, scope: str, as_of: int) -> _Case:
    """The costs as charts show them: months of the baseline as they were when it was locked."""
    catalogue = home.catalogue(as_of)
    (chosen,) = chosen_kpis(catalogue, [kpi])
    about = scope_of(see_scopes(home, user, as_of=as_of), scope)
    facts = read_facts(home.store, [chosen], as_of)
    start = pilot_start(facts)
    if start is None or not can_be_split(chosen):
        raise UsageError(f"{chosen.short_name} kan inte delas upp i pris, volym och kostnad.")
    units = units_behind(home, about, as_of)
    costs = _costs(facts, chosen, catalogue, units)
    one = pl.DataFrame({"kpi": [kpi], "level": [about.level.value], "scope": [about.id]})
    spans = baselines_of(home.store.register("baselines", as_of), one, start).to_dicts()
    if not spans:
        return _Case(chosen, about, catalogue, costs, None, start)
    row = spans[0]
    baseline = Span(row["first_month"], row["last_month"])
    number = min(row["locked_at"], as_of)
    then = as_locked(read_facts(home.store, [chosen], number), facts)
    inside = pl.col("month").is_between(baseline.first, baseline.last)
    locked = _costs(then, chosen, catalogue, units).filter(inside)
    both = pl.concat([locked, costs.filter(~inside)])
    return _Case(chosen, about, catalogue, both, baseline, row["start"])


def _costs(facts: Facts, kpi: Kpi, catalogue: Catalogue, units: list[str]) -> pl.DataFrame:
    current, fixed = (
        unit_months(facts, [kpi], catalogue, prices) for prices in (Prices.CURRENT, Prices.FIXED)
    )
    return unit_costs(current, fixed).filter(pl.col("unit").is_in(units))
