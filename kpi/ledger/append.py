"""Add a delivery to the ledger: all of it or nothing, never over another's.

Everything is written into `.tmp-<uuid>/` and synced, then the folder is renamed to the next
number. The rename fails if someone else took the number; then the draft is compared with what
they wrote and, if nothing it rests on was touched, it gets the number after.
"""

import errno
import io
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import zstandard

from kpi.errors import DISK_FULL, Busy, NotAllowed, Stale, UsageError
from kpi.ledger import read
from kpi.ledger.delivery import Delivery, Draft, sha256, to_json
from kpi.ledger.kinds import KINDS, QUESTIONS
from kpi.ledger.locks import lock, sync_folder, try_lock, write_through

LEFTOVER_AGE = 60.0  # seconds; a younger folder may belong to a writer about to lock it
TAKEN = {errno.EEXIST, errno.ENOTEMPTY, errno.EACCES}  # Windows says access denied


def append(root: Path, draft: Draft, *, clock: Callable[[], datetime]) -> Delivery:
    """Record the draft as the next delivery; it is on disk when this returns.

    Raises Stale when what it was checked against has changed, Busy when the disk is full,
    NotAllowed when the folder cannot be written.
    """
    with _disk_errors(root):
        root.mkdir(parents=True, exist_ok=True)
        sweep(root)
        with _working_folder(root) as folder:
            hashes = _write_rows(folder, draft)
            if draft.original is not None:
                packed = zstandard.ZstdCompressor(level=9).compress(draft.original)
                write_through(folder / "original.zst", packed)
            return _take_number(root, folder, draft, hashes, clock)


def sweep(root: Path) -> int:
    """Remove what interrupted writers left: old working folders that nobody holds; how many."""
    swept = 0
    for folder in root.glob(".tmp-*"):
        try:
            old = time.time() - folder.stat().st_mtime > LEFTOVER_AGE
            held = try_lock(folder) if old else None
        except FileNotFoundError:  # its writer finished, or another sweep took it
            continue
        if held is not None:
            shutil.rmtree(folder, ignore_errors=True)
            held.release()
            swept += not folder.exists()
    return swept


def _write_rows(folder: Path, draft: Draft) -> dict[str, str]:
    """Write the draft's rows and questions; their hashes by the name `meta.json` has for them."""
    hashes = {}
    for name, kind, rows in (
        ("rows", draft.kind, draft.rows),
        ("questions", QUESTIONS.name, draft.questions),
    ):
        if rows is not None:
            content = _parquet(kind, rows)
            hashes[f"{name}_sha256"] = sha256(content)
            write_through(folder / f"{name}.parquet", content)
    return hashes


def _take_number(
    root: Path,
    folder: Path,
    draft: Draft,
    hashes: dict[str, str],
    clock: Callable[[], datetime],
) -> Delivery:
    seen = draft.checked_at
    while True:
        head = read.head(root)
        _refuse_if_touched(root, draft, range(seen + 1, head + 1))
        seen = head
        delivery = _next(root, draft, head, hashes, clock)
        (folder / "meta.json").unlink(missing_ok=True)
        write_through(folder / "meta.json", to_json(delivery))
        sync_folder(folder)
        try:
            folder.rename(read.folder_of(root, delivery.number))
        except OSError as error:
            if error.errno not in TAKEN or read.head(root) == head:
                raise
            continue  # someone was first
        sync_folder(root)
        return delivery


def _next(
    root: Path, draft: Draft, head: int, hashes: dict[str, str], clock: Callable[[], datetime]
) -> Delivery:
    recorded, previous = clock(), ""
    if head:
        recorded = max(recorded, read.delivery(root, head).recorded + timedelta(microseconds=1))
        previous = sha256(read.meta_bytes(root, head))
    rows = draft.rows
    return Delivery(
        number=head + 1,
        kind=draft.kind,
        layout=draft.layout,
        sender=draft.sender,
        recorded=recorded,
        status=draft.status,
        comment=draft.comment,
        file_name=draft.file_name,
        original_sha256="" if draft.original is None else sha256(draft.original),
        rows_sha256=hashes.get("rows_sha256", ""),
        questions_sha256=hashes.get("questions_sha256", ""),
        rows=0 if rows is None else rows.height,
        removed=0 if rows is None else int(rows["removed"].sum()),
        catalogue=draft.catalogue,
        withdraws=draft.withdraws,
        previous=previous,
    )


def _refuse_if_touched(root: Path, draft: Draft, since: range) -> None:
    for number in since:
        other = _what_it_moves(root, read.delivery(root, number))
        own = _what_it_moves(root, draft)
        if other.kind in draft.rests_on or (
            other.kind == own.kind and _share_keys(root, other, own)
        ):
            raise Stale(f"Underlaget har ändrats: leverans {number} kom emellan. Granska igen.")


def _what_it_moves(root: Path, item: Delivery | Draft) -> Delivery | Draft:
    """The delivery whose rows appear or disappear: a withdrawal's target, followed to its end."""
    while item.withdraws is not None:
        item = read.delivery(root, item.withdraws)
    return item


def _share_keys(root: Path, one: Delivery | Draft, other: Delivery | Draft) -> bool:
    keys = list(KINDS[one.kind].keys)
    first, second = (
        item.rows if isinstance(item, Draft) else read.rows(root, item.number)
        for item in (one, other)
    )
    assert first is not None and second is not None  # noqa: S101, PT018 - only withdrawals lack rows
    return not first.join(second, on=keys, how="semi").is_empty()


def _parquet(kind_name: str, rows: pl.DataFrame) -> bytes:
    """The rows sorted by key: a page reads one unit's months together."""
    kind = KINDS[kind_name]
    if dict(rows.schema) != kind.row_schema:
        raise ValueError(f"rows of {kind_name} must be {kind.row_schema}, not {rows.schema}")
    keys = rows.select(list(kind.keys))
    if keys.is_duplicated().any() or any(keys.null_count().row(0)):
        raise ValueError(f"every row of {kind_name} needs a key of its own: {list(kind.keys)}")
    buffer = io.BytesIO()
    rows.sort(list(kind.keys)).write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


@contextmanager
def _working_folder(root: Path) -> Iterator[Path]:
    folder = root / f".tmp-{uuid.uuid4().hex}"
    folder.mkdir(mode=0o700)
    held = lock(folder)
    try:
        yield folder
    finally:
        held.release()
        shutil.rmtree(folder, ignore_errors=True)  # already renamed when all went well


@contextmanager
def _disk_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in DISK_FULL:
            raise Busy("Disken är full. Ingenting har sparats.") from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise NotAllowed(f"Du får inte skriva i {root}. Ingenting har sparats.") from error
        if error.errno in {errno.ENOTDIR, errno.EEXIST}:
            raise UsageError(f"{root} är inte en mapp.") from error
        raise
