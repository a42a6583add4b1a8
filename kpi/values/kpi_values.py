"""From measures to KPI values, for every scope of a level at once (methods §1-§3)."""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Catalogue, Kpi
from kpi.catalogue.types import Formula
from kpi.months import expected_unit_months
from kpi.periods import Month
from kpi.values.facts import Facts
from kpi.values.formula import rules_of, with_value
from kpi.values.levels import Level, units_by
from kpi.values.parts import UNIT_MONTH, members_of, unit_parts
from kpi.values.prices import Prices, deflators
from kpi.values.withhold import withheld

SCOPE_MONTH = ["kpi", "level", "scope", "month"]
BOTH = pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
COMPLETE = BOTH & ~pl.col("closed") & ~pl.col("no_index")


def unit_months(
    facts: Facts, kpis: Sequence[Kpi], catalogue: Catalogue, prices: Prices
) -> pl.DataFrame:
    """Both parts of every expected unit-month, in the prices asked for.

    Out: kpi, unit, month, numerator, denominator (Float64 or null), closed, confidential (Boolean),
         no_index (Boolean: fixed prices were asked for and the month has no index),
         persons (Float64: what withholding counts; null when the KPI has no such rule).
    """
    parts = unit_parts(facts.measures, kpis, catalogue)
    named = members_of(kpis, catalogue).join(facts.measures, on="measure").select(UNIT_MONTH)
    expected = expected_unit_months(kpis, named, facts.units, facts.closed_months, facts.waves)
    return (
        expected.join(parts, on=UNIT_MONTH, how="left")
        .filter(~pl.col("not_applicable").fill_null(value=False))
        .with_columns(pl.col("confidential").fill_null(value=False))
        .drop("not_applicable")
        .with_columns(denominator=_denominator(kpis))
        .pipe(_in_prices, facts, kpis, catalogue, prices)
        .join(_persons(facts, kpis), on=UNIT_MONTH, how="left")
        .sort(UNIT_MONTH)
    )


def shown_unit_months(
    facts: Facts, kpis: Sequence[Kpi], catalogue: Catalogue, prices: Prices
) -> pl.DataFrame:
    """`unit_months` for others to keep: what may not be shown has no parts (methods §14).

    Out: as `unit_months` without persons, plus hidden (Boolean: withheld, or closed where persons
         are counted, since nobody knows of how many a closed month's figures would be).
    """
    months = unit_months(facts, kpis, catalogue, prices)
    few = withheld(complete_months(months), kpis, facts.units, facts.pilot)
    units = few.filter(pl.col("level") == Level.UNIT.value).select(
        "kpi", "month", unit="scope", few=pl.lit(value=True)
    )
    counted = pl.col("kpi").is_in([kpi.id for kpi in kpis if kpi.withhold_by is not None])
    hidden = pl.col("few").fill_null(value=False) | (counted & pl.col("closed"))
    return (
        months.join(units, on=UNIT_MONTH, how="left", maintain_order="left")
        .with_columns(hidden=hidden)
        .with_columns(pl.when(~pl.col("hidden")).then(pl.col("numerator", "denominator")))
        .drop("few", "persons")
    )


def kpi_values(
    facts: Facts, kpis: Sequence[Kpi], catalogue: Catalogue, by: Level, prices: Prices
) -> pl.DataFrame:
    """KPI values of every scope at a level, month by month.

    Sums over units before dividing, never a mean of ratios. A ratio uses the open units that
    have both parts that month; a count needs every expected, open unit. What is withheld is so
    whichever level is asked for: all of them are looked at together (methods §14).

    Out: kpi, level, scope, month (one row each, sorted so), numerator, denominator, value
         (Float64; null has a `reason`), expected, reported (UInt32: open units), coverage
         (Float64: reported / expected, null when nothing was expected), preliminary (Boolean:
         coverage under the KPI's smallest), reason (a NoValue, null where there is a value).
    """
    months = unit_months(facts, kpis, catalogue, prices)
    behind = units_by(by, facts.units, facts.pilot)
    open_month = ~pl.col("closed")
    hidden = withheld(complete_months(months), kpis, facts.units, facts.pilot)
    return (
        months.join(behind, on="unit")
        .with_columns(complete=COMPLETE)
        .group_by("kpi", "scope", "month")
        .agg(
            numerator=pl.col("numerator").filter("complete").sum(),
            denominator=pl.col("denominator").filter("complete").sum(),
            expected=open_month.sum(),
            reported=pl.col("complete").sum(),
            confidential=(pl.col("confidential") & open_month).any(),
            no_index=(pl.col("no_index") & BOTH & open_month).any(),
        )
        .with_columns(level=pl.lit(by.value))
        .join(rules_of(kpis), on="kpi")
        .join(hidden.with_columns(withheld=pl.lit(value=True)), on=SCOPE_MONTH, how="left")
        .pipe(with_value)
        .sort(SCOPE_MONTH)
        .select(
            *SCOPE_MONTH,
            "numerator",
            "denominator",
            "value",
            "expected",
            "reported",
            "coverage",
            "preliminary",
            "reason",
        )
    )


def complete_months(months: pl.DataFrame) -> pl.DataFrame:
    """Those of `unit_months` that values are summed over: open, with both parts and a price."""
    return months.filter(COMPLETE)


def _denominator(kpis: Sequence[Kpi]) -> pl.Expr:
    """A count has no denominator; 1 beside each number lets one rule serve every formula."""
    count = pl.col("kpi").is_in([kpi.id for kpi in kpis if kpi.formula is Formula.COUNT])
    one = pl.when(pl.col("numerator").is_not_null()).then(1.0)
    return pl.when(count).then(one).otherwise("denominator")


def _in_prices(
    months: pl.DataFrame, facts: Facts, kpis: Sequence[Kpi], catalogue: Catalogue, prices: Prices
) -> pl.DataFrame:
    if prices is Prices.CURRENT:
        return months.with_columns(no_index=pl.lit(value=False))
    base: Month | None = facts.pilot.select(pl.col("starts").min()).item()
    costs = pl.DataFrame(
        [(kpi.id, kpi.price_index) for kpi in kpis if kpi.price_index],
        schema={"kpi": pl.String, "price_index": pl.String},
        orient="row",
    )
    factors = deflators(catalogue.prices.values(), facts.price_index, base)
    return (
        months.join(costs, on="kpi", how="left")
        .join(factors, on=["price_index", "month"], how="left")
        .with_columns(
            no_index=pl.col("price_index").is_not_null() & pl.col("deflator").is_null(),
            numerator=pl.when(pl.col("price_index").is_null())
            .then("numerator")
            .otherwise(pl.col("numerator") * pl.col("deflator").fill_null(1.0)),
        )
        .drop("price_index", "deflator")
    )


def _persons(facts: Facts, kpis: Sequence[Kpi]) -> pl.DataFrame:
    counted = pl.DataFrame(
        [(kpi.id, kpi.withhold_by) for kpi in kpis if kpi.withhold_by],
        schema={"kpi": pl.String, "measure": pl.String},
        orient="row",
    )
    return counted.join(facts.measures, on="measure").select(
        *UNIT_MONTH, persons=pl.col("value").cast(pl.Float64)
    )
