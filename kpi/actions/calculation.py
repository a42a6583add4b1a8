"""Show a calculation: from one month's value back to the rows of the files it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import baselines_of, pilot_start
from kpi.actions.follow_up import chosen_kpis
from kpi.actions.home import Home
from kpi.actions.scopes import Scope, alphabetical, scope_of, see_scopes, units_behind
from kpi.catalogue import Catalogue, Kpi
from kpi.errors import UsageError
from kpi.periods import Month
from kpi.settings import STOCKHOLM
from kpi.values import Facts, Level, NoValue, Prices, kpi_values, read_facts, unit_months
from kpi.values.behind import rows_behind
from kpi.values.facts import as_locked
from kpi.values.kpi_values import complete_months
from kpi.values.parts import members_of
from kpi.values.prices import deflators
from kpi.values.withhold import withheld


@dataclass(frozen=True, slots=True)
class Calculation:
    """One month's value and everything behind it.

    numerator, denominator: as summed, in the prices shown; None where they may not be shown.
    deflator: what reported kronor are multiplied by; None in current prices.
    locked_at: the ledger number that a month of the baseline stands at; None for other months.
    rows: unit, name, part (numerator, denominator), measure, value (Decimal, as reported; null
    has a state that says why), state (a RowState), delivery, source_row, file_name, sender,
    recorded (Date); a row for each unit expected that month and each measure.
    """

    kpi: Kpi
    scope: Scope
    month: Month
    prices: Prices
    value: float | None
    numerator: float | None
    denominator: float | None
    reason: NoValue | None
    expected: int
    reported: int
    preliminary: bool
    deflator: float | None
    locked_at: int | None
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Case:
    """What is asked for, with the facts as they stood at the ledger number that counts."""

    home: Home
    catalogue: Catalogue
    kpi: Kpi
    scope: Scope
    month: Month
    prices: Prices
    facts: Facts
    number: int
    locked: bool


def trace(
    home: Home, user: User, *, kpi: str, scope: str, month: Month, prices: Prices, as_of: int
) -> Calculation:
    """How a value came about. UsageError when nothing was expected of the scope that month."""
    asked = [(kpi, month)]
    (found,) = trace_all(home, user, asked=asked, scope=scope, prices=prices, as_of=as_of)
    return found


def trace_all(
    home: Home,
    user: User,
    *,
    asked: Sequence[tuple[str, Month]],
    scope: str,
    prices: Prices,
    as_of: int,
) -> list[Calculation]:
    """As `trace`, of several values of one scope: in the order asked for, read together."""
    require(user, Permission.SEE_ROWS)
    catalogue = home.catalogue(as_of)
    chosen = chosen_kpis(catalogue, list(dict.fromkeys(kpi for kpi, _ in asked)))
    about = scope_of(see_scopes(home, user, as_of=as_of), scope)
    facts = read_facts(home.store, chosen, as_of)
    values = kpi_values(facts, chosen, catalogue, about.level, prices)
    months = unit_months(facts, chosen, catalogue, prices)
    kpis = {kpi.id: kpi for kpi in chosen}
    found = []
    for kpi, month in asked:
        of_kpi = (kpis[kpi], about, month, prices)
        case = _Case(home, catalogue, *of_kpi, facts, as_of, locked=False)
        own = pl.col("kpi") == kpi
        found.append(_traced(case, values.filter(own), months.filter(own)))
    return found


def _traced(case: _Case, values: pl.DataFrame, months: pl.DataFrame) -> Calculation:
    """values, as of kpi_values, and months, as of unit_months: the case's, were it not locked."""
    locked = _as_locked(case, values)
    if locked.locked:
        case, kpis = locked, [case.kpi]
        values = kpi_values(case.facts, kpis, case.catalogue, case.scope.level, case.prices)
        months = unit_months(case.facts, kpis, case.catalogue, case.prices)
    own = (pl.col("scope") == case.scope.id) & (pl.col("month") == case.month)
    found = values.filter(own).to_dicts()
    if not found:
        raise UsageError(
            f"{case.scope.name} väntades inte ha {case.kpi.short_name} {case.month:%Y-%m}."
        )
    row, units = found[0], _units(case, months)
    hidden = _hidden(case, months, units, nothing_shown=row["reason"] == NoValue.WITHHELD)
    return Calculation(
        kpi=case.kpi,
        scope=case.scope,
        month=case.month,
        prices=case.prices,
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        reason=row["reason"] and NoValue(row["reason"]),
        expected=row["expected"],
        reported=row["reported"],
        preliminary=row["preliminary"],
        deflator=_deflator(case),
        locked_at=case.number if case.locked else None,
        rows=_rows(case, units, hidden),
    )


