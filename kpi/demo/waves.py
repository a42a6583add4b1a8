"""Figures that come in waves: customer satisfaction, and food waste in measuring weeks."""

import math
from datetime import date

from kpi.demo.days import eaters_in_measuring_week
from kpi.demo.draws import Draws
from kpi.demo.effects import effect
from kpi.demo.noise import Rows
from kpi.demo.units import CARE_HOME, CULTURE, PRESCHOOL, SCHOOL, SURVEY, Unit

SURVEY_MONTHS = tuple(date(y, m, 1) for y, m in ((2021, 11), (2022, 5), (2022, 11), (2023, 5)))
SURVEY_MONTHS += (date(2023, 11, 1), date(2024, 5, 1))
WASTE_MONTHS = tuple(date(y, m, 1) for y, m in ((2021, 10), (2022, 3), (2022, 10), (2023, 3)))
WASTE_MONTHS += (date(2023, 10, 1), date(2024, 3, 1))
FEW_ANSWERS = ("solglantan", date(2024, 5, 1))  # four people answered

_INVITED = {SCHOOL: 190, PRESCHOOL: 96, CARE_HOME: 62, CULTURE: 150}
_WASTE_LEVEL = {SCHOOL: 56.0, PRESCHOOL: 71.0, CARE_HOME: 108.0}  # g for each one eating


def survey(unit: Unit) -> Rows:
    """NKI from 0 to 100: each wave asks other people, so chance depends on how many answer."""
    draws = Draws(unit.id, SURVEY)
    together = Draws("all units", SURVEY)
    own = 68 + draws.normal(3)
    rows: Rows = {}
    for month in SURVEY_MONTHS:
        invited = round(_INVITED[unit.unit_type] * math.exp(draws.normal(0.05)))
        answers = draws.count_of(invited, 0.42)
        if (unit.id, month) == FEW_ANSWERS:
            answers = 4
        spread = 17 + draws.normal(1.5)
        truth = own + together.normal(0.7) + effect("nki", unit, month)
        rows[month] = {
            "nki": round(min(100.0, truth + draws.normal(spread) / math.sqrt(answers)), 1),
            "nki_answers": answers,
            "nki_invited": invited,
            "nki_sd": round(spread, 1),
        }
    return rows


def food_waste(unit: Unit) -> Rows:
    draws = Draws(unit.id, "food_waste")
    together = Draws("all units", "food_waste")
    own = math.log(_WASTE_LEVEL[unit.unit_type]) + draws.normal(0.12)
    rows: Rows = {}
    for month in WASTE_MONTHS:
        eaters = round(eaters_in_measuring_week(unit) * math.exp(draws.normal(0.03)))
        grams = own + draws.normal(0.08) + together.normal(0.02) + effect("food_waste", unit, month)
        rows[month] = {"food_waste_g": round(eaters * math.exp(grams)), "eaters": eaters}
    return rows
