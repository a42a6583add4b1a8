"""Whose figures may not be shown, so that those of a few cannot be worked out either (methods §14).

Who may not be shown stands or falls together with others, in *blocks* of at least two units
that together have persons enough. A sum that is shown holds a whole block or nothing of it.
Whatever is then added or subtracted, at any levels, every combination is made of whole blocks.
"""

from collections.abc import Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.values.levels import Level, units_by

FEWEST = 2  # one hidden unit alone could be had by subtracting the others from the sum
CELL = ["kpi", "month"]
FEW = pl.col("persons") < pl.col("below")
# Who is hidden with whom: those who share all of this, the dearest first. The first costs no sum,
# the second two areas', the last two those of types and departments but never the pilot's.
KINSHIPS = (
    ("unit_type", "department", "area", "pilots"),
    ("unit_type", "department", "pilots"),
    ("area", "pilots"),
    ("pilots",),
)
PILOTS_ONLY = KINSHIPS[2:]  # elsewhere the few sums of a lone unit are hidden rather than others'

NOTHING = pl.DataFrame(
    schema={"kpi": pl.String, "level": pl.String, "scope": pl.String, "month": pl.Date}
)


def withheld(
    complete: pl.DataFrame, kpis: Sequence[Kpi], units: pl.DataFrame, pilot: pl.DataFrame
) -> pl.DataFrame:
    """Every scope's month that may not be shown, of all levels, whichever is asked for.

    In:  complete: kpi, unit, month, persons (Float64, null = nobody knows, so nobody is shown):
         the unit-months that values are summed over; units, pilot: the registers.
    Out: kpi, level, scope, month; a row each.
    """
    touched = _touched(complete, kpis)
    if touched.is_empty():
        return NOTHING
    members = _members(units, pilot)
    blocks = _in_blocks(touched.join(_kin(units, members), on="unit", how="left"))
    return (
        touched.join(blocks, on=[*CELL, "unit"], how="left")
        .join(members, on="unit")
        .group_by("kpi", "level", "scope", "month", "block", "size")
        .agg(
            persons=pl.col("persons").sum(),
            below=pl.col("below").first(),
            alone=(FEW & pl.col("block").is_null()).any(),
            inside=pl.len(),
        )
        .group_by("kpi", "level", "scope", "month")
        .agg(
            too_few=pl.col("persons").sum() < pl.col("below").first(),
            alone=pl.col("alone").any(),
            parted=(pl.col("inside") < pl.col("size")).any(),
            hidden_unit=pl.col("block").is_not_null().any() & (pl.col("level") == Level.UNIT).any(),
        )
        .filter(pl.any_horizontal("too_few", "alone", "parted", "hidden_unit"))
        .select("kpi", "level", "scope", "month")
    )


def hidden_together(
    complete: pl.DataFrame, kpis: Sequence[Kpi], units: pl.DataFrame, pilot: pl.DataFrame
) -> pl.DataFrame:
    """Whose month may not be shown, and with whom it is hidden.

    In:  as `withheld`.
    Out: kpi, month, unit, block (String; null for a unit with nobody to be hidden with), size
         (UInt32: units in the block), a row each.
    """
    touched = _touched(complete, kpis)
    blocks = _in_blocks(touched.join(_kin(units, _members(units, pilot)), on="unit", how="left"))
    return (
        touched.join(blocks, on=[*CELL, "unit"], how="left")
        .filter(FEW | pl.col("block").is_not_null())
        .select(*CELL, "unit", "block", "size")
    )


def without_parts(values: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """KPI values for others to keep: of those that can be withheld no numerator or denominator.

    They are how many there are, or nearly so, and nobody needs them to read the value.
    """
    protected = pl.col("kpi").is_in([kpi.id for kpi in kpis if kpi.withhold_by is not None])
    parts = pl.col("numerator", "denominator")
    return values.with_columns(pl.when(~protected).then(parts))


def _touched(complete: pl.DataFrame, kpis: Sequence[Kpi]) -> pl.DataFrame:
    """kpi, month, unit, below, persons of the months in which someone has too few."""
    limits = pl.DataFrame(
        [(kpi.id, kpi.withhold_below) for kpi in kpis if kpi.withhold_below is not None],
        schema={"kpi": pl.String, "below": pl.Int64},
        orient="row",
    )
    counted = complete.join(limits, on="kpi").select(
        *CELL, "unit", "below", persons=pl.col("persons").fill_null(0.0)
    )
    return counted.filter(FEW.any().over(CELL))


def _members(units: pl.DataFrame, pilot: pl.DataFrame) -> pl.DataFrame:
    """level, scope, unit: who is in what, at every level."""
    levels = [units_by(each, units, pilot).with_columns(level=pl.lit(each)) for each in Level]
    return pl.concat(levels).with_columns(pl.col("level").cast(pl.String))


def _kin(units: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """unit, unit_type, department, area, pilots: what units can have in common, as text."""
    pilots = (
        members.filter(pl.col("level") == Level.PILOT)
        .group_by("unit")
        .agg(pilots=pl.col("scope").sort().str.join("\n"))
    )
    own = units.select("unit", pl.col("unit_type", "department", "area").fill_null("\n"))
    return own.join(pilots, on="unit", how="left").with_columns(pl.col("pilots").fill_null(""))


def _in_blocks(kin: pl.DataFrame) -> pl.DataFrame:
    """kpi, month, unit, block (String), size (UInt32: its units): those hidden with others.

    A unit with too few that is in no block has nobody to be hidden with.
    """
    left, found = kin, []
    for kinship in KINSHIPS:
        group = left.filter(pl.col("pilots") != "") if kinship in PILOTS_ONLY else left
        block = _smallest_together(group, kinship)
        found.append(block)
        left = left.join(block, on=[*CELL, "unit"], how="anti")
    return pl.concat(found)


def _smallest_together(group: pl.DataFrame, kinship: Sequence[str]) -> pl.DataFrame:
    """Of each kin with too few in it: those, and the smallest others until they are enough."""
    kin = [*CELL, *kinship]
    rank = pl.col("unit").cum_count().over(kin)
    together = pl.col("persons").cum_sum().over(kin)
    few = FEW.sum().over(kin)
    enough = (rank >= pl.max_horizontal(few, FEWEST)) & (together >= pl.col("below"))
    return (
        group.sort("persons", "unit")
        .with_columns(few=few, rank=rank, enough=enough)
        .filter(pl.col("few") > 0)
        .with_columns(last=pl.col("rank").filter("enough").min().over(kin))
        .filter(pl.col("rank") <= pl.col("last"))
        .select(
            *CELL,
            "unit",
            block=pl.concat_str(pl.lit(str(kinship)), *kinship, separator="\t"),
            size=pl.len().over(kin).cast(pl.UInt32),
        )
    )
