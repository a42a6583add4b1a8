"""The command that gives a file to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from kpi.actions.home import ledger_number
from kpi.actions.template import template
from kpi.cli.options import AsOf, HomeFolder, add, admin, opened
from kpi.cli.output import save

Layout = Annotated[str, typer.Argument(metavar="LAYOUT", help="Till exempel wide, long, units.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FIL", help="Filen att skriva, .csv eller .xlsx; annars skrivs den ut."
    ),
]
EXCEL = ".xlsx"


def add_to(app: typer.Typer) -> None:
    add(app, "template", write_template, "kpi template wide --out 2024-08.xlsx")


def write_template(
    layout: Layout, *, out: Out = None, as_of: AsOf = None, home: HomeFolder = None
) -> None:
    """Ge en mall att fylla i, med det som redan är känt."""
    excel = out is not None and out.suffix.lower() == EXCEL
    # Opened dry, a home answers by today's definitions whatever the number.
    with opened(home, dry=as_of is None) as at:
        n = ledger_number(at, as_of)
        content = template(at, admin("kpi"), layout, as_of=n, excel=excel)
    if out is None:
        typer.echo(content.decode("utf-8-sig"), nl=False)
        return
    save(out, content)
    typer.echo(f"Mallen ligger i {out}.")
