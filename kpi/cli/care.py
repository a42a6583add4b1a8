"""Commands that look after a home: verify, rebuild."""

import typer

from kpi.actions.administer import rebuild_home, verify_home
from kpi.cli.options import HomeFolder, add, admin
from kpi.settings import settings_for


def add_to(app: typer.Typer) -> None:
    add(app, "verify", verify, "kpi verify --home var")
    add(app, "rebuild", rebuild, "kpi rebuild --home var")


def verify(home: HomeFolder = None) -> None:
    """Kontrollera att allt är som när det lämnades: kedjan, raderna, filerna och indexet."""
    faults = verify_home(settings_for(home), admin("kpi"))
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(1)
    typer.echo("Allt stämmer: kedjan, raderna, originalfilerna och indexet.")


def rebuild(home: HomeFolder = None) -> None:
    """Bygg indexet på nytt av leveranserna."""
    if rebuild_home(settings_for(home), admin("kpi")):
        typer.echo("Indexet är byggt på nytt.")
    else:
        typer.echo("En server är igång: den bygger indexet på nytt innan nästa sida visas.")
