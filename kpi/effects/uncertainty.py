"""How sure is the difference between two groups of units? (methods §11)"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import special

from kpi.effects.grid import Flags, Floats, Grid, apart, by_area, unit_effects, without_each

LEVEL = 0.975  # a 95 % interval, two-sided
POWER = 0.80
DRAWS = 9_999
ROUNDING = 1e-9  # share: two draws no further apart are the same split, summed in another order


@dataclass(frozen=True, slots=True)
class Between:
    """Pilot units against comparison units. All but estimate None where two a side are not there.

    se: standard error; low, high: 95 % interval; mde: the smallest effect that would be seen in
    four cases of five. All in the scale's unit.
    """

    estimate: float
    se: float | None = None
    df: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    mde: float | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """The least and the greatest estimate with one unit left out, and whose absence moves most."""

    low: float
    high: float
    most_influential: str | None  # None where the unit may not be named
    same_sign: bool


def t_at(share: float, df: float) -> float:
    """Where Student's t has that share below; the plain function, a hundred times as quick."""
    return float(special.stdtrit(df, share))


def p_of(t: float, df: float) -> float:
    """How often chance gives as large a t, to either side."""
    return float(2 * special.stdtr(df, -abs(t)))


def welch(pilot: Floats, others: Floats) -> Between:
    """The difference between the means, with Welch's interval: neither size nor spread alike."""
    estimate = float(pilot.mean() - others.mean())
    if min(len(pilot), len(others)) < 2:
        return Between(estimate)
    parts = np.array([group.var(ddof=1) / len(group) for group in (pilot, others)])
    se = float(np.sqrt(parts.sum()))
    if se == 0:
        return Between(estimate, 0.0, None, estimate, estimate, float(estimate == 0), 0.0)
    df = float(parts.sum() ** 2 / (parts**2 / [len(pilot) - 1, len(others) - 1]).sum())
    reach = t_at(LEVEL, df) * se
    p = p_of(estimate / se, df)
    mde = (t_at(LEVEL, df) + t_at(POWER, df)) * se
    return Between(estimate, se, df, estimate - reach, estimate + reach, p, mde)


def area_interval(panel: Grid, effects: Floats) -> Interval | None:
    """What the pilot's area could show without a pilot; None with under two comparison areas.

    One area is one draw: what happens to all its units at once is not told by how many they are.
    """
    areas, (pilot, _) = by_area(panel, effects), apart(effects, panel.pilot)
    if len(areas) < 2 or not len(pilot):
        return None
    centre = float(pilot.mean() - areas.mean())
    reach = float(t_at(LEVEL, len(areas) - 1) * areas.std(ddof=1) * np.sqrt(1 + 1 / len(areas)))
    return Interval(centre - reach, centre + reach)


def leave_one_out(panel: Grid, estimate: float) -> LeaveOneOut | None:
    """The estimate again without each unit in turn; None where a side has a single unit."""
    each = unit_effects(panel, without_each(panel))
    found = _row_means(each, panel.pilot) - _row_means(each, ~panel.pilot)
    known, everyone = ~np.isnan(found), unit_effects(panel, panel.everyone())
    if known.sum() < 2 or len(apart(everyone, panel.pilot)[0]) < 2:
        return None
    most = panel.units[int(np.nanargmax(np.abs(found - estimate)))]
    signs = np.sign([*found[known], estimate])
    low, high = float(found[known].min()), float(found[known].max())
    return LeaveOneOut(low, high, most, same_sign=bool((signs == signs[0]).all()))


def _row_means(effects: Floats, group: Flags) -> Floats:
    """The mean over a group's units in every row; nan where it has none."""
    there = group & ~np.isnan(effects)
    count = there.sum(axis=1)
    total = np.where(there, effects, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def permutation_p(
    effects: Floats, pilot: Flags, *, draws: int = DRAWS, seed: int = 1
) -> float | None:
    """How often chance gives the pilot's label to units as far apart, in standard errors.

    None where a side has fewer than two units.
    """
    known = ~np.isnan(effects)
    values, count = effects[known], int((pilot & known).sum())
    if min(count, len(values) - count) < 2:
        return None
    drawn = _studentised(values, _labels(len(values), count, draws, seed))
    own = _studentised(values, pilot[known][np.newaxis].astype(float))[0]
    return float((1 + (drawn >= own * (1 - ROUNDING)).sum()) / (1 + draws))


@lru_cache(maxsize=8)  # every KPI of a pilot asks for the same draws
def _labels(units: int, count: int, draws: int, seed: int) -> Floats:
    """draws × units: 1 for the `count` units that chance calls the pilot's."""
    chance = np.random.default_rng(seed).random((draws, units))
    drawn = np.argpartition(chance, count - 1, axis=1)[:, :count]
    labels = np.zeros((draws, units))
    np.put_along_axis(labels, drawn, 1.0, axis=1)
    return labels


def _studentised(values: Floats, labels: Floats) -> Floats:
    """|difference| in standard errors between the labelled units and the rest, a row a draw."""
    n = int(labels[0].sum())
    m = len(values) - n
    values = values - values.mean()  # squares of large numbers would drown their differences
    total, squares = labels @ values, labels @ values**2
    rest, rest_squares = values.sum() - total, (values**2).sum() - squares
    spread = (squares - total**2 / n) / (n * (n - 1)) + (rest_squares - rest**2 / m) / (m * (m - 1))
    errors: Floats = np.abs(total / n - rest / m) / np.sqrt(np.maximum(spread, 1e-300))
    return errors


def placebo_rank(panel: Grid, estimate: float) -> tuple[int, int]:
    """Where the one treated unit stands among all units, each taken as treated: (rank, of).

    1 is the largest. The treated unit is never another's comparison.
    """
    everyone, found = panel.everyone(), []
    for at in np.flatnonzero(~panel.pilot):
        treated = np.zeros(len(panel.units), dtype=bool)
        treated[at] = True
        pilot, others = apart(unit_effects(panel, everyone & ~panel.pilot, treated), treated)
        if len(pilot) and len(others):
            found.append(abs(float(pilot.mean() - others.mean())))
    return 1 + sum(each > abs(estimate) for each in found), 1 + len(found)
