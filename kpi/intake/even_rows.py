"""Is every row as wide as the header, and no cell quoted? Then Polars can read the text.

That is what programs export, and is read ten times as fast as by the csv module. What is not so
even is left to `records`, which says what is wrong with it: this module has no issues of its own.
"""

import csv
import re

import polars as pl

from kpi.intake.dialect import Dialect
from kpi.intake.encoding import BOM
from kpi.intake.limits import Limits
from kpi.intake.records import Records, set_header

_LONE_RETURN = re.compile(r"\r(?!\n)")


def read_even_rows(text: str, dialect: Dialect, limits: Limits) -> Records | None:
    """What `read_records` would say of the text; None when its rows are not even."""
    if '"' in text or BOM in text or _LONE_RETURN.search(text):
        return None
    lines = text.split("\n", dialect.header + 1)
    if len(lines) < dialect.header + 2 or not lines[-1]:
        return None
    *above, body = lines
    rows = [list(next(csv.reader([line], delimiter=dialect.delimiter), [])) for line in above]
    records = Records(above=list(enumerate(rows[:-1], start=1)))
    set_header(records, len(rows), rows[-1])
    if not 1 < records.width == len(rows[-1]) <= limits.columns:
        return None
    cells = _cells(body, dialect.delimiter, records.width)
    if cells is None or not _is_in_bounds(cells, limits):
        return None
    numbers = pl.int_range(len(rows) + 1, len(rows) + 1 + cells.height, dtype=pl.Int32, eager=True)
    blank = pl.all_horizontal(pl.exclude("row").str.strip_chars() == "")
    records.parts.append(cells.insert_column(0, numbers.alias("row")).filter(~blank))
    records.skipped = cells.height - records.parts[0].height
    return records


def _cells(body: str, delimiter: str, width: int) -> pl.DataFrame | None:
    """c0, c1 … (String; an empty cell is an empty text), if every line has `width` cells.

    Polars refuses a line of more cells, if it is ended; one of fewer shows in how many
    delimiters there are.
    """
    body += "" if body.endswith("\n") else "\n"
    lines = body.count("\n")
    if body.count(delimiter) != lines * (width - 1):
        return None
    try:
        cells = pl.read_csv(
            body.encode(),
            separator=delimiter,
            has_header=False,
            schema={f"c{at}": pl.String for at in range(width)},
            quote_char=None,
            empty_string_is_null=False,
        )
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
        return None
    return cells if cells.shape == (lines, width) else None


def _is_in_bounds(cells: pl.DataFrame, limits: Limits) -> bool:
    """Whether the csv module would have read all of it."""
    longest = cells.select(pl.max_horizontal(pl.all().str.len_chars().max())).item()
    return cells.height <= limits.rows and longest <= csv.field_size_limit()
