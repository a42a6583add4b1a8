"""Look closer at one nyckeltal: its months, what they say, what happened, who stands behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import baseline_row
from kpi.actions.events import events_of
from kpi.actions.follow_up import Trend, chosen_kpis, see_trends
from kpi.actions.home import Home, day_at
from kpi.actions.overview import reading_of
from kpi.actions.phases import Phase, phases_begun
from kpi.actions.price_base import price_base_of
from kpi.actions.scopes import Scope, alphabetical, scope_of, see_scopes, units_behind
from kpi.catalogue import Kpi
from kpi.catalogue.judging import DEFAULT, Judging, judging_of
from kpi.catalogue.types import Definition
from kpi.periods import Month
from kpi.trends import Status
from kpi.values import Level, Prices
from kpi.values.prices import PriceBase
from kpi.wording.sentences import Reading


@dataclass(frozen=True, slots=True)
class Series:
    """One scope's months: the reading of the latest, and the points of the picture."""

    scope: Scope
    reading: Reading
    points: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Baseline:
    """The months that later ones are held against, and who decided so."""

    first: Month
    last: Month
    locked_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class OneKpi:
    """Everything there is to show of one nyckeltal for one scope as of one ledger number.

    events: what the register says has happened to the scope, or to all, during its months, as
    `events_of` gives it. units: the units behind a group, by name; none
    for a unit. beside: the nyckeltal it is never read without. compared: the months that the
    change against the baseline rests on. phases: where the series begins anew. judging: what
    its baseline was locked with. today: the home's; for an older number its last delivery's.
    price_base is None in current prices and for what is not money. target_in_fixed: there is a
    target, but only fixed prices can show it.
    """

    kpi: Kpi
    prices: Prices
    series: Series
    events: pl.DataFrame
    units: tuple[Series, ...]
    baseline: Baseline | None
    compared: tuple[Month, Month] | None
    price_base: PriceBase | None
    target_in_fixed: bool
    definition: Definition
    beside: tuple[Series, ...]
    phases: tuple[Phase, ...]
    judging: Judging
    today: date


def see_kpi(home: Home, user: User, *, kpi: str, scope: str, prices: Prices, as_of: int) -> OneKpi:
    """One nyckeltal for one scope, as `pilot/oster`. UsageError for what there is not."""
    (seen,) = see_kpis(home, user, kpis=[kpi], scope=scope, prices=prices, as_of=as_of)
    return replace(seen, units=_units(home, user, seen, as_of))


def see_kpis(
    home: Home, user: User, *, kpis: Sequence[str], scope: str, prices: Prices, as_of: int
) -> list[OneKpi]:
    """Several for one scope in one reading, in the order given; without the units behind it."""
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    chosen = chosen_kpis(catalogue, kpis)
    about = scope_of(see_scopes(home, user, as_of=as_of), scope)
    together = list(dict.fromkeys(id_ for kpi in chosen for id_ in (kpi.id, *kpi.beside)))
    trend = see_trends(home, user, kpis=together, by=about.level, as_of=as_of, prices=prices)
    series = {id_: _series(trend, catalogue.kpis[id_], about) for id_ in together}
    return [_one(home, kpi, series, trend, prices=prices, as_of=as_of) for kpi in chosen]


def see_series(
    home: Home, user: User, *, kpi: str, scope: str, prices: Prices, as_of: int
) -> Series:
    """One nyckeltal's months for one scope, and nothing around them."""
    require(user, Permission.SEE_FIGURES)
    (chosen,) = chosen_kpis(home.catalogue(as_of), [kpi])
    about = scope_of(see_scopes(home, user, as_of=as_of), scope)
    trend = see_trends(home, user, kpis=[kpi], by=about.level, as_of=as_of, prices=prices)
    return _series(trend, chosen, about)


def _one(
    home: Home, kpi: Kpi, series: Mapping[str, Series], trend: Trend, *, prices: Prices, as_of: int
) -> OneKpi:
    """One of the series of a trend with all that stands around it, but for the units behind."""
    own = series[kpi.id]
    months = own.points["month"]
    return OneKpi(
        kpi=kpi,
        prices=prices,
        series=own,
        events=events_of(home, own.scope, months, kpi.service, as_of=as_of),
        units=(),
        baseline=_baseline(home, own, as_of),
        compared=_compared(trend, own),
        price_base=price_base_of(home, kpi, prices, as_of, months),
        # A target in some month's money has no one value in current prices.
        target_in_fixed=prices is Prices.CURRENT and _is_undrawn(own.reading),
        definition=_definition(kpi, own.reading.month),
        beside=tuple(series[each] for each in kpi.beside),
        phases=phases_begun(home, own.points, as_of),
        judging=_judging(own.points),
        today=day_at(home, as_of),
    )


def _series(trend: Trend, kpi: Kpi, scope: Scope) -> Series:
    """A scope's part of a trend; a reading without month where it has no figures."""
    own = (pl.col("scope") == scope.id) & (pl.col("kpi") == kpi.id)
    points = trend.points.filter(own)
    summary = trend.summary.filter(own).to_dicts()
    if not summary:
        nothing = Reading(kpi=kpi, month=None, value=None, n=0, status=Status.TOO_SHORT)
        return Series(scope, nothing, points)
    return Series(scope, reading_of(kpi, summary[0]), points)


def _units(home: Home, user: User, seen: OneKpi, as_of: int) -> tuple[Series, ...]:
    """Those of the units behind a group that were ever expected to have the figure, by name."""
    about, kpi = seen.series.scope, seen.kpi
    if about.level is Level.UNIT:
        return ()
    behind = set(units_behind(home, about, as_of))
    units = [each for each in see_scopes(home, user, as_of=as_of) if each.level is Level.UNIT]
    trend = see_trends(home, user, kpis=[kpi.id], by=Level.UNIT, as_of=as_of, prices=seen.prices)
    found = [_series(trend, kpi, unit) for unit in units if unit.id in behind]
    measured = [series for series in found if not series.points.is_empty()]
    return tuple(sorted(measured, key=lambda series: alphabetical(series.scope.name)))


def _compared(trend: Trend, series: Series) -> tuple[Month, Month] | None:
    own = (pl.col("scope") == series.scope.id) & (pl.col("kpi") == series.reading.kpi.id)
    rows = trend.summary.filter(own & pl.col("change").is_not_null())
    return rows.select("first", "last").row(0) if rows.height else None


def _baseline(home: Home, series: Series, as_of: int) -> Baseline | None:
    """The decided baseline that the series' base months come from."""
    months = series.points.filter("base")["month"]
    register = home.store.register("baselines", as_of)
    row = baseline_row(register, series.reading.kpi.id, series.scope.key)
    if months.is_empty() or row is None:
        return None
    return Baseline(row["first_month"], row["last_month"], row["locked_on"], row["reference"] or "")


def _judging(points: pl.DataFrame) -> Judging:
    return DEFAULT if points.is_empty() else judging_of(points.row(0, named=True))


def _is_undrawn(reading: Reading) -> bool:
    return reading.target is None and reading.target_decided


def _definition(kpi: Kpi, month: Month | None) -> Definition:
    """The one in force in the latest month, else the first."""
    begun = [each for each in kpi.definition if month is not None and each.valid_from <= month]
    return begun[-1] if begun else kpi.definition[0]
