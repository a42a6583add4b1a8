"""Units that may not be shown alone, as one unit together (methods §14).

What is computed unit by unit, as an effect is, would tell of each what no sum tells: means without
one unit, the spread between them. So units that are hidden together in any month are put together
in all of them, in *pools* that are summed before dividing. Whatever is computed of pools is
computed of whole blocks (`withhold`), and those may be shown.
"""

from collections import defaultdict
from collections.abc import Iterable

import polars as pl

BETWEEN = " + "  # the names of a pool's units
SCHEMA = {"kpi": pl.String, "unit": pl.String, "pool": pl.String}


def pools(hidden: pl.DataFrame, sides: pl.DataFrame) -> pl.DataFrame:
    """Which units to put together.

    In:  hidden: `hidden_together`; sides: kpi, unit, side (of any type, null too): units on the
         same side are compared with others as one group, and only they are put together.
    Out: kpi, unit, pool (its units' names), a row for each unit of a pool.
    """
    shared = (
        hidden.drop_nulls("block")
        .join(sides, on=["kpi", "unit"])
        .group_by("kpi", "side", "month", "block")
        .agg("unit")
        .filter(pl.col("unit").list.len() > 1)
    )
    found: dict[str, list[set[str]]] = defaultdict(list)
    for kpi, units in shared.select("kpi", "unit").iter_rows():
        found[kpi] = _joined(found[kpi], units)
    rows = [
        (kpi, unit, BETWEEN.join(sorted(pool)))
        for kpi, of_kpi in found.items()
        for pool in of_kpi
        for unit in pool
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("kpi", "unit")


def _joined(found: list[set[str]], units: Iterable[str]) -> list[set[str]]:
    """Those sets, of which the ones that share a unit with the new one are one set with it."""
    new = set(units)
    apart = [pool for pool in found if not pool & new]
    return [*apart, new.union(*(pool for pool in found if pool & new))]


def pooled(complete: pl.DataFrame, hidden: pl.DataFrame, together: pl.DataFrame) -> pl.DataFrame:
    """The unit-months that may be computed with one by one, a pool as one unit.

    A pool's month counts where all of its units have one, so that it is the same units it is
    compared over. A month in which someone is hidden with units outside the pool, or with nobody,
    is left out.

    In:  complete: kpi, unit, month, numerator, denominator; hidden: `hidden_together`; together:
         `pools`.
    Out: kpi, unit (a pool's name for its units), month, numerator, denominator.
    """
    cell = ["kpi", "unit", "month"]
    inside = pl.len().over("kpi", "month", "block", "pool")
    whole = pl.col("block").is_not_null() & pl.col("pool").is_not_null()
    split = (
        hidden.join(together, on=["kpi", "unit"], how="left")
        .filter(~(whole & (inside == pl.col("size"))))
        .select(*cell, split=pl.lit(value=True))
    )
    sizes = together.group_by("kpi", unit="pool").agg(units=pl.len())
    return (
        complete.join(together, on=["kpi", "unit"], how="left")
        .join(split, on=cell, how="left")
        .with_columns(pl.col("split").fill_null(value=False), unit=pl.coalesce("pool", "unit"))
        .group_by(cell)
        .agg(pl.col("numerator", "denominator").sum(), pl.col("split").any(), present=pl.len())
        .join(sizes, on=["kpi", "unit"], how="left")
        .filter(~pl.col("split"), pl.col("present") == pl.col("units").fill_null(1))
        .select(*cell, "numerator", "denominator")
        .sort(cell)
    )
