"""Look at what has been delivered: the list, one delivery, and what undoing it would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.deliver import demand_undoable
from kpi.actions.home import Home
from kpi.errors import Damaged, UsageError
from kpi.intake.preview import Preview
from kpi.ledger import KINDS, Kind, Status, read, sha256
from kpi.periods import Month
from kpi.settings import STOCKHOLM
from kpi.wording.deliveries import Sent, Standing

Withdraws = Mapping[int, int | None]  # every delivery -> the one it withdraws, if any
ROWS = 200  # of a delivery that a page shows; its file has them all
COPIED = (
    *("number", "kind", "layout", "sender", "recorded"),
    *("comment", "file_name", "original_sha256", "rows"),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """One delivery looked into, as of one ledger number.

    changes: what it did to what stood before it. replaced_by: the later deliveries that decide
    rows of it now, with how many, the latest first. rows: as sent, in the file's order, with
    `now`: the delivery that decides the row's key now (null when none does). intact: rows,
    file and the links of the chain on both sides are what they were when it was recorded.
    """

    sent: Sent
    intact: bool
    changes: Preview
    replaced_by: tuple[tuple[Sent, int], ...]
    rows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a delivery would do.

    changes: what would become of what stands. back_to: the deliveries whose rows would count
    again, with how many. replaced_by: the later deliveries that decide rows of it already, so
    that undoing it does nothing to them. stands: every key that it names with the kind's
    values and the `delivery` that decides it now, and `then_…` of both once it is undone; the
    values are null where nothing is there, the delivery where nobody has said anything.
    """

    changes: Preview
    back_to: tuple[tuple[Sent, int], ...]
    replaced_by: tuple[tuple[Sent, int], ...]
    stands: pl.DataFrame


def list_deliveries(home: Home, user: User, *, as_of: int) -> list[Sent]:
    """Every delivery up to a ledger number, the newest first."""
    require(user, Permission.SEE_ROWS)
    frame = home.store.frame("deliveries/all", as_of=as_of)
    withdraws: Withdraws = dict(zip(frame["number"], frame["withdraws"], strict=True))
    kinds = dict(zip(frame["number"], frame["kind"], strict=True))
    standing = dict(home.store.frame("deliveries/standing", as_of=as_of).iter_rows())
    months: dict[int, list[Month]] = {}
    for number, month in home.store.frame("deliveries/months", as_of=as_of).iter_rows():
        months.setdefault(number, []).append(month)
    live, undone_by = read.live(withdraws), _undone_by(withdraws)
    local = pl.col("recorded").dt.replace_time_zone("UTC").dt.convert_time_zone(STOCKHOLM.key)
    found = []
    for row in frame.with_columns(recorded=local).to_dicts():
        number = row["number"]
        chain = _chain(withdraws, number)
        subject = chain[-1] if chain else number
        taken, given = _turns(number, live, undone_by)
        rows = standing.get(number, 0)
        found.append(
            Sent(
                **{name: row[name] for name in COPIED},
                status=Status(row["status"]),
                chain=chain,
                subject_kind=kinds[subject],
                months=tuple(months.get(subject, ())),
                standing=_standing(number in live, row["rows"], rows),
                standing_rows=rows,
                withdrawn_by=taken,
                restored_by=given,
            )
        )
    return found


def see_delivery(home: Home, user: User, number: int, *, as_of: int) -> Opened:
    """Everything about one delivery. UsageError for a number there is not."""
    require(user, Permission.SEE_ROWS)
    found = {sent.number: sent for sent in list_deliveries(home, user, as_of=as_of)}
    if number not in found:
        raise UsageError(f"Leverans {number} finns inte.")
    sent = found[number]
    kind = KINDS[sent.subject_kind]
    withdraws = _withdraws(found.values())
    before = read.live({each: withdraws[each] for each in withdraws if each < number})
    after = read.live({each: withdraws[each] for each in withdraws if each <= number})
    history = _history(home, kind, _with_rows(before ^ after, withdraws))
    now = _decided(history, kind, read.live(withdraws))
    return Opened(
        sent=sent,
        intact=_intact(home.settings.ledger, number),
        changes=_compared(_decided(history, kind, before), _decided(history, kind, after), kind),
        replaced_by=()
        if sent.is_withdrawal
        else _deciding(now.filter(pl.col("delivery") > number), found),
        rows=_rows(home.settings.ledger, sent, kind, now),
    )


