"""The three answers of the first screen: from the effects and likvärdighet of a ledger number."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.access import Permission, User, require
from kpi.actions.equity import see_equity
from kpi.actions.evaluation import Evaluation
from kpi.actions.home import Home
from kpi.equity import Equity
from kpi.verdict import Balance, Judged, balance


@dataclass(frozen=True, slots=True)
class Balanced:
    """The three answers and what they rest on, by KPI."""

    found: Balance
    judged: Mapping[str, Judged]
    equities: Mapping[str, Equity]


def see_balance(home: Home, user: User, seen: Evaluation, *, as_of: int) -> Balanced:
    """Cheaper, as good, more equal? seen: the effects at the same ledger number."""
    require(user, Permission.SEE_FIGURES)
    judged = {each.kpi.id: Judged(each.kpi, each.effect, each.plan) for each in seen.seen}
    equities = see_equity(home, user, kpis=(), as_of=as_of)
    return Balanced(balance(list(judged.values()), equities), judged, equities)
