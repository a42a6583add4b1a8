"""What has happened since the meeting before: other verdicts, corrected figures, new comments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.compared import compare_figure
from kpi.actions.home import Home
from kpi.actions.meeting_list import see_meetings
from kpi.meetings import Pack, Table
from kpi.meetings import words as say
from kpi.meetings.pack import from_text


@dataclass(frozen=True, slots=True)
class State:
    """One nyckeltal as it now is: its name, the verdict's word, and its value with month."""

    short_name: str
    word: str
    value: str


def pack_before(home: Home, user: User, *, held: date | None, as_of: int) -> Pack | None:
    """The pack of the latest meeting that has one; with held, of the latest before that day."""
    require(user, Permission.SEE_FIGURES)
    frozen = [
        each
        for each in see_meetings(home, user, as_of=as_of)
        if each.frozen and (held is None or each.meeting.held < held)
    ]
    if not frozen:
        return None
    packs = home.store.register("packs", as_of)
    row = packs.filter(pl.col("meeting") == frozen[0].meeting.id).row(0, named=True)
    return from_text(row["content"])


def since(home: Home, user: User, before: Pack, now: Mapping[str, State], *, as_of: int) -> Table:
    """A row a change: what happened, then, now. now: by KPI."""
    shown = {kpi.id: kpi for kpi in before.kpis if kpi.id in now}
    moved = [kpi for kpi in shown.values() if kpi.state != now[kpi.id].word]
    rows = [
        (
            f"{kpi.short_name}: nytt läge",
            f"{kpi.state}, {kpi.value}",
            f"{now[kpi.id].word}, {now[kpi.id].value}",
        )
        for kpi in moved
    ]
    rows += _corrected(home, user, before, as_of)
    rows += _said(home, before, {kpi: state.short_name for kpi, state in now.items()}, as_of)
    return Table(
        caption=say.since_caption(before.meeting, len(shown) - len(moved), len(shown)),
        headings=("Vad som har hänt", "Då", "Nu"),
        rows=tuple(rows),
        align="lll",
    )


def _corrected(home: Home, user: User, before: Pack, as_of: int) -> Iterator[tuple[str, str, str]]:
    for figure in before.figures:
        if figure.deliveries:
            found = compare_figure(home, user, before, figure, as_of=as_of)
            if not found.same:
                causes = "; ".join(map(say.cause_words, found.causes))
                yield f"{found.name}: {causes}", found.then, found.now


def _said(
    home: Home, before: Pack, names: Mapping[str, str], as_of: int
) -> Iterator[tuple[str, str, str]]:
    """What people have written since, with the action where there is one."""
    comments = home.store.register("comments", as_of).filter(
        pl.col("delivery") > before.as_of, pl.col("kpi").is_in(list(names))
    )
    for row in comments.sort("month", "kpi", "scope", "author_role").to_dicts():
        action = f" Åtgärd: {row['action']}" if row["action"] else ""
        title = f"{names[row['kpi']]}: kommentar från {row['author_role']}"
        yield title, "", f"{row['what']}{action}"
