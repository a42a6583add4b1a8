"""Look at the units: where they lie, who they are, and everything each of them measures."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.follow_up import see_trends
from kpi.actions.home import Home, day_at
from kpi.actions.one_kpi import Series
from kpi.actions.overview import reading_of
from kpi.actions.scopes import PILOT_UNIT, Scope, alphabetical
from kpi.catalogue import Kpi
from kpi.periods import month_of
from kpi.values import Level, Prices
from kpi.wording.units import Unit

REGISTERED = ("service_start", "valid_from", "valid_to", "size")
PLACE = ["unit", "name", "area", "role", "lat", "lon"]


@dataclass(frozen=True, slots=True)
class Units:
    """Every unit and area, as of one ledger number.

    units: by name. areas: area, name, boundary. places: unit, name, area, role, lat, lon of the
    units that were open that day. pilot_areas: the areas that a pilot is in.
    """

    units: tuple[Unit, ...]
    areas: pl.DataFrame
    places: pl.DataFrame
    pilot_areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """What a unit measures, and what it does not, both in the catalogue's order.

    prices: those that costs are in.
    """

    prices: Prices
    measured: tuple[Series, ...]
    lacking: tuple[Kpi, ...]


def see_units(home: Home, user: User, *, as_of: int) -> Units:
    """The registers of units and areas, ready to be drawn and listed."""
    require(user, Permission.SEE_FIGURES)
    register = home.store.register("units", as_of)
    areas = home.store.register("areas", as_of).select("area", "name", "boundary")
    pilots = home.store.register("pilot", as_of)
    names = {row["area"]: row["name"] or row["area"] for row in areas.to_dicts()}
    units = [_unit(row, names) for row in register.to_dicts()]
    this_month = month_of(day_at(home, as_of))
    open_now = [unit.id for unit in units if unit.is_open(this_month)]
    inside = register.filter(pl.col("role") == PILOT_UNIT)["area"].drop_nulls()
    named = pilots["area"].drop_nulls().to_list()
    return Units(
        units=tuple(sorted(units, key=lambda unit: alphabetical(unit.name))),
        areas=areas,
        places=register.filter(pl.col("unit").is_in(open_now)).select(
            *PLACE[:1], pl.col("name").fill_null(pl.col("unit")), *PLACE[2:]
        ),
        pilot_areas=tuple(sorted({area for area in named if area} or set(inside))),
    )


def see_profiles(
    home: Home, user: User, *, as_of: int, prices: Prices = Prices.FIXED
) -> dict[str, UnitProfile]:
    """Everything each unit measures, by the unit's id; in current prices where there is no pilot.

    One call for all units: the trends of a level are computed together.
    """
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    units = home.store.register("units", as_of)
    shown = Prices.CURRENT if home.store.register("pilot", as_of).is_empty() else prices
    trend = see_trends(home, user, kpis=(), by=Level.UNIT, as_of=as_of, prices=shown)
    points = trend.points.partition_by("scope", "kpi", as_dict=True, include_key=True)
    rows = {(row["scope"], row["kpi"]): row for row in trend.summary.to_dicts()}
    found = {}
    for unit, name, role in units.select("unit", "name", "role").iter_rows():
        scope = Scope(Level.UNIT, unit, name or unit, role or "")
        own = [kpi for kpi in catalogue.kpis.values() if (unit, kpi.id) in rows]
        found[unit] = UnitProfile(
            prices=shown,
            measured=tuple(
                Series(scope, reading_of(kpi, rows[unit, kpi.id]), points[unit, kpi.id])
                for kpi in own
            ),
            lacking=tuple(kpi for kpi in catalogue.kpis.values() if kpi not in own),
        )
    return found


def _unit(row: dict[str, Any], areas: dict[str, str]) -> Unit:
    area = row["area"] or ""
    given: dict[str, Any] = {name: row[name] for name in REGISTERED}
    texts: dict[str, Any] = {name: row[name] or "" for name in ("unit_type", "department", "role")}
    name = row["name"] or row["unit"]
    return Unit(
        id=row["unit"], name=name, area=area, area_name=areas.get(area, area), **texts, **given
    )
