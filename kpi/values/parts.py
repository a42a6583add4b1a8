"""Numerator and denominator of each KPI, unit and month (methods §2)."""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Catalogue, Kpi
from kpi.catalogue.types import Formula

UNIT_MONTH = ["kpi", "unit", "month"]
# Named missing, as the intake stores them.
CONFIDENTIAL = "sekretess"
NOT_APPLICABLE = "ej_tillamplig"


def members_of(kpis: Sequence[Kpi], catalogue: Catalogue) -> pl.DataFrame:
    """Which measures make up each part: kpi, part (numerator, denominator), measure, overhead."""
    return pl.DataFrame(
        [
            (kpi.id, part, measure, catalogue.measures[measure].overhead)
            for kpi in kpis
            for part, measures in (("numerator", kpi.numerator), ("denominator", kpi.denominator))
            for measure in measures
        ],
        schema={
            "kpi": pl.String,
            "part": pl.String,
            "measure": pl.String,
            "overhead": pl.Boolean,
        },
        orient="row",
    )


def unit_parts(measures: pl.DataFrame, kpis: Sequence[Kpi], catalogue: Catalogue) -> pl.DataFrame:
    """The parts each unit has reported, month by month.

    A part is the sum of its members. Overhead that the unit has never reported is left out,
    whatever it is marked as; any other member missing makes the part null. An index KPI's
    numerator is value times weight, so that sums over units give the weighted mean; one
    without the other is nothing.

    In:  measures: unit, measure, month, value (Decimal or null), missing.
    Out: kpi, unit, month, numerator, denominator (Float64), confidential, not_applicable (Boolean:
         some member is marked so); a row wherever the unit named any member that is not left out.
    """
    members = members_of(kpis, catalogue)
    named = members.join(measures, on="measure")
    ever = pl.col("value").is_not_null().any().over("measure", "unit")
    counted = named.filter(~pl.col("overhead") | ever)
    overheads = (
        counted.filter("overhead")
        .group_by("kpi", "part", "unit")
        .agg(overheads=pl.col("measure").n_unique())
    )
    always = members.group_by("kpi", "part").agg(required=(~pl.col("overhead")).sum())
    sums = (
        counted.group_by(*UNIT_MONTH, "part")
        .agg(
            total=pl.col("value").sum().cast(pl.Float64),
            found=pl.col("value").is_not_null().sum(),
            confidential=(pl.col("missing") == CONFIDENTIAL).any(),
            not_applicable=(pl.col("missing") == NOT_APPLICABLE).any(),
        )
        .join(always, on=["kpi", "part"])
        .join(overheads, on=["kpi", "part", "unit"], how="left")
        .with_columns(
            complete=pl.col("found") == pl.col("required") + pl.col("overheads").fill_null(0)
        )
        .with_columns(total=pl.when("complete").then("total"))
    )
    return _weighted(_side_by_side(sums), kpis)


def _side_by_side(sums: pl.DataFrame) -> pl.DataFrame:
    def part(name: str) -> pl.Expr:
        return pl.col("total").filter(pl.col("part") == name).max()

    return (
        sums.group_by(UNIT_MONTH)
        .agg(
            numerator=part("numerator"),
            denominator=part("denominator"),
            confidential=pl.col("confidential").any(),
            not_applicable=pl.col("not_applicable").any(),
        )
        .sort(UNIT_MONTH)
    )


def _weighted(parts: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    index = pl.col("kpi").is_in([kpi.id for kpi in kpis if kpi.formula is Formula.INDEX])
    weighted = pl.col("numerator") * pl.col("denominator")
    return parts.with_columns(
        numerator=pl.when(index).then(weighted).otherwise("numerator"),
        denominator=pl.when(~index | weighted.is_not_null()).then("denominator"),
    )
