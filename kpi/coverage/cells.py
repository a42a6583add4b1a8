"""The state of every expected figure: unit by unit, measure by measure, month by month."""

from datetime import date

import polars as pl

from kpi.catalogue import Catalogue
from kpi.coverage.due import due_days
from kpi.coverage.states import State
from kpi.months import expected_unit_months
from kpi.periods import month_of, shift
from kpi.values.parts import CONFIDENTIAL, NOT_APPLICABLE, UNIT_MONTH, members_of

CELL = ["unit", "measure", "month"]


def coverage_cells(
    catalogue: Catalogue,
    reported: pl.DataFrame,
    *,
    units: pl.DataFrame,
    closed: pl.DataFrame,
    waves: pl.DataFrame,
    questions: pl.DataFrame,
    today: date,
) -> pl.DataFrame:
    """What is expected, and how it stands today with each of it.

    Expected is what `values` waits for (methods §2): the measures of a KPI, once a unit has
    named any of them, in the KPI's periods. One thing is added: a month that has ended is
    expected although nobody has sent anything for it, since that is what lacks most.

    In:  reported: unit, measure, month, there (Boolean: it has a value), missing (why not),
         preliminary (Boolean); units, closed, waves: the registers; questions: unit, measure,
         month of those that are open, where an empty unit or measure means all.
    Out: unit, measure, month, state (a State), due (Date: the last day for it, null when none
         is set); a row for each expected figure, in that order.
    """
    ended = shift(month_of(today), -1)
    marked = _expected(catalogue, reported, units, closed, waves, through=ended)
    found = marked.group_by(CELL).agg(
        closed=(pl.col("closed") & ~pl.col("not_applicable")).any(),
        awaited=(~pl.col("closed") & ~pl.col("not_applicable")).any(),
    )
    next_month = pl.col("month").dt.offset_by("1mo")
    return (
        found.join(reported, on=CELL, how="left")
        .join(_questioned(reported, questions), on=CELL, how="left")
        .join(due_days(catalogue), on="measure", how="left")
        .with_columns(due=pl.date(next_month.dt.year(), next_month.dt.month(), "due_day"))
        .with_columns(state=_state(today))
        .select(*CELL, "state", "due")
        .sort(CELL)
    )


def _expected(
    catalogue: Catalogue,
    reported: pl.DataFrame,
    units: pl.DataFrame,
    closed: pl.DataFrame,
    waves: pl.DataFrame,
    *,
    through: date,
) -> pl.DataFrame:
    """kpi, unit, month, measure, closed, not_applicable: every measure that a KPI waits for.

    Overhead that the unit has never had a value of is not waited for, whatever it is marked
    as. A measure marked as not applicable makes the KPI's whole unit-month so.
    """
    kpis = list(catalogue.kpis.values())
    members = members_of(kpis, catalogue)
    named = members.join(reported, on="measure")
    months = expected_unit_months(
        kpis, named.select(UNIT_MONTH), units, closed, waves, through=through
    )
    ever = pl.col("there").any().over("unit", "measure")
    not_applicable = (
        named.filter(~pl.col("overhead") | ever)
        .filter(pl.col("missing") == NOT_APPLICABLE)
        .select(*UNIT_MONTH, not_applicable=pl.lit(value=True))
        .unique()
    )
    valued = reported.filter("there").select("unit", "measure", valued=pl.lit(value=True)).unique()
    return (
        months.join(_read(catalogue), on="kpi")
        .join(valued, on=["unit", "measure"], how="left")
        .filter(~pl.col("overhead") | pl.col("valued"))
        .join(not_applicable, on=UNIT_MONTH, how="left")
        .with_columns(pl.col("not_applicable").fill_null(value=False))
    )


def _questioned(reported: pl.DataFrame, questions: pl.DataFrame) -> pl.DataFrame:
    """unit, measure, month of the figures that an open question is about; questioned (True)."""
    asked = questions.select("month", of_unit="unit", of_measure="measure")
    return (
        reported.select(CELL)
        .join(asked, on="month")
        .filter(
            (pl.col("of_unit") == "") | (pl.col("of_unit") == pl.col("unit")),
            (pl.col("of_measure") == "") | (pl.col("of_measure") == pl.col("measure")),
        )
        .select(*CELL, questioned=pl.lit(value=True))
        .unique()
    )


def _read(catalogue: Catalogue) -> pl.DataFrame:
    """Everything a KPI reads, also what it is withheld by: kpi, measure, overhead."""
    return pl.DataFrame(
        [
            (kpi.id, measure, catalogue.measures[measure].overhead)
            for kpi in catalogue.kpis.values()
            for measure in kpi.measures
        ],
        schema={"kpi": pl.String, "measure": pl.String, "overhead": pl.Boolean},
        orient="row",
    )


def _state(today: date) -> pl.Expr:
    """The first of these that holds."""

    def said(state: State) -> pl.Expr:
        return pl.lit(state.value)

    return (
        pl.when(pl.col("missing") == NOT_APPLICABLE)
        .then(said(State.NOT_APPLICABLE))
        .when(~pl.col("awaited") & pl.col("closed"))
        .then(said(State.CLOSED))
        .when(pl.col("missing") == CONFIDENTIAL)
        .then(said(State.CONFIDENTIAL))
        .when(pl.col("there") & pl.col("questioned"))
        .then(said(State.QUESTIONED))
        .when(pl.col("there") & pl.col("preliminary"))
        .then(said(State.PRELIMINARY))
        .when(pl.col("there"))
        .then(said(State.DELIVERED))
        .when(~pl.col("awaited"))
        .then(said(State.NOT_APPLICABLE))
        .when(pl.col("due") < today)
        .then(said(State.LATE))
        .otherwise(said(State.MISSING))
    )
