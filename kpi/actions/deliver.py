"""Send files in: check, preview, commit, undo. A page, a command and a script all come this way."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from pathlib import PurePath
from types import MappingProxyType

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.check import RESTS_ON, check
from kpi.actions.confirm import Reasons, asked_about, demand_reasons, questions_of
from kpi.actions.home import Home
from kpi.actions.kept_texts import without_persons
from kpi.catalogue import Layout
from kpi.errors import InputError, UsageError
from kpi.intake import Issue, Rule, preview
from kpi.intake.choices import MAPPED
from kpi.intake.issue import DOUBTS
from kpi.intake.limits import PAGE_LIMITS, Limits
from kpi.intake.preview import Preview
from kpi.intake.texts import display_name
from kpi.intake.validate import Checked
from kpi.ledger import WITHDRAWAL, Delivery, Draft, Status, append, sha256
from kpi.ledger.read import delivery, live
from kpi.settings import STOCKHOLM
from kpi.store import Store
from kpi.wording.mapping import mapping_sentence


class State(StrEnum):
    """Where a delivery stands now."""

    LIVE = "live"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Previewed:
    """A checked file and everything committing it would do, without having done it.

    `preview` is None when the file has errors. `to_confirm` are the causes that somebody must
    give a reason for before it is committed. `repeats` is the live, unreplaced delivery of
    the very same bytes, if there is one and this sheet of them says nothing new.
    """

    checked: Checked
    preview: Preview | None
    upload: bytes
    file_name: str
    checked_at: int
    repeats: int | None
    repeats_status: Status | None = None
    to_confirm: tuple[Rule, ...] = ()
    doubts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DOUBTS))
    # rule, unit, measure, month: the figures of `to_confirm`

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All there is to say: of the file itself, and of what it would change."""
        return (*self.checked.issues, *(self.preview.issues if self.preview else ()))

    @property
    def can_be_committed(self) -> bool:
        return self.preview is not None and self.repeats is None

    @property
    def asked(self) -> int:
        """How many figures become open questions when it is committed."""
        return self.doubts.select("unit", "measure", "month").n_unique()

    def is_repeat(self, status: Status) -> bool:
        """Whether sending it says nothing new: the same bytes again may turn a month final."""
        return self.repeats is not None and self.repeats_status is status


def preview_file(
    home: Home,
    user: User,
    upload: bytes,
    file_name: str,
    *,
    layout: str | Layout | None = None,
    sheet: str | None = None,
    limits: Limits = PAGE_LIMITS,
) -> Previewed:
    """Everything there is to say about a file, and all that `commit_file` would do; does nothing.

    `layout` is a layout's id, or one that is not among those there are: what somebody said of
    this file. None means the one that fits the header. `sheet` is the name of a sheet in an
    Excel file; None means the only one there is to choose.
    """
    require(user, Permission.SEND_FILES)
    head = home.head()
    checked, current = check(
        home, head, upload, file_name, layout=layout, sheet=sheet, limits=limits
    )
    if checked.layout is None or checked.has_errors:
        return Previewed(checked, None, b"", file_name, head, None)  # a refused file is not kept
    found = preview(checked, current)
    repeats = None
    if not found.changes_something:  # else it is another sheet of the same workbook
        repeats = _repeats(home.store, checked.layout.kind, upload, head)
    return Previewed(
        checked,
        found,
        upload,
        file_name,
        head,
        repeats,
        delivery(home.settings.ledger, repeats).status if repeats is not None else None,
        *asked_about(checked, found, home.catalogue(head)),
    )


def commit_file(
    home: Home,
    user: User,
    previewed: Previewed,
    *,
    comment: str = "",
    status: Status = Status.FINAL,
    confirmed: Reasons = MappingProxyType({}),
) -> Delivery:
    """Record a previewed file as one delivery: all of its rows or none.

    `confirmed` has a reason for each cause of `to_confirm`; the figures concerned are open
    questions from then on, in the same delivery. A register has no such figures: there the
    reasons join the comment.

    Raises InputError for a file with errors, one that is already in or one with a cause that
    nobody has given a reason for, Stale when something it was checked against has changed
    since the preview.
    """
    require(user, Permission.SEND_FILES)
    checked = previewed.checked
    if checked.layout is None or previewed.preview is None:
        raise InputError("Filen har fel som måste rättas innan den kan lämnas.")
    if previewed.is_repeat(status):
        raise InputError(already_in(home, previewed.repeats))
    demand_reasons(previewed.to_confirm, confirmed)
    reasons = {rule: without_persons(confirmed[rule]) for rule in previewed.to_confirm}
    questions = questions_of(previewed.doubts, reasons)
    said = [comment] if questions is not None else [comment, *reasons.values()]
    if checked.layout.id == MAPPED:
        said.append(mapping_sentence(checked.layout, home.catalogue(previewed.checked_at)))
    draft = Draft(
        kind=checked.layout.kind,
        rows=checked.rows,
        questions=questions,
        original=previewed.upload,
        layout=checked.layout.id,
        sender=user.name,
        status=status,
        comment=without_persons(" ".join(filter(None, said))),
        file_name=_recorded_name(checked),
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
    reason = without_persons(why)
    head = home.head()
    demand_undoable(home, number, head)
    draft = Draft(
        kind=WITHDRAWAL,
        withdraws=number,
        sender=user.name,
        comment=reason,
        catalogue=home.catalogue_mark(),
        checked_at=head,
    )
    return append(home.settings.ledger, draft, clock=home.clock)


def demand_undoable(home: Home, number: int, as_of: int) -> None:
    """UsageError for what cannot be undone."""
    deliveries = home.store.frame("deliveries/all", as_of=as_of)
    known = dict(zip(deliveries["number"], deliveries["kind"], strict=True))
    if number not in known:
        raise UsageError(f"Leverans {number} finns inte.")
    if known[number] == "catalogue":
        raise UsageError("En ändrad definition ångras i katalogens filer, inte här.")
    if number not in live(dict(zip(deliveries["number"], deliveries["withdraws"], strict=True))):
        raise UsageError(f"Leverans {number} är redan ångrad.")


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


def _recorded_name(checked: Checked) -> str:
    """The file's name, with the sheet's where there were several to choose among."""
    facts = checked.facts
    if len(facts.sheets) < 2:
        return facts.name
    name = PurePath(facts.name)
    return display_name(f"{name.stem} (blad {facts.sheet}){name.suffix}")


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
