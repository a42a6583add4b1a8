"""`kpi spc`: control charts for any CSV, without a store."""

from pathlib import Path

import polars as pl

from kpi.actions.csv_text import (
    NOT_A_MONTH,
    NOT_A_NUMBER,
    CsvText,
    month_in,
    number_in,
    read_csv_text,
    text_frame,
    unread,
)
from kpi.errors import InputError
from kpi.trends import TwoOfThree, fill_months, trend
from kpi.trends.limits import BY_VOLUME, SHARES
from kpi.trends.phases import Begins, with_phases
from kpi.trends.spc import Rules
from kpi.trends.states import Chart

POINTS = ["series", "month", "phase", "value", "centre", "lower", "upper", "signal", "side"]
SUMMARY = ["series", "phase", "n", "centre", "lower", "upper", "variation", "assurance", "status"]

_CHOICES = {  # the first is what an empty cell means
    "chart": [chart.value for chart in Chart],
    "better": ["neither", "higher", "lower"],
    "two_of_three": [TwoOfThree.NHS2023.value, TwoOfThree.STRICT.value],
    "screen": ["true", "false"],
}
_SERIES_COLUMNS = ["series", "month", "value", "numerator", "denominator"]
_SETTINGS_COLUMNS = ["series", *_CHOICES, "target", "baseline_points", "phase_starts"]
_PARTS = ["numerator", "denominator"]
_COUNT = r"^0*[1-9]\d{0,5}$"  # a baseline of no points is no baseline


