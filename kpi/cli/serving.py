"""Commands that start the dashboard: serve, demo."""

import importlib
import os
from pathlib import Path
from typing import Annotated

import typer

from kpi.actions.home import demand_folder
from kpi.cli.options import HomeFolder, add, say_swept
from kpi.demo.send import build_demo
from kpi.errors import UsageError
from kpi.ledger import read
from kpi.settings import DEFAULT_DEMO_HOME, Settings, settings_for

SERVER = "dashboard.server"  # above this layer, so named and not imported
DemoFolder = Annotated[
    Path | None,
    typer.Option("--home", metavar="MAPP", help="Demons hem; annars KPI_HOME, annars ./var/demo."),
]
Port = Annotated[
    int, typer.Option(min=1, max=65535, metavar="NR", help="Porten på den här datorn.")
]


def add_to(app: typer.Typer) -> None:
    add(app, "demo", demo, "kpi demo --port 8502")
    add(app, "serve", serve, "kpi serve --home var --port 8501")


def demo(
    *,
    port: Port = 8501,
    home: DemoFolder = None,
    build_only: Annotated[bool, typer.Option("--build-only", help="Bygg utan att visa.")] = False,
) -> None:
    """Visa demopiloten Område Öster, med påhittade data."""
    folder = home or Path(os.environ.get("KPI_HOME") or DEFAULT_DEMO_HOME)
    settings = settings_for(folder)
    if not read.numbers(settings.ledger):
        typer.echo("Bygger demopiloten: tre års filer lämnas in en i taget …")
        build_demo(folder)
        settings = settings_for(folder)
    if not settings.facts.demo:
        raise UsageError(f"{folder} har riktiga leveranser. Visa dem med kpi serve.")
    if build_only:
        typer.echo(f"Demopiloten ligger i {folder}.")
        return
    _serve(settings, "127.0.0.1", port)


def serve(
    *,
    home: HomeFolder = None,
    host: Annotated[
        str, typer.Option(metavar="ADRESS", help="Adressen; bara den egna datorn.")
    ] = "127.0.0.1",
    port: Port = 8501,
) -> None:
    """Visa ett hem i webbläsaren, på den här datorn."""
    _serve(settings_for(home), host, port)


def _serve(settings: Settings, host: str, port: int) -> None:
    demand_folder(settings)
    say_swept(settings)
    server = importlib.import_module(SERVER)
    os.environ["KPI_HOME"] = str(settings.home)
    server.serve(host, port, on_ready=_say_where)


def _say_where(address: str) -> None:
    typer.echo(f"Pilotkollen finns på {address} (avsluta med Ctrl+C).")
