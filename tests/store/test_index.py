"""The index equals a replay of the ledger at every number, live or rebuilt."""

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.errors import Busy
from kpi.ledger import KINDS, append
from kpi.settings import SQL
from kpi.store import Store, connection, read_query
from tests.builders import MIDDAY, clock_at, waves, withdrawal
from tests.plain.replay import Data, Withdrawal, visible

TABLES = ["deliveries", *KINDS]


@st.composite
def histories(draw: st.DrawFn) -> list[Data | Withdrawal]:
    """Deliveries, removals, withdrawals, and withdrawals of withdrawals, in any order."""
    length = draw(st.integers(1, 12))
    history: list[Data | Withdrawal] = []
    rows = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers(1, 9), min_size=1)
    for number in range(1, length + 1):
        if number > 1 and draw(st.booleans()):
            history.append(Withdrawal(draw(st.integers(1, number - 1))))
        else:
            history.append(Data(draw(rows)))
    return history


def deliver(root: Path, history: list[Data | Withdrawal]) -> None:
    for number, item in enumerate(history, start=1):
        draft = (
            waves(item.rows, checked_at=number - 1)
            if isinstance(item, Data)
            else withdrawal(item.withdraws, checked_at=number - 1)
        )
        append(root, draft, clock=clock_at(MIDDAY))


def seen(store: Store, as_of: int) -> dict[str, tuple[int, int]]:
    frame = store.register("waves", as_of)
    return {row["kpi"]: (int(row["name"]), row["delivery"]) for row in frame.to_dicts()}


def assert_same_index(one: Store, other: Store) -> None:
    for table in TABLES:
        assert one.table(table).equals(other.table(table)), table


@settings(max_examples=60, deadline=None)
@given(histories())
def test_every_number_shows_what_a_replay_shows(history):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        live = Store(root)
        for number, item in enumerate(history, start=1):
            draft = (
                waves(item.rows, checked_at=number - 1)
                if isinstance(item, Data)
                else withdrawal(item.withdraws, checked_at=number - 1)
            )
            append(root, draft, clock=clock_at(MIDDAY))
            assert live.catch_up() == number
            assert seen(live, number) == visible(history, number)  # and is kept from here on
        rebuilt = Store(root)
        rebuilt.catch_up()
        for as_of in range(len(history) + 1):
            assert seen(live, as_of) == visible(history, as_of)
        assert_same_index(live, rebuilt)
        live.close()
        rebuilt.close()


@pytest.fixture
def root(tmp_path) -> Path:
    deliver(tmp_path / "ledger", [Data({"a": 1}), Data({"a": 2, "b": 3}), Withdrawal(2)])
    return tmp_path / "ledger"


def test_an_index_file_is_kept_and_caught_up(root, tmp_path):
    index = tmp_path / "index.duckdb"
    first = Store(root, index)
    assert first.catch_up() == 3
    first.close()
    deliver_more(root, {"c": 7})
    second = Store(root, index)
    assert second.catch_up() == 4
    assert seen(second, 4) == {"a": (1, 1), "c": (7, 4)}
    second.close()


def test_a_register_asked_for_before_its_delivery_is_read_again_after_it(root):
    store = Store(root)
    store.catch_up()
    assert seen(store, 4) == {"a": (1, 1)}
    deliver_more(root, {"c": 7})
    store.catch_up()
    assert seen(store, 4) == {"a": (1, 1), "c": (7, 4)}
    store.close()


def deliver_more(root: Path, values: dict[str, int | None]) -> None:
    append(root, waves(values), clock=clock_at(MIDDAY))


def test_a_file_that_is_not_an_index_is_built_anew(root, tmp_path):
    index = tmp_path / "index.duckdb"
    index.write_bytes(b"nonsense" * 1000)
    store = Store(root, index)
    assert store.catch_up() == 3
    store.close()


def test_an_index_of_an_older_make_is_built_anew(root, tmp_path, monkeypatch):
    index = tmp_path / "index.duckdb"
    monkeypatch.setattr(connection, "_schema_sql", lambda: "CREATE TABLE about (schema VARCHAR)")
    connection.connect(index).close()
    monkeypatch.undo()
    store = Store(root, index)
    assert store.catch_up() == 3
    store.close()


def test_an_index_without_a_schema_is_built_anew(root, tmp_path, monkeypatch):
    index = tmp_path / "index.duckdb"
    monkeypatch.setattr(connection, "_schema_of", lambda con: None)
    Store(root, index).close()
    monkeypatch.undo()
    import duckdb

    con = duckdb.connect(index)
    con.execute("DROP TABLE about")
    con.close()
    store = Store(root, index)
    assert store.catch_up() == 3
    store.close()


