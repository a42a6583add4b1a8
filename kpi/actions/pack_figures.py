"""Every number of a pack, with the deliveries that it was computed from."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import polars as pl

from kpi.access import User
from kpi.actions.calculation import trace_all
from kpi.actions.home import Home
from kpi.actions.one_kpi import OneKpi
from kpi.meetings.pack import Figure
from kpi.periods import Month, shift
from kpi.trends.quarters import MONTHS as QUARTER
from kpi.values import Prices
from kpi.wording.sentences import change_text, value_text


def figures_of(home: Home, user: User, seen: Sequence[OneKpi], as_of: int) -> tuple[Figure, ...]:
    """The latest values with the deliveries behind them, and the changes against the baseline."""
    valued = [(each, each.series.reading.month) for each in seen if each.series.reading.month]
    if not valued:
        return ()
    asked = [
        (each.kpi.id, shift(month, at))
        for each, month in valued
        for at in range(QUARTER if each.series.reading.by_quarter else 1)
    ]
    about: dict[str, Any] = {"scope": valued[0][0].series.scope.key, "prices": Prices.FIXED}
    traced = trace_all(home, user, asked=asked, as_of=as_of, **about)
    rows = {each.kpi.id: [t.rows for t in traced if t.kpi.id == each.kpi.id] for each, _ in valued}
    found = (_figures(each, month, rows[each.kpi.id]) for each, month in valued)
    return tuple(chain.from_iterable(found))


def _figures(seen: OneKpi, month: Month, rows: Sequence[pl.DataFrame]) -> Iterator[Figure]:
    """month: the latest, or the first of its quarter. rows: those behind it, a frame a month."""
    reading, name = seen.series.reading, seen.kpi.short_name
    behind = pl.concat(each["delivery"] for each in rows).drop_nulls().unique().sort()
    shared: dict[str, Any] = {
        "kpi": seen.kpi.id,
        "scope": seen.series.scope.key,
        "month": month,
        "months": len(rows),
    }
    yield Figure(
        name=f"{name}, {reading.when(month)}",
        text=value_text(reading),
        value=reading.value,
        deliveries=tuple(behind),
        **shared,
    )
    if reading.change is not None:
        yield Figure(
            name=f"{name}, mot baslinjen",
            text=change_text(reading),
            value=reading.change,
            deliveries=(),
            **shared,
        )
