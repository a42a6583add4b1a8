"""One figure that a meeting was shown, as it is at another ledger number, and why it differs."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kpi.access import User
from kpi.actions.calculation import trace
from kpi.actions.home import Home
from kpi.errors import UsageError
from kpi.meetings import Pack
from kpi.meetings.pack import Figure
from kpi.meetings.then_and_now import Cause, Compared, Why
from kpi.values import Prices
from kpi.wording.numbers import with_unit


def compare_figure(home: Home, user: User, pack: Pack, figure: Figure, *, as_of: int) -> Compared:
    """One value at the pack's number and at another, and what made it so."""
    kpi = home.catalogue(as_of).kpis.get(figure.kpi)
    if kpi is None or figure.month is None:
        return Compared(figure.name, figure.text, "finns inte längre", (Cause(Why.DEFINED),))
    try:
        found = trace(
            home,
            user,
            kpi=figure.kpi,
            scope=figure.scope,
            month=figure.month,
            prices=Prices.FIXED,
            as_of=as_of,
        )
    except UsageError:  # nothing is expected of the scope that month any longer
        causes = _causes(home, figure, set(), pack.as_of, as_of)
        return Compared(figure.name, figure.text, "inget värde", causes)
    text = "inget värde" if found.value is None else with_unit(found.value, kpi.decimals, kpi.unit)
    if text == figure.text:
        return Compared(figure.name, figure.text, text)
    behind = set(found.rows["delivery"].drop_nulls().to_list())
    return Compared(
        figure.name, figure.text, text, _causes(home, figure, behind, pack.as_of, as_of)
    )


def _causes(
    home: Home, figure: Figure, behind: Collection[int], then: int, now: int
) -> tuple[Cause, ...]:
    """behind: the deliveries that today's value is computed from."""
    sent = {row["number"]: row for row in home.store.frame("deliveries/all", as_of=now).to_dicts()}
    later = [row for number, row in sorted(sent.items()) if number > then]
    gone = set(figure.deliveries) - set(behind)
    found = [
        *(_cause(Why.CORRECTED, row) for row in later if row["number"] in behind),
        *(_cause(Why.WITHDRAWN, row) for row in later if row["withdraws"] in gone),
        *_definition(home, figure.kpi, later, then, now),
    ]
    if not found and home.catalogue(now).kpis[figure.kpi].price_index:
        found = [_cause(Why.PRICES, row) for row in later if row["kind"] == "price_index"]
    return tuple(found) or (Cause(Why.COMPUTED),)


def _cause(why: Why, row: Mapping[str, Any]) -> Cause:
    return Cause(why, row["number"], row["sender"], row["comment"] or "")


def _definition(
    home: Home, kpi: str, later: Sequence[Mapping[str, Any]], then: int, now: int
) -> list[Cause]:
    if home.catalogue(then).kpis.get(kpi) == home.catalogue(now).kpis[kpi]:
        return []
    return [_cause(Why.DEFINED, row) for row in later if row["kind"] == "catalogue"]
