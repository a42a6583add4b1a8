"""Send files in: check, preview, commit, undo. A page, a command and a script all come this way."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.home import Home
from kpi.catalogue import Catalogue, Layout
from kpi.errors import InputError, UsageError
from kpi.intake import Issue, Known, guess_layout, preview, read, validate
from kpi.intake.limits import PAGE_LIMITS, Limits
from kpi.intake.personal_data import names_a_person
from kpi.intake.preview import Preview
from kpi.intake.validate import Checked
from kpi.ledger import WITHDRAWAL, Delivery, Draft, Status, append, sha256
from kpi.ledger.read import delivery, live
from kpi.settings import STOCKHOLM
from kpi.store import Store

RESTS_ON = frozenset({"catalogue", "units", "areas", "pilot"})  # what a check reads besides


class State(StrEnum):
    """Where a delivery stands now."""

    LIVE = "live"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Previewed:
    """A checked file and everything committing it would do, without having done it.

    `preview` is None when the file has errors. `repeats` is the live, unreplaced delivery of
    the very same bytes, if there is one.
    """

    checked: Checked
    preview: Preview | None
    upload: bytes
    file_name: str
    checked_at: int
    repeats: int | None
    repeats_status: Status | None = None

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All there is to say: of the file itself, and of what it would change."""
        return (*self.checked.issues, *(self.preview.issues if self.preview else ()))

    @property
    def can_be_committed(self) -> bool:
        return self.preview is not None and self.repeats is None

    def is_repeat(self, status: Status) -> bool:
        """Whether sending it says nothing new: the same bytes again may turn a month final."""
        return self.repeats is not None and self.repeats_status is status


def check_file(
    home: Home,
    user: User,
    upload: bytes,
    file_name: str,
    *,
    layout: str | None = None,
    limits: Limits = PAGE_LIMITS,
) -> Checked:
    """Everything there is to say about a file; nothing is stored.

    `layout` is a layout's id; None means the one that fits the header.
    """
    require(user, Permission.SEND_FILES)
    return _checked(home, home.head(), upload, file_name, layout=layout, limits=limits)


def preview_file(
    home: Home,
    user: User,
    upload: bytes,
    file_name: str,
    *,
    layout: str | None = None,
    limits: Limits = PAGE_LIMITS,
) -> Previewed:
    """Everything `commit_file` would do, without doing it."""
    require(user, Permission.SEND_FILES)
    head = home.head()
    checked = _checked(home, head, upload, file_name, layout=layout, limits=limits)
    if checked.layout is None or checked.has_errors:
        return Previewed(checked, None, b"", file_name, head, None)  # a refused file is not kept
    current = home.store.register(checked.layout.kind, head)
    repeats = _repeats(home.store, checked.layout.kind, upload, head)
    found = preview(checked, current)
    if repeats is None:
        return Previewed(checked, found, upload, file_name, head, None)
    status = delivery(home.settings.ledger, repeats).status
    return Previewed(checked, found, upload, file_name, head, repeats, status)


def commit_file(
    home: Home,
    user: User,
    previewed: Previewed,
    *,
    comment: str = "",
    status: Status = Status.FINAL,
) -> Delivery:
    """Record a previewed file as one delivery: all of its rows or none.

    Raises InputError for a file with errors or one that is already in, Stale when something
    it was checked against has changed since the preview.
    """
    require(user, Permission.SEND_FILES)
    checked = previewed.checked
    if checked.layout is None or previewed.preview is None:
        raise InputError("Filen har fel som måste rättas innan den kan lämnas.")
    if previewed.is_repeat(status):
        raise InputError(already_in(home, previewed.repeats))
    draft = Draft(
        kind=checked.layout.kind,
        rows=checked.rows,
        original=previewed.upload,
        layout=checked.layout.id,
        sender=user.name,
        status=status,
        comment=_without_persons(comment),
        file_name=checked.facts.name,
        catalogue=home.catalogue_mark(),
        checked_at=previewed.checked_at,
        rests_on=RESTS_ON,
    )
    return append(home.settings.ledger, draft, clock=home.clock)


def already_in(home: Home, number: int | None) -> str:
    """The sentence for a file whose very bytes are already delivered."""
    found = home.store.frame("deliveries/all", as_of=home.head()).filter(pl.col("number") == number)
    recorded = found["recorded"][0].replace(tzinfo=UTC).astimezone(STOCKHOLM)
    return f"Filen är redan inläst {recorded:%Y-%m-%d} (leverans {number}). Inget har ändrats."


