"""Commands about open questions: figures confirmed though they are not likely."""

from typing import Annotated

import typer

from kpi.actions.home import ledger_number
from kpi.actions.questions import list_questions, settle_question
from kpi.cli.options import AsOf, HomeFolder, Sender, add, admin, opened
from kpi.cli.output import table
from kpi.wording.questions import about, answer, doubt


def add_to(app: typer.Typer) -> None:
    add(app, "questions", questions, "kpi questions --all")
    add(app, "settle", settle, "kpi settle 29.1 --why 'Fakturan gällde tio månader'")


def questions(
    *,
    everything: Annotated[bool, typer.Option("--all", help="Även de avgjorda.")] = False,
    as_of: AsOf = None,
    home: HomeFolder = None,
) -> None:
    """Öppna frågor: tal som har bekräftats fast de inte är troliga."""
    with opened(home) as at:
        number = ledger_number(at, as_of)
        found = list_questions(at, admin("kpi"), as_of=number)
        units = dict(at.store.register("units", number).select("unit", "name").iter_rows())
        measures = {key: each.title for key, each in at.catalogue(number).measures.items()}
    rows = [
        [each.id, about(each, units, measures), doubt(each), answer(each)]
        for each in found
        if everything or each.is_open
    ]
    if not rows:
        typer.echo("Det finns inga öppna frågor.")
        return
    typer.echo(table(["fråga", "gäller", "tveksamt", "svar"], "llll", rows))


def settle(
    question: Annotated[str, typer.Argument(metavar="FRÅGA", help="Som kpi questions skriver.")],
    *,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Hur frågan är avgjord.")],
    sender: Sender = "kpi",
    home: HomeFolder = None,
) -> None:
    """Avgör en öppen fråga. Kan ångras som en leverans."""
    with opened(home) as at:
        sent = settle_question(at, admin(sender), question, why)
    typer.echo(f"Frågan {question} är avgjord, som leverans {sent.number}.")
