"""What the pilot truly does in the demo, and what happens to everyone.

Effects are added on the KPI's scale: logarithms for costs, volumes and lead times, points
for shares and indices. A follow-up that works finds these numbers again.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

from kpi.demo.units import PILOT, PILOT_START, Unit
from kpi.periods import Month, months_apart

LOST_ITS_CARETAKER = "manskenet"

_STEADY: Mapping[str, float] = MappingProxyType(
    {
        "meal_cost": math.log(0.98),
        "portions": 0.0,
        "organic": 0.0,
        "caretaking_cost": 0.0,
        "grounds_cost": 0.0,
        "fleet_cost": 0.0,
        "sick_leave": 0.0,
        "food_waste": math.log(0.88),
        "fault_lead": math.log(0.85),
        "faults_on_time": 0.03,  # a shorter lead time keeps more promises
        "rooms_approved": 0.04,
        "utilisation": 0.06,
        "full_time": 0.05,
        "nki": 4.0,
    }
)


def effect(of: str, unit: Unit, month: Month) -> float:
    """The pilot's part of a unit's figure in a month; 0 outside the pilot."""
    if unit.role != PILOT or month < PILOT_START:
        return 0.0
    if of == "cleaning_cost":
        return _cleaning(months_apart(PILOT_START, month))
    if of == "nki" and unit.id == LOST_ITS_CARETAKER:
        return -3.0
    return _STEADY[of]


def _cleaning(months_in: int) -> float:
    """Dearer while everyone learns, then cheaper in two steps: −4.7 % over the first year."""
    if months_in < 2:
        return math.log(1.02)
    return math.log(0.97) if months_in < 6 else math.log(0.92)


def food_price(month: Month) -> float:
    """Food beyond the general price index: +12 % over the year 2022, and it stays."""
    since = months_apart(month.replace(year=2021, month=12, day=1), month)
    return 1 + 0.12 * min(max(since, 0), 12) / 12


def leasing(month: Month) -> float:
    """New leasing contracts for pool cars, for every unit, month by month from January 2024."""
    since = months_apart(month.replace(year=2023, month=12, day=1), month)
    return 0.018 * max(since, 0)


def flat_rate(month: Month) -> float:
    """The central overhead's share of direct cost: raised from 8 to 11 % in January 2023."""
    return 0.08 if month.year < 2023 else 0.11
