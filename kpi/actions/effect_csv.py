"""`kpi effect` on any CSV: the pilot's effect in a panel, without a store."""

from pathlib import Path

import polars as pl

from kpi.actions.csv_text import (
    NOT_A_MONTH,
    NOT_A_NUMBER,
    CsvText,
    month_in,
    number_in,
    read_csv_text,
    unread,
)
from kpi.effects import Effect, Question, Scale, effects
from kpi.errors import InputError, UsageError
from kpi.periods import Month

_COLUMNS = ["unit", "area", "pilot", "month", "value", "start"]
_KEYS = _COLUMNS[:4]
PANEL = "panel"


def effect_from_csv(
    path: Path, *, start: Month | None, scale: Scale, baseline_months: int | None
) -> Effect:
    """The effect in the panel of a CSV file.

    In:  unit, area, pilot (0 or 1), month, value (empty = missing) and perhaps start (a month; the
         pilot unit's own, else the one given). UTF-8 with commas and decimal points. start may be
         None only if every pilot unit has its own.

    Raises InputError with every mistake in the file, one sentence a line, and UsageError where no
    start is known.
    """
    table = read_csv_text(path, _COLUMNS)
    _check(table)
    mistakes = table.sentences()
    if mistakes:
        raise InputError("\n".join(mistakes))
    rows = table.cells.select(
        "unit",
        "area",
        panel=pl.lit(PANEL),
        month=month_in("month"),
        value=number_in("value"),
        start=pl.when(pl.col("pilot") == "1").then(
            pl.coalesce(month_in("start"), pl.lit(start, pl.Date))
        ),
        waits=pl.col("pilot") == "1",
    )
    if rows.filter(pl.col("waits") & pl.col("start").is_null()).height:
        raise UsageError("Ange när piloten började: --start 2023-08, eller kolumnen start.")
    question = Question(scale=scale, baseline_months=baseline_months)
    return effects(rows.drop("waits"), question)[PANEL]


def _check(table: CsvText) -> None:
    """Note every mistake in a panel."""
    for name in [*_KEYS, "value"]:
        if name not in table.header:
            table.report(f"kolumnen {name} saknas.")
    if table.cells.is_empty():
        table.report("filen har inga rader under rubrikraden.")
    for name in _KEYS:
        table.report_cells(name, pl.col(name).is_null(), "är tom")
    table.report_cells("pilot", ~pl.col("pilot").is_in(["0", "1"]), "är varken 0 eller 1")
    for name in ("month", "start"):
        table.report_cells(name, unread(name, month_in(name)), NOT_A_MONTH)
    table.report_cells("value", unread("value", number_in("value")), NOT_A_NUMBER)
    month = month_in("month")
    again = pl.struct("unit", month).is_first_distinct().not_() & month.is_not_null()
    table.report_cells("month", again, "har enheten redan en rad för")
    for name, what in (("area", "område"), ("pilot", "svar"), ("start", "start")):
        varies = pl.col(name).n_unique().over("unit") > 1
        first = pl.col("unit").is_first_distinct()
        table.report_cells("unit", varies & first, f"har mer än ett {what} i kolumnen {name}")
