"""What must be said about the cells of a spreadsheet, once it is known which of them are read?

A cell shows one thing and holds another: a formula, an error, a share shown in per cent, a day
that is a number. Columns that nobody reads may hold what they like.
"""

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from kpi.intake.cell_text import written_day, written_number
from kpi.intake.cells import different
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.text_table import TextTable

_SERIAL = "^[0-9]{5}$"  # 1927 to 2173; four digits are a year and six a year and month


def report_marks(table: TextTable, read: Collection[int], findings: Findings) -> None:
    """Issues for the marked cells in columns that are read, by position."""
    if table.marks.is_empty():
        return
    for position in sorted(read):
        marks = table.marks.filter(pl.col("position") == position)
        heading = table.header[position]
        for rule in (Rule.CELL_ERROR, Rule.FORMULA_WITHOUT_VALUE):
            findings.add_cells(rule, heading, marks.filter(pl.col("rule") == rule.value))
        shares = marks.filter(pl.col("rule") == Rule.PERCENT.value)
        if not shares.is_empty():
            row, text = shares["row"][0], shares["text"][0]
            value = written_number(text.removesuffix(" %").replace(",", "."), ",", -2)
            details = (value, str(shares.height))
            findings.add(Issue.of(Rule.PERCENT, row, heading, text, details))


def with_days_of_serials(
    table: TextTable, months: Collection[int], findings: Findings
) -> TextTable:
    """Bare numbers in the columns of months as the days they count to, each with a warning."""
    day_zero = table.day_zero
    if day_zero is None:
        return table
    cells = table.cells
    for position in sorted(months):
        name = f"c{position}"
        numbers = cells.filter(pl.col(name).str.contains(_SERIAL)).select("row", text=name)
        days = {text: written_day(text, day_zero) or text for text in different(numbers["text"])}
        details = {text: (day,) for text, day in days.items()}
        findings.add_cells(Rule.SERIAL_NUMBER, table.header[position], numbers, details)
        cells = cells.with_columns(pl.col(name).replace(days))
    return replace(table, cells=cells)
