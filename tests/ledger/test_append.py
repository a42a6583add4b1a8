"""The commit protocol: all or nothing, in order, never over another's."""

import errno
import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from kpi.errors import Busy, Damaged, NotAllowed, Stale, UsageError
from kpi.ledger import KINDS, Draft, append, read, verify
from kpi.ledger.append import sweep
from tests.builders import MIDDAY, MONTH, clock_at, rows, waves, withdrawal


def send(root: Path, draft: Draft, **kwargs: object):
    return append(root, draft, clock=kwargs.get("clock", clock_at(MIDDAY)))


def test_an_absent_ledger_is_an_empty_one(tmp_path):
    assert read.numbers(tmp_path / "nowhere") == []
    assert read.head(tmp_path / "nowhere") == 0


def test_what_was_sent_is_what_is_read(tmp_path):
    draft = waves({"a": 1, "b": None}, original=b"raw bytes", file_name="f.csv", comment="c")
    sent = send(tmp_path, draft)
    assert (sent.number, sent.rows, sent.removed) == (1, 2, 1)
    assert read.delivery(tmp_path, 1) == sent
    assert read.original(tmp_path, 1) == b"raw bytes"
    assert read.rows(tmp_path, 1)["removed"].to_list() == [False, True]
    assert read.original(tmp_path, send(tmp_path, waves({"c": 1})).number) is None


def test_recorded_never_runs_backwards(tmp_path):
    send(tmp_path, waves({"a": 1}))
    earlier = MIDDAY - timedelta(days=1)
    second = send(tmp_path, waves({"b": 1}), clock=clock_at(earlier))
    assert second.recorded == MIDDAY + timedelta(microseconds=1)


def test_each_delivery_carries_the_hash_of_the_one_before(tmp_path):
    for key in "abc":
        send(tmp_path, waves({key: 1}))
    assert verify.faults(tmp_path) == []


def test_a_taken_number_gives_the_next_when_the_keys_are_others(tmp_path):
    send(tmp_path, waves({"a": 1}))
    assert send(tmp_path, waves({"b": 1}, checked_at=0)).number == 2


def test_the_same_keys_in_between_refuse_the_later_one(tmp_path):
    send(tmp_path, waves({"a": 1}))
    with pytest.raises(Stale, match="leverans 1 kom emellan"):
        send(tmp_path, waves({"a": 2}, checked_at=0))
    assert read.numbers(tmp_path) == [1]
    assert not list(tmp_path.glob(".tmp-*"))


def test_what_the_check_rested_on_refuses_it_too(tmp_path):
    send(tmp_path, waves({"a": 1}))
    rows = pl.DataFrame(
        [("x", "text", False, None)], schema=KINDS["catalogue"].row_schema, orient="row"
    )
    with pytest.raises(Stale):
        send(
            tmp_path,
            Draft(kind="catalogue", rows=rows, sender="s", rests_on=frozenset({"waves"})),
        )


def test_a_withdrawal_in_between_counts_as_what_it_withdraws(tmp_path):
    send(tmp_path, waves({"a": 1}))
    send(tmp_path, withdrawal(1, checked_at=1))
    send(tmp_path, withdrawal(2, checked_at=2))
    assert send(tmp_path, waves({"b": 1}, checked_at=1)).number == 4
    with pytest.raises(Stale):
        send(tmp_path, waves({"a": 3}, checked_at=1))
    with pytest.raises(Stale):
        send(tmp_path, withdrawal(1, checked_at=1))


@pytest.mark.parametrize(
    "rows",
    [
        pl.DataFrame({"a": [1]}),
        waves({"a": 1}).rows.vstack(waves({"a": 2}).rows),
        waves({"a": 1}).rows.with_columns(kpi=pl.lit(None, pl.String)),
    ],
    ids=["other columns", "one key twice", "a key without a value"],
)
def test_rows_that_break_their_kind_are_a_bug(tmp_path, rows):
    with pytest.raises(ValueError, match=r"rows? of waves"):
        send(tmp_path, Draft(kind="waves", rows=rows, sender="s"))
    assert read.numbers(tmp_path) == []


