"""How a frame is written: as a table for the eye, or whole for a program."""

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import typer

from kpi.cli.options import Format
from kpi.errors import UsageError


def write(frame: pl.DataFrame, form: Format) -> None:
    """Write a whole frame for a program, in any format but table.

    Months are written `2024-01`; csv has comma and decimal point, as `kpi spc` reads it.
    """
    if form is Format.PARQUET:
        buffer = io.BytesIO()
        frame.write_parquet(buffer)
        sys.stdout.buffer.write(buffer.getvalue())
        sys.stdout.buffer.flush()
    elif form is Format.CSV:
        typer.echo(csv_text(frame), nl=False)
    else:
        typer.echo(json_text(frame))


def csv_text(frame: pl.DataFrame) -> str:
    return _plain(frame).write_csv()


def json_text(frame: pl.DataFrame) -> str:
    return json.dumps(_plain(frame).to_dicts(), ensure_ascii=False, indent=1)


def save(path: Path, content: bytes) -> None:
    """Write a file that somebody named. UsageError when it cannot be one."""
    try:
        path.write_bytes(content)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise UsageError(
            f"{path} går inte att skriva: mappen finns inte, eller så är det en mapp."
        ) from error


def table(headings: Sequence[str], align: str, rows: Sequence[Sequence[str]]) -> str:
    """A plain text table. `align` has a letter a column: l to the left, r to the right."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        each = zip(cells, widths, align, strict=True)
        return "  ".join(c.rjust(w) if a == "r" else c.ljust(w) for c, w, a in each).rstrip()

    return "\n".join([line(headings), line(["─" * width for width in widths]), *map(line, rows)])


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The same frame with its months written `2024-01`, and its moments in UTC with a Z."""
    return frame.with_columns(
        pl.selectors.date().dt.strftime("%Y-%m"),
        pl.selectors.datetime().dt.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
