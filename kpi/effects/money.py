"""What an effect is worth: what was paid against what it would have cost (methods §11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from kpi.catalogue import Kpi
from kpi.effects.effect import Effect
from kpi.effects.states import Grade, Scale
from kpi.periods import Month, Span


@dataclass(frozen=True, slots=True)
class Money:
    """Kronor over the months that count, in one month's prices.

    actual: what the pilot's units cost. counterfactual: what they would have cost. saved: the
    difference, below 0 where it has become dearer; low, high: its 95 % interval.
    """

    actual: float
    counterfactual: float
    saved: float
    low: float
    high: float


def money(effect: Effect, actual: float) -> Money | None:
    """The effect on a cost in kronor: counterfactual = actual / exp(τ).

    None where it has no interval or cannot be judged, and for an effect that is not a share.
    """
    between = effect.between
    if effect.scale is Scale.LEVEL or effect.grade is Grade.UNKNOWN or between is None:
        return None
    if between.low is None or between.high is None:
        return None
    without = actual / exp(between.estimate)
    return Money(
        actual=actual,
        counterfactual=without,
        saved=without - actual,
        low=actual / exp(between.high) - actual,
        high=actual / exp(between.low) - actual,
    )


def together(parts: Iterable[Money]) -> Money:
    """Several costs as one. The interval is the widest there can be: as if all moved together."""
    each = list(parts)
    return Money(
        actual=sum(part.actual for part in each),
        counterfactual=sum(part.counterfactual for part in each),
        saved=sum(part.saved for part in each),
        low=sum(part.low for part in each),
        high=sum(part.high for part in each),
    )


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost's effect in kronor. months: from the first that counts for it to the last."""

    kpi: Kpi
    money: Money
    months: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Savings:
    """Kronor in the base month's prices.

    costs: each KPI that is a cost and can be judged, at least one. unjudged: those that cannot.
    own: what the pilot itself cost, by kind. unpriced: months of it without a price index, not in
    own.
    """

    costs: tuple[Cost, ...]
    unjudged: tuple[Kpi, ...]
    own: tuple[tuple[str, float], ...]
    unpriced: tuple[Month, ...]

    @property
    def months(self) -> Span:
        """From the first month that counts for any of the costs to the last."""
        spans = [cost.months for cost in self.costs]
        return Span(min(span.first for span in spans), max(span.last for span in spans))

    @property
    def saved(self) -> Money:
        return together(cost.money for cost in self.costs)

    @property
    def spent(self) -> float:
        return sum(amount for _, amount in self.own)

    @property
    def net(self) -> Money:
        """What is left when the pilot's own costs are paid."""
        whole, spent = self.saved, self.spent
        return Money(
            actual=whole.actual + spent,
            counterfactual=whole.counterfactual,
            saved=whole.saved - spent,
            low=whole.low - spent,
            high=whole.high - spent,
        )
