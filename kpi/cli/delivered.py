"""Commands about what has been delivered: list it, look into one, take one back."""

import json
from typing import Annotated, Any

import polars as pl
import typer

from kpi.actions.deliver import see_deliveries, undo
from kpi.actions.deliveries import Opened, Undoing, list_deliveries, see_delivery, see_undo
from kpi.actions.home import Home, ledger_number
from kpi.cli.options import AsOf, HomeFolder, Json, Sender, add, admin, opened
from kpi.cli.output import json_text, table
from kpi.ledger import Status
from kpi.wording import labels
from kpi.wording.deliveries import (
    Sent,
    changes_heading,
    changes_sentence,
    named,
    standing_words,
    title,
    undo_outcome,
    undo_sentence,
)
from kpi.wording.numbers import plural
from kpi.wording.preview import changed_values
from kpi.wording.undoing import stands_caption, stands_table

Number = Annotated[int, typer.Argument(metavar="NR", help="Leveransens nummer.")]


def add_to(app: typer.Typer) -> None:
    add(app, "undo", undo_delivery, "kpi undo 42 --why 'fel månad'")
    add(app, "deliveries", deliveries, "kpi deliveries --json")
    add(app, "diff", diff, "kpi diff 42")


def undo_delivery(
    number: Number,
    *,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Skälet; visas i leveranslistan.")],
    sender: Sender = "kpi",
    home: HomeFolder = None,
) -> None:
    """Ångra en leverans: det den ersatte gäller igen. Kan själv ångras."""
    with opened(home) as at:
        undoing = see_undo(at, admin(sender), number, as_of=at.head())
        sent = undo(at, admin(sender), number, why)
        typer.echo(f"Leverans {number} är ångrad, som leverans {sent.number}.")
        counts = undoing.changes.counts
        outcome = undo_outcome(counts, undoing.back_to, undoing.replaced_by)
        typer.echo(f"{outcome[:1].upper()}{outcome[1:]}")
        _say_stands(at, undoing, _sent(at, sent.number))


def diff(
    number: Number, *, as_json: Json = False, as_of: AsOf = None, home: HomeFolder = None
) -> None:
    """Visa vad en leverans ändrade, vad som har ersatt den, och vad som gäller om den ångras."""
    with opened(home, dry=True) as at:
        user, n = admin("kpi"), ledger_number(at, as_of)
        found = see_delivery(at, user, number, as_of=n)
        may_be_undone = found.sent.may_be_undone and as_of is None  # what is undone is undone now
        undoing = see_undo(at, user, number, as_of=n) if may_be_undone else None
        if as_json:
            typer.echo(json.dumps(_as_dict(found, undoing), ensure_ascii=False, indent=1))
            return
        _say_changes(at, found)
        if undoing is not None:
            counts = undoing.changes.counts
            typer.echo(undo_sentence(found.sent, counts, undoing.back_to, undoing.replaced_by))
            _say_stands(at, undoing, found.sent)


def deliveries(*, as_json: Json = False, as_of: AsOf = None, home: HomeFolder = None) -> None:
    """Allt som har lämnats, det senaste först."""
    with opened(home) as at:
        found = see_deliveries(at, admin("kpi"), ledger_number(at, as_of))
    if as_json:
        typer.echo(json_text(found))
        return
    headings = ["nr", "lämnad (UTC)", "slag", "avsändare", "fil", "rader", "", "kommentar"]
    rows = [
        [
            str(row["number"]),
            f"{row['recorded']:%Y-%m-%d %H:%M}",
            labels.KIND[row["kind"]],
            row["sender"],
            row["file_name"],
            str(row["rows"]),
            labels.DELIVERY_STATE[row["state"]] or _unless_final(row["status"]),
            row["comment"],
        ]
        for row in found.to_dicts()
    ]
    typer.echo(table(headings, "rllllrll", rows))


def _unless_final(status: str) -> str:
    return "" if status == Status.FINAL else labels.DELIVERY_STATUS[Status(status)]


def _sent(home: Home, number: int) -> Sent:
    found = list_deliveries(home, admin("kpi"), as_of=home.head())
    return next(sent for sent in found if sent.number == number)


def _names(home: Home) -> dict[str, str]:
    return dict(home.store.register("units", home.head()).select("unit", "name").iter_rows())


def _say_changes(home: Home, found: Opened) -> None:
    sent, counts = found.sent, found.changes.counts
    typer.echo(f"{title(sent)}. {'. '.join(filter(None, standing_words(sent)))}.")
    listed = (
        f"nya {counts['new']}, ändrade {counts['changed']}, oförändrade {counts['unchanged']}, "
        f"borttagna {counts['removed']}."
    )
    typer.echo(f"{changes_heading(sent)}: {changes_sentence(counts) or listed}")
    catalogue = home.catalogue(home.head())
    layout = catalogue.layouts.get(_sent(home, (sent.number, *sent.chain)[-1]).layout)
    if layout is not None and not found.changes.changed.is_empty():
        units = home.store.register("units", home.head())
        headings, rows = changed_values(found.changes, catalogue, layout, units)
        typer.echo(table(headings, "lllrrr" if len(headings) == 6 else "llll", rows))
    for other, rows_ in found.replaced_by:
        typer.echo(f"{plural(rows_, 'rad', 'rader')} har ersatts i {named(other)}.")


def _say_stands(home: Home, undoing: Undoing, sent: Sent) -> None:
    """Row by row what stood and what stands; `sent` is the delivery or what undid it."""
    catalogue = home.catalogue(home.head())
    first = _sent(home, (sent.number, *sent.chain)[-1])
    headings, rows = stands_table(
        undoing.stands,
        sent.subject_kind,
        layout=catalogue.layouts.get(first.layout),
        catalogue=catalogue,
        names=_names(home),
    )
    typer.echo(f"{stands_caption(undoing.stands)}:")
    typer.echo(table(headings, f"{'l' * (len(headings) - 3)}rrl", rows))


def _as_dict(found: Opened, undoing: Undoing | None) -> dict[str, Any]:
    """`undo` is null for what cannot be undone; every key is there, however many."""
    return {
        "number": found.sent.number,
        "kind": found.sent.subject_kind,
        "changes": found.changes.counts,
        "replaced_by": {str(sent.number): rows for sent, rows in found.replaced_by},
        "undo": undoing
        and {
            "back_to": {str(sent.number): rows for sent, rows in undoing.back_to},
            "replaced_by": {str(sent.number): rows for sent, rows in undoing.replaced_by},
            "rows": json.loads(json_text(_floats(undoing.stands))),
        },
    }


def _floats(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.selectors.decimal().cast(pl.Float64))
