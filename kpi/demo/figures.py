"""Every figure of the demo as it truly was, by service."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kpi.demo.buildings import caretaking, cleaning, grounds
from kpi.demo.noise import Row, Rows
from kpi.demo.people import fleet, meals, staff
from kpi.demo.units import (
    CARETAKING,
    CLEANING,
    FLEET,
    GROUNDS,
    MEALS,
    STAFF,
    SURVEY,
    UNITS,
    Unit,
    is_there,
)
from kpi.demo.waves import food_waste, survey
from kpi.periods import Month

WASTE = "matsvinn"

UnitMonth = tuple[str, Month]
Figures = dict[str, dict[UnitMonth, Row]]  # service or wave -> unit and month -> measures

MONTHLY: Mapping[str, Callable[[Unit], Rows]] = MappingProxyType(
    {
        CLEANING: cleaning,
        MEALS: meals,
        CARETAKING: caretaking,
        FLEET: fleet,
        GROUNDS: grounds,
        STAFF: staff,
    }
)


def _with_overhead(measure: str) -> tuple[str, str, str]:
    return measure, f"{measure}_service_oh", f"{measure}_central_oh"


COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        CLEANING: (
            *_with_overhead("cleaning_cost"),
            *("cleaned_area_m2", "cleaning_fte", "rooms_checked", "rooms_approved"),
        ),
        MEALS: (
            *_with_overhead("meal_cost"),
            *("portions_served", "food_cost", "organic_food_cost"),
        ),
        CARETAKING: (
            *_with_overhead("caretaking_cost"),
            *("floor_area_m2", "fault_days", "faults_closed", "faults_on_time"),
        ),
        FLEET: ("booked_hours", "bookable_hours", "fleet_cost", "fleet_km"),
        GROUNDS: (*_with_overhead("outdoor_cost"), "maintained_area_m2"),
        STAFF: ("sick_hours", "ordinary_hours", "full_time_employees", "employees"),
        SURVEY: ("nki", "nki_answers", "nki_invited", "nki_sd"),
        WASTE: ("food_waste_g", "eaters"),
    }
)

DECIMALS: Mapping[str, int] = MappingProxyType(
    {
        "cleaning_fte": 2,
        "booked_hours": 1,
        "bookable_hours": 1,
        "sick_hours": 1,
        "ordinary_hours": 1,
        "nki": 1,
        "nki_sd": 1,
    }
)  # everything else is whole


def true_figures() -> Figures:
    """What happened, before anyone forgot, mistyped or corrected anything."""
    makers = {**MONTHLY, SURVEY: survey, WASTE: food_waste}
    return {service: _of_all(service, make) for service, make in makers.items()}


def _of_all(service: str, make: Callable[[Unit], Rows]) -> dict[UnitMonth, Row]:
    needs = MEALS if service == WASTE else service
    return {
        (unit.id, month): row
        for unit in UNITS
        if unit.has(needs)
        for month, row in make(unit).items()
        if is_there(unit, month)
    }