def _as_locked(case: _Case, values: pl.DataFrame) -> _Case:
    """A month of the baseline stands as it did at the number the baseline was locked at."""
    values = values.filter((pl.col("scope") == case.scope.id) & (pl.col("month") == case.month))
    register = case.home.store.register("baselines", case.number)
    spans = baselines_of(register, values, pilot_start(case.facts))
    inside = spans.filter(pl.lit(case.month).is_between("first_month", "last_month"))
    if inside.is_empty():
        return case
    number = min(inside["locked_at"][0], case.number)
    then = as_locked(read_facts(case.home.store, [case.kpi], number), case.facts)
    return replace(case, facts=then, number=number, locked=True)


def _units(case: _Case, months: pl.DataFrame) -> pl.DataFrame:
    """unit, name, persons, closed, no_index, whole (both parts are there): who was expected."""
    behind = units_behind(case.home, case.scope, case.number)
    names = case.facts.units.select("unit", pl.col("name").fill_null(pl.col("unit")))
    in_order = pl.col("name").map_elements(alphabetical, return_dtype=pl.String)
    return (
        months.filter((pl.col("month") == case.month) & pl.col("unit").is_in(behind))
        .join(names, on="unit")
        .sort(in_order)
        .select(
            "unit",
            "name",
            "persons",
            "closed",
            "no_index",
            whole=pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null(),
        )
    )


def _hidden(
    case: _Case, months: pl.DataFrame, units: pl.DataFrame, *, nothing_shown: bool
) -> list[str]:
    """The units whose rows may not be shown: all of them where the value itself may not be.

    Also those with too few that are not in the sum, since a part of theirs is missing.
    """
    below = case.kpi.withhold_below
    if below is None or nothing_shown:
        return [] if below is None else units["unit"].to_list()
    facts = case.facts
    scopes = withheld(complete_months(months), [case.kpi], facts.units, facts.pilot)
    own = (pl.col("level") == Level.UNIT) & (pl.col("month") == case.month)
    few = units.filter(pl.col("persons").fill_null(0) < below)
    return [*scopes.filter(own)["scope"], *few["unit"]]


def _rows(case: _Case, units: pl.DataFrame, hidden: list[str]) -> pl.DataFrame:
    measures = [*case.kpi.numerator, *case.kpi.denominator]
    reported = case.home.store.frame(
        "follow_up/rows_behind",
        units=units["unit"].to_list(),
        measures=measures,
        month=case.month,
        as_of=case.number,
    )
    rows = rows_behind(
        units.with_columns(hidden=pl.col("unit").is_in(hidden)),
        members_of([case.kpi], case.catalogue),
        reported,
        case.facts.measures.drop_nulls("value").select("unit", "measure").unique(),
    )
    local = pl.col("recorded").dt.replace_time_zone("UTC").dt.convert_time_zone(STOCKHOLM.key)
    return rows.with_columns(recorded=local.dt.date()).select(
        "unit",
        "name",
        "part",
        "measure",
        "value",
        "state",
        "delivery",
        "source_row",
        "file_name",
        "sender",
        "recorded",
    )


def _deflator(case: _Case) -> float | None:
    if case.kpi.price_index is None or case.prices is Prices.CURRENT:
        return None
    indices = case.catalogue.prices.values()
    factors = deflators(indices, case.facts.price_index, pilot_start(case.facts))
    own = (pl.col("price_index") == case.kpi.price_index) & (pl.col("month") == case.month)
    return factors.filter(own)["deflator"].max()  # type: ignore[return-value]