def undo(home: Home, user: User, number: int, why: str) -> Delivery:
    """Withdraw a delivery: what it said no longer counts, what it replaced does again.

    A withdrawal can itself be undone. UsageError for a number that is not there, is already
    withdrawn, or is a change of definitions (those are undone in their files).
    """
    require(user, Permission.SEND_FILES)
    if not why.strip():
        raise UsageError("Skriv varför leveransen ångras.")
    reason = _without_persons(why)
    head = home.head()
    deliveries = home.store.frame("deliveries/all", as_of=head)
    known = dict(zip(deliveries["number"], deliveries["kind"], strict=True))
    if number not in known:
        raise UsageError(f"Leverans {number} finns inte.")
    if known[number] == "catalogue":
        raise UsageError("En ändrad definition ångras i katalogens filer, inte här.")
    if number not in live(dict(zip(deliveries["number"], deliveries["withdraws"], strict=True))):
        raise UsageError(f"Leverans {number} är redan ångrad.")
    draft = Draft(
        kind=WITHDRAWAL,
        withdraws=number,
        sender=user.name,
        comment=reason,
        catalogue=home.catalogue_mark(),
        checked_at=head,
    )
    return append(home.settings.ledger, draft, clock=home.clock)


def see_deliveries(home: Home, user: User, as_of: int) -> pl.DataFrame:
    """Every delivery up to a number, newest first.

    Out: as query deliveries/all, with state (live or withdrawn).
    """
    require(user, Permission.SEE_ROWS)
    found = home.store.frame("deliveries/all", as_of=as_of)
    counted = live(dict(zip(found["number"], found["withdraws"], strict=True)))
    is_live = pl.col("number").is_in(sorted(counted))
    return found.with_columns(
        state=pl.when(is_live).then(pl.lit(State.LIVE)).otherwise(pl.lit(State.WITHDRAWN))
    )


def _without_persons(text: str) -> str:
    """A text that may be kept for good; InputError when a personnummer stands in it."""
    if names_a_person(text):
        raise InputError(
            "Texten har ett personnummer, en e-postadress eller ett telefonnummer. "
            "Skriv om den utan; ingenting är sparat."
        )
    return text.strip()


def _checked(
    home: Home,
    as_of: int,
    upload: bytes,
    file_name: str,
    *,
    layout: str | None,
    limits: Limits,
) -> Checked:
    catalogue = home.catalogue(as_of)
    chosen = _layout(catalogue, layout)
    table = read(upload, catalogue, name=file_name, layout=chosen, limits=limits)
    if chosen is None:
        measures = catalogue.measures.values()
        chosen = guess_layout(table.header, catalogue.layouts.values(), measures)
    return validate(table, chosen, catalogue, _known(home, as_of))


def _layout(catalogue: Catalogue, layout_id: str | None) -> Layout | None:
    """The layout asked for; None when none was. UsageError for one there is not."""
    if layout_id is None:
        return None
    if layout_id not in catalogue.layouts:
        known = ", ".join(catalogue.layouts)
        raise UsageError(f"Layouten {layout_id} finns inte. De som finns är {known}.")
    return catalogue.layouts[layout_id]


def _known(home: Home, as_of: int) -> Known:
    units = home.store.register("units", as_of)
    return Known(
        units=units.select("unit", "name"),
        areas=home.store.register("areas", as_of).select("area", "name"),
        pilots=home.store.register("pilot", as_of).select("pilot", "name"),
        today=home.settings.today,
        history=home.store.register("measures", as_of).drop_nulls("value"),
        spans=units.select("unit", "unit_type", "valid_from", "valid_to"),
        closed=home.store.register("closed_months", as_of),
    )


def _repeats(store: Store, kind: str, upload: bytes, as_of: int) -> int | None:
    """The live delivery of these very bytes whose rows all still stand, removals too."""
    deliveries = store.frame("deliveries/all", as_of=as_of)
    same = deliveries.filter(
        (pl.col("original_sha256") == sha256(upload)) & (pl.col("kind") == kind)
    )
    if same.is_empty():
        return None
    counted = live(dict(zip(deliveries["number"], deliveries["withdraws"], strict=True)))
    rows = store.table(kind).filter(pl.col("since") <= as_of, pl.col("until") > as_of)
    standing = Counter(rows["delivery"])
    for number, count in same.select("number", "rows").iter_rows():
        if number in counted and standing[number] == count:
            return int(number)
    return None
