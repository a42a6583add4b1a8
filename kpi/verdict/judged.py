"""One KPI with its effect and what was decided about it: what the three answers are made of."""

from dataclasses import dataclass

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.effects import Effect, Grade
from kpi.effects.plan import Plan

FOUND = frozenset({Grade.SHOWN, Grade.LIKELY})


@dataclass(frozen=True, slots=True)
class Judged:
    """plan: None where the KPI is in no effect plan."""

    kpi: Kpi
    effect: Effect
    plan: Plan | None = None

    @property
    def main(self) -> bool:
        """Whether it was named beforehand as one to judge by."""
        return self.plan is not None and self.plan.main

    @property
    def better(self) -> bool | None:
        """Which way the effect goes; None where none is found, or neither way is better."""
        between = self.effect.between
        if self.effect.grade not in FOUND or between is None:
            return None
        if self.kpi.better is Better.NEITHER:
            return None
        return (between.estimate > 0) == (self.kpi.better is Better.HIGHER)
