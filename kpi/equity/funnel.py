"""Which units' shares differ more than their size and the usual spread explain? (methods §12)

Spiegelhalter's funnel for shares, on the angle asin√(x/n) whose variance is 1/(4n) whatever the
share is. Units differ for reasons that no one has measured, so from ten units on the limits are
widened by what they differ beyond chance, found without the extremes that are looked for.
"""

import math
from typing import NamedTuple

import polars as pl

FEWEST_UNITS = 10  # fewer tell nothing of how units usually differ
WINSORISED = 0.10  # of z, at each end
LIMITS = {"95": 1.959964, "998": 3.090232}  # standard deviations; judged on 99.8 %
LINE_POINTS = 60
RIGHT_ANGLE = math.pi / 2  # the angle of a share of 1
ROUNDING = 1e-12  # a share beyond its limit by less than this is on it


class Dispersion(NamedTuple):
    """centre: Σx / Σn. tau2: the variance between units beyond chance, on the angle."""

    centre: float
    tau2: float


def funnel(units: pl.DataFrame) -> pl.DataFrame:
    """Each unit's share against what all units together lead one to expect of so many.

    In:  unit, numerator, denominator (Float64; numerator from 0 to denominator).
    Out: the same units in the same order: unit, value, centre, low95, high95, low998, high998
         (0 to 1; null for a unit without a denominator), outside (`high`, `low`, empty: beyond
         the 99.8 % limits).
    """
    known = dispersion(units)
    value = pl.col("numerator") / _size()
    limited = _limited(units, known).with_columns(value=value)
    outside = (
        pl.when(pl.col("value") > pl.col("high998") + ROUNDING)
        .then(pl.lit("high"))
        .when(pl.col("value") < pl.col("low998") - ROUNDING)
        .then(pl.lit("low"))
        .otherwise(pl.lit(""))
    )
    return limited.with_columns(outside=outside).select(
        "unit", "value", "centre", "low95", "high95", "low998", "high998", "outside"
    )


def funnel_lines(units: pl.DataFrame) -> pl.DataFrame:
    """The limits to draw, from the smallest denominator to the largest.

    Out: denominator (Float64, evenly spaced), centre, low95, high95, low998, high998; no row
         where no unit has a denominator.
    """
    known = dispersion(units)
    sizes = units.filter(pl.col("denominator") > 0)["denominator"]
    if known is None or sizes.is_empty():
        return _limited(pl.DataFrame(schema={"denominator": pl.Float64}), None)
    low, high = float(sizes.to_numpy().min()), float(sizes.to_numpy().max())
    step = (high - low) / (LINE_POINTS - 1)
    spaced = [low + step * at for at in range(LINE_POINTS)] if step else [low]
    return _limited(pl.DataFrame({"denominator": spaced}), known)


def dispersion(units: pl.DataFrame) -> Dispersion | None:
    """None where no unit has a denominator."""
    sized = units.filter(pl.col("denominator") > 0)
    k = sized.height
    if not k:
        return None
    centre = float(sized["numerator"].sum()) / float(sized["denominator"].sum())
    if k < FEWEST_UNITS:
        return Dispersion(centre, 0.0)
    angle = (pl.col("numerator") / pl.col("denominator")).sqrt().arcsin()
    z = sized.select(z=(angle - math.asin(math.sqrt(centre))) * 2 * pl.col("denominator").sqrt())
    ends = [z["z"].quantile(at, "linear") for at in (WINSORISED, 1 - WINSORISED)]
    chance = z.select((pl.col("z").clip(*ends) ** 2).sum()).item()  # k·φ
    weights = 4 * sized["denominator"]
    total = float(weights.sum())
    spare = total - float((weights**2).sum()) / total
    return Dispersion(centre, max(0.0, (chance - (k - 1)) / spare))


def _size() -> pl.Expr:
    return pl.when(pl.col("denominator") > 0).then("denominator")


def _limited(sizes: pl.DataFrame, known: Dispersion | None) -> pl.DataFrame:
    """Add centre, low95, high95, low998, high998 for each denominator."""
    centre, tau2 = known or Dispersion(0.0, 0.0)
    angle, spread = math.asin(math.sqrt(centre)), (1 / (4 * _size()) + tau2).sqrt()
    limits = {
        f"{side}{name}": (angle + way * reach * spread).clip(0.0, RIGHT_ANGLE).sin() ** 2
        for name, reach in LIMITS.items()
        for side, way in (("low", -1), ("high", 1))
    }
    middle = pl.when(_size().is_not_null()).then(pl.lit(centre))
    return sizes.with_columns(centre=middle, **limits)
