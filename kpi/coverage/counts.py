"""How many figures are in, of how many: by month, by unit, or both."""

from collections.abc import Sequence

import polars as pl

from kpi.coverage.states import EXPECTED, IN, LACKING, Mark, State


def counts(cells: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The states of each group counted.

    Out: the columns of `by`, sorted by them, then expected (open and applicable), a column for
         each State, and `in_whole`: the share that is in, in whole per cent (Int32; 100 only
         when all of it is, null when nothing is expected).
    """
    state = pl.col("state")
    return (
        cells.group_by(by)
        .agg(
            state.is_in([each.value for each in EXPECTED]).sum().alias("expected"),
            *((state == each.value).sum().alias(each.value) for each in State),
        )
        .with_columns(in_whole=(100 * _sum(IN) / pl.col("expected")).floor())
        .with_columns(pl.when(pl.col("expected") > 0).then("in_whole").cast(pl.Int32))
        .sort(by)
    )


def with_mark(counted: pl.DataFrame) -> pl.DataFrame:
    """Add to counts what is said of each group as a whole: mark (a Mark)."""
    late, lacking = pl.col(State.LATE.value) > 0, _sum(LACKING) > 0
    some_in = _sum(IN) > 0

    def said(mark: Mark) -> pl.Expr:
        return pl.lit(mark.value)

    return counted.with_columns(
        mark=pl.when((pl.col("expected") == 0) & (pl.col(State.CLOSED.value) > 0))
        .then(said(Mark.CLOSED))
        .when(pl.col("expected") == 0)
        .then(said(Mark.NOT_APPLICABLE))
        .when(lacking & ~late)
        .then(said(Mark.WAITING))
        .when(lacking & some_in)
        .then(said(Mark.PARTLY))
        .when(lacking)
        .then(said(Mark.NOTHING))
        .when(~some_in)
        .then(said(Mark.UNDISCLOSED))
        .when(pl.col(State.QUESTIONED.value) > 0)
        .then(said(Mark.QUESTIONED))
        .when(pl.col(State.PRELIMINARY.value) > 0)
        .then(said(Mark.PRELIMINARY))
        .otherwise(said(Mark.COMPLETE))
    )


def whole(counted: pl.DataFrame) -> pl.DataFrame:
    """How many units have sent everything for a month.

    In:  `counts` of each month and unit.
    Out: month, units (those that anything is expected of), complete (those that lack nothing),
         lacking (figures); a row a month, in order.
    """
    expected, lacks = pl.col("expected") > 0, _sum(LACKING)
    return (
        counted.group_by("month")
        .agg(
            units=expected.sum().cast(pl.Int64),
            complete=(expected & (lacks == 0)).sum().cast(pl.Int64),
            lacking=lacks.sum().cast(pl.Int64),
        )
        .sort("month")
    )


def lacking(cells: pl.DataFrame) -> pl.DataFrame:
    """Those of the figures that somebody is still to send."""
    return cells.filter(pl.col("state").is_in([each.value for each in LACKING]))


def questioned(cells: pl.DataFrame) -> pl.DataFrame:
    """Those of the figures that somebody is still to answer for."""
    return cells.filter(pl.col("state") == State.QUESTIONED.value)


def _sum(states: Sequence[State]) -> pl.Expr:
    return pl.sum_horizontal(each.value for each in states)