def see_undo(home: Home, user: User, number: int, *, as_of: int) -> Undoing:
    """What would stand if the delivery were undone now; nothing is stored.

    UsageError for one that cannot be undone.
    """
    require(user, Permission.SEND_FILES)
    demand_undoable(home, number, as_of)
    found = {sent.number: sent for sent in list_deliveries(home, user, as_of=as_of)}
    kind = KINDS[found[number].subject_kind]
    withdraws = _withdraws(found.values())
    before = read.live(withdraws)
    after = read.live({**withdraws, as_of + 1: number}) - {as_of + 1}
    history = _history(home, kind, _with_rows(before ^ after, withdraws))
    now, then = (_decided(history, kind, live) for live in (before, after))
    moved = then.join(now, on=[*kind.keys, "delivery"], how="anti")
    later = now.join(then, on=[*kind.keys, "delivery"], how="semi")
    return Undoing(
        changes=_compared(now, then, kind),
        back_to=_deciding(moved, found),
        replaced_by=_deciding(later.filter(pl.col("delivery") > number), found),
        stands=_side_by_side(now, then, kind),
    )


def original_file(home: Home, user: User, number: int) -> bytes:
    """The file as it was sent. UsageError where none was kept."""
    require(user, Permission.SEE_ROWS)
    content = read.original(home.settings.ledger, number)
    if content is None:
        raise UsageError(f"Leverans {number} har ingen fil.")
    return content


def _withdraws(sent: Iterable[Sent]) -> Withdraws:
    return {each.number: each.chain[0] if each.chain else None for each in sent}


def _chain(withdraws: Withdraws, number: int) -> tuple[int, ...]:
    """What a withdrawal withdraws, what that in turn withdrew, down to a delivery with rows."""
    chain: list[int] = []
    named = withdraws[number]
    while named is not None:
        chain.append(named)
        named = withdraws[named]
    return tuple(chain)


def _undone_by(withdraws: Withdraws) -> dict[int, list[int]]:
    """The withdrawals that name each delivery, live or not."""
    found: dict[int, list[int]] = {}
    for number, named in withdraws.items():
        if named is not None:
            found.setdefault(named, []).append(number)
    return found


def _turns(
    number: int, live: set[int], undone_by: Mapping[int, list[int]]
) -> tuple[int | None, int | None]:
    """What has withdrawn a delivery, or what brought it back: (withdrawn_by, restored_by)."""
    by = undone_by.get(number, [])
    if number not in live:
        return max(live.intersection(by)), None
    again = [each for withdrawal in by for each in undone_by.get(withdrawal, [])]
    return None, max(live.intersection(again), default=None)


def _standing(is_live: bool, rows: int, standing: int) -> Standing:
    if not is_live:
        return Standing.WITHDRAWN
    if standing == rows:
        return Standing.ALL
    return Standing.SOME if standing else Standing.NONE


def _with_rows(numbers: set[int], withdraws: Withdraws) -> list[int]:
    """Those of the deliveries that are no withdrawals."""
    return sorted(number for number in numbers if withdraws.get(number) is None)


def _history(home: Home, kind: Kind, numbers: list[int]) -> pl.DataFrame:
    """Every row ever delivered for the keys that these deliveries name, as it was delivered."""
    if kind.name == "measures":  # the one register that is large
        return home.store.frame("deliveries/measure_history", numbers=numbers)
    sent = home.store.table(kind.name).filter(pl.col("since") == pl.col("delivery"))
    named = sent.filter(pl.col("delivery").is_in(numbers)).select(list(kind.keys)).unique()
    return sent.join(named, on=list(kind.keys), how="semi")


