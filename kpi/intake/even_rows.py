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
    above, begin = _first_lines(text, dialect.header + 1)
    if len(above) < dialect.header + 1 or begin >= len(text):
        return None
    rows = [list(next(csv.reader([line], delimiter=dialect.delimiter), [])) for line in above]
    records = Records(above=list(enumerate(rows[:-1], start=1)))
    set_header(records, len(rows), rows[-1])
    if not 1 < records.width == len(rows[-1]) <= limits.columns:
        return None
    cells = _cells(text, begin, dialect.delimiter, records.width)
    if cells is None or not _is_in_bounds(cells, limits):
        return None
    numbers = pl.int_range(len(rows) + 1, len(rows) + 1 + cells.height, dtype=pl.Int32, eager=True)
    blank = pl.all_horizontal(pl.exclude("row").str.strip_chars() == "")
    records.parts.append(cells.insert_column(0, numbers.alias("row")).filter(~blank))
    records.skipped = cells.height - records.parts[0].height
    return records


def _first_lines(text: str, count: int) -> tuple[list[str], int]:
    """As many ended lines, and where the next one begins. The rest is not copied."""
    lines: list[str] = []
    begin = 0
    while len(lines) < count and (end := text.find("\n", begin)) >= 0:
        lines.append(text[begin:end])
        begin = end + 1
    return lines, begin


def _cells(text: str, begin: int, delimiter: str, width: int) -> pl.DataFrame | None:
    """c0, c1 … (String; an empty cell is an empty text), if every line has `width` cells.

    Polars refuses a line of more cells, if it is ended; one of fewer shows in how many
    delimiters there are.
    """
    end = "" if text.endswith("\n") else "\n"
    lines = text.count("\n", begin) + len(end)
    if text.count(delimiter, begin) != lines * (width - 1):
        return None
    try:
        cells = pl.read_csv(
            (text[begin:] + end).encode(),
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
