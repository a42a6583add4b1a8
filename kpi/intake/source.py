"""What the readers of rows work from: a file's data rows and where its fields stand."""

from dataclasses import dataclass

import polars as pl

from kpi.catalogue.types import Catalogue, Layout
from kpi.intake.cells import Reader, convert, read_yes, report_empty
from kpi.intake.issue import Findings
from kpi.intake.layout import REMOVED, Matched
from kpi.intake.resolve import Known, Names
from kpi.intake.text_table import column_at


@dataclass(frozen=True, slots=True)
class Source:
    """A file's rows and what is needed to understand them."""

    header: tuple[str, ...]
    cells: pl.DataFrame  # row (Int32), c0, c1 … (String): data only, no totals or repeated headers
    matched: Matched
    layout: Layout
    catalogue: Catalogue
    known: Known
    units: Names  # what units and measures may be called
    measures: Names

    def heading(self, field: str) -> str:
        """A field's heading; empty when the file has no such column."""
        position = self.matched.fields.get(field)
        return "" if position is None else self.header[position]

    def field(self, field: str) -> pl.DataFrame:
        """row, text of a field's column; text is null when the file has no such column."""
        position = self.matched.fields.get(field)
        return self.column(position)

    def column(self, position: int | None) -> pl.DataFrame:
        """row, text of the column at a position from 0."""
        if position is None:
            return self.cells.select("row", text=pl.lit(None, pl.String))
        return column_at(self.cells, position)

    def required(
        self, field: str, reader: Reader, dtype: pl.DataType, findings: Findings
    ) -> pl.Series:
        """A field's values; an empty cell is an error."""
        cells = self.field(field)
        report_empty(cells, self.heading(field), findings)
        return convert(cells, self.heading(field), reader, dtype, findings)

    def removed(self, findings: Findings) -> pl.Series:
        """Which rows take their key away."""
        cells, heading = self.field(REMOVED), self.heading(REMOVED)
        return convert(cells, heading, read_yes, pl.Boolean(), findings).fill_null(value=False)