def spc_from_csv(
    series_path: Path, settings_path: Path | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Control charts for the series of a CSV file: (points, summary).

    In:  SERIES has series, month and either value or numerator and denominator, whose ratio
         is charted (none where the denominator is 0); an empty cell is a missing value,
         other columns are ignored. Charts by volume (iprime, p, pprime, u, uprime) need the
         parts. SETTINGS has one row a series, or no column series and
         one row for all of them; every column may be left out and an empty cell means: chart
         xmr, better neither, no target, every point in the baseline, one phase,
         two_of_three nhs2023, screen true. Both are UTF-8 with commas and decimal points.
    Out: points, one row per series and expected month: series, month (Date), phase (Int64),
         value, centre, lower, upper (Float64, unit of value; null = missing or not
         applicable), signal, side (String). summary, one row per series: series, phase, n
         (Int64), centre, lower, upper, variation, assurance, status. Both sorted.

    Raises InputError with every mistake in both files, one sentence a line.
    """
    series = read_csv_text(series_path, _SERIES_COLUMNS)
    values = _values(series)
    if settings_path is None:
        settings = CsvText("", [], text_frame(_SETTINGS_COLUMNS, [], []))
    else:
        settings = read_csv_text(settings_path, _SETTINGS_COLUMNS)
        _check_settings(settings, values["series"])
        _check_charts(settings, values, has_parts="value" not in series.header)
    mistakes = [*series.sentences(), *settings.sentences()]
    if mistakes:
        raise InputError("\n".join(mistakes))
    # Every rule as written, whatever the months hang together: it is read beside other tools.
    charted = trend(_with_settings(fill_months(values), settings), Rules(heed_links=False))
    return charted.points.select(POINTS), charted.summary.select(SUMMARY)


def _values(table: CsvText) -> pl.DataFrame:
    """series, month, value, denominator of a SERIES file, with every mistake in its cells noted."""
    parts = [] if "value" in table.header else _PARTS
    lacking = [name for name in ["series", "month", *parts] if name not in table.header]
    for name in lacking:
        instead = " (eller kolumnen value)" if name in parts else ""
        table.report(f"kolumnen {name} saknas{instead}.")
    if table.cells.is_empty():
        table.report("filen har inga rader under rubrikraden.")
    for name in parts or ["value"]:
        table.report_cells(name, unread(name, number_in(name)), NOT_A_NUMBER)
    table.report_cells("month", unread("month", month_in("month")), NOT_A_MONTH)
    for name in ["series", "month"]:
        table.report_cells(name, pl.col(name).is_null(), "är tom")
    ratio = number_in("numerator") / number_in("denominator")
    value = pl.when(ratio.is_finite()).then(ratio) if parts else number_in("value")
    denominator = number_in("denominator") if parts else pl.lit(None, pl.Float64)
    values = table.cells.select(
        "row", "series", month=month_in("month"), value=value, denominator=denominator
    )
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


def _check_settings(table: CsvText, known: pl.Series) -> None:
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
    for column, allowed in _CHOICES.items():
        other = ~pl.col(column).str.to_lowercase().is_in(allowed)
        table.report_cells(column, other, f"är okänt. Tillåtna värden: {', '.join(allowed)}")
    table.report_cells("target", unread("target", number_in("target")), NOT_A_NUMBER)
    whole = pl.col("baseline_points").str.contains(_COUNT)
    table.report_cells("baseline_points", ~whole, "är inte ett heltal från 1 och uppåt")
    starts = _phase_starts(table.cells).filter(pl.col("start").is_null())
    for row, found in starts.select("row", "found").iter_rows():
        table.report(f"kolumnen phase_starts: ”{found}” {NOT_A_MONTH}.", row)


def _check_charts(table: CsvText, values: pl.DataFrame, *, has_parts: bool) -> None:
    """Note the charts that the values cannot be drawn as."""
    chart = pl.col("chart").str.to_lowercase()
    by_volume = chart.is_in([each.value for each in BY_VOLUME])
    if not has_parts:
        needs = "behöver kolumnerna numerator och denominator i stället för value"
        table.report_cells("chart", by_volume, needs)
        return
    extremes = values.group_by("series").agg(
        least=pl.col("value").min(), most=pl.col("value").max(), volume=pl.col("denominator").min()
    )
    if "series" not in table.header:  # one row for all
        extremes = extremes.select(
            least=pl.col("least").min(), most=pl.col("most").max(), volume=pl.col("volume").min()
        )
        found = table.cells.join(extremes, how="cross")
    else:
        found = table.cells.join(extremes, on="series", maintain_order="left")
    share = chart.is_in([each.value for each in SHARES])
    count = by_volume & (chart != Chart.IPRIME.value)
    for bad, what in (
        (by_volume & (pl.col("volume") < 0), "går inte: en nämnare är negativ"),
        (share & (pl.col("most") > 1), "går inte: en andel är större än 1"),
        (count & (pl.col("least") < 0), "går inte: ett värde är negativt"),
    ):
        for row, written in found.filter(bad).select("row", "chart").iter_rows():
            table.report(f"kolumnen chart: ”{written}” {what}.", row)


def _phase_starts(cells: pl.DataFrame) -> pl.DataFrame:
    """row, series, found (as written) and start (Date; null where unreadable): one row each."""
    return (
        cells.select("row", "series", found=pl.col("phase_starts").str.split(";"))
        .explode("found")
        .with_columns(pl.col("found").str.strip_chars())
        .filter(pl.col("found") != "")
        .with_columns(start=month_in("found"))
    )


def _with_settings(values: pl.DataFrame, table: CsvText) -> pl.DataFrame:
    """Give every row what `trend` asks for: phase, base, better, target and the rest."""
    cells = table.cells
    if "series" not in table.header:
        cells = cells.drop("series").join(values.select("series").unique(), how="cross")
    starts = _phase_starts(cells).select(
        "series", month="start", begins=pl.lit(Begins.DECISION.value)
    )
    rows = with_phases(values, starts)
    choices = [pl.col(name).str.to_lowercase() for name in _CHOICES]
    chosen = cells.select(
        "series", *choices, number_in("target").alias("target"), "baseline_points"
    )
    place = pl.col("value").is_not_null().cum_sum().over("series", "phase")
    wanted = pl.col("baseline_points").cast(pl.Int64)
    return rows.join(chosen, on="series", how="left", maintain_order="left").select(
        "series",
        "month",
        "value",
        "denominator",
        "phase",
        "target",
        pl.col("better").fill_null(_CHOICES["better"][0]),
        pl.col("two_of_three").fill_null(_CHOICES["two_of_three"][0]),
        base=(place <= wanted).fill_null(True),
        screen=pl.col("screen").fill_null(_CHOICES["screen"][0]) == "true",
        chart=pl.col("chart").fill_null(_CHOICES["chart"][0]),
        scale=pl.lit(1.0),
        seasonal=pl.lit(value=False),
    )
