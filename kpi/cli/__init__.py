"""The command line: the same verbs as the pages, for the analyst and for scripts."""

import os
import sys
import traceback

import click
import typer
from typer.main import get_command

from kpi.cli import care, figures, sending, serving
from kpi.errors import KpiError

BUG = 70

app = typer.Typer(
    name="kpi",
    help="Pilotkollen: blir det billigare, lika bra och mer likvärdigt?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (serving, sending, figures, care):
    group.add_to(app)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and end the process with its exit code (0, 1, 2, 3, 4 or 70)."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command; its exit code. A person's mistake is a sentence, a bug its traceback."""
    command = get_command(app)
    try:
        return int(command.main(arguments, prog_name="kpi", standalone_mode=False) or 0)
    except KpiError as error:
        typer.echo(str(error), err=True)
        return error.exit_code
    except click.UsageError as error:
        typer.echo(_usage(error), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        typer.echo("Avbrutet. Ingenting mer har sparats.", err=True)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the exit
        return 0
    except Exception:  # noqa: BLE001 - the outermost door: a bug shows where it is
        traceback.print_exc()
        typer.echo("Ett fel i Pilotkollen. Raderna ovan hjälper den som rättar det.", err=True)
        return BUG


def _usage(error: click.UsageError) -> str:
    """Click's own message in Swedish, with where to read more."""
    where = error.ctx.command_path if error.ctx else "kpi"
    if isinstance(error, click.NoSuchOption):
        what = f"Flaggan {error.option_name} finns inte."
    elif isinstance(error, click.MissingParameter):
        names = error.param.human_readable_name if error.param else ""
        what = f"{names} saknas."
    elif isinstance(error, click.BadParameter):
        names = error.param.human_readable_name if error.param else ""
        choices = getattr(error.param and error.param.type, "choices", ())
        listed = ", ".join(str(getattr(each, "value", each)) for each in choices)
        what = f"{names} har ett värde som inte går att använda."
        what += f" Välj bland {listed}." if listed else ""
    else:
        what = f"Kommandot går inte att förstå ({error.message})."
    return f"{what} Läs mer med {where} --help."
