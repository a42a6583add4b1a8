"""Look closer at likvärdighet in one nyckeltal: its units, its funnel, its spread, its events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import first_start
from kpi.actions.equity import see_equity
from kpi.actions.events import events_of
from kpi.actions.follow_up import chosen_kpis
from kpi.actions.home import Home
from kpi.actions.price_base import price_base_of
from kpi.actions.scopes import Scope, see_scopes
from kpi.catalogue import Kpi, Measure
from kpi.equity import Equity, funnel
from kpi.equity.funnel import funnel_lines
from kpi.equity.spread import spreads
from kpi.periods import Month
from kpi.values import Level, Prices
from kpi.values.prices import PriceBase


@dataclass(frozen=True, slots=True)
class UnitEvent:
    """What has happened to one unit, or to the whole pilot."""

    unit: str  # empty: the whole pilot
    title: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class KpiEquity:
    """Everything there is to show of likvärdighet in one nyckeltal.

    names: of every unit. start: the pilot's first month. events: of the pilot in the months shown
    over time, as `events_of`. happened: in the two periods, first to each of the pilot's units that
    does not reach its floor, then to the whole pilot. tunnel: `funnel` of those that have a value,
    with pilot and denominator; lines: its limits; volume: what the share is of; all None for what
    is no share of counts. spreads: of the types that have units enough.
    """

    kpi: Kpi
    found: Equity
    names: Mapping[str, str]
    start: Month
    events: pl.DataFrame
    happened: tuple[UnitEvent, ...]
    tunnel: pl.DataFrame | None
    lines: pl.DataFrame | None
    volume: Measure | None
    spreads: pl.DataFrame
    price_base: PriceBase | None


def see_kpi_equity(home: Home, user: User, *, kpi: str, as_of: int) -> KpiEquity | None:
    """One nyckeltal's likvärdighet; None where no unit of the pilot measures it.

    UsageError for a nyckeltal there is not, or without a pilot.
    """
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    (chosen,) = chosen_kpis(catalogue, [kpi])
    found = see_equity(home, user, kpis=[kpi], as_of=as_of).get(kpi)
    start = first_start(home.store.register("pilot", as_of))
    if found is None or start is None:
        return None
    scopes = see_scopes(home, user, as_of=as_of)
    counted = found.units.drop_nulls("denominator")
    return KpiEquity(
        kpi=chosen,
        found=found,
        names={each.id: each.name for each in scopes if each.level is Level.UNIT},
        start=start,
        events=_of_pilot(home, scopes, chosen, found.history["month"], as_of),
        happened=tuple(_happened(home, scopes, chosen, found, as_of)),
        tunnel=_tunnel(counted) if counted.height else None,
        lines=funnel_lines(counted) if counted.height else None,
        volume=catalogue.measures[chosen.denominator[0]] if counted.height else None,
        spreads=spreads(found.units),
        price_base=price_base_of(home, chosen, Prices.FIXED, as_of),
    )


def _tunnel(counted: pl.DataFrame) -> pl.DataFrame:
    return funnel(counted).join(
        counted.select("unit", "pilot", "denominator"), on="unit", maintain_order="left"
    )


def _of_pilot(
    home: Home, scopes: list[Scope], kpi: Kpi, months: pl.Series, as_of: int
) -> pl.DataFrame:
    (pilot, *_) = scopes  # `see_scopes` has the pilots first, the latest before the others
    return events_of(home, pilot, months, kpi.service, as_of=as_of)


def _happened(
    home: Home, scopes: list[Scope], kpi: Kpi, found: Equity, as_of: int
) -> Iterator[UnitEvent]:
    """What has happened to the whole pilot is not said again of each unit."""
    begins = found.before.first if found.before else found.now.first
    months = pl.Series([begins, found.now.last], dtype=pl.Date)
    common = _of_pilot(home, scopes, kpi, months, as_of)
    below = set(found.units.filter("pilot", pl.col("distance") < 0)["unit"])
    for scope in scopes:
        if scope.level is Level.UNIT and scope.id in below:
            own = events_of(home, scope, months, kpi.service, as_of=as_of)
            yield from _events(scope.id, own.join(common, on=["title", "first_day"], how="anti"))
    yield from _events("", common)


def _events(unit: str, events: pl.DataFrame) -> Iterator[UnitEvent]:
    for title, first, last in events.select("title", "first_day", "last_day").iter_rows():
        yield UnitEvent(unit, title, first, last)
