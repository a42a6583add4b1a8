"""The path of a figure through the months: a level, a season, prices, chance and the pilot."""

import math
from collections.abc import Callable, Mapping, Sequence

from kpi.demo.draws import Draws
from kpi.demo.effects import effect
from kpi.demo.prices import growth
from kpi.demo.units import MONTHS, NEXT_MONTH, Unit
from kpi.periods import Month

ALL_MONTHS = (*MONTHS, NEXT_MONTH)
BETWEEN_UNITS, MONTH_TO_MONTH, EVERYWHERE = 0.12, 0.03, 0.01  # spreads of a cost's logarithm

Row = dict[str, float]  # measure -> value
Rows = dict[Month, Row]  # one unit and service
Season = Callable[[Month], float]


def no_season(_: Month) -> float:
    return 0.0


def in_calendar(by_month: Mapping[int, float]) -> Season:
    """A season from calendar months; the ones not named add nothing."""
    return lambda month: by_month.get(month.month, 0.0)


def shocks(service: str, spread: float = EVERYWHERE) -> Sequence[float]:
    """What a month does to every unit alike."""
    draws = Draws("all units", service)
    return [draws.normal(spread) for _ in ALL_MONTHS]


def cost_path(unit: Unit, of: str, level: float, season: Season = no_season) -> dict[Month, float]:
    """Kronor per square metre, portion or mil in every month, in that month's prices."""
    draws = Draws(unit.id, of)
    own = math.log(level) + draws.normal(BETWEEN_UNITS)
    wander = draws.wander(len(ALL_MONTHS), MONTH_TO_MONTH)
    return {
        month: growth(month) * math.exp(own + season(month) + here + all_ + effect(of, unit, month))
        for month, here, all_ in zip(ALL_MONTHS, wander, shocks(of), strict=True)
    }


def share_path(
    unit: Unit,
    of: str,
    level: float,
    *,
    between: float,
    within: float,
    everywhere: float = 0.0,
    season: Season = no_season,
) -> dict[Month, float]:
    """A share in every month, kept inside 1 and 99 per cent."""
    draws = Draws(unit.id, of)
    own = level + draws.normal(between)
    wander = draws.wander(len(ALL_MONTHS), within)
    return {
        month: min(0.99, max(0.01, own + season(month) + here + all_ + effect(of, unit, month)))
        for month, here, all_ in zip(ALL_MONTHS, wander, shocks(of, everywhere), strict=True)
    }