def test_a_folder_where_a_file_stands_is_said_plainly(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="inte en mapp"):
        send(tmp_path / "file", waves({"a": 1}))
    with pytest.raises(UsageError, match="inte en mapp"):
        send(tmp_path / "file" / "below", waves({"a": 1}))


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, Busy), (errno.EROFS, NotAllowed), (errno.EIO, OSError)],
)
def test_the_disk_says_no_before_the_rename(tmp_path, monkeypatch, number, error):
    send(tmp_path, waves({"a": 1}))

    def full(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(error):
            send(tmp_path, waves({"b": 1}))
    assert read.numbers(tmp_path) == [1]
    assert send(tmp_path, waves({"c": 1})).number == 2


def test_a_rename_that_fails_for_another_reason_is_raised(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(NotAllowed, match="inte skriva"):
        send(tmp_path, waves({"a": 1}))


def test_a_number_taken_at_the_last_moment_is_not_lost(tmp_path, monkeypatch):
    real = Path.rename
    tries = []

    def someone_is_first(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) == 1:
            monkeypatch.setattr(Path, "rename", real)
            send(tmp_path, waves({"b": 2}))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", someone_is_first)
    assert send(tmp_path, waves({"a": 1})).number == 2
    assert read.rows(tmp_path, 1)["kpi"].to_list() == ["b"]
    assert verify.faults(tmp_path) == []


def test_only_old_folders_that_nobody_holds_are_swept(tmp_path):
    young, old, held = (tmp_path / f".tmp-{name}" for name in ("young", "old", "held"))
    for folder in (young, old, held):
        folder.mkdir()
    long_ago = time.time() - 100
    for folder in (old, held):
        os.utime(folder, (long_ago, long_ago))
    from kpi.ledger.locks import try_lock

    lock = try_lock(held)
    sweep(tmp_path)
    assert young.exists()
    assert held.exists()
    assert not old.exists()
    lock.release()
    sweep(tmp_path)
    assert not held.exists()


def test_a_folder_that_vanishes_while_sweeping_is_fine(tmp_path, monkeypatch):
    folder = tmp_path / ".tmp-gone"
    monkeypatch.setattr(Path, "glob", lambda *_: iter([folder]))
    sweep(tmp_path)


@pytest.fixture
def three(tmp_path) -> Path:
    for key in "abc":
        send(tmp_path, waves({key: 1}, original=key.encode()))
    return tmp_path


def edit_meta(root: Path, delivery: int, **changes: object) -> None:
    path = root / f"{delivery:08d}" / "meta.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda root: edit_meta(root, 2, comment="x"), "Leverans 3 hänger inte ihop"),
        (lambda root: edit_meta(root, 3, number=7), "Leverans 3 säger sig vara 7"),
        (lambda root: edit_meta(root, 3, format=99), "går att läsa"),
        (lambda root: (root / "00000003/meta.json").unlink(), "saknar sin meta.json"),
        (lambda root: (root / "00000003/rows.parquet").write_bytes(b"x"), "Raderna i leverans 3"),
        (lambda root: (root / "00000003/rows.parquet").unlink(), "Raderna i leverans 3"),
        (lambda root: (root / "00000003/original.zst").unlink(), "Originalfilen i leverans 3"),
        (lambda root: (root / "00000003/original.zst").write_bytes(b"x"), "originalfil som inte"),
        (lambda root: (root / "00000003").rename(root / "00000004"), "Leverans 3 saknas"),
    ],
)
def test_verify_names_what_was_changed(three, harm, says):
    harm(three)
    assert any(says in fault for fault in verify.faults(three))


def test_rows_that_cannot_be_read_are_damage(three):
    (three / "00000002/rows.parquet").write_bytes(b"x")
    with pytest.raises(Damaged, match="Leverans 2"):
        read.rows(three, 2)


def test_meta_is_plain_and_dated_in_utc(three):
    meta = json.loads((three / "00000001/meta.json").read_text())
    assert datetime.fromisoformat(meta["recorded"]) == MIDDAY
    assert datetime.fromisoformat(meta["recorded"]).tzinfo == UTC


def test_a_delivery_from_before_there_were_questions_is_read(three):
    path = three / "00000003/meta.json"
    meta = json.loads(path.read_text())
    del meta["questions_sha256"]
    path.write_text(json.dumps(meta | {"format": 1}))
    assert read.delivery(three, 3).questions_sha256 == ""
    assert verify.faults(three) == []


def test_questions_lie_beside_the_rows_and_are_hashed_too(tmp_path):
    asked = rows("questions", {"unit": "a", "measure": "", "month": MONTH, "rule": "x"})
    sent = send(tmp_path, waves({"a": 1}, questions=asked))
    assert read.questions(tmp_path, sent.number).equals(asked)
    assert sent.rows == 1
    assert verify.faults(tmp_path) == []
    (tmp_path / "00000001/questions.parquet").unlink()
    assert verify.faults(tmp_path) == ["Frågorna i leverans 1 är inte de som lämnades."]
    with pytest.raises(Damaged, match="Leverans 1"):
        read.questions(tmp_path, 1)
