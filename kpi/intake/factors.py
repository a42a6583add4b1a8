"""What do a file's numbers come to in the measure's own unit? Thousands of kronor in kronor."""

from collections.abc import Mapping
from decimal import Context, Decimal

import polars as pl

from kpi.catalogue.types import Measure
from kpi.intake.cells import Bad
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.number import stored
from kpi.ledger.kinds import NUMBER_DTYPE

EXACT = Context(prec=100)  # digits: no product of a stored number and a factor has as many


def multiplied(
    reported: pl.DataFrame,
    factors: Mapping[str, Decimal],
    measures: Mapping[str, Measure],
    findings: Findings,
) -> pl.DataFrame:
    """The rows of `measure_rows` with the values of some measures times their factor.

    A product that the store has no room for is an error, and has no value.
    """
    for measure, factor in factors.items():
        is_its = pl.col("measure") == measure
        rows = reported.filter(is_its & pl.col("value").is_not_null())
        if not rows.is_empty():
            products = {value: _product(value, factor) for value in rows["value"].unique()}
            details = (measures[measure].title, f"{factor:f}")
            findings.add(Issue.of(Rule.MULTIPLIED, 0, rows["column"][0], details=details))
            _report(rows, products, findings)
            reported = reported.with_columns(
                value=pl.when(is_its).then(_spread(reported, products)).otherwise("value")
            )
    return reported


def _product(value: Decimal, factor: Decimal) -> Decimal | Bad:
    return stored(EXACT.multiply(value, factor))


def _report(
    rows: pl.DataFrame, products: Mapping[Decimal, Decimal | Bad], findings: Findings
) -> None:
    for rule in (Rule.TOO_MANY_DECIMALS, Rule.NUMBER_TOO_LARGE):
        bad = [v for v, each in products.items() if isinstance(each, Bad) and each.rule is rule]
        broken = rows.filter(pl.col("value").is_in(pl.Series(bad, dtype=NUMBER_DTYPE).implode()))
        findings.add_rows(rule, broken.with_columns(details=pl.lit([], pl.List(pl.String))))


def _spread(reported: pl.DataFrame, products: Mapping[Decimal, Decimal | Bad]) -> pl.Series:
    """Each row's product, given the product of each value."""
    values = [None if isinstance(each, Bad) else each for each in products.values()]
    table = pl.DataFrame(
        {
            "value": pl.Series(list(products), dtype=NUMBER_DTYPE),
            "product": pl.Series(values, dtype=NUMBER_DTYPE),
        }
    )
    beside = reported.select("value").join(table, on="value", how="left", maintain_order="left")
    return beside["product"]
