"""See how it goes: KPI values and trends of every scope, as of any ledger number."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import baselines_of, in_prices, phases_of, pilot_start, targets_of
from kpi.actions.home import Home
from kpi.catalogue import Catalogue, Kpi
from kpi.errors import UsageError
from kpi.trends.by_settings import trend_by_settings
from kpi.trends.quarters import by_quarters
from kpi.trends.series import SCOPE, chart_rows
from kpi.trends.target_status import target_status
from kpi.values import (
    Facts,
    Level,
    NoValue,
    Prices,
    change_against_baseline,
    kpi_values,
    read_facts,
)
from kpi.values.change import change_of_shown
from kpi.values.facts import as_locked
from kpi.values.kpi_values import unit_months
from kpi.values.levels import units_by
from kpi.values.withhold import without_parts


@dataclass(frozen=True, slots=True)
class Trend:
    """Every series of a level, charted.

    points: `by_quarters` of `chart_rows` with centre, lower, upper, signal, side, status beside
    each month or quarter.
    summary: one row a series: kpi, level, scope, by_quarter, n, centre, lower, upper, variation,
    assurance, status, month (of a quarter the first), value, signal, side, run, steps, then what
    `target_status` says of the target in force that month, and change, first, last, months,
    units, redefined (the change against the baseline and what it compares).
    """

    points: pl.DataFrame
    summary: pl.DataFrame


def chosen_kpis(catalogue: Catalogue, wanted: Sequence[str]) -> list[Kpi]:
    """The KPIs with these ids, all when none is named; UsageError lists unknown ones."""
    unknown = [each for each in wanted if each not in catalogue.kpis]
    if unknown:
        known = ", ".join(catalogue.kpis)
        raise UsageError(f"Okänt nyckeltal: {', '.join(unknown)}. De som finns är {known}.")
    return [catalogue.kpis[each] for each in wanted] or list(catalogue.kpis.values())


def see_values(
    home: Home, user: User, *, kpis: Sequence[str], by: Level, as_of: int, prices: Prices
) -> pl.DataFrame:
    """`kpi_values` of these KPIs (all when none is named), less the parts of protected ones."""
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    chosen = chosen_kpis(catalogue, kpis)
    facts = read_facts(home.store, chosen, as_of)
    _demand_base_month(facts, prices)
    return without_parts(kpi_values(facts, chosen, catalogue, by, prices), chosen)


def see_trends(
    home: Home, user: User, *, kpis: Sequence[str], by: Level, as_of: int, prices: Prices
) -> Trend:
    """Limits, signals, verdict and change against the baseline, for every scope of a level."""
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    chosen = chosen_kpis(catalogue, kpis)
    facts = read_facts(home.store, chosen, as_of)
    _demand_base_month(facts, prices)
    values = kpi_values(facts, chosen, catalogue, by, prices)
    start = pilot_start(facts)
    spans = baselines_of(home.store.register("baselines", as_of), values, start)
    locked, changes = [values.clear()], [NO_CHANGE]
    for (number,), group in spans.group_by("locked_at"):
        then = as_locked(read_facts(home.store, chosen, min(number, as_of)), facts)
        before = kpi_values(then, chosen, catalogue, by, prices).join(group, SCOPE, "semi")
        locked.append(before)
        changes.append(change_of_shown(values, before, group, chosen))
        changes.append(
            change_against_baseline(
                unit_months(facts, chosen, catalogue, prices),
                unit_months(then, chosen, catalogue, prices),
                units_by(by, facts.units, facts.pilot),
                group,
                chosen,
            )
        )
    targets = targets_of(home.store.register("targets", as_of), values)
    rows = chart_rows(
        values,
        pl.concat(locked),
        spans.drop("locked_at", "start"),
        in_prices(targets, facts, catalogue, prices),
        chosen,
        phases=phases_of(home.store.register("phases", as_of), values),
    )
    return _trend(by_quarters(rows, chosen), pl.concat(changes), chosen)


NO_CHANGE = pl.DataFrame(
    schema={
        "kpi": pl.String,
        "scope": pl.String,
        "change": pl.Float64,
        "first": pl.Date,
        "last": pl.Date,
        "months": pl.UInt32,
        "units": pl.UInt32,
        "redefined": pl.Date,
    }
)


def _trend(rows: pl.DataFrame, changes: pl.DataFrame, kpis: Sequence[Kpi]) -> Trend:
    charted = trend_by_settings(rows)
    beside = ["series", "month"]
    points = rows.drop("value", "phase", "better", "target").join(charted.points, on=beside)
    left_out = pl.col("value").is_null() & pl.col("shown").is_not_null() & ~pl.col("preliminary")
    reason = pl.when(left_out).then(pl.lit(NoValue.NO_SEASON.value)).otherwise("reason")
    points = points.with_columns(reason=reason)
    summary = (
        rows.select("series", *SCOPE, "by_quarter")
        .unique("series", maintain_order=True)
        .join(charted.summary, on="series")
        .join(target_status(rows, charted.points, charted.summary), on="series")
        .join(changes, on=["kpi", "scope"], how="left")
        .sort("series")
    )
    return Trend(_within_bounds(points.sort(beside), kpis), _within_bounds(summary, kpis))


def _within_bounds(judged: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """Limits as they are shown: no further than values can reach (methods §4).

    Rules and the target's answer have been found from the limits as computed.
    """
    of = {kpi.id: kpi.bounds for kpi in kpis}
    least, most = (
        pl.col("kpi").replace_strict(
            {kpi: bounds[at] for kpi, bounds in of.items()}, return_dtype=pl.Float64
        )
        for at in (0, 1)
    )
    return judged.with_columns(
        pl.when(pl.col(name).is_not_null())
        .then(pl.max_horizontal(least, pl.min_horizontal(name, most)))
        .alias(name)
        for name in ("lower", "upper")
    )


def _demand_base_month(facts: Facts, prices: Prices) -> None:
    if prices is Prices.FIXED and facts.pilot.is_empty():
        raise UsageError(
            "Fasta priser räknas i pilotens startmånads pengar, och ingen pilot är upplagd. "
            "Lägg upp piloten (layout pilot) eller välj löpande priser (--prices current)."
        )
