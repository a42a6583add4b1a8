"""What has happened since the meeting before: other verdicts, corrected figures, new comments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from kpi.access import GRANTED, Permission, User, require
from kpi.actions.compared import compare_figure, shown_at
from kpi.actions.follow_up import see_values
from kpi.actions.home import Home
from kpi.actions.meeting_list import see_meetings
from kpi.actions.overview import Overview
from kpi.meetings import Pack, Table
from kpi.meetings import words as say
from kpi.meetings.pack import Figure, from_text
from kpi.values import Level, Prices
from kpi.wording.numbers import with_unit
from kpi.wording.sentences import state_word, value_and_month


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
    """The values that are others now; which delivery did it for those who may see deliveries."""
    catalogue = home.catalogue(as_of)
    values = _values(home, user, before, as_of)
    for figure in before.figures:
        kpi, value = catalogue.kpis.get(figure.kpi), values.get(_place(figure))
        if not figure.deliveries or kpi is None or value is None:
            continue
        if figure.months > 1:
            text = shown_at(home, user, figure, as_of).text
        else:
            text = with_unit(value, kpi.decimals, kpi.unit)
        if text == figure.text:
            continue
        why = "ändrad"
        if Permission.SEE_ROWS in GRANTED[user.role]:
            found = compare_figure(home, user, before, figure, as_of=as_of)
            why = "; ".join(map(say.cause_words, found.causes))
        yield f"{figure.name}: {why}", figure.text, text


def _values(
    home: Home, user: User, before: Pack, as_of: int
) -> dict[tuple[str, str, date | None], float | None]:
    """The same months' values now, all at once."""
    known = home.catalogue(as_of).kpis
    kpis = sorted({figure.kpi for figure in before.figures if figure.kpi in known})
    if not kpis:
        return {}
    rows = see_values(
        home, user, kpis=kpis, by=Level.PILOT, as_of=as_of, prices=Prices.FIXED
    ).select("kpi", pl.concat_str("level", "scope", separator="/"), "month", "value")
    return {(kpi, scope, month): value for kpi, scope, month, value in rows.iter_rows()}


def _place(figure: Figure) -> tuple[str, str, date | None]:
    return figure.kpi, figure.scope, figure.month


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


def since_last(home: Home, user: User, overview: Overview, *, as_of: int) -> Table | None:
    """What Översikt says has happened since the latest meeting with a pack; None before any."""
    before = pack_before(home, user, held=None, as_of=as_of)
    if before is None:
        return None
    readings = [tile.reading for tile in (*overview.tiles, *overview.others)]
    now = {
        reading.kpi.id: State(reading.kpi.short_name, state_word(reading), value_and_month(reading))
        for reading in readings
    }
    return since(home, user, before, now, as_of=as_of)
