"""Months of a baseline have been corrected since it was locked: show it, let a person relock it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.as_if import as_if
from kpi.actions.decisions import baseline_row
from kpi.actions.deliver import preview_file
from kpi.actions.follow_up import see_values
from kpi.actions.home import Home
from kpi.actions.new_phase import demand_no_errors
from kpi.actions.one_kpi import OneKpi, Series, see_series
from kpi.actions.register import Edit, changes, commit_edits, edited_file, see_register
from kpi.actions.scopes import units_behind
from kpi.catalogue.judging import DEFAULT, written
from kpi.errors import UsageError
from kpi.ledger import Delivery
from kpi.ledger.kinds import BASELINES, UNITS
from kpi.periods import Month
from kpi.trends.quarters import months_behind

Months = tuple[Month, Month]  # first and last
# What can move a month's value besides its figures: who is expected, and whose money it is.
OTHERS = ("units", "closed_months", "waves", "price_index", "pilot")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A month of the baseline that is not what it was: None where there is no value to show."""

    month: Month
    before: float | None
    after: float | None
    deliveries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Relocking:
    """A baseline whose months have been corrected, and what it would be if it were relocked.

    key: nyckeltal and scope of the register's row; an empty scope is common to all. locked_at:
    the number that its months are read as of; as_of: the one that they would be read as of.
    others: later deliveries of registers, where figures alone do not explain every month.
    """

    key: tuple[str, str]
    locked_at: int
    as_of: int
    months: tuple[Corrected, ...]
    others: tuple[int, ...]
    now: Series
    then: Series


def see_relocking(home: Home, user: User, seen: OneKpi, *, as_of: int) -> Relocking | None:
    """What relocking the series' baseline would do; None where none of its months has changed."""
    require(user, Permission.SEE_FIGURES)
    register = home.store.register(BASELINES.name, as_of)
    row = baseline_row(register, seen.kpi.id, seen.series.scope.key)
    if row is None:
        return None
    locked_at = min(row["as_of"] or row["delivery"], as_of)
    span = row["first_month"], row["last_month"]
    decided = _deliveries(home, seen, span, after=locked_at, as_of=as_of)
    if not decided and not _registers_differ(home, seen, locked_at, as_of):
        return None  # no need to compute what cannot have moved
    moved = _moved(_as_locked(seen, span), _as_now(home, user, seen, span, as_of))
    if not moved:
        return None
    rows = register.filter((pl.col("kpi") == row["kpi"]) & (pl.col("scope") == row["scope"]))
    relocked = as_if(home, BASELINES.name, rows.with_columns(as_of=pl.lit(as_of)), as_of)
    unexplained = any(month not in decided for month in moved)
    return Relocking(
        key=(row["kpi"], row["scope"]),
        locked_at=locked_at,
        as_of=as_of,
        months=tuple(
            Corrected(month, before, after, tuple(decided.get(month, ())))
            for month, (before, after) in sorted(moved.items())
        ),
        others=_others(home, after=locked_at, as_of=as_of) if unexplained else (),
        now=seen.series,
        then=see_series(
            relocked,
            user,
            kpi=seen.kpi.id,
            scope=seen.series.scope.key,
            prices=seen.prices,
            as_of=as_of,
        ),
    )


def relock(
    home: Home, user: User, relocking: Relocking, *, reason: str, reference: str = ""
) -> Delivery:
    """Lock the same span anew, on what was seen: one delivery, as by hand, with why.

    Raises UsageError without a reason, InputError for what may not stand in a register, else as
    `commit_edits`.
    """
    require(user, Permission.SEND_FILES)
    if not reason.strip():
        raise UsageError("Skriv varför baslinjen låses om.")
    head = home.head()
    register = see_register(home, user, home.catalogue(head).layouts[BASELINES.name], as_of=head)
    settings = register.rows.get(relocking.key, {}).get("settings") or written(DEFAULT)
    says = {
        "settings": settings,
        "as_of": str(relocking.as_of),
        "locked_on": f"{home.settings.today}",
        "reference": reference.strip(),
        "reason": reason.strip(),
    }
    made = edited_file(register, changes(register, {relocking.key: Edit(says)}))
    previewed = preview_file(home, user, made.content, made.name, layout=BASELINES.name)
    demand_no_errors(previewed)
    return commit_edits(home, user, previewed, why=f"Baslinjen låses om: {reason.strip()}")


def _as_locked(seen: OneKpi, span: Months) -> dict[Month, float | None]:
    """The baseline's months as they stand in the series: as when it was locked."""
    held = months_behind(seen.series.points).filter(pl.col("month").is_between(*span))
    return dict(held.select("month", "shown").iter_rows())


def _as_now(
    home: Home, user: User, seen: OneKpi, span: Months, as_of: int
) -> dict[Month, float | None]:
    """The same months as they are read now."""
    scope, kpi = seen.series.scope, seen.kpi.id
    values = see_values(home, user, kpis=[kpi], by=scope.level, as_of=as_of, prices=seen.prices)
    inside = pl.col("month").is_between(*span)
    own = values.filter((pl.col("scope") == scope.id) & inside)
    return dict(own.select("month", "value").iter_rows())


def _moved(
    before: Mapping[Month, float | None], after: Mapping[Month, float | None]
) -> dict[Month, tuple[float | None, float | None]]:
    """The months with another value; a value that came or went is another one."""
    both = {month: (before.get(month), after.get(month)) for month in before.keys() | after.keys()}
    return {month: pair for month, pair in sorted(both.items()) if _differ(*pair)}


def _differ(one: float | None, other: float | None) -> bool:
    """Sums of the same figures may differ in a last digit."""
    if one is None or other is None:
        return one is not other
    return not isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _deliveries(
    home: Home, seen: OneKpi, span: Months, *, after: int, as_of: int
) -> dict[Month, list[int]]:
    """The deliveries that have decided its months' figures since the baseline was locked."""
    found = home.store.frame(
        "follow_up/corrections",
        after=after,
        as_of=as_of,
        units=units_behind(home, seen.series.scope, as_of),
        measures=list(seen.kpi.measures),
        first=span[0],
        last=span[1],
    )
    decided: dict[Month, list[int]] = {}
    for month, number in found.iter_rows():
        decided.setdefault(month, []).append(number)
    return decided


def _registers_differ(home: Home, seen: OneKpi, then: int, now: int) -> bool:
    """Whether a register that can move a month's value says something else than it did."""
    scope = seen.series.scope
    behind = {*units_behind(home, scope, then), *units_behind(home, scope, now)}
    return any(
        not _says(home, kind, behind, then).equals(_says(home, kind, behind, now))
        for kind in OTHERS
    )


def _says(home: Home, kind: str, behind: set[str], as_of: int) -> pl.DataFrame:
    register = home.store.register(kind, as_of).drop("delivery", "source_row")
    if kind != UNITS.name:
        return register
    return register.filter(pl.col("unit").is_in(sorted(behind)))


def _others(home: Home, *, after: int, as_of: int) -> tuple[int, ...]:
    """The later deliveries of registers that can move a month's value."""
    sent = home.store.frame("deliveries/all", as_of=as_of)
    later = sent.filter((pl.col("number") > after) & pl.col("kind").is_in(OTHERS))
    return tuple(later["number"].sort())
