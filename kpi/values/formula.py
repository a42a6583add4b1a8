"""The formula of methods §2: from summed parts to a value, or to the reason there is none."""

from collections.abc import Sequence
from enum import StrEnum

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import EffectScale, Formula


class NoValue(StrEnum):
    """Why there is no value."""

    MISSING = "missing"
    CLOSED = "closed"
    CONFIDENTIAL = "confidential"  # marked so by the sender
    WITHHELD = "withheld"  # too few persons or answers, or hidden with those (methods §14)
    ZERO_DENOMINATOR = "zero_denominator"
    INCOMPLETE = "incomplete"  # a count, where not every unit has reported
    NO_INDEX = "no_index"  # no fixed-price value without a price index for the month
    PART_QUARTER = "part_quarter"  # some of the quarter's months lack (methods §10)
    SPLIT_QUARTER = "split_quarter"  # a phase begins inside the quarter (methods §10)
    NO_SEASON = "no_season"  # a value, but next to nothing in that month of the baseline (§8)


COUNT = pl.col("formula") == Formula.COUNT
RELATIVE = pl.col("effect_scale") == EffectScale.LOG


def rules_of(kpis: Sequence[Kpi]) -> pl.DataFrame:
    """What the formulas need to know of each KPI, a row a KPI."""
    return pl.DataFrame(
        [
            (
                kpi.id,
                kpi.formula.value,
                kpi.effect_scale.value,
                kpi.scale,
                kpi.offset,
                kpi.smallest_coverage,
            )
            for kpi in kpis
        ],
        schema={
            "kpi": pl.String,
            "formula": pl.String,
            "effect_scale": pl.String,
            "scale": pl.Float64,
            "offset": pl.Float64,
            "smallest_coverage": pl.Float64,
        },
        orient="row",
    )


def with_value(sums: pl.DataFrame) -> pl.DataFrame:
    """Add value, coverage, preliminary and reason to summed parts.

    In:  numerator, denominator (sums over the units that reported both), expected, reported
         (open units), withheld (Boolean, null = no), confidential, no_index (Boolean), and the
         KPI's formula, scale, offset, smallest_coverage.
    Out: the same rows; where nothing may be shown the parts are null too.
    """
    reason = _reason()
    shown = reason.is_null() | reason.is_in([NoValue.ZERO_DENOMINATOR, NoValue.INCOMPLETE])
    coverage = pl.when(pl.col("expected") > 0).then(pl.col("reported") / pl.col("expected"))
    return sums.with_columns(
        reason=reason,
        coverage=coverage,
        preliminary=(coverage < pl.col("smallest_coverage")).fill_null(value=False),
        value=pl.when(reason.is_null()).then(by_formula()),
        numerator=pl.when(shown).then("numerator"),
        denominator=pl.when(shown & ~COUNT).then("denominator"),
    )


def unit_values(months: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """Each unit's own value, also where it may not be shown: for what only shows groups of units.

    In:  `complete_months`.
    Out: kpi, unit, month, value (Float64; null where there is nothing to divide by).
    """
    divisible = COUNT | (pl.col("denominator") != 0)
    return months.join(rules_of(kpis), on="kpi").select(
        "kpi", "unit", "month", value=pl.when(divisible).then(by_formula())
    )


def by_formula() -> pl.Expr:
    """From formula, numerator, denominator, scale and offset to a value."""
    ratio = pl.col("scale") * pl.col("numerator") / pl.col("denominator") + pl.col("offset")
    return pl.when(COUNT).then(pl.col("scale") * pl.col("numerator")).otherwise(ratio)


def _reason() -> pl.Expr:
    """Why there is no value; null where there is one. The first that holds is said."""
    nothing = pl.col("reported") == 0

    def said(reason: NoValue) -> pl.Expr:
        return pl.lit(reason.value)

    return (
        pl.when(pl.col("expected") == 0)
        .then(said(NoValue.CLOSED))
        .when(nothing & pl.col("no_index"))
        .then(said(NoValue.NO_INDEX))
        .when(nothing & pl.col("confidential"))
        .then(said(NoValue.CONFIDENTIAL))
        .when(nothing)
        .then(said(NoValue.MISSING))
        .when("withheld")
        .then(said(NoValue.WITHHELD))
        .when(COUNT & (pl.col("reported") < pl.col("expected")))
        .then(said(NoValue.INCOMPLETE))
        .when(~COUNT & (pl.col("denominator") == 0))
        .then(said(NoValue.ZERO_DENOMINATOR))
    )
