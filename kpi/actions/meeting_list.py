"""Which meetings there are, how far each has come, and what a frozen one was shown."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpi.access import GRANTED, Permission, User, require
from kpi.actions.home import Home
from kpi.errors import UsageError
from kpi.ledger import read
from kpi.meetings import Meeting, Pack
from kpi.meetings.pack import Level, from_text


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting as planned: its texts, which nyckeltal, the cut-off, and what has been done.

    kpis: empty for the selected ones. cutoff: None for the latest number when it is frozen.
    frozen: the delivery of its pack, None until it is frozen. published: the day, None until then.
    """

    meeting: Meeting
    kpis: tuple[str, ...]
    cutoff: int | None
    frozen: int | None
    frozen_on: date | None
    published: date | None


def see_meetings(home: Home, user: User, *, as_of: int) -> list[Planned]:
    """Every meeting at a ledger number, the latest first; for a committee the published ones."""
    require(user, Permission.SEE_PUBLISHED)
    packs = _by_meeting(home, "packs", as_of)
    published = {
        (row["meeting"], row["pack"]): row["published_on"]
        for row in home.store.register("publications", as_of).to_dicts()
    }
    rows = home.store.register("meetings", as_of).sort("held", "meeting", descending=True)
    found = [_planned(row, packs, published) for row in rows.to_dicts()]
    allowed = may_prepare(user)
    return [each for each in found if allowed or each.published]


def may_prepare(user: User) -> bool:
    """Whether the user sees what is not published."""
    return Permission.SEE_FIGURES in GRANTED[user.role]


def see_meeting(home: Home, user: User, meeting: str, *, as_of: int) -> Planned:
    """UsageError for one there is not, or that this user may not see."""
    found = {each.meeting.id: each for each in see_meetings(home, user, as_of=as_of)}
    if meeting not in found:
        known = ", ".join(found) or "inga"
        raise UsageError(f"Sammanträdet {meeting} finns inte. De som finns: {known}.")
    return found[meeting]


def see_pack(home: Home, user: User, meeting: str, *, as_of: int) -> Pack:
    """The frozen content. UsageError until it is frozen."""
    row = _pack_row(home, user, meeting, as_of)
    return from_text(row["content"])


def pack_files(home: Home, user: User, meeting: str, *, as_of: int) -> dict[str, bytes]:
    """The rendered files as they were kept, by name."""
    kept = read.original(home.settings.ledger, _pack_row(home, user, meeting, as_of)["delivery"])
    with zipfile.ZipFile(io.BytesIO(kept or b"")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack_row(home: Home, user: User, meeting: str, as_of: int) -> dict[str, Any]:
    see_meeting(home, user, meeting, as_of=as_of)
    row = _by_meeting(home, "packs", as_of).get(meeting)
    if row is None:
        raise UsageError(f"Underlaget till {meeting} är inte fryst än.")
    return row


def _by_meeting(home: Home, register: str, as_of: int) -> dict[str, dict[str, Any]]:
    return {row["meeting"]: row for row in home.store.register(register, as_of).to_dicts()}


def _planned(
    row: Mapping[str, Any],
    packs: Mapping[str, Mapping[str, Any]],
    published: Mapping[tuple[str, int], date],
) -> Planned:
    pack = packs.get(row["meeting"], {})
    texts = {name: row[name] or "" for name in ("dnr", "purpose", "analysis", "proposal")}
    return Planned(
        Meeting(
            id=row["meeting"],
            body=row["body"],
            held=row["held"],
            level=Level(row["level"]),
            **texts,
        ),
        tuple(kpi for kpi in (row["kpis"] or "").split(",") if kpi),
        row["cutoff"],
        pack.get("delivery"),
        pack.get("frozen_on"),
        # What is frozen anew must be published anew; what stands again after an undo need not.
        published.get((row["meeting"], pack.get("delivery", 0))),
    )
