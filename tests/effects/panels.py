"""Panels for the tests: units that rise and fall with the year, and a pilot that changes some."""

from datetime import date

import numpy as np
import polars as pl

from kpi.periods import shift

FIRST = date(2021, 8, 1)
START = date(2023, 8, 1)
SCHEMA = {
    "panel": pl.String,
    "unit": pl.String,
    "area": pl.String,
    "start": pl.Date,
    "month": pl.Date,
    "value": pl.Float64,
}


def panel(
    *,
    seed: int = 1,
    pilot: int = 10,
    others: int = 24,
    areas: int = 6,
    months: int = 36,
    effect: float = 0.0,
    spread: float = 0.03,
    name: str = "panel",
) -> pl.DataFrame:
    """Values above 0 with a level and a season of each unit's own; effect: log, from the start."""
    chance = np.random.default_rng(seed)
    rows = []
    for unit in range(pilot + others):
        level, season = chance.normal(3, 0.3), chance.normal(0, 0.2, 12)
        for at in range(months):
            month = shift(FIRST, at)
            moved = effect if unit < pilot and month >= START else 0.0
            y = level + season[month.month - 1] + moved + chance.normal(0, spread)
            area = "öster" if unit < pilot else f"område {unit % areas}"
            start = START if unit < pilot else None
            rows.append((name, f"enhet {unit:02d}", area, start, month, float(np.exp(y))))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
