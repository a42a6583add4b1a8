"""How sure an effect may be called, in the order of methods §11: the first grade that holds."""

from dataclasses import dataclass

from kpi.effects.states import Grade, Reason
from kpi.effects.uncertainty import Between, Interval, LeaveOneOut

FEWEST_UNITS = 6  # a side; fewer tell too little of how units differ
FEWEST_AREAS = 4
FEWEST_MONTHS = 12
ALPHA = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the grade rests on.

    p: of the estimate, adjusted where several primary KPIs are judged together. open_question: a
    confirmed but unsettled doubt stands within the panel. definition_changed: figures before and
    after do not mean the same.
    """

    pilot_units: int
    comparison_units: int
    comparison_areas: int
    baseline_months: int
    between: Between
    p: float | None
    placebo_p: float | None
    leave_one_out: LeaveOneOut | None
    area: Interval | None
    open_question: bool = False
    definition_changed: bool = False


def grade(found: Evidence) -> tuple[Grade, tuple[Reason, ...]]:
    """The grade, and what keeps the effect from a higher one."""
    unknown = _cannot_be_judged(found)
    if unknown:
        return Grade.UNKNOWN, unknown
    if not _is_apart(found):
        return Grade.NONE, (Reason.CHANCE,)
    doubts = _doubts(found)
    return (Grade.LIKELY, doubts) if doubts else (Grade.SHOWN, ())


def _cannot_be_judged(found: Evidence) -> tuple[Reason, ...]:
    few_pilot = Reason.ONE_TREATED if found.pilot_units == 1 else Reason.FEW_PILOT
    held = {
        Reason.PLACEBO: found.placebo_p is not None and found.placebo_p < ALPHA,
        few_pilot: found.pilot_units < FEWEST_UNITS,
        Reason.FEW_COMPARISON: found.comparison_units < FEWEST_UNITS,
        Reason.SHORT_BASELINE: found.baseline_months < FEWEST_MONTHS,
        Reason.QUESTION: found.open_question,
        Reason.DEFINITION: found.definition_changed,
    }
    return tuple(reason for reason, holds in held.items() if holds)


def _is_apart(found: Evidence) -> bool:
    low, high = found.between.low, found.between.high
    if found.p is None or low is None or high is None:
        return False
    return found.p < ALPHA and not low <= 0 <= high


def _doubts(found: Evidence) -> tuple[Reason, ...]:
    few = found.comparison_areas < FEWEST_AREAS
    held = {
        Reason.ONE_UNIT: found.leave_one_out is None or not found.leave_one_out.same_sign,
        Reason.FEW_AREAS: few,
        Reason.AREA: not few and (found.area is None or found.area.low <= 0 <= found.area.high),
    }
    return tuple(reason for reason, holds in held.items() if holds)


def holm(p: dict[str, float]) -> dict[str, float]:
    """Holm's adjusted p: of several judged together none may pass by being one of many."""
    adjusted, largest = {}, 0.0
    for at, name in enumerate(sorted(p, key=lambda each: (p[each], each))):
        largest = max(largest, min(1.0, (len(p) - at) * p[name]))
        adjusted[name] = largest
    return adjusted
