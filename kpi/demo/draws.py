"""Chance that comes out the same everywhere.

Every unit and service has its own stream, named by its key: a new measure for one of them
leaves all other figures as they were. Only `Random.random()` is used, the one method whose
values Python promises to keep between versions; the distributions are made here.
"""

import math
import random
from collections.abc import Sequence
from statistics import NormalDist

SEED = 2843  # one that tells the story the demo is meant to tell; tests hold it to that
_STANDARD_NORMAL = NormalDist()


class Draws:
    """A stream of random numbers of its own for each key."""

    def __init__(self, *key: str) -> None:
        self._next = random.Random("/".join((str(SEED), *key))).random  # noqa: S311 (not secret)

    def normal(self, spread: float) -> float:
        return spread * _STANDARD_NORMAL.inv_cdf(self._next())

    def chance(self, probability: float) -> bool:
        return self._next() < probability

    def count_of(self, tries: int, probability: float) -> int:
        """How many of the tries succeed (binomial)."""
        return sum(self.chance(probability) for _ in range(tries))

    def arrivals(self, mean: float) -> int:
        """How many come when `mean` come on average (Poisson, Knuth's way: means below 50)."""
        limit, product, arrived = math.exp(-mean), self._next(), 0
        while product > limit:
            product *= self._next()
            arrived += 1
        return arrived

    def wander(self, length: int, spread: float, memory: float = 0.4) -> Sequence[float]:
        """A series in which every month remembers a part of the one before (AR(1))."""
        path = [self.normal(spread)]
        for _ in range(length - 1):
            path.append(memory * path[-1] + self.normal(spread))
        return path
