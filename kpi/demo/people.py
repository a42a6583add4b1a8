"""Monthly figures of meals, pool cars and staff."""

import math

from kpi.demo.buildings import RESTING_SHARE, with_overhead
from kpi.demo.days import expected_portions, office_days
from kpi.demo.draws import Draws
from kpi.demo.effects import effect, food_price, leasing
from kpi.demo.noise import ALL_MONTHS, Rows, cost_path, in_calendar, share_path
from kpi.demo.units import CARE_HOME, MEALS, PRESCHOOL, SCHOOL, Unit, is_closed

_MEAL_LEVEL = {SCHOOL: 41.0, PRESCHOOL: 42.0, CARE_HOME: 40.0}  # kr a portion
_FOOD_SHARE = 0.38  # of a meal's cost before food became dearer
_ORDINARY_SCHOOL_MONTH = 17 * 0.86  # portions for each eater
_FLEET_LEVEL = 53.0  # kr/mil
_HOURS_A_DAY = 8.0  # a pool car can be booked in office hours
_KM_PER_HOUR = 11.0
_WORKING_HOURS = 151.0  # ordinary hours for an employee in a month
_SICK_SEASON = {1: 0.006, 2: 0.006, 3: 0.004, 6: -0.004, 7: -0.006, 8: -0.004, 11: 0.003}


def meals(unit: Unit) -> Rows:
    kr_per_portion = cost_path(unit, "meal_cost", _MEAL_LEVEL[unit.unit_type])
    organic = share_path(unit, "organic", 0.31, between=0.04, within=0.015, everywhere=0.004)
    draws = Draws(unit.id, "meals")
    rows: Rows = {}
    for month in ALL_MONTHS:
        food = _FOOD_SHARE * food_price(month)
        kr = kr_per_portion[month] * (1 - _FOOD_SHARE + food)
        coming = math.exp(draws.normal(0.025) + effect("portions", unit, month))
        portions = round(expected_portions(unit, month) * coming)
        if is_closed(unit, MEALS, month):
            direct = kr * unit.eaters * _ORDINARY_SCHOOL_MONTH * RESTING_SHARE
            rows[month] = with_overhead("meal_cost", direct, month)
            continue
        bought = kr * portions * food / (1 - _FOOD_SHARE + food) * math.exp(draws.normal(0.03))
        rows[month] = with_overhead("meal_cost", kr * portions, month) | {
            "portions_served": portions,
            "food_cost": round(bought),
            "organic_food_cost": round(bought * organic[month]),
        }
    return rows


def fleet(unit: Unit) -> Rows:
    kr_per_mil = cost_path(unit, "fleet_cost", _FLEET_LEVEL, leasing)
    booked = share_path(
        unit, "utilisation", 0.37, between=0.05, within=0.025, season=in_calendar({7: -0.03})
    )
    draws = Draws(unit.id, "driving")
    rows: Rows = {}
    for month in ALL_MONTHS:
        bookable = unit.vehicles * office_days(month) * _HOURS_A_DAY
        hours = round(bookable * booked[month], 1)
        km = round(hours * _KM_PER_HOUR * math.exp(draws.normal(0.05)))
        rows[month] = {
            "booked_hours": hours,
            "bookable_hours": bookable,
            "fleet_cost": round(kr_per_mil[month] * km / 10),
            "fleet_km": km,
        }
    return rows


def staff(unit: Unit) -> Rows:
    """Everyone employed at the unit; heads move by one or two, never below the team's eight."""
    sick = share_path(
        unit,
        "sick_leave",
        0.074,
        between=0.012,
        within=0.010,
        everywhere=0.002,
        season=in_calendar(_SICK_SEASON),
    )
    full_time = share_path(unit, "full_time", 0.72, between=0.05, within=0.008)
    draws = Draws(unit.id, "staff")
    rows: Rows = {}
    for month in ALL_MONTHS:
        employees = max(unit.employees + round(draws.normal(unit.employees / 60)), 8)
        hours = round(employees * _WORKING_HOURS * math.exp(draws.normal(0.01)), 1)
        rows[month] = {
            "sick_hours": round(hours * sick[month], 1),
            "ordinary_hours": hours,
            "full_time_employees": round(employees * full_time[month]),
            "employees": employees,
        }
    return rows
