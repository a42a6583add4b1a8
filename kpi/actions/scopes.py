"""What a figure can be about: a unit, or the units of a type, a department, an area, a pilot."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.home import Home
from kpi.errors import UsageError
from kpi.values import Level
from kpi.values.levels import units_by

PILOT_UNIT = "pilot"  # a unit's role in the register
GROUPS = (Level.AREA, Level.DEPARTMENT, Level.UNIT_TYPE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is about: one unit, or the units of a type, a department, an area, a pilot.

    `role` is a unit's role in the pilot: pilot, comparison or other; empty for groups.
    """

    level: Level
    id: str
    name: str
    role: str = ""

    @property
    def key(self) -> str:
        """As registers and addresses write it: `unit/larkskolan`."""
        return f"{self.level.value}/{self.id}"


def see_scopes(home: Home, user: User, *, as_of: int) -> list[Scope]:
    """Every scope there is: the pilots and their units first, then groups, then other units."""
    require(user, Permission.SEE_FIGURES)
    pilots = home.store.register("pilot", as_of).sort("starts", descending=True)
    units = home.store.register("units", as_of)
    areas = home.store.register("areas", as_of)
    each = _in_order(
        Scope(Level.UNIT, row["unit"], row["name"] or row["unit"], row["role"] or "")
        for row in units.to_dicts()
    )
    names = {row["area"]: row["name"] or row["area"] for row in areas.to_dicts()}
    groups = [
        _in_order(Scope(level, id_, names.get(id_, id_)) for id_ in set(units[level.value]) if id_)
        for level in GROUPS
    ]
    return [
        *(
            Scope(Level.PILOT, row["pilot"], row["name"] or row["pilot"])
            for row in pilots.to_dicts()
        ),
        *(unit for unit in each if unit.role == PILOT_UNIT),
        *(group for level in groups for group in level),
        *(unit for unit in each if unit.role != PILOT_UNIT),
    ]


def scope_of(scopes: Iterable[Scope], key: str) -> Scope:
    """The scope written so, as `unit/larkskolan`; UsageError when there is none."""
    for scope in scopes:
        if scope.key == key:
            return scope
    raise UsageError(f"Okänd omfattning: {key}.")


def units_behind(home: Home, scope: Scope, as_of: int) -> list[str]:
    """The ids of the units that a scope's figures are summed over."""
    units, pilot = (home.store.register(kind, as_of) for kind in ("units", "pilot"))
    members = units_by(scope.level, units, pilot).filter(pl.col("scope") == scope.id)
    return members["unit"].to_list()


def alphabetical(name: str) -> str:
    """A key in Swedish order: å, ä and ö last, capitals among small letters."""
    return name.casefold().translate(_LETTERS)


_LETTERS = str.maketrans("åäöéü", "{|}ey")  # the three characters that follow z


def _in_order(scopes: Iterable[Scope]) -> list[Scope]:
    return sorted(scopes, key=lambda scope: alphabetical(scope.name))
