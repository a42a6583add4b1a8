"""The text of a CSV file that a command defines: UTF-8, commas, columns known by name."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from kpi.actions.files import read_file
from kpi.errors import InputError

_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?$"
NOT_A_NUMBER = "är inte ett tal (decimaltecknet skrivs som punkt)"
# The century is fixed because a year like 0204 would draw 22 000 empty months.
_MONTH = r"^(19|20|21)\d{2}-\d{2}(-\d{2})?$"
NOT_A_MONTH = "är inte en månad (skriv till exempel 2024-01)"


@dataclass(frozen=True, slots=True)
class CsvText:
    """A CSV file as text, and what is wrong with it.

    `cells` has row (Int64, as a spreadsheet numbers it: the header is 1) and a String column
    for each column that is known, all null if the file lacks it; an empty cell is null.
    """

    name: str
    header: list[str]
    cells: pl.DataFrame
    mistakes: list[tuple[int, str]] = field(default_factory=list)

    def report(self, sentence: str, row: int = 0) -> None:
        """Note what is wrong with a row, or with the file as a whole (row 0)."""
        self.mistakes.append((row, sentence))

    def report_cells(self, column: str, bad: pl.Expr, what: str) -> None:
        """Note every cell of a column where `bad` is true; `what` ends the sentence."""
        if column in self.header:
            for row, found in self.cells.filter(bad).select("row", column).iter_rows():
                cell = "cellen" if found is None else f"”{found}”"
                self.report(f"kolumnen {column}: {cell} {what}.", row)

    def sentences(self) -> list[str]:
        return [
            f"{self.name}, rad {row}, {sentence}" if row else f"{self.name}: {sentence}"
            for row, sentence in sorted(self.mistakes)
        ]


def _records(path: Path) -> list[list[str]]:
    """The rows of a CSV file, header first. InputError when it cannot be read as one."""
    try:
        # A byte order mark is what Excel writes first in "CSV UTF-8".
        text = read_file(path).decode("utf-8-sig")
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        raise InputError(f"{path} är inte en textfil i UTF-8.") from None
    except csv.Error:
        raise InputError(f"{path} är inte CSV: citattecknen går inte ihop.") from None
    if "\0" in text:
        raise InputError(f"{path} är inte en textfil.")
    if not text.strip():
        raise InputError(f"{path} är tom.")
    return records


def read_csv_text(path: Path, columns: list[str]) -> CsvText:
    """The known columns of a CSV file, with the mistakes of its shape noted."""
    first, *rest = _records(path)
    header = [name.strip().lower() for name in first]
    while header and not header[-1]:
        header.pop()  # a spreadsheet may write commas after the last column it uses
    width = len(header)
    mistakes: list[tuple[int, str]] = []
    rows: list[tuple[int | str, ...]] = []
    for number, cells in enumerate(rest, start=2):
        beyond = any(map(str.strip, cells[width:]))
        if len(cells) >= width and not beyond:
            rows.append((number, *cells[:width]))
        elif any(map(str.strip, cells)):
            counts = f"{len(cells)} celler men rubrikraden {width}"
            mistakes.append((number, f"raden har {counts} (decimaltecknet skrivs som punkt)."))
    table = CsvText(path.name, header, text_frame(columns, header, rows), mistakes)
    for name in columns:
        if header.count(name) > 1:
            table.report(f"kolumnen {name} finns flera gånger.")
    if len(header) == 1 and ";" in header[0]:
        table.report("kolumnerna ska skiljas åt med kommatecken, inte semikolon.")
    return table


def text_frame(
    columns: list[str], header: list[str], rows: list[tuple[int | str, ...]]
) -> pl.DataFrame:
    """row and the known columns, for the rows that hold anything; an empty cell is null."""
    written = {"row": pl.Int64} | {f"{at}": pl.String for at in range(len(header))}
    cells = {
        name: pl.col(f"{header.index(name)}").str.strip_chars().replace("", None)
        if name in header
        else pl.lit(None, pl.String)
        for name in columns
    }
    anything = pl.any_horizontal(pl.exclude("row").str.strip_chars() != "")
    return pl.DataFrame(rows, schema=written, orient="row").filter(anything).select("row", **cells)


def number_in(column: str) -> pl.Expr:
    """The number written in a column; null where there is none."""
    text = pl.col(column)
    return pl.when(text.str.contains(_NUMBER)).then(text).cast(pl.Float64, strict=False)


def month_in(column: str) -> pl.Expr:
    """The month written as `2024-01` or as a day in it; null where there is none."""
    text = pl.when(pl.col(column).str.contains(_MONTH)).then(pl.col(column))
    day = pl.when(text.str.len_chars() == 7).then(text + "-01").otherwise(text)
    return day.str.to_date("%Y-%m-%d", strict=False).dt.month_start()


def unread(column: str, parsed: pl.Expr) -> pl.Expr:
    """True where something is written that was not understood."""
    return pl.col(column).is_not_null() & parsed.is_null()
