"""What KPI values are computed from, read from the index as of one ledger number."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from kpi.catalogue import Kpi
from kpi.store import Store


@dataclass(frozen=True, slots=True)
class Facts:
    """Frames as they stood at one ledger number.

    measures: unit, measure, month, value, missing; the others are whole registers.
    """

    measures: pl.DataFrame
    units: pl.DataFrame
    closed_months: pl.DataFrame
    waves: pl.DataFrame
    price_index: pl.DataFrame
    pilot: pl.DataFrame


def read_facts(store: Store, kpis: Iterable[Kpi], as_of: int) -> Facts:
    """Everything these KPIs read, as of a ledger number."""
    wanted = sorted({measure for kpi in kpis for measure in kpi.read})
    return Facts(
        measures=store.frame("values/measures", measures=wanted, as_of=as_of),
        units=store.register("units", as_of),
        closed_months=store.register("closed_months", as_of),
        waves=store.register("waves", as_of),
        price_index=store.register("price_index", as_of),
        pilot=store.register("pilot", as_of),
    )


def as_locked(then: Facts, now: Facts) -> Facts:
    """The facts a baseline stands on: those of its own number, in today's base month.

    Prices that were published when it was locked stay as they were; months that had none yet
    are filled in, since a base month without index would leave no fixed-price value at all.
    """
    later = now.price_index.join(then.price_index, on=["series", "month"], how="anti")
    return replace(
        then, pilot=now.pilot, price_index=pl.concat([then.price_index, later], how="vertical")
    )
