"""What must hold for a value. Each rule is an expression that is true for a good row.

They are applied to rows with value (NUMBER_DTYPE, null = no value), smallest and largest
(the measure's bounds; null = none).
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

import polars as pl

from kpi.catalogue.types import Measure
from kpi.intake.issue import Findings, Rule
from kpi.intake.number import STEP
from kpi.ledger.kinds import NUMBER_DTYPE


def is_at_least_smallest() -> pl.Expr:
    return (pl.col("value") >= pl.col("smallest")).fill_null(value=True)


def is_at_most_largest() -> pl.Expr:
    return (pl.col("value") <= pl.col("largest")).fill_null(value=True)


VALUE_RULES: Mapping[Rule, Callable[[], pl.Expr]] = MappingProxyType(
    {Rule.BELOW_SMALLEST: is_at_least_smallest, Rule.ABOVE_LARGEST: is_at_most_largest}
)


def check_values(values: pl.DataFrame, measures: Iterable[Measure], findings: Findings) -> None:
    """An issue for every value outside its measure's bounds.

    In: row (Int32), column (String, the heading), text (String, as written), measure (id), value.
    """
    bounds = _bounds(measures)
    limits = bounds.select("measure", "smallest", "largest")
    bounded = values.filter(pl.col("value").is_not_null()).join(
        limits, on="measure", how="left", maintain_order="left"
    )
    for rule, is_good in VALUE_RULES.items():
        broken = bounded.filter(~is_good())
        if not broken.is_empty():
            details = bounds.select("measure", details=rule.value)
            findings.add_rows(rule, broken.join(details, on="measure", maintain_order="left"))


def _bounds(measures: Iterable[Measure]) -> pl.DataFrame:
    """measure, smallest, largest; and under each rule's name what its sentence needs."""
    rows = [
        {
            "measure": measure.id,
            "smallest": _stored(measure.smallest),
            "largest": _stored(measure.largest),
            Rule.BELOW_SMALLEST.value: [str(measure.smallest), measure.title, measure.unit],
            Rule.ABOVE_LARGEST.value: [str(measure.largest), measure.title, measure.unit],
        }
        for measure in measures
    ]
    schema = {
        "measure": pl.String(),
        "smallest": NUMBER_DTYPE,
        "largest": NUMBER_DTYPE,
        **dict.fromkeys((rule.value for rule in VALUE_RULES), pl.List(pl.String)),
    }
    return pl.DataFrame(rows, schema=schema)


def _stored(bound: Decimal | None) -> Decimal | None:
    """The bound as finely as values are stored."""
    return None if bound is None else bound.quantize(STEP)
