"""What has happened that a series may show: to its units, its service, or everything."""

import polars as pl

from kpi.actions.home import Home
from kpi.actions.scopes import Scope, units_behind
from kpi.catalogue import Catalogue
from kpi.values import Level
from kpi.values.levels import units_by

EVENTS = {
    "number": pl.Int64,
    "title": pl.String,
    "first_day": pl.Date,
    "last_day": pl.Date,
    "kind": pl.String,
    "note": pl.String,
}


def events_of(
    home: Home, scope: Scope, months: pl.Series, service: str, *, as_of: int
) -> pl.DataFrame:
    """What has happened to the scope, to what it is part of, or to everything, in these months.

    Not what has happened to one of its units: that stands in the unit's own picture.
    Out: number (1, 2 … by first day), title, first_day, last_day (null = one day), kind (empty =
    none is named), note; the columns of `EVENTS`.
    """
    if months.is_empty():
        return pl.DataFrame(schema=EVENTS)
    begins, ends = months.min(), months.dt.month_end().max()
    until = pl.coalesce("last_day", "first_day")
    named = pl.col("scope").fill_null("").str.split("/").list.last()
    services = {service, *_written(home.catalogue(as_of), service)}
    concerned = {"", *services, *_parts_of(home, scope, as_of)}
    return (
        home.store.register("events", as_of)
        .filter(named.is_in(concerned) & (pl.col("first_day") <= ends) & (until >= begins))
        .sort("first_day", "event")
        .with_row_index("number", offset=1)
        .with_columns(kind=pl.col("event_kind").fill_null(""))
        .select(pl.col(name).cast(dtype) for name, dtype in EVENTS.items())
    )


def kinds_of(events: pl.DataFrame) -> list[str]:
    """The kinds that occur among some events, in the order of their names; empty = none named."""
    found: list[str] = events["kind"].unique().sort().to_list()
    return found


def of_kinds(events: pl.DataFrame, kinds: tuple[str, ...] | None) -> pl.DataFrame:
    """Those of some kinds, with the numbers they have among all; None means every one."""
    return events if kinds is None else events.filter(pl.col("kind").is_in(kinds))


def _parts_of(home: Home, scope: Scope, as_of: int) -> set[str]:
    """The scope, and every type, department, area and pilot that all of its units belong to."""
    units, pilots = (home.store.register(kind, as_of) for kind in ("units", "pilot"))
    behind = set(units_behind(home, scope, as_of))
    groups = pl.concat([units_by(level, units, pilots) for level in Level])
    return {scope.id} | {
        str(group)
        for (group,), members in groups.group_by("scope")
        if behind and behind <= set(members["unit"])
    }


def _written(catalogue: Catalogue, service: str) -> set[str]:
    """What files call a service, as the layout of closed months has it."""
    layout = catalogue.layouts.get("closed_months")
    choices = layout.columns["service"].choices if layout else {}
    return {written for written, stored in choices.items() if stored == service}
