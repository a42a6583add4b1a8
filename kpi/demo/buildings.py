"""Monthly figures of the services that look after buildings: cleaning, caretaking, grounds."""

import math

from kpi.demo.draws import Draws
from kpi.demo.effects import effect, flat_rate
from kpi.demo.noise import ALL_MONTHS, Row, Rows, cost_path, in_calendar, no_season, share_path
from kpi.demo.units import (
    CARE_HOME,
    CLEANING,
    CULTURE,
    OWN_CONTRACT,
    PRESCHOOL,
    SCHOOL,
    Unit,
    is_closed,
)
from kpi.periods import Month

SERVICE_OVERHEAD = 0.09  # of direct cost: planning, vans, the service's own managers
RESTING_SHARE = 0.15  # of an ordinary month's cost in a month when the service rests
EXTENSION, EXTENDED_FROM = 800, Month(2023, 3, 1)  # Lindgården's new wing, m²
MAJOR_CLEAN_COST = 1.25  # the summer clean of schools in July: more hours …
MAJOR_CLEAN_AREA = 1.15  # … and rooms that wait for it the rest of the year

_CLEANING_LEVEL = {SCHOOL: 17.0, PRESCHOOL: 21.5, CARE_HOME: 20.0, CULTURE: 18.0}  # kr/m²
_AREA_PER_FTE = {SCHOOL: 1720.0, PRESCHOOL: 1220.0, CARE_HOME: 1360.0, CULTURE: 1610.0}  # m²
_ROOMS = {SCHOOL: 40, PRESCHOOL: 16, CARE_HOME: 28, CULTURE: 18}
_CARETAKING_LEVEL = {SCHOOL: 5.2, PRESCHOOL: 6.6, CARE_HOME: 6.1, CULTURE: 5.7}  # kr/m²
_FAULTS = {SCHOOL: 22.0, PRESCHOOL: 8.0, CARE_HOME: 16.0, CULTURE: 9.0}  # closed a month
_GROUNDS_LEVEL = {SCHOOL: 1.2, PRESCHOOL: 1.6, CARE_HOME: 1.4}  # kr/m²
_GROUNDS_PER_M2 = {SCHOOL: 3.1, PRESCHOOL: 3.6, CARE_HOME: 1.7}  # plot beside floor
_GROUNDS_SEASON = {1: 0.05, 2: 0.02, 3: -0.10, 4: 0.02, 5: 0.16, 6: 0.18, 7: 0.12, 8: 0.08}
_GROUNDS_SEASON |= {9: 0.02, 10: -0.02, 11: -0.22, 12: -0.12}


def floor_area(unit: Unit, month: Month) -> int:
    extended = unit.id == "lindgarden" and month >= EXTENDED_FROM
    return unit.m2 + EXTENSION if extended else unit.m2


def with_overhead(measure: str, direct: float, month: Month) -> Row:
    """A direct cost in whole kronor, with both kinds of overhead beside it."""
    return {
        measure: round(direct),
        f"{measure}_service_oh": round(direct * SERVICE_OVERHEAD),
        f"{measure}_central_oh": round(direct * flat_rate(month)),
    }


def cleaning(unit: Unit) -> Rows:
    is_school = unit.unit_type == SCHOOL
    peak = in_calendar({7: math.log(MAJOR_CLEAN_COST / MAJOR_CLEAN_AREA)})
    season = peak if is_school else no_season
    kr_per_m2 = cost_path(unit, "cleaning_cost", _CLEANING_LEVEL[unit.unit_type], season)
    approved = share_path(
        unit, "rooms_approved", 0.86, between=0.03, within=0.012, everywhere=0.006
    )
    draws = Draws(unit.id, "cleaning staff and rooms")
    own_pace = draws.normal(0.08)
    rows: Rows = {}
    for month in ALL_MONTHS:
        major = is_school and month.month == 7
        m2 = round(floor_area(unit, month) * (MAJOR_CLEAN_AREA if major else 1))
        # Wages are most of the cost: what the pilot saves, it saves in hours.
        pace = own_pace + draws.normal(0.02) - effect("cleaning_cost", unit, month) - season(month)
        fte = m2 / (_AREA_PER_FTE[unit.unit_type] * math.exp(pace))
        rooms = _ROOMS[unit.unit_type] + round(draws.normal(2))
        good = draws.count_of(rooms, approved[month])
        if is_closed(unit, CLEANING, month):
            direct = kr_per_m2[month] * m2 * RESTING_SHARE
            rows[month] = with_overhead("cleaning_cost", direct, month)
            continue
        rows[month] = with_overhead("cleaning_cost", kr_per_m2[month] * m2, month) | {
            "cleaned_area_m2": m2,
            "cleaning_fte": round(fte, 2),
            "rooms_checked": rooms,
            "rooms_approved": good,
        }
        if unit.id in OWN_CONTRACT:
            del rows[month]["cleaning_cost_service_oh"]
    return rows


def caretaking(unit: Unit) -> Rows:
    kr_per_m2 = cost_path(unit, "caretaking_cost", _CARETAKING_LEVEL[unit.unit_type])
    on_time = share_path(unit, "faults_on_time", 0.80, between=0.04, within=0.015)
    draws = Draws(unit.id, "faults")
    own_lead = math.log(6.2) + draws.normal(0.15)
    rows: Rows = {}
    for month in ALL_MONTHS:
        m2 = floor_area(unit, month)
        closed = draws.arrivals(_FAULTS[unit.unit_type])
        lead = own_lead + draws.normal(0.6) / math.sqrt(closed + 1) + draws.normal(0.03)
        days = closed * math.exp(lead + effect("fault_lead", unit, month))
        rows[month] = with_overhead("caretaking_cost", kr_per_m2[month] * m2, month) | {
            "floor_area_m2": m2,
            "fault_days": round(days),
            "faults_closed": closed,
            "faults_on_time": draws.count_of(closed, on_time[month]),
        }
    return rows


def grounds(unit: Unit) -> Rows:
    season = in_calendar(_GROUNDS_SEASON)
    kr_per_m2 = cost_path(unit, "grounds_cost", _GROUNDS_LEVEL[unit.unit_type], season)
    m2 = round(
        unit.m2 * _GROUNDS_PER_M2[unit.unit_type] * math.exp(Draws(unit.id, "plot").normal(0.2))
    )
    return {
        month: with_overhead("outdoor_cost", kr_per_m2[month] * m2, month)
        | {"maintained_area_m2": m2}
        for month in ALL_MONTHS
    }
