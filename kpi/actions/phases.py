"""Where one series begins anew, and why: what has been signed, and where its definition changed."""

from dataclasses import dataclass

import polars as pl

from kpi.actions.decisions import phases_of
from kpi.actions.home import Home
from kpi.periods import Month
from kpi.trends.phases import Begins


@dataclass(frozen=True, slots=True)
class Phase:
    """The start of a later phase: its first month, why, and of a signed one what was written."""

    month: Month
    begins: Begins
    reason: str = ""
    signed_by: str = ""


def phases_begun(home: Home, points: pl.DataFrame, as_of: int) -> tuple[Phase, ...]:
    """The later phases of one series, in order; none where it has one phase."""
    starts = points.filter(pl.col("begins").is_not_null()).select("month", "begins")
    signed = phases_of(home.store.register("phases", as_of), points).sort("month")
    return tuple(
        _phase(month, begins, signed) for month, begins in starts.sort("month").iter_rows()
    )


def _phase(month: Month, begins: str, signed: pl.DataFrame) -> Phase:
    """The latest signed start by then is the one that the phase begins with."""
    if begins == Begins.DEFINITION:
        return Phase(month, Begins.DEFINITION)
    row = signed.filter(pl.col("month") <= month).row(-1, named=True)
    return Phase(month, Begins.DECISION, row["reason"] or "", row["signed_by"] or "")
