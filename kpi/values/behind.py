"""The rows behind a value: what became of each, and whose may not be shown."""

from enum import StrEnum

import polars as pl

from kpi.values.parts import CONFIDENTIAL


class RowState(StrEnum):
    """What became of a reported value; the first that holds, in this order."""

    WITHHELD = "withheld"  # too few persons or answers, or hidden with those (methods §14)
    CLOSED = "closed"
    CONFIDENTIAL = "confidential"  # marked so by the sender
    NEVER = "never"  # overhead that the unit does not report
    MISSING = "missing"
    NO_INDEX = "no_index"
    INCOMPLETE = "incomplete"  # another value of the same unit is missing
    COUNTED = "counted"


def rows_behind(
    units: pl.DataFrame, members: pl.DataFrame, reported: pl.DataFrame, ever: pl.DataFrame
) -> pl.DataFrame:
    """A row for each expected unit and each measure, reported or not.

    In:  units: unit, closed, no_index, whole (both parts are there), hidden (Boolean) and any
         more columns; members: part, measure, overhead; reported: unit, measure, value,
         missing and where each came from; ever: unit, measure that have had a value.
    Out: units' and members' columns beside reported's, plus state (a RowState); value is null
         where it is withheld.
    """
    return (
        units.join(members, how="cross")
        .join(reported, on=["unit", "measure"], how="left", maintain_order="left")
        .join(
            ever.select("unit", "measure", ever=pl.lit(value=True)),
            on=["unit", "measure"],
            how="left",
            maintain_order="left",
        )
        .with_columns(state=_state())
        .with_columns(value=pl.when(~pl.col("hidden")).then("value"))
    )


def _state() -> pl.Expr:
    nothing = pl.col("value").is_null()

    def said(state: RowState) -> pl.Expr:
        return pl.lit(state.value)

    return (
        pl.when("hidden")
        .then(said(RowState.WITHHELD))
        .when("closed")
        .then(said(RowState.CLOSED))
        .when(pl.col("missing") == CONFIDENTIAL)
        .then(said(RowState.CONFIDENTIAL))
        .when(nothing & pl.col("overhead") & pl.col("ever").is_null())
        .then(said(RowState.NEVER))
        .when(nothing)
        .then(said(RowState.MISSING))
        .when("no_index")
        .then(said(RowState.NO_INDEX))
        .when(~pl.col("whole"))
        .then(said(RowState.INCOMPLETE))
        .otherwise(said(RowState.COUNTED))
    )
