"""A home: one municipality's ledger, the index over it, and the definitions in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

import polars as pl

from kpi.access import Role, User
from kpi.actions.confirm import demand_rules
from kpi.actions.layouts import demand_kinds, unusable, with_saved
from kpi.catalogue import Catalogue, fingerprint, parse, read_texts
from kpi.errors import Stale, UsageError
from kpi.ledger import Draft, append
from kpi.periods import parse_day
from kpi.settings import STOCKHOLM, Clock, Settings, utc_now
from kpi.store import Store

LONGEST_NUMBER, SHOWN_OF_IT = 12, 40  # digits: no ledger has more deliveries than that
NAMED_FILES = 3  # as many changed definition files as a comment names
SYSTEM = User("Pilotkollen", Role.ADMIN)  # the sender of what the product itself records


@dataclass(frozen=True, slots=True)
class Home:
    """An open home. `clock` says when something is recorded; `settings.today` what day it is.

    `unrecorded` are the folder's definitions where the home was opened without recording them.
    """

    settings: Settings
    store: Store
    clock: Clock
    unrecorded: Mapping[str, str] | None = None

    def head(self) -> int:
        """The ledger's latest number, with the index caught up to it."""
        return self.store.catch_up()

    def catalogue(self, as_of: int) -> Catalogue:
        """The definitions in force at a ledger number; the folder's own before the first."""
        recorded = self.unrecorded or _recorded(self.store, as_of)
        texts = recorded or read_texts(self.settings.catalogue)
        return _parsed(tuple(sorted(texts.items())))

    def file_catalogue(self, as_of: int) -> Catalogue:
        """The same with the layouts saved at that number: what files are read by."""
        return with_saved(self.catalogue(as_of), _saved(self.store, as_of))

    def unusable_layouts(self, as_of: int) -> list[str]:
        """What keeps saved layouts from being used, a sentence each; as a rule nothing."""
        return unusable(self.catalogue(as_of), _saved(self.store, as_of))

    def catalogue_mark(self, as_of: int | None = None) -> str:
        """The fingerprint of the definitions in force at a ledger number; None is now."""
        return fingerprint(_recorded(self.store, self.head() if as_of is None else as_of))

    def close(self) -> None:
        self.store.close()


def open_home(
    settings: Settings, *, clock: Clock = utc_now, serving: bool = False, dry: bool = False
) -> Home:
    """Open a home, which need not exist yet.

    A catalogue that differs from the last recorded becomes a delivery first, so that the
    ledger's number covers definitions too. `serving` keeps the index in the home's file (one
    process only); otherwise it lives in memory. `dry` records nothing, and answers by the
    definitions that the next opening would record.

    Raises CatalogueError for a catalogue with mistakes, Busy when another server has the home.
    """
    demand_folder(settings)
    texts = read_texts(settings.catalogue)
    catalogue = parse(texts)
    demand_kinds(catalogue)
    demand_rules(catalogue)
    if serving:
        settings.home.mkdir(parents=True, exist_ok=True)
    store = Store(settings.ledger, settings.index if serving else None)
    if dry:
        return Home(settings, store, clock, texts)
    home = Home(settings, store, clock)
    _record_catalogue(home, texts)
    return home


def demand_folder(settings: Settings) -> None:
    """UsageError where something else than a folder stands in the home's place."""
    if settings.home.exists() and not settings.home.is_dir():
        raise UsageError(f"{settings.home} är inte en mapp.")


def ledger_number(home: Home, as_of: str | None) -> int:
    """The ledger number meant by `42` or by a date: the end of that day in Stockholm.

    None means now. UsageError for anything else, or for a number that is not there yet.
    """
    head = home.head()
    if as_of is None:
        return head
    if as_of.isdecimal():
        if len(as_of) > LONGEST_NUMBER or int(as_of) > head:
            asked = as_of[:SHOWN_OF_IT]
            raise UsageError(f"Leverans {asked} finns inte än; den senaste är {head}.")
        return int(as_of)
    try:
        day = parse_day(as_of)
    except ValueError as error:
        raise UsageError(
            f"”{as_of}” är varken ett leveransnummer eller ett datum som 2024-09-18."
        ) from error
    end = datetime.combine(day, time.max, STOCKHOLM).astimezone(UTC).replace(tzinfo=None)
    deliveries = home.store.frame("deliveries/all", as_of=head)
    numbers = deliveries.filter(pl.col("recorded") <= end)["number"].to_list()
    return max(numbers, default=0)


def day_at(home: Home, as_of: int) -> date:
    """Today; for an older number the day that its last delivery came, as it looked then."""
    if as_of >= home.head():
        return home.settings.today
    return days_recorded(home, as_of).get(as_of, home.settings.today)


def days_recorded(home: Home, as_of: int) -> dict[int, date]:
    """The day that each delivery up to a number came, in Stockholm, by number."""
    recorded = pl.col("recorded").dt.replace_time_zone("UTC").dt.convert_time_zone(STOCKHOLM.key)
    deliveries = home.store.frame("deliveries/all", as_of=as_of)
    return dict(deliveries.select("number", recorded.dt.date()).iter_rows())


def _record_catalogue(home: Home, texts: Mapping[str, str]) -> None:
    head = home.head()
    before = _recorded(home.store, head)
    if fingerprint(before) == fingerprint(texts):
        return
    changed = sorted(path for path in texts if texts[path] != before.get(path))
    gone = sorted(before.keys() - texts.keys())
    rows = pl.DataFrame(
        [(path, texts.get(path), path in gone, None) for path in [*changed, *gone]],
        schema={
            "path": pl.String,
            "content": pl.String,
            "removed": pl.Boolean,
            "source_row": pl.Int32,
        },
        orient="row",
    )
    draft = Draft(
        kind="catalogue",
        rows=rows,
        sender=SYSTEM.name,
        comment=_what_changed([*changed, *gone]),
        catalogue=fingerprint(texts),
        checked_at=head,
    )
    try:
        append(home.settings.ledger, draft, clock=home.clock)
        home.head()
    except Stale:  # another process that opened the home now has recorded definitions too
        _record_catalogue(home, texts)


def _what_changed(paths: list[str]) -> str:
    if len(paths) > NAMED_FILES:
        return f"Definitionerna ändrade i {len(paths)} filer"
    return f"Definitionerna ändrade: {', '.join(paths)}"


def _recorded(store: Store, as_of: int) -> dict[str, str]:
    rows = store.register("catalogue", as_of)
    return dict(zip(rows["path"], rows["content"], strict=True))


@lru_cache(maxsize=8)
def _parsed(texts: tuple[tuple[str, str], ...]) -> Catalogue:
    return parse(dict(texts))


def _saved(store: Store, as_of: int) -> dict[str, str]:
    """The layouts in the register: id -> text."""
    return dict(store.register("layouts", as_of).select("layout", "content").iter_rows())
