"""Options that several commands share, and how a command opens its home."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.access import Role, User
from kpi.actions.home import Home, open_home
from kpi.cli.swedish import Command
from kpi.errors import UsageError
from kpi.ledger.append import sweep
from kpi.periods import Month, parse_month
from kpi.settings import Settings, settings_for
from kpi.wording.numbers import plural

HomeFolder = Annotated[
    Path | None,
    typer.Option("--home", metavar="MAPP", help="Hemmet; annars KPI_HOME, annars ./var."),
]
Sender = Annotated[
    str, typer.Option("--as", metavar="NAMN", help="Avsändarens namn i leveranslistan.")
]
LayoutId = Annotated[
    str | None,
    typer.Option("--layout", metavar="ID", help="Filens layout; annars efter rubrikraden."),
]
Sheet = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAMN", help="Bladet i en Excel-fil; annars det enda synliga."),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="NR|DAG",
        help="Som det såg ut vid en leverans (42) eller i slutet av en dag (2024-09-18).",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Skriv för program i stället för ögat.")]
KpiIds = Annotated[
    list[str] | None,
    typer.Option("--kpi", metavar="ID", help="Nyckeltalets id; flera går bra. Annars alla."),
]


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def add(app: typer.Typer, name: str, verb: Callable[..., Any], example: str) -> None:
    """Make a verb a command, with an example under its help."""
    app.command(name, cls=Command, epilog=f"Exempel: {example}")(verb)


def admin(name: str) -> User:
    """Whoever can write the home is admin there; the name is only what the ledger records."""
    return User(name, Role.ADMIN)


def say_swept(settings: Settings) -> None:
    """Remove what interrupted writers left in the home, and say so if there was anything."""
    swept = sweep(settings.ledger)
    if swept:
        were = plural(swept, "avbruten leverans", "avbrutna leveranser")
        typer.echo(f"Bortstädat: {were} låg kvar; inget därifrån var sparat.", err=True)


@contextmanager
def opened(folder: Path | None, *, dry: bool = False) -> Iterator[Home]:
    """The home with an index in memory: a command never waits for a running server."""
    settings = settings_for(folder)
    if not dry:
        say_swept(settings)
    home = open_home(settings, dry=dry)
    try:
        yield home
    finally:
        home.close()


def month_asked(written: str) -> Month:
    try:
        return parse_month(written)
    except ValueError as error:
        raise UsageError(f"”{written}” är ingen månad; skriv som 2024-07.") from error
