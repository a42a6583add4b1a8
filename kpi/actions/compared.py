"""One figure that a meeting was shown, as it is at another ledger number, and why it differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from kpi.access import User
from kpi.actions.calculation import trace
from kpi.actions.home import Home
from kpi.actions.one_kpi import see_kpi
from kpi.errors import UsageError
from kpi.ledger.kinds import (
    BASELINES,
    CATALOGUE,
    CLOSED_MONTHS,
    MEASURES,
    PHASES,
    PILOT,
    PRICE_INDEX,
    UNITS,
    WAVES,
)
from kpi.meetings import Pack
from kpi.meetings.pack import Figure
from kpi.meetings.then_and_now import Cause, Compared, Why
from kpi.periods import shift
from kpi.values import Prices
from kpi.wording.numbers import with_unit

NOTHING = "inget värde"
REMOVED = "finns inte längre"
WHYS = {MEASURES.name: Why.CORRECTED, PRICE_INDEX.name: Why.PRICES, CATALOGUE.name: Why.DEFINED}
# What else a value rests on; the reported figures are looked up month by month.
REGISTERS = {
    kind.name
    for kind in (BASELINES, CATALOGUE, CLOSED_MONTHS, PHASES, PILOT, PRICE_INDEX, UNITS, WAVES)
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure at one number: as it is shown, and closely enough to see that it has moved."""

    text: str
    close: str


def compare_figure(home: Home, user: User, pack: Pack, figure: Figure, *, as_of: int) -> Compared:
    """One value as the pack shows it and as it is at another number, and what made it so."""
    at = partial(shown_at, home, user, figure)
    now = at(as_of)
    if now.text == figure.text:
        return Compared(figure.name, figure.text, now.text)
    then = at(pack.as_of)
    computed = () if then.text == figure.text else (Cause(Why.COMPUTED),)
    sent = {
        row["number"]: row for row in home.store.frame("deliveries/all", as_of=as_of).to_dicts()
    }
    shown = {pack.as_of: then}
    for number in _moments(home, figure, sent, pack.as_of, as_of):
        shown[number] = at(number)
    moves = [
        number
        for (_, before), (number, after) in pairwise(shown.items())
        if before != after and _stands(sent, number, pack.as_of)
    ]
    path = [number for number in _path(shown) if number in moves]
    causes = tuple(_cause(sent, number) for number in path or moves)
    return Compared(figure.name, figure.text, now.text, computed + causes)


def _path(shown: Mapping[int, Shown]) -> list[int]:
    """The numbers that led from the first to the last, without what was put back on the way."""
    path: list[tuple[int, Shown]] = []
    for number, each in shown.items():
        been = [earlier for _, earlier in path]
        path = path[: been.index(each) + 1] if each in been else [*path, (number, each)]
    return [number for number, _ in path]


def _stands(sent: Mapping[int, Mapping[str, Any]], number: int, then: int) -> bool:
    """Whether a later delivery counts: not undone, or the undo of what the pack had."""
    root = _moved(sent, number)["number"]
    before = _gone(sent, then)
    gone = _gone(sent, max(sent))
    if root > then:
        return number == root and root not in gone
    last = max(each for each in sent if _moved(sent, each)["number"] == root)
    return number == last and (root in gone) != (root in before)


def _gone(sent: Mapping[int, Mapping[str, Any]], as_of: int) -> set[int]:
    """The deliveries that are withdrawn at a number: the latest undo decides."""
    gone: set[int] = set()
    for number in sorted(sent, reverse=True):
        if number <= as_of and number not in gone and sent[number]["withdraws"] is not None:
            gone.add(sent[number]["withdraws"])
    return gone


def shown_at(home: Home, user: User, figure: Figure, as_of: int) -> Shown:
    """The same KPI, scope and months as they are at a ledger number."""
    kpi = home.catalogue(as_of).kpis.get(figure.kpi)
    if kpi is None:
        return Shown(REMOVED, REMOVED)
    value = _value(home, user, figure, as_of)
    if value is None:
        return Shown(NOTHING, NOTHING)
    text = with_unit(value, kpi.decimals, kpi.unit)
    return Shown(text, f"{value:.9g} {text}")


def _value(home: Home, user: User, figure: Figure, as_of: int) -> float | None:
    """In fixed prices; None also where nothing is expected of the scope that month any longer."""
    about = {"kpi": figure.kpi, "scope": figure.scope}
    fixed = Prices.FIXED
    try:
        if figure.months == 1:
            month: Any = figure.month
            return trace(home, user, **about, month=month, prices=fixed, as_of=as_of).value
        points = see_kpi(home, user, **about, prices=fixed, as_of=as_of).series.points
    except UsageError:
        return None
    shown = dict(points.select("month", "shown").iter_rows())
    return shown.get(figure.month)


def _moments(
    home: Home, figure: Figure, sent: Mapping[int, Mapping[str, Any]], then: int, now: int
) -> list[int]:
    """The later numbers at which the figure may have moved, in order."""
    kpis = [home.catalogue(number).kpis.get(figure.kpi) for number in (then, now)]
    rows = home.store.frame(
        "follow_up/moved",
        measures=sorted({measure for kpi in kpis if kpi for measure in kpi.read}),
        first_month=figure.month,
        last_month=figure.month and shift(figure.month, figure.months - 1),
        after=then,
        up_to=now,
    )
    registers = [
        number for number in sent if number > then and _moved(sent, number)["kind"] in REGISTERS
    ]
    return sorted({*rows["number"].to_list(), *registers})


def _moved(sent: Mapping[int, Mapping[str, Any]], number: int) -> Mapping[str, Any]:
    """The delivery whose rows appear or disappear: a withdrawal's target, followed to its end."""
    row = sent[number]
    while row["withdraws"] is not None:
        row = sent[row["withdraws"]]
    return row


def _cause(sent: Mapping[int, Mapping[str, Any]], number: int) -> Cause:
    row = sent[number]
    if row["withdraws"] is None:
        why = WHYS.get(row["kind"], Why.REGISTER)
    elif sent[row["withdraws"]]["withdraws"] is None:
        why = Why.WITHDRAWN
    else:
        why = Why.RESTORED
    return Cause(why, number, row["sender"], row["comment"] or "")
