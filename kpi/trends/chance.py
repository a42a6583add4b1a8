"""How many latest months chance alone would light (methods §10)."""

from collections.abc import Iterable

# Share of stable series whose latest month is lit, judged as the product does, by how many
# baseline points the limits are locked on (simulated by the tests; 0 = every point, none locked).
LIT_BY_CHANCE = {24: 0.039, 12: 0.062, 0: 0.018}


def lit_by_chance(baseline_points: Iterable[int]) -> float:
    """The expected number of lit series among these, were nothing but chance at work.

    In: how many baseline points each judged series' limits are locked on.
    """
    return sum(
        next(share for least, share in LIT_BY_CHANCE.items() if points >= least)
        for points in baseline_points
    )
