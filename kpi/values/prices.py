"""Fixed prices: what a cost would have been in the base month's money (methods §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from kpi.catalogue import PriceIndex
from kpi.periods import Month


class Prices(StrEnum):
    FIXED = "fixed"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class PriceBase:
    """What fixed prices are: the index, the month whose money it is, and the index' editions."""

    title: str
    month: Month
    edition: str


def deflators(
    indices: Iterable[PriceIndex], price_index: pl.DataFrame, base: Month | None
) -> pl.DataFrame:
    """What to multiply a month's kronor by to get the base month's kronor.

    `I_b / I_t`; for a mix `I` is the weighted sum of its series, each over its own base
    month's value. A month, or a base month, without every series has no row: nothing is
    carried forward. The latest edition of each series and month counts; no level, or one that
    is not above 0, is no index.

    In:  price_index: series, month, edition, value (Decimal).
    Out: price_index (id), month, deflator (Float64).
    """
    published = (
        price_index.sort("edition")
        .group_by("series", "month", maintain_order=True)
        .last()
        .select("series", "month", level=pl.col("value").cast(pl.Float64))
        .filter(pl.col("level") > 0)
    )
    at_base = published.filter(pl.col("month") == pl.lit(base, pl.Date)).select(
        "series", base_level="level"
    )
    parts = pl.DataFrame(
        [(i.id, series, w, len(i.weights)) for i in indices for series, w in i.weights.items()],
        schema={
            "price_index": pl.String,
            "series": pl.String,
            "weight": pl.Float64,
            "parts": pl.UInt32,
        },
        orient="row",
    )
    return (
        parts.join(at_base, on="series")
        .join(published, on="series")
        .group_by("price_index", "month")
        .agg(
            price=(pl.col("weight") * pl.col("level") / pl.col("base_level")).sum(),
            found=pl.len(),
            parts=pl.col("parts").first(),
        )
        .filter(pl.col("found") == pl.col("parts"))
        .select("price_index", "month", deflator=1 / pl.col("price"))
        .sort("price_index", "month")
    )


def editions_in_use(
    index: PriceIndex, price_index: pl.DataFrame, months: Iterable[Month]
) -> list[str]:
    """The editions that fixed prices of these months rest on, in order; `''` is an unnamed one.

    In:  price_index: series, month, edition, value.
    """
    own = pl.col("series").is_in(list(index.weights)) & pl.col("month").is_in(list(months))
    last = price_index.filter(own).sort("edition").group_by("series", "month").last()
    return last["edition"].fill_null("").unique().sort().to_list()
