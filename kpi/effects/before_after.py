"""The pilot's own course before and after, where there is nothing to compare with (methods §11).

A segmented regression: level, trend and two harmonics of the year, with a step and a change of
trend at the start; errors of neighbouring months hang together (AR(1), by restricted likelihood).
It can say that something changed, never what did it.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import linalg, optimize

from kpi.effects.differences import YEAR
from kpi.effects.grid import Floats
from kpi.effects.uncertainty import LEVEL, POWER, Between, p_of, t_at

HARMONICS = 2
BENDS = 2 + 2 * HARMONICS + 2  # what the curve is made of: its own course, and what began with it
SPARE = 5  # months more than the curve has bends: fewer leave nothing to judge its errors by
MOST_ALIKE = 0.98  # the strongest pull from one month to the next that is looked for


class Course(NamedTuple):
    """What was found, and how strongly a month's error follows the last one's (−1 to 1)."""

    between: Between
    rho: float


def own_course(rows: pl.DataFrame) -> pl.DataFrame:
    """The units' mean distance from their own baseline, month by month.

    In:  `by_cohort` of one panel without comparison units.
    Out: at (Int32), y (Float64; the baseline's mean is 0, so that a unit that lacks a month does
         not move the others' level), step (Float64: share of the month's units that have begun)
         and since (Float64: how long ago, their mean over all of them).
    """
    baseline = pl.col("at").is_between("first", "start", closed="left")
    usual = rows.filter(baseline).group_by("unit").agg(usual=pl.col("y").mean())
    begun = pl.col("at") - pl.col("start")
    return (
        rows.join(usual, on="unit")
        .filter(pl.col("at") >= pl.col("first"))
        .group_by("at")
        .agg(
            y=(pl.col("y") - pl.col("usual")).mean(),
            step=(begun >= 0).mean(),
            since=begun.clip(0).mean(),
        )
        .sort("at")
    )


def before_after(course: pl.DataFrame) -> Course | None:
    """How far the units that had begun lay, on average, from where the old course led.

    None where there are too few months to tell a course from its errors.
    """
    if course.height < BENDS + SPARE:
        return None
    at, step, since = (course[name].to_numpy().astype(float) for name in ("at", "step", "since"))
    design = _design(at, step, since)
    if np.linalg.matrix_rank(design) < BENDS:
        return None
    y = course["y"].to_numpy()
    gaps = np.abs(at[:, np.newaxis] - at)
    found = optimize.minimize_scalar(
        lambda rho: _minus_likelihood(rho, y, design, gaps),
        bounds=(-MOST_ALIKE, MOST_ALIKE),
        method="bounded",
    )
    rho = float(found.x)
    coefficients, covariance = _fit(rho, y, design, gaps)
    weights = np.zeros(BENDS)  # of what began with the pilot, the mean over what had begun
    weights[-2:] = 1.0, since.sum() / step.sum()
    estimate, variance = float(weights @ coefficients), float(weights @ covariance @ weights)
    return Course(_between(estimate, variance, len(at) - BENDS), rho)


def _between(estimate: float, variance: float, df: int) -> Between:
    se = float(np.sqrt(variance))
    reach = t_at(LEVEL, df) * se
    p = p_of(estimate / se, df) if se else float(estimate == 0)
    mde = (t_at(LEVEL, df) + t_at(POWER, df)) * se
    return Between(estimate, se, float(df), estimate - reach, estimate + reach, p, mde)


def _design(at: Floats, step: Floats, since: Floats) -> Floats:
    turn = 2 * np.pi * (at % YEAR) / YEAR
    waves = [f(k * turn) for k in range(1, HARMONICS + 1) for f in (np.cos, np.sin)]
    return np.column_stack([np.ones_like(at), at - at.mean(), *waves, step, since])


def _whitened(rho: float, y: Floats, design: Floats, gaps: Floats) -> tuple[Floats, Floats, float]:
    """y and design with the errors' likeness taken out, and the log determinant of it."""
    alike = np.sign(rho) ** gaps * np.abs(rho) ** gaps
    root = linalg.cholesky(alike, lower=True)
    return (
        linalg.solve_triangular(root, y, lower=True),
        linalg.solve_triangular(root, design, lower=True),
        2 * float(np.log(np.diag(root)).sum()),
    )


def _minus_likelihood(rho: float, y: Floats, design: Floats, gaps: Floats) -> float:
    white, columns, determinant = _whitened(rho, y, design, gaps)
    left = white - columns @ np.linalg.lstsq(columns, white, rcond=None)[0]
    spare = len(y) - design.shape[1]
    _, of_design = np.linalg.slogdet(columns.T @ columns)
    return float(spare * np.log(max(float(left @ left), 1e-300)) + determinant + of_design) / 2


def _fit(rho: float, y: Floats, design: Floats, gaps: Floats) -> tuple[Floats, Floats]:
    white, columns, _ = _whitened(rho, y, design, gaps)
    inverse = np.linalg.inv(columns.T @ columns)
    coefficients = inverse @ columns.T @ white
    left = white - columns @ coefficients
    spare = len(y) - design.shape[1]
    return coefficients, inverse * float(left @ left) / spare
