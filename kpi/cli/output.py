"""How a frame is written to the terminal or to a program."""

import io
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl
import typer

from kpi.cli.options import Format


def write(frame: pl.DataFrame, form: Format, columns: dict[str, str]) -> None:
    """Write a frame: as a table under Swedish headings, or whole for a program.

    Months are written `2024-01`; csv has comma and decimal point, like `kpi spc` reads.
    """
    plain = frame.with_columns(
        pl.col(name).dt.strftime("%Y-%m")
        for name, dtype in frame.schema.items()
        if dtype == pl.Date
    )
    if form is Format.PARQUET:
        buffer = io.BytesIO()
        frame.write_parquet(buffer)
        sys.stdout.buffer.write(buffer.getvalue())
    elif form is Format.CSV:
        typer.echo(plain.write_csv(), nl=False)
    elif form is Format.JSON:
        typer.echo(json.dumps(plain.to_dicts(), ensure_ascii=False, indent=1, default=str))
    else:
        rows = [[row[name] for name in columns] for row in plain.to_dicts()]
        typer.echo(table(list(columns.values()), rows))


def for_programs(frame: pl.DataFrame) -> pl.DataFrame:
    """The same frame with its months written `2024-01`."""
    return frame.with_columns(pl.selectors.date().dt.strftime("%Y-%m"))


def table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A plain text table; figures to the right."""
    texts = [[_text(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *texts, strict=True)]
    right = [any(isinstance(row[i], int | float) for row in rows) for i in range(len(headings))]

    def line(cells: Sequence[str]) -> str:
        each = zip(cells, widths, right, strict=True)
        return "  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in each).rstrip()

    return "\n".join([line(headings), line(["─" * width for width in widths]), *map(line, texts)])


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else ""
    if isinstance(cell, float):
        return f"{cell:.4g}" if abs(cell) < 1000 else f"{cell:.0f}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else str(cell)
