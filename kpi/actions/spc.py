"""`kpi spc`: control charts for any CSV, without a store."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from kpi.actions.files import read_file
from kpi.errors import InputError
from kpi.trends import TwoOfThree, fill_months, trend

POINTS = ["series", "month", "phase", "value", "centre", "lower", "upper", "signal", "side"]
SUMMARY = ["series", "phase", "n", "centre", "lower", "upper", "variation", "assurance", "status"]

_CHOICES = {  # the first is what an empty cell means
    "chart": ["xmr"],
    "better": ["neither", "higher", "lower"],
    "two_of_three": [TwoOfThree.NHS2023.value, TwoOfThree.STRICT.value],
    "screen": ["true", "false"],
}
_SERIES_COLUMNS = ["series", "month", "value", "numerator", "denominator"]
_SETTINGS_COLUMNS = ["series", *_CHOICES, "target", "baseline_points", "phase_starts"]
_CHARTS_TO_COME = ["iprime", "p", "pprime", "u", "uprime", "run"]
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?$"
_NOT_A_NUMBER = "är inte ett tal (decimaltecknet skrivs som punkt)"
_COUNT = r"^0*[1-9]\d{0,5}$"  # a baseline of no points is no baseline
# The century is fixed because a year like 0204 would draw 22 000 empty months.
_MONTH = r"^(19|20|21)\d{2}-\d{2}(-\d{2})?$"
_NOT_A_MONTH = "är inte en månad (skriv till exempel 2024-01)"


def spc_from_csv(
    series_path: Path, settings_path: Path | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """XmR charts for the series of a CSV file: (points, summary).

    In:  SERIES has series, month and either value or numerator and denominator, whose ratio
         is charted (none where the denominator is 0); an empty cell is a missing value,
         other columns are ignored. SETTINGS has one row a series, or no column series and
         one row for all of them; every column may be left out and an empty cell means: chart
         xmr, better neither, no target, every point in the baseline, one phase,
         two_of_three nhs2023, screen true. Both are UTF-8 with commas and decimal points.
    Out: points, one row per series and expected month: series, month (Date), phase (Int64),
         value, centre, lower, upper (Float64, unit of value; null = missing or not
         applicable), signal, side (String). summary, one row per series: series, phase, n
         (Int64), centre, lower, upper, variation, assurance, status. Both sorted.

    Raises InputError with every mistake in both files, one sentence a line.
    """
    series = _read(series_path, _SERIES_COLUMNS)
    values = _values(series)
    if settings_path is None:
        settings = _Table("", [], _text_frame(_SETTINGS_COLUMNS, [], []))
    else:
        settings = _read(settings_path, _SETTINGS_COLUMNS)
        _check_settings(settings, values["series"])
    mistakes = [*series.sentences(), *settings.sentences()]
    if mistakes:
        raise InputError("\n".join(mistakes))
    charted = trend(_with_settings(fill_months(values), settings))
    return charted.points.select(POINTS), charted.summary.select(SUMMARY)


@dataclass(frozen=True, slots=True)
class _Table:
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


def _read(path: Path, columns: list[str]) -> _Table:
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
    table = _Table(path.name, header, _text_frame(columns, header, rows), mistakes)
    for name in columns:
        if header.count(name) > 1:
            table.report(f"kolumnen {name} finns flera gånger.")
    if len(header) == 1 and ";" in header[0]:
        table.report("kolumnerna ska skiljas åt med kommatecken, inte semikolon.")
    return table


def _text_frame(
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


def _number(column: str) -> pl.Expr:
    """The number written in a column; null where there is none."""
    text = pl.col(column)
    return pl.when(text.str.contains(_NUMBER)).then(text).cast(pl.Float64, strict=False)


def _month(column: str) -> pl.Expr:
    """The month written as `2024-01` or as a day in it; null where there is none."""
    text = pl.when(pl.col(column).str.contains(_MONTH)).then(pl.col(column))
    day = pl.when(text.str.len_chars() == 7).then(text + "-01").otherwise(text)
    return day.str.to_date("%Y-%m-%d", strict=False).dt.month_start()


def _unread(column: str, parsed: pl.Expr) -> pl.Expr:
    return pl.col(column).is_not_null() & parsed.is_null()


def _values(table: _Table) -> pl.DataFrame:
    """series, month, value of a SERIES file, with every mistake in its cells noted."""
    parts = [] if "value" in table.header else ["numerator", "denominator"]
    lacking = [name for name in ["series", "month", *parts] if name not in table.header]
    for name in lacking:
        instead = " (eller kolumnen value)" if name in parts else ""
        table.report(f"kolumnen {name} saknas{instead}.")
    if table.cells.is_empty():
        table.report("filen har inga rader under rubrikraden.")
    for name in parts or ["value"]:
        table.report_cells(name, _unread(name, _number(name)), _NOT_A_NUMBER)
    table.report_cells("month", _unread("month", _month("month")), _NOT_A_MONTH)
    for name in ["series", "month"]:
        table.report_cells(name, pl.col(name).is_null(), "är tom")
    ratio = _number("numerator") / _number("denominator")
    value = pl.when(ratio.is_finite()).then(ratio) if parts else _number("value")
    values = table.cells.select("row", "series", month=_month("month"), value=value)
    known = values.drop_nulls(["series", "month"])
    first = pl.col("row").first().over("series", "month")
    for row, name, month, earlier in (
        known.with_columns(first=first)
        .filter(pl.col("row") != pl.col("first"))
        .select("row", "series", pl.col("month").dt.strftime("%Y-%m"), "first")
        .iter_rows()
    ):
        table.report(f"”{name}” har redan månaden {month} på rad {earlier}.", row)
    return values.drop("row")


def _check_settings(table: _Table, known: pl.Series) -> None:
    """Note every mistake in a SETTINGS file; `known` are the names in the SERIES file."""
    for column in sorted({*table.header} - {*_SETTINGS_COLUMNS, ""}):
        columns = ", ".join(_SETTINGS_COLUMNS)
        table.report(f"kolumnen {column} är okänd. Tillåtna kolumner: {columns}.")
    if "series" not in table.header and table.cells.height > 1:
        table.report("kolumnen series saknas, och filen har mer än en rad.")
    series = pl.col("series")
    unknown = ~series.is_in(known.drop_nulls().to_list())
    repeated = series.is_not_null() & ~series.is_first_distinct()
    table.report_cells("series", series.is_null(), "är tom")
    table.report_cells("series", unknown, "finns inte bland serierna")
    table.report_cells("series", repeated, "har redan en rad")
    to_come = pl.col("chart").str.to_lowercase().is_in(_CHARTS_TO_COME)
    table.report_cells("chart", to_come, "finns inte i den här versionen än. Tillåtet värde: xmr")
    for column, allowed in _CHOICES.items():
        other = ~pl.col(column).str.to_lowercase().is_in(allowed)
        if column == "chart":
            other &= ~to_come
        table.report_cells(column, other, f"är okänt. Tillåtna värden: {', '.join(allowed)}")
    table.report_cells("target", _unread("target", _number("target")), _NOT_A_NUMBER)
    whole = pl.col("baseline_points").str.contains(_COUNT)
    table.report_cells("baseline_points", ~whole, "är inte ett heltal från 1 och uppåt")
    starts = _phase_starts(table.cells).filter(pl.col("start").is_null())
    for row, found in starts.select("row", "found").iter_rows():
        table.report(f"kolumnen phase_starts: ”{found}” {_NOT_A_MONTH}.", row)


def _phase_starts(cells: pl.DataFrame) -> pl.DataFrame:
    """row, series, found (as written) and start (Date; null where unreadable): one row each."""
    return (
        cells.select("row", "series", found=pl.col("phase_starts").str.split(";"))
        .explode("found")
        .with_columns(pl.col("found").str.strip_chars())
        .filter(pl.col("found") != "")
        .with_columns(start=_month("found"))
    )


def _with_settings(values: pl.DataFrame, table: _Table) -> pl.DataFrame:
    """Give every row what `trend` asks for: phase, base, better, target and the rest.

    A phase starts on the first row on or after its month, so two starts without a row
    between them make one phase, and a start before the first row makes none.
    """
    cells = table.cells
    if "series" not in table.header:
        cells = cells.drop("series").join(values.select("series").unique(), how="cross")
    starts = _phase_starts(cells).select("series", month="start").sort("month")
    latest = starts.with_columns(start=pl.col("month"))
    rows = (
        values.sort("month")
        .join_asof(latest, on="month", by="series", check_sortedness=False)
        .sort("series", "month")
        .with_columns(phase=pl.col("start").rle_id().over("series").cast(pl.Int64) + 1)
    )
    choices = [pl.col(name).str.to_lowercase() for name in _CHOICES]
    chosen = cells.select("series", *choices, _number("target").alias("target"), "baseline_points")
    place = pl.col("value").is_not_null().cum_sum().over("series", "phase")
    wanted = pl.col("baseline_points").cast(pl.Int64)
    return rows.join(chosen, on="series", how="left", maintain_order="left").select(
        "series",
        "month",
        "value",
        "phase",
        "target",
        pl.col("better").fill_null(_CHOICES["better"][0]),
        pl.col("two_of_three").fill_null(_CHOICES["two_of_three"][0]),
        base=(place <= wanted).fill_null(True),
        screen=pl.col("screen").fill_null(_CHOICES["screen"][0]) == "true",
    )