@pytest.mark.parametrize("other", [[Data({"z": 1})] * 1, [Data({"z": 1})] * 3])
def test_an_index_of_another_ledger_is_built_anew(root, tmp_path, other):
    index = tmp_path / "index.duckdb"
    old = Store(root, index)
    old.catch_up()
    old.close()
    deliver(tmp_path / "other", [Data({f"z{i}": 1}) for i in range(len(other))])
    store = Store(tmp_path / "other", index)
    assert store.catch_up() == len(other)
    assert seen(store, len(other)) == {f"z{i}": (1, i + 1) for i in range(len(other))}
    store.close()


def test_a_rebuild_can_be_asked_for(root, tmp_path):
    index = tmp_path / "index.duckdb"
    store = Store(root, index)
    store.catch_up()
    request = tmp_path / "rebuild-index"
    request.touch()
    assert store.catch_up() == 3
    assert not request.exists()
    store.close()


def test_a_second_process_cannot_hold_the_index(root, tmp_path):
    import subprocess
    import sys

    index = tmp_path / "index.duckdb"
    code = (
        "import sys, duckdb; con = duckdb.connect(sys.argv[1]); print('held', flush=True);"
        "sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Busy, match="En annan server"):
        Store(root, index)
    holder.communicate()


def test_a_failed_batch_leaves_nothing_half_applied(root, monkeypatch):
    from kpi.ledger import read

    store = Store(root)
    store.catch_up()
    deliver_more(root, {"c": 7})
    deliver_more(root, {"d": 8})
    real = read.rows

    def broken(folder: Path, number: int) -> pl.DataFrame:
        if number == 5:
            raise KeyboardInterrupt
        return real(folder, number)

    monkeypatch.setattr(read, "rows", broken)
    with pytest.raises(KeyboardInterrupt):
        store.catch_up()
    assert seen(store, 9) == {"a": (1, 1)}
    monkeypatch.undo()
    assert store.catch_up() == 5
    store.close()


@pytest.mark.parametrize("fault", ["FatalException", "IOException"])
def test_a_failing_index_is_mended_or_said(root, monkeypatch, fault):
    import duckdb

    from kpi.store import catch_up

    store = Store(root)
    real = catch_up.apply

    def once(*args: object) -> None:
        monkeypatch.setattr(catch_up, "apply", real)
        raise getattr(duckdb, fault)("no")

    monkeypatch.setattr(catch_up, "apply", once)
    if fault == "IOException":
        with pytest.raises(Busy, match="fullt"):
            store.catch_up()
    assert store.catch_up() == 3
    assert seen(store, 3) == {"a": (1, 1)}
    store.close()


def test_a_failed_commit_has_already_ended_the_transaction(root, monkeypatch):
    from kpi.store import catch_up

    store = Store(root)

    def commits_then_fails(cursor: object, *_: object) -> None:
        cursor.execute("COMMIT")
        raise RuntimeError("after the end")

    monkeypatch.setattr(catch_up, "_record", commits_then_fails)
    with pytest.raises(RuntimeError, match="after the end"):
        store.catch_up()
    store.close()


def test_a_dropped_connection_is_opened_again(root):
    store = Store(root)
    store.catch_up()
    store._con.close()
    assert seen(store, 3) == {"a": (1, 1)}
    store.close()


def test_another_thread_may_have_mended_it_first(root, monkeypatch):
    store = Store(root)
    store.catch_up()
    dead = store._con
    dead.close()
    real = store._catching_up

    class MendedMeanwhile:
        def __enter__(self) -> None:
            real.__enter__()
            if store._con is dead:
                store._open()

        def __exit__(self, *args: object) -> None:
            real.__exit__(*args)

    store._catching_up = MendedMeanwhile()
    assert seen(store, 3) == {"a": (1, 1)}
    store.close()


def test_the_schema_is_the_kinds(root):
    store = Store(root)
    tail = ["removed", "source_row", "delivery", "since", "until"]
    for kind in KINDS.values():
        frame = store.table(kind.name)
        assert frame.columns == [*kind.fields, *tail]
        assert {name: frame.schema[name] for name in kind.row_schema} == kind.row_schema
    store.close()


def test_every_query_binds(root):
    store = Store(root)
    for path in sorted((SQL / "queries").rglob("*.sql")):
        text = path.read_text(encoding="utf-8")
        names = sorted({word[1:] for word in text.replace(",", " ").split() if word[:1] == "$"})
        names = [name.rstrip(").;") for name in names]
        params = dict.fromkeys(names)
        assert store.frame(f"{path.parent.name}/{path.stem}", **params) is not None
        assert text.startswith("-- "), f"{path}: no header"
        assert "-- in: " in text
        assert "-- out: " in text
    store.close()


def test_only_query_names_are_read():
    with pytest.raises(ValueError, match="not a query name"):
        read_query("../schema")


def test_the_index_reaches_no_file_and_no_network(root):
    import duckdb

    store = Store(root)
    cursor = store._con.cursor()
    for sql in ("SELECT * FROM read_csv('/etc/passwd')", "INSTALL httpfs", "SET threads = 9"):
        with pytest.raises(duckdb.Error):
            cursor.execute(sql)
    store.close()
