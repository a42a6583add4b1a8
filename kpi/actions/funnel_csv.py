"""`kpi funnel` on any CSV: which units' shares lie outside the funnel, without a store."""

from pathlib import Path

import polars as pl

from kpi.actions.csv_text import NOT_A_NUMBER, CsvText, number_in, read_csv_text, unread
from kpi.equity import funnel
from kpi.errors import InputError

_COLUMNS = ["unit", "numerator", "denominator"]


def funnel_from_csv(path: Path) -> pl.DataFrame:
    """The funnel of the units in a CSV file, a row a unit in the file's order.

    In:  unit, numerator, denominator (numbers, empty = missing). UTF-8 with commas and decimal
         points. A unit that lacks either, or whose denominator is 0, has a row without numbers
         and is not counted.

    Raises InputError with every mistake in the file, one sentence a line.
    """
    table = read_csv_text(path, _COLUMNS)
    _check(table)
    mistakes = table.sentences()
    if mistakes:
        raise InputError("\n".join(mistakes))
    numerator, denominator = (number_in(name) for name in _COLUMNS[1:])
    both = numerator.is_not_null() & denominator.is_not_null()
    return funnel(
        table.cells.select(
            "unit",
            numerator=pl.when(both).then(numerator),
            denominator=pl.when(both).then(denominator),
        )
    )


def _check(table: CsvText) -> None:
    """Note every mistake in a UNITS file."""
    for name in _COLUMNS:
        if name not in table.header:
            table.report(f"kolumnen {name} saknas.")
    if table.cells.is_empty():
        table.report("filen har inga rader under rubrikraden.")
    unit, numerator, denominator = pl.col("unit"), *(number_in(name) for name in _COLUMNS[1:])
    table.report_cells("unit", unit.is_null(), "är tom")
    again = unit.is_not_null() & unit.is_first_distinct().not_()
    table.report_cells("unit", again, "har redan en rad")
    for name, number in zip(_COLUMNS[1:], (numerator, denominator), strict=True):
        table.report_cells(name, unread(name, number), NOT_A_NUMBER)
        table.report_cells(name, number < 0, "är mindre än 0")
    table.report_cells("numerator", numerator > denominator, "är mer än nämnaren")
