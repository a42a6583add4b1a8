"""Open the index: a hardened DuckDB with today's schema, in a file or in memory."""

import hashlib
from pathlib import Path

import duckdb

from kpi.errors import Busy
from kpi.settings import SQL

MEMORY_LIMIT = "4GB"
THREADS = "2"
HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",  # no files, no network: frames come in by register()
    "memory_limit": MEMORY_LIMIT,
    "threads": THREADS,
    "lock_configuration": "true",
}


def connect(index: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection to the index with the present schema; None means in memory.

    A file of another make, or one that cannot be read, is removed and begun anew: the ledger
    has everything. Busy when another process holds the file.
    """
    if index is None:
        return _with_schema(duckdb.connect(":memory:", config=HARDENED))
    try:
        con = duckdb.connect(index, config=HARDENED)
        if _schema_of(con) == _schema_wanted():
            return con
        con.close()
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise Busy(f"En annan server använder redan {index.parent}.") from error
    remove(index)
    return _with_schema(duckdb.connect(index, config=HARDENED))


def remove(index: Path) -> None:
    """Delete the index and its write-ahead log, if they are there."""
    for path in (index, index.with_name(index.name + ".wal")):
        path.unlink(missing_ok=True)


def _with_schema(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    con.execute("BEGIN")
    con.execute(_schema_sql())
    con.execute("INSERT INTO about VALUES ($schema)", {"schema": _schema_wanted()})
    con.execute("COMMIT")
    return con


def _schema_of(con: duckdb.DuckDBPyConnection) -> str | None:
    try:
        row = con.sql("SELECT schema FROM about").fetchone()
    except duckdb.CatalogException:
        return None
    return row[0] if row else None


def _schema_sql() -> str:
    return (SQL / "schema.sql").read_text(encoding="utf-8")


def _schema_wanted() -> str:
    return hashlib.sha256(_schema_sql().encode()).hexdigest()
