"""The command line: the same verbs as the pages, for the analyst and for scripts."""

import io
import os
import sys
import traceback

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kpi.cli import (
    asking,
    care,
    coverage,
    delivered,
    effects,
    equity,
    figures,
    meetings,
    sending,
    serving,
    templates,
)
from kpi.cli.swedish import Group, usage_sentence
from kpi.errors import DISK_FULL, Busy, KpiError, NotAllowed, UsageError

BUG = 70

app = typer.Typer(
    name="kpi",
    cls=Group,
    help="Pilotkollen: blir det billigare, lika bra och mer likvärdigt?",
    add_completion=False,
    rich_markup_mode=None,
)
for group in (
    serving,
    sending,
    delivered,
    templates,
    asking,
    coverage,
    figures,
    effects,
    equity,
    meetings,
    care,
):
    group.add_to(app)


def main() -> None:
    """Run the command given to the process, and end it with the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Windows' own cannot write a table's lines
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; its exit code (0, 1, 2, 3, 4 or 70), whatever happens.

    A person's mistake is a sentence, a bug its traceback.
    """
    try:
        _invoke(arguments or ["--help"])
    except typer.Exit as ended:
        return ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("Avbrutet. Ingenting mer har sparats.", err=True)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at exit
        return 0
    except Exception as error:  # noqa: BLE001 - the outermost door: a bug shows where it is
        said = _for_people(error)
        if said is None:
            traceback.print_exc()
            typer.echo("Ett fel i Pilotkollen. Raderna ovan hjälper den som rättar det.", err=True)
            return BUG
        typer.echo(str(said), err=True)
        return said.exit_code
    return 0


def _invoke(arguments: list[str]) -> None:
    command = get_command(app)
    assert isinstance(command, TyperGroup)  # noqa: S101 - it has more than one command
    name = arguments[0]
    if not name.startswith("-") and name not in command.commands:
        known = ", ".join(command.commands)
        raise UsageError(f"Kommandot {name} finns inte. De som finns är {known}.")
    with command.make_context("kpi", list(arguments)) as context:
        command.invoke(context)


def _for_people(error: Exception) -> KpiError | None:
    """The error as one that a person can act on; None for a bug."""
    if isinstance(error, KpiError):
        return error
    if isinstance(error, typer.TyperException):
        return UsageError(usage_sentence(error))
    if isinstance(error, PermissionError):
        return NotAllowed(f"{error.filename or 'Detta'} får du inte läsa eller skriva.")
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        return Busy("Disken är full.")
    return None
