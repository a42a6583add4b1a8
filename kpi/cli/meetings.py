"""Commands for what a meeting is shown: meeting add, freeze, publish, list; pack; digest."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kpi.actions import meet
from kpi.actions.home import ledger_number
from kpi.actions.meeting_list import see_meetings
from kpi.actions.then_and_now import rebuild, then_and_now
from kpi.cli.options import AsOf, HomeFolder, Json, KpiIds, Sender, add, admin, opened
from kpi.cli.output import save, table
from kpi.cli.swedish import Group
from kpi.documents import Format
from kpi.errors import UsageError
from kpi.meetings import words
from kpi.periods import parse_day

MeetingId = Annotated[str, typer.Argument(metavar="ID", help="Sammanträdets id.")]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(
        name="meeting",
        cls=Group,
        help="Sammanträden: planera, frys, publicera.",
        epilog="Exempel: kpi meeting list",
        no_args_is_help=True,
    )
    add(group, "add", add_one, "kpi meeting add --body Servicenämnden --date 2024-09-18")
    add(group, "freeze", freeze, "kpi meeting freeze 2024-09-18-servicenamnden")
    add(group, "publish", publish, "kpi meeting publish 2024-09-18-servicenamnden")
    add(group, "list", list_all, "kpi meeting list")
    add(group, "diff", diff, "kpi meeting diff 2024-09-18-servicenamnden")
    add(group, "rebuild", rebuild_one, "kpi meeting rebuild 2024-09-18-servicenamnden")
    app.add_typer(group)
    add(app, "pack", pack, "kpi pack 2024-09-18-servicenamnden --out utskick")
    add(app, "digest", digest, "kpi digest 2024-09-18-servicenamnden --out utskick.txt")


def add_one(
    *,
    body: Annotated[str, typer.Option(metavar="NAMN", help="Nämnden eller styrgruppen.")],
    date: Annotated[str, typer.Option(metavar="DAG", help="Sammanträdesdagen, som 2024-09-18.")],
    dnr: Annotated[str, typer.Option(metavar="TEXT", help="Diarienumret.")] = "",
    kpi: KpiIds = None,
    as_of: AsOf = None,
    sender: Sender = "kpi",
    home: HomeFolder = None,
) -> None:
    """Planera ett sammanträde; skriver dess id."""
    try:
        held = parse_day(date)
    except ValueError as error:
        raise UsageError(f"--date: ”{date}” är inte ett datum som 2024-09-18.") from error
    with opened(home) as at:
        cutoff = None if as_of is None else ledger_number(at, as_of)
        id_ = meet.add_meeting(
            at, admin(sender), body=body, held=held, dnr=dnr, kpis=tuple(kpi or ()), cutoff=cutoff
        )
    typer.echo(id_)


def freeze(meeting: MeetingId, *, sender: Sender = "kpi", home: HomeFolder = None) -> None:
    """Frys underlaget: innehållet och filerna sparas som de är nu."""
    with opened(home) as at:
        delivery = meet.freeze(
            at, admin(sender), meeting, progress=lambda said: typer.echo(f"{said} …", err=True)
        )
    typer.echo(f"Underlaget till {meeting} är fryst som leverans {delivery.number}.")


def publish(meeting: MeetingId, *, sender: Sender = "kpi", home: HomeFolder = None) -> None:
    """Låt nämnden se det frysta underlaget."""
    with opened(home) as at:
        meet.publish(at, admin(sender), meeting)
    typer.echo(f"Underlaget till {meeting} är publicerat.")


def list_all(*, as_of: AsOf = None, home: HomeFolder = None, as_json: Json = False) -> None:
    """Alla sammanträden, det senaste först."""
    with opened(home) as at:
        found = see_meetings(at, admin("kpi"), as_of=ledger_number(at, as_of))
    if as_json:
        rows = [
            {
                **each.meeting.model_dump(mode="json", include={"id", "body", "held", "dnr"}),
                "cutoff": each.cutoff,
                "frozen": each.frozen,
                "published": each.published.isoformat() if each.published else None,
            }
            for each in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    rows_ = [
        [
            each.meeting.id,
            each.meeting.body,
            each.meeting.dnr,
            words.standing(each.frozen, each.published),
        ]
        for each in found
    ]
    typer.echo(table(["id", "organ", "diarienummer", "läge"], "llll", rows_))


def diff(
    meeting: MeetingId, *, as_of: AsOf = None, home: HomeFolder = None, as_json: Json = False
) -> None:
    """Då och nu: varje tal som det visades, bredvid dagens, med orsaken."""
    with opened(home) as at:
        found = then_and_now(at, admin("kpi"), meeting, as_of=ledger_number(at, as_of))
        is_now = found.as_of == at.head()
    headings, rows = words.compared_table(found.figures)
    if as_json:
        typer.echo(
            json.dumps([asdict(each) for each in found.figures], ensure_ascii=False, indent=1)
        )
        return
    typer.echo(words.compared_sentence(found.figures, found.as_of, now=is_now))
    typer.echo(table([each.lower() for each in headings], "lrrl", rows))


def rebuild_one(meeting: MeetingId, *, home: HomeFolder = None, as_json: Json = False) -> None:
    """Räkna om underlaget ur samma leveranser med dagens program, och lista skillnaderna."""
    with opened(home) as at:
        found = rebuild(at, admin("kpi"), meeting, as_of=at.head())
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
        return
    typer.echo(words.rebuilt_sentence(found))
    if found:
        rows = [[each.name, each.then, each.now] for each in found]
        typer.echo(table(["vad", "fryst", "omräknat"], "lll", rows))


def pack(
    meeting: MeetingId,
    *,
    out: Annotated[Path, typer.Option(metavar="MAPP", help="Mappen som filerna läggs i.")],
    wanted: Annotated[
        list[Format] | None, typer.Option("--format", help="Flera går bra. Annars alla.")
    ] = None,
    as_of: AsOf = None,
    home: HomeFolder = None,
) -> None:
    """Gör filerna av det frysta innehållet."""
    with opened(home) as at:
        n = ledger_number(at, as_of)
        files = meet.render_pack(at, admin("kpi"), meeting, tuple(wanted or Format), as_of=n)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
        typer.echo(str(out / name))


def digest(
    meeting: MeetingId,
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Filen att skriva; annars skrivs den ut.")
    ] = None,
    as_of: AsOf = None,
    home: HomeFolder = None,
) -> None:
    """Texten till ett e-postbrev före sammanträdet, ur det frysta underlaget."""
    with opened(home) as at:
        text = meet.see_digest(at, admin("kpi"), meeting, as_of=ledger_number(at, as_of))
    if out is None:
        typer.echo(text, nl=False)
        return
    save(out, text.encode())
    typer.echo(f"Texten ligger i {out}.")
