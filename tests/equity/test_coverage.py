"""How often the interval holds the truth: units that cross their floors by chance alone or more."""

import numpy as np
import polars as pl
import pytest

from kpi.equity.crossing import permutation_interval
from tests.examples import examples

PANELS = examples(300)
BAND = 3 * (0.05 * 0.95 / PANELS) ** 0.5  # three standard deviations of a share of 95 %


def moves(chance: np.random.Generator, units: int, up: float, down: float) -> np.ndarray:
    drawn = chance.random(units)
    return np.where(drawn < up, 1, np.where(drawn < up + down, -1, 0))


@pytest.mark.parametrize(
    ("up", "down"),
    [
        ((0.1, 0.1), (0.1, 0.1)),  # nothing but chance
        ((0.3, 0.1), (0.05, 0.1)),  # a quarter more of the pilot's units come to reach it
        ((0.5, 0.1), (0.0, 0.1)),  # two in five more
    ],
)
@pytest.mark.parametrize("sides", [(9, 23), (30, 70)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(up, down, sides):
    chance = np.random.default_rng(12)
    truth, held = (up[0] - down[0]) - (up[1] - down[1]), 0
    for _ in range(PANELS):
        groups = [moves(chance, n, u, d) for n, u, d in zip(sides, up, down, strict=True)]
        frame = pl.DataFrame(
            {
                "pilot": np.repeat([True, False], sides),
                "move": np.concatenate(groups).astype(np.int8),
            }
        )
        found = permutation_interval(frame, draws=1999)
        held += found.low <= truth <= found.high
    assert held / PANELS >= 0.92 - BAND
