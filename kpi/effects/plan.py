"""What was decided beforehand about how one KPI's effect is judged (methods §11)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kpi.effects.states import Scale
from kpi.periods import Month, shift

MOST_MAIN = 3  # KPIs that may be the main ones: more would let one of them pass by chance


class Direction(StrEnum):
    """What the pilot is hoped to do with a KPI."""

    LOWER = "lower"
    HIGHER = "higher"
    UNCHANGED = "unchanged"


class Timing(StrEnum):
    """Whether a plan came before the figures that it is judged by."""

    BEFORE = "before"
    ENTERED_LATE = "entered_late"  # decided in time by its own word, entered after figures came
    MADE_LATE = "made_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One KPI's plan.

    starts: the first month that counts, None for the pilot's own. transition: months from the
    start on that are left out. comparison: the units compared with, empty for all comparison
    units. margin: how much worse still counts as as good, None where none is decided; per cent on
    the log scale, else the KPI's unit. entered: the day its row came into the ledger.
    """

    kpi: str
    direction: Direction
    scale: Scale
    main: bool
    made_on: date
    entered: date
    starts: Month | None = None
    transition: int = 0
    comparison: frozenset[str] = frozenset()
    margin: float | None = None
    reference: str = ""


def timing(plan: Plan, start: Month) -> Timing:
    """Whether a plan came first. The first month's figures can exist when that month has ended."""
    if plan.made_on >= start:
        return Timing.MADE_LATE
    return Timing.ENTERED_LATE if plan.entered >= shift(start, 1) else Timing.BEFORE
