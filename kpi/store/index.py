"""The index that everything reads: `frame` a query, or a whole `register`, as of a number."""

import logging
import re
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import duckdb
import polars as pl

from kpi.errors import Busy
from kpi.ledger import KINDS, read, sha256
from kpi.settings import REBUILD_REQUEST, SQL
from kpi.store import catch_up, connection

log = logging.getLogger(__name__)

KEPT = 64  # registers at hand: a page asks for the same one for each of its nyckeltal
LARGE = ("measures", "packs")  # and asked for seldom


class Store:
    """One index over one ledger. Safe to use from several threads at once.

    With an index file only one process may hold it (the server); without one it lives in
    memory, built anew, so that a command never waits for the server.
    """

    def __init__(self, ledger: Path, index: Path | None = None) -> None:
        self._ledger = ledger
        self._index = index
        self._catching_up = Lock()
        self.was_of_another_ledger = False
        self._kept = lru_cache(KEPT)(self._register)
        self._open()

    def close(self) -> None:
        self._con.close()

    def catch_up(self) -> int:
        """Apply what the ledger has gained; returns its number, the version of everything."""
        with self._catching_up:
            if self._rebuild_wanted():
                self._start_over()
            head = read.head(self._ledger)
            if head > self._number:
                self._apply(head)
            return self._number

    def frame(self, query: str, **params: object) -> pl.DataFrame:
        """The rows of `sql/queries/<query>.sql`, its $names bound to params."""
        return self._read(read_query(query), params)

    def register(self, kind: str, as_of: int) -> pl.DataFrame:
        """A register as it stood at ledger number `as_of`, in key order.

        Out: the kind's key and value columns, then delivery and source_row (Int32): where each
        row came from. What stood at a number that the index has reached is kept: it never changes.
        """
        kept = self._kept  # before the number: what begins anew has another
        can_be_kept = as_of <= self._number and kind not in LARGE
        return (kept if can_be_kept else self._register)(kind, as_of)

    def _register(self, kind: str, as_of: int) -> pl.DataFrame:
        fields = KINDS[kind]
        columns = ", ".join([*fields.fields, "delivery", "source_row"])
        sql = (
            f"SELECT {columns} FROM {kind} "  # noqa: S608 - column names are constants of the code
            "WHERE since <= $as_of AND until > $as_of AND NOT removed "
            f"ORDER BY {', '.join(fields.keys)}"
        )
        return self._read(sql, {"as_of": as_of})

    def table(self, name: str) -> pl.DataFrame:
        """A whole table with its history, in a fixed order: for comparing two indices."""
        return self._read(f"SELECT * FROM {name} ORDER BY ALL", {})  # noqa: S608

    def _open(self) -> None:
        self._con = connection.connect(self._index)
        last = self._con.sql(
            "SELECT number, meta_sha256 FROM deliveries ORDER BY number DESC LIMIT 1"
        ).fetchone()
        self._number = last[0] if last else 0
        if last and not self._is_of_this_ledger(*last):
            log.warning("The index is of another ledger: building it anew.")
            self.was_of_another_ledger = True
            self._start_over()

    def _is_of_this_ledger(self, number: int, meta_hash: str) -> bool:
        if number > read.head(self._ledger):
            return False
        return sha256(read.meta_bytes(self._ledger, number)) == meta_hash

    def _rebuild_wanted(self) -> bool:
        return self._index is not None and self._index.with_name(REBUILD_REQUEST).exists()

    def _start_over(self) -> None:
        self._number = 0
        self._kept = lru_cache(KEPT)(self._register)
        self._con.close()
        if self._index is not None:
            connection.remove(self._index)
            self._index.with_name(REBUILD_REQUEST).unlink(missing_ok=True)
        self._con = connection.connect(self._index)

    def _apply(self, head: int) -> None:
        try:
            catch_up.apply(
                self._con.cursor(), self._ledger, list(range(self._number + 1, head + 1))
            )
        except duckdb.FatalException:
            log.exception("The index failed: building it anew.")
            self._start_over()
            catch_up.apply(self._con.cursor(), self._ledger, list(range(1, head + 1)))
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise Busy("Indexet kunde inte skrivas: disken eller minnet är fullt.") from error
        self._number = head

    def _read(self, sql: str, params: dict[str, object]) -> pl.DataFrame:
        """One cursor a call: sharing one between threads gives wrong answers."""

        con = self._con
        try:
            return con.cursor().sql(sql, params=params).pl()
        except (duckdb.FatalException, duckdb.ConnectionException):
            log.exception("The index failed: opening it again.")
            with self._catching_up:
                if self._con is con:  # no other thread has mended it yet
                    con.close()
                    self._open()
            self.catch_up()
            return self._con.cursor().sql(sql, params=params).pl()


@cache
def read_query(name: str) -> str:
    """The text of one query; ValueError for a name that is not one."""
    if not re.fullmatch(r"[a-z_]+/[a-z_]+", name):
        raise ValueError(f"not a query name: {name!r}")
    return (SQL / "queries" / f"{name}.sql").read_text(encoding="utf-8")