def _decided(history: pl.DataFrame, kind: Kind, live: set[int]) -> pl.DataFrame:
    """Who decides each key: the kind's fields, removed, source_row, delivery; one row a key."""
    counted = history.filter(pl.col("delivery").is_in(sorted(live)))
    last = counted.sort("delivery").unique(list(kind.keys), keep="last")
    return last.select(*kind.row_schema, "delivery").sort(list(kind.keys))


def _compared(before: pl.DataFrame, after: pl.DataFrame, kind: Kind) -> Preview:
    """Two states of the same keys, row by row, the way a file's preview says it."""
    keys, values = list(kind.keys), list(kind.values)
    kept = before.filter(~pl.col("removed"))
    old = kept.select(*keys, *(pl.col(v).alias(f"old_{v}") for v in values), "delivery")
    there = after.filter(~pl.col("removed")).drop("removed", "delivery")
    both = there.join(old, on=keys, how="left", maintain_order="left")
    known = pl.col("delivery").is_not_null()
    same = pl.all_horizontal(pl.col(v).eq_missing(pl.col(f"old_{v}")) for v in values)
    return Preview(
        new=both.filter(~known).select(*keys, *values, "source_row"),
        changed=both.filter(known & ~same),
        unchanged=both.filter(known & same).select(*keys, *values, "delivery", "source_row"),
        removed=kept.join(there, on=keys, how="anti").drop("removed"),
        issues=(),
        totals={},
    )


def _side_by_side(now: pl.DataFrame, then: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    keys = list(kind.keys)
    said = [
        pl.when(pl.col("removed")).then(None).otherwise(pl.col(value)).alias(value)
        for value in kind.values
    ]
    before, after = (
        rows.select(*keys, *said, ~pl.col("removed").alias("there"), "delivery")
        for rows in (now, then)
    )
    after = after.rename({name: f"then_{name}" for name in after.columns if name not in keys})
    every = pl.concat([before.select(keys), after.select(keys)]).unique().sort(keys)
    return every.join(before, on=keys, how="left").join(after, on=keys, how="left")


def _deciding(rows: pl.DataFrame, found: Mapping[int, Sent]) -> tuple[tuple[Sent, int], ...]:
    """The deliveries that rows come from, with how many, the latest first."""
    counts = rows.filter(~pl.col("removed"))["delivery"].value_counts()
    return tuple((found[n], count) for n, count in counts.sort("delivery", descending=True).rows())


def _rows(ledger: Path, sent: Sent, kind: Kind, now: pl.DataFrame) -> pl.DataFrame:
    """The first rows of a delivery in the file's order, with what decides each key now."""
    if sent.is_withdrawal:
        return now.clear().rename({"delivery": "now"})
    keys = list(kind.keys)
    first = read.rows(ledger, sent.number).sort("source_row", *keys, nulls_last=True).head(ROWS)
    deciding = now.select(*keys, now="delivery")
    return first.join(deciding, on=keys, how="left", maintain_order="left")


def _intact(ledger: Path, number: int) -> bool:
    """Whether rows and file hash to what was recorded, and the chain holds on both sides."""
    try:
        delivery = read.delivery(ledger, number)
        before = sha256(read.meta_bytes(ledger, number - 1)) if number > 1 else ""
        follows = number < read.head(ledger)
        after = read.delivery(ledger, number + 1).previous if follows else None
        folder = read.folder_of(ledger, number)
        rows, questions = (folder / f"{name}.parquet" for name in ("rows", "questions"))
        file = read.original(ledger, number)
        return (
            delivery.previous == before
            and after in (None, sha256(read.meta_bytes(ledger, number)))
            and _hash(rows) == delivery.rows_sha256
            and _hash(questions) == delivery.questions_sha256
            and (sha256(file) if file is not None else "") == delivery.original_sha256
        )
    except (Damaged, OSError):
        return False


def _hash(path: Path) -> str:
    """A file's sha256; empty where there is none."""
    return sha256(path.read_bytes()) if path.exists() else ""
