"""Bring the index up to the ledger, delivery by delivery.

A row decides its key at ledger numbers `since <= N < until`. A new delivery closes the rows it
replaces; a withdrawal at W closes what it takes out of force and lets the highest live
delivery decide again, as a copy with `since = W` and its own `delivery`.

The statements are put together from the kinds' column names, which are constants of the code,
never from data.
"""

from pathlib import Path

import duckdb
import polars as pl

from kpi.ledger import KINDS, WITHDRAWAL, Delivery, Kind, read, sha256
from kpi.ledger.kinds import QUESTIONS

OPEN = 2**31 - 1  # `until` of a row that still decides its key


def apply(cursor: duckdb.DuckDBPyConnection, root: Path, numbers: list[int]) -> None:
    """Apply these deliveries, in order, in one transaction: all or none of them."""
    cursor.execute("BEGIN")
    try:
        for number in numbers:
            delivery = read.delivery(root, number)
            if delivery.kind == WITHDRAWAL:
                _withdraw(cursor, delivery)
            else:
                _replace(cursor, KINDS[delivery.kind], number, read.rows(root, number))
                if delivery.questions_sha256:
                    _replace(cursor, QUESTIONS, number, read.questions(root, number))
            _record(cursor, delivery, sha256(read.meta_bytes(root, number)))
        cursor.execute("COMMIT")
    except BaseException:
        _roll_back(cursor)
        raise


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.Error:  # a failed COMMIT has already ended the transaction
        return


def _replace(
    cursor: duckdb.DuckDBPyConnection, kind: Kind, number: int, rows: pl.DataFrame
) -> None:
    _close(cursor, kind, rows.select(list(kind.keys)), number)
    _open(cursor, kind, rows.with_columns(pl.lit(number).alias("delivery")), number)


def _withdraw(cursor: duckdb.DuckDBPyConnection, delivery: Delivery) -> None:
    known = cursor.sql("SELECT number, kind, withdraws FROM deliveries").pl()
    withdraws = dict(zip(known["number"], known["withdraws"], strict=True))
    before = read.live(withdraws)
    after = read.live({**withdraws, delivery.number: delivery.withdraws})
    kinds = dict(zip(known["number"], known["kind"], strict=True))
    for number in sorted((before ^ after) - {delivery.number}):
        for kind in _kinds_in(kinds[number]):
            _decide_again(cursor, kind, number, after, delivery.number)


def _kinds_in(name: str) -> list[Kind]:
    """The registers that a delivery of a kind may hold rows of: its own, and its questions."""
    return (
        [] if name == WITHDRAWAL else list({name: KINDS[name], QUESTIONS.name: QUESTIONS}.values())
    )


def _decide_again(
    cursor: duckdb.DuckDBPyConnection, kind: Kind, number: int, live: set[int], at: int
) -> None:
    """Every key that delivery `number` named goes to the highest live delivery, from `at` on."""
    keys = ", ".join(kind.keys)
    touched = f"SELECT {keys} FROM {kind.name} WHERE delivery = $number AND since = $number"  # noqa: S608
    winners = cursor.sql(
        f"SELECT {_row(kind)}, delivery FROM {kind.name} "  # noqa: S608
        f"SEMI JOIN ({touched}) USING ({keys}) "
        "WHERE since = delivery AND list_contains($live, delivery) "
        f"QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY delivery DESC) = 1",
        params={"number": number, "live": sorted(live)},
    ).pl()
    standing = cursor.sql(
        f"SELECT {keys}, delivery FROM {kind.name} "  # noqa: S608
        f"SEMI JOIN ({touched}) USING ({keys}) WHERE until = $open",
        params={"number": number, "open": OPEN},
    ).pl()
    same = [*kind.keys, "delivery"]
    _close(cursor, kind, standing.join(winners, on=same, how="anti").select(list(kind.keys)), at)
    _open(cursor, kind, winners.join(standing, on=same, how="anti"), at)


def _close(cursor: duckdb.DuckDBPyConnection, kind: Kind, keys: pl.DataFrame, at: int) -> None:
    matches = " AND ".join(f"{kind.name}.{key} = closing.{key}" for key in kind.keys)
    cursor.register("closing", keys)
    cursor.execute(
        f"UPDATE {kind.name} SET until = $at FROM closing WHERE until = $open AND {matches}",  # noqa: S608
        {"at": at, "open": OPEN},
    )
    cursor.unregister("closing")


def _open(cursor: duckdb.DuckDBPyConnection, kind: Kind, rows: pl.DataFrame, at: int) -> None:
    cursor.register("opening", rows)
    cursor.execute(
        f"INSERT INTO {kind.name} ({_row(kind)}, delivery, since, until) "  # noqa: S608
        f"SELECT {_row(kind)}, delivery, $at, $open FROM opening ORDER BY {', '.join(kind.keys)}",
        {"at": at, "open": OPEN},
    )
    cursor.unregister("opening")


def _row(kind: Kind) -> str:
    return ", ".join(kind.row_schema)


def _record(cursor: duckdb.DuckDBPyConnection, delivery: Delivery, meta_hash: str) -> None:
    cursor.execute(
        "INSERT INTO deliveries VALUES ($number, $kind, $layout, $sender, $recorded, $status,"
        " $comment, $file_name, $original_sha256, $rows, $removed, $withdraws, $meta)",
        {
            "number": delivery.number,
            "kind": delivery.kind,
            "layout": delivery.layout,
            "sender": delivery.sender,
            "recorded": delivery.recorded.replace(tzinfo=None),
            "status": delivery.status.value,
            "comment": delivery.comment,
            "file_name": delivery.file_name,
            "original_sha256": delivery.original_sha256,
            "rows": delivery.rows,
            "removed": delivery.removed,
            "withdraws": delivery.withdraws,
            "meta": meta_hash,
        },
    )
