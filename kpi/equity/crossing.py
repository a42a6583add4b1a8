"""Have more of the pilot's units come to reach their floor than of the others? (methods §12)"""

from dataclasses import dataclass

import numpy as np
import polars as pl

FEWEST_UNITS = 6  # a side, as for effects
DRAWS = 9_999
SEED = 1
TAIL = 0.025  # of the draws, on each side
MOVES = (-1, 0, 1)  # fell below the floor, stayed on its side, came to reach it


@dataclass(frozen=True, slots=True)
class Interval:
    """95 %; shares of units, 1 = all of them."""

    low: float
    high: float


def moved(values: pl.DataFrame) -> pl.DataFrame:
    """How each unit with a value and a floor both before and now has moved across it.

    In:  span (`before`, `now`), unit, pilot (Boolean), distance.
    Out: pilot, move (Int8: one of `MOVES`), in no order.
    """
    reaches = (pl.col("distance") >= 0).cast(pl.Int8)
    now, before = (
        values.filter(pl.col("span") == span)
        .drop_nulls("distance")
        .select("unit", "pilot", reaches=reaches)
        for span in ("now", "before")
    )
    return now.join(before.select("unit", then="reaches"), on="unit").select(
        "pilot", move=pl.col("reaches") - pl.col("then")
    )


def estimate_of(moves: pl.DataFrame) -> float:
    """The mean move of the pilot's units less that of the others."""
    pilot, others = (moves.filter(pl.col("pilot") == side)["move"] for side in (True, False))
    return float(pilot.to_numpy().mean() - others.to_numpy().mean())


def permutation_interval(moves: pl.DataFrame, *, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """Every change that a lottery of which units were the pilot's would not find too unlikely.

    The permutation test turned round: a change δ is taken from each pilot unit, the labels are
    drawn again, and δ is in the interval while the real labels' difference lies within the
    middle 95 %. The draw's difference is A − δ·B, with A that of the moves and B that of the
    real labels (the share of drawn units that truly are the pilot's, less the share of the
    rest), so each draw turns at δ = (estimate − A) / (1 − B) and no δ need be tried.

    A unit can only have moved in three ways, so a draw is how many of each kind it holds.

    In:  `moved`; each side has at least one unit and some unit has moved.
    """
    kinds = [(move, side) for move in MOVES for side in (True, False)]
    counted = {(row[1], row[0]): row[2] for row in moves.group_by("pilot", "move").len().rows()}
    counts = [counted.get(kind, 0) for kind in kinds]
    chosen = int(moves["pilot"].sum())
    others = moves.height - chosen
    drawn = np.random.default_rng(seed).multivariate_hypergeometric(counts, chosen, size=draws)
    move, real = (np.array(column, dtype=float) for column in zip(*kinds, strict=True))
    total = float(moves["move"].cast(pl.Int64).sum())
    moves_apart = drawn @ move / chosen - (total - drawn @ move) / others
    labels_apart = drawn @ real / chosen - (chosen - drawn @ real) / others
    same = labels_apart >= 1 - 1e-12  # the real labels again: they turn nowhere, for no δ
    turns = (estimate_of(moves) - moves_apart) / np.where(same, 1.0, 1 - labels_apart)
    low = np.quantile(np.where(same, -np.inf, turns), TAIL, method="lower")
    high = np.quantile(np.where(same, np.inf, turns), 1 - TAIL, method="higher")
    return Interval(round(float(low), 9), round(float(high), 9))  # 0 is 0, whatever was summed
