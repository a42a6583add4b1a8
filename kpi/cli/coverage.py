"""The command that says what has come in, and what is lacking: coverage."""

from typing import Annotated

import polars as pl
import typer

from kpi.actions.coverage import Coverage, count_by_month, lacking_in, see_coverage
from kpi.actions.home import ledger_number
from kpi.cli.options import AsOf, Format, HomeFolder, add, admin, month_asked, opened
from kpi.cli.output import table, write
from kpi.coverage import State
from kpi.periods import Month
from kpi.wording.coverage import STATE, department_name, lacking_sentence
from kpi.wording.numbers import NO_BREAK, month_and_year

As = Annotated[Format, typer.Option("--format", help="table för ögat, resten för program.")]
COUNTED = [
    *(("expected", "väntade"), (State.DELIVERED, "slutliga"), (State.PRELIMINARY, "preliminära")),
    (State.QUESTIONED, "öppna frågor"),
    *((State.MISSING, "saknas"), (State.LATE, "försenade"), (State.CONFIDENTIAL, "sekretess")),
    (State.CLOSED, "stängda"),
]


def add_to(app: typer.Typer) -> None:
    add(app, "coverage", coverage, "kpi coverage --month 2024-07")


def coverage(
    *,
    month: Annotated[
        str | None,
        typer.Option(metavar="MÅNAD", help="Lista vad som saknas för en månad (2024-07)."),
    ] = None,
    as_of: AsOf = None,
    form: As = Format.TABLE,
    home: HomeFolder = None,
) -> None:
    """Vad som har kommit in och vad som saknas, månad för månad."""
    wanted = None if month is None else month_asked(month)
    with opened(home) as at:
        seen = see_coverage(at, admin("kpi"), as_of=ledger_number(at, as_of))
    if wanted is None:
        counted = count_by_month(seen)
        _show(counted, form, _counts_table(counted))
    else:
        found = lacking_in(seen, wanted)
        # `write` takes a date for a month, and this one is a day.
        _show(found.with_columns(pl.col("due").dt.to_string()), form, _list(seen, found, wanted))


def _show(frame: pl.DataFrame, form: Format, for_the_eye: str) -> None:
    if form is Format.TABLE:
        typer.echo(for_the_eye)
    else:
        write(frame, form)


def _counts_table(counted: pl.DataFrame) -> str:
    if counted.is_empty():
        return "Inga tal väntas än."
    rows = [
        [
            f"{row['month']:%Y-%m}",
            "" if row["in_whole"] is None else f"{row['in_whole']}{NO_BREAK}%",
            *(str(row[name]) for name, _ in COUNTED),
        ]
        for row in counted.to_dicts()
    ]
    return table(["månad", "inne", *(word for _, word in COUNTED)], "lr" + "r" * len(COUNTED), rows)


def _list(seen: Coverage, found: pl.DataFrame, month: Month) -> str:
    expected = count_by_month(seen).filter(pl.col("month") == month)["expected"][0]
    rows = found.to_dicts()
    said = f"{month_and_year(month).capitalize()}: {lacking_sentence(rows, expected)}"
    if not rows:
        return said
    lines = [
        [
            department_name(row["department"]),
            row["name"],
            seen.services[row["service"]],
            row["title"],
            STATE[State(row["state"])].lower(),
            str(row["due"] or ""),
        ]
        for row in rows
    ]
    headings = ["förvaltning", "enhet", "tjänst", "mått", "läge", "senast"]
    return f"{said}\n\n{table(headings, 'llllll', lines)}"
