"""How often is the interval right, and how often does nothing look like something? (methods §11)

Simulated after the demo's cost model: a level and a season of each unit's own, months that hang
together, a month's shock for everybody, and an effect. 10 pilot units in one area, 24 to compare
with in six, 24 months before the start and 12 after. 200 panels a scenario while one works, 2,000
in `make check`; the same ones every time.
"""

from collections import Counter
from functools import cache
from math import sqrt
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest

from kpi.effects import Effect, Grade, Question, Scale, effects
from kpi.periods import shift
from tests.effects.panels import FIRST, START
from tests.examples import examples

PANELS = min(examples(200), 2_000)
A_CALL = 200  # panels asked about together
PILOT, AREAS, MONTHS, BASELINE = 10, 6, 36, 24
EACH_TYPE = np.array([at % 4 for at in (*range(PILOT), *range(4 * AREAS))])
SCHOOLS = np.where(np.arange(len(EACH_TYPE)) < 8, 0, EACH_TYPE)  # eight of the pilot's ten
AREA = np.array([*[0] * PILOT, *(1 + at // 4 for at in range(4 * AREAS))])
UNITS = len(AREA)
CALENDAR = np.array([shift(FIRST, at).month for at in range(MONTHS)])
JULY = np.array([0.25, 0.05, 0.0, -0.05])  # what it adds: school, preschool, care, culture
WINTER = np.array([0.05, 0.02, 0.08, 0.03])  # how far January lies above the year
SEASONS = np.outer(JULY, CALENDAR == 7) + np.outer(WINTER, np.cos(2 * np.pi * (CALENDAR - 1) / 12))
AFTER = np.arange(MONTHS) >= BASELINE


class Scenario(NamedTuple):
    """effect: logarithm, from the start. missing: share of months. areas: spread of what each area
    as a whole moves by at the start."""

    effect: float = -0.047
    types: np.ndarray = EACH_TYPE
    missing: float = 0.0
    areas: float = 0.0


SCENARIOS = {
    "base": Scenario(),
    "school-heavy": Scenario(types=SCHOOLS),
    "unbalanced": Scenario(missing=0.1),
    "nothing": Scenario(effect=0.0),
    "area": Scenario(effect=0.0, areas=0.03),
}


def values(scenario: Scenario, chance: np.random.Generator, panels: int) -> np.ndarray:
    """panels × units × months."""
    level = 3 + chance.normal(0, 0.12, (panels, UNITS, 1))
    own_season = chance.normal(1, 0.2, (panels, UNITS, 1)) * SEASONS[scenario.types]
    shocks = chance.normal(0, 0.01, (panels, 1, MONTHS))
    moved = scenario.effect * (AREA == 0)[:, np.newaxis] * AFTER
    shaken = chance.normal(0, scenario.areas, (panels, 1 + AREAS))[:, AREA, np.newaxis] * AFTER
    y = level + own_season + wander(chance, panels) + shocks + moved + shaken
    return np.where(chance.random(y.shape) < scenario.missing, np.nan, np.exp(y))


def wander(chance: np.random.Generator, panels: int, *, rho: float = 0.4) -> np.ndarray:
    """Months that hang together, of spread 0.03."""
    found = chance.normal(0, 0.03, (panels, UNITS, MONTHS))
    for at in range(1, MONTHS):
        found[..., at] = rho * found[..., at - 1] + sqrt(1 - rho**2) * found[..., at]
    return found


@cache
def template() -> pl.DataFrame:
    units = pl.DataFrame(
        {
            "unit": [f"enhet {at:02d}" for at in range(UNITS)],
            "area": [f"område {area}" for area in AREA],
            "start": [START if area == 0 else None for area in AREA],
        }
    )
    months = pl.DataFrame({"month": [shift(FIRST, at) for at in range(MONTHS)]})
    panels = pl.DataFrame({"panel": [f"{at:03d}" for at in range(A_CALL)]})
    both = units.join(months, how="cross", maintain_order="left_right")
    return panels.join(both, how="cross", maintain_order="left_right")


@cache
def simulated(name: str) -> list[Effect]:
    chance = np.random.default_rng([*SCENARIOS].index(name))
    asked, found = Question(scale=Scale.LOG, draws=0), []
    for _ in range(0, PANELS, A_CALL):
        drawn = values(SCENARIOS[name], chance, A_CALL).ravel()
        panels = template().with_columns(value=pl.Series(drawn, nan_to_null=True))
        found += effects(panels, asked).values()
    return found


def covered(name: str) -> float:
    truth = SCENARIOS[name].effect
    return np.mean([each.between.low <= truth <= each.between.high for each in simulated(name)])


def graded(name: str) -> dict[Grade, float]:
    counted = Counter(each.grade for each in simulated(name))
    return {grade: counted[grade] / PANELS for grade in Grade}


def by_chance(share: float) -> float:
    """How far from a true share a share of so many panels may lie: three standard errors."""
    return 3 * sqrt(share * (1 - share) / PANELS)


@pytest.mark.parametrize("name", ["base", "school-heavy", "unbalanced", "nothing"])
def test_the_interval_covers_the_truth_as_often_as_it_says(name):
    assert covered(name) == pytest.approx(0.95, abs=max(0.02, by_chance(0.95)))


def test_nothing_is_seldom_called_something():
    found = graded("nothing")
    assert found[Grade.SHOWN] + found[Grade.LIKELY] < 0.05 + by_chance(0.05)
    assert found[Grade.UNKNOWN] == pytest.approx(0.05, abs=0.01 + by_chance(0.05))  # the placebo


def test_what_happens_to_whole_areas_is_seldom_taken_for_the_pilot():
    assert covered("area") < 0.6  # units alone cannot tell
    assert graded("area")[Grade.SHOWN] < 0.05 + (by_chance(0.05) if PANELS < 2_000 else 0)


@pytest.mark.parametrize("name", ["base", "school-heavy", "unbalanced"])
def test_an_effect_that_is_there_is_found(name):
    found = graded(name)
    assert found[Grade.SHOWN] + found[Grade.LIKELY] > 0.9 - by_chance(0.9)
    assert found[Grade.NONE] < 0.02
