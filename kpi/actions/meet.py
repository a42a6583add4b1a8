"""Prepare a meeting, freeze what it is shown, publish it: three acts, a delivery each."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.home import Home
from kpi.actions.kept_texts import without_persons
from kpi.actions.meeting_list import Planned, see_meeting, see_meetings, see_pack
from kpi.actions.pack import Progress, build_pack
from kpi.documents import Format, render
from kpi.documents.digest import digest
from kpi.documents.drawing import drawing_meanwhile
from kpi.documents.zipped import zipped
from kpi.errors import UsageError
from kpi.ledger import Delivery, Draft, append
from kpi.ledger.delivery import sha256
from kpi.ledger.kinds import KINDS
from kpi.meetings import Meeting
from kpi.meetings.names import plain_name
from kpi.meetings.pack import to_text


def add_meeting(
    home: Home,
    user: User,
    *,
    body: str,
    held: date,
    dnr: str = "",
    kpis: tuple[str, ...] = (),
    cutoff: int | None = None,
) -> str:
    """Plan a meeting; its id. UsageError for one that is there already, or a KPI that is not."""
    id_ = meeting_id(body, held)
    head = home.head()
    if id_ in {each.meeting.id for each in see_meetings(home, user, as_of=head)}:
        raise UsageError(f"Sammanträdet {id_} finns redan.")
    meeting = Meeting(id=id_, body=body, held=held, dnr=dnr)
    save_meeting(home, user, Planned(meeting, kpis, cutoff, None, None, None), seen_at=head)
    return id_


def save_meeting(home: Home, user: User, planned: Planned, *, seen_at: int) -> Delivery:
    """Record a meeting's facts and texts as they now are.

    seen_at: the ledger's number when its writer saw what stood there; Stale when it has changed
    since then. UsageError for a KPI that does not exist, InputError for a person in a text.
    """
    require(user, Permission.SEND_FILES)
    meeting, known = planned.meeting, home.catalogue(seen_at).kpis
    if unknown := [kpi for kpi in planned.kpis if kpi not in known]:
        raise UsageError(
            f"Okänt nyckeltal: {', '.join(unknown)}. De som finns är {', '.join(known)}."
        )
    texts = {
        name: without_persons(getattr(meeting, name))
        for name in ("body", "dnr", "purpose", "analysis", "proposal")
    }
    row = {
        "meeting": meeting.id,
        "held": meeting.held,
        "cutoff": planned.cutoff,
        "kpis": ",".join(planned.kpis),
        "level": meeting.level.value,
        **texts,
    }
    comment = f"Sammanträdet {meeting.id}"
    return _record(home, user, row, _draft("meetings", comment, seen_at))


def freeze(
    home: Home, user: User, meeting: str, *, progress: Progress = lambda _: None
) -> Delivery:
    """Build the pack, render every file, and keep both as one delivery."""
    require(user, Permission.SEND_FILES)
    head = home.head()
    planned = see_meeting(home, user, meeting, as_of=head)
    cutoff = head if planned.cutoff is None else planned.cutoff
    about = planned.meeting, planned.kpis
    with drawing_meanwhile() as draw:
        pack = build_pack(home, user, *about, as_of=cutoff, progress=progress, draw=draw)
        files = render(pack, progress=progress)
    row = {
        "meeting": meeting,
        "content": to_text(pack),
        "files": json.dumps({name: sha256(content) for name, content in files.items()}),
        "cutoff": cutoff,
        "frozen_on": home.settings.today,
    }
    comment = f"Underlaget till {meeting} fryst vid leverans {cutoff}"
    kept = replace(
        _draft("packs", comment, head), original=zipped(files), file_name=f"{meeting}.zip"
    )
    return _record(home, user, row, kept)


def publish(home: Home, user: User, meeting: str) -> Delivery:
    """Let the committee see the frozen pack. UsageError until it is frozen."""
    require(user, Permission.SEND_FILES)
    head = home.head()
    frozen = see_meeting(home, user, meeting, as_of=head).frozen
    if frozen is None:
        raise UsageError(f"Frys underlaget till {meeting} först.")
    row = {"meeting": meeting, "pack": frozen, "published_on": home.settings.today}
    comment = f"Underlaget till {meeting} publicerat"
    return _record(home, user, row, _draft("publications", comment, head))


def render_pack(
    home: Home, user: User, meeting: str, formats: Sequence[Format], *, as_of: int
) -> dict[str, bytes]:
    """The files made anew from the frozen content, by name."""
    return render(see_pack(home, user, meeting, as_of=as_of), formats)


def see_digest(home: Home, user: User, meeting: str, *, as_of: int) -> str:
    """The text of an e-mail before the meeting, from the frozen content."""
    return digest(see_pack(home, user, meeting, as_of=as_of))


def meeting_id(body: str, held: date) -> str:
    """`2024-09-18-servicenamnden`."""
    return f"{held}-{plain_name(body)}"


def _draft(kind: str, comment: str, seen_at: int) -> Draft:
    return Draft(kind=kind, sender="", comment=comment, checked_at=seen_at)


def _record(home: Home, user: User, row: Mapping[str, Any], draft: Draft) -> Delivery:
    """One row of the draft's kind, sent by the user."""
    schema = KINDS[draft.kind].row_schema
    rows = pl.DataFrame([{**row, "removed": False, "source_row": None}], schema=schema)
    whole = replace(draft, rows=rows, sender=user.name, catalogue=home.catalogue_mark())
    return append(home.settings.ledger, whole, clock=home.clock)
