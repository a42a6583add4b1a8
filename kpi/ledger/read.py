"""Read what has been delivered."""

import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import zstandard

from kpi.errors import Damaged
from kpi.ledger.delivery import Delivery, from_json

_NUMBER = re.compile(r"\d{8}")


def folder_of(root: Path, number: int) -> Path:
    return root / f"{number:08d}"


def numbers(root: Path) -> list[int]:
    """Every delivery there is, in order. An absent ledger is an empty one."""
    if not root.is_dir():
        return []
    return sorted(int(path.name) for path in root.iterdir() if _NUMBER.fullmatch(path.name))


def head(root: Path) -> int:
    """The latest number: the version of everything. 0 for an empty ledger."""
    return max(numbers(root), default=0)


def meta_bytes(root: Path, number: int) -> bytes:
    """The delivery's `meta.json` as it lies; Damaged if it cannot be read."""
    try:
        return (folder_of(root, number) / "meta.json").read_bytes()
    except OSError as error:
        raise Damaged(f"Leverans {number} saknar sin meta.json.") from error


def delivery(root: Path, number: int) -> Delivery:
    """What is recorded about one delivery; Damaged if it cannot be read."""
    try:
        return from_json(meta_bytes(root, number))
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"Leverans {number} har en meta.json som inte går att läsa.") from error


def rows(root: Path, number: int) -> pl.DataFrame:
    """The delivery's rows (the kind's `row_schema`); Damaged if they cannot be read."""
    return _table(root, number, "rows")


def questions(root: Path, number: int) -> pl.DataFrame:
    """The questions that a delivery says it leaves; Damaged if they cannot be read."""
    return _table(root, number, "questions")


def _table(root: Path, number: int, name: str) -> pl.DataFrame:
    try:
        return pl.read_parquet(folder_of(root, number) / f"{name}.parquet")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise Damaged(f"Leverans {number} har rader som inte går att läsa.") from error


def original(root: Path, number: int) -> bytes | None:
    """The file as it was sent; None where no file was kept."""
    path = folder_of(root, number) / "original.zst"
    if not path.exists():
        return None
    try:
        return zstandard.ZstdDecompressor().decompress(path.read_bytes())
    except (OSError, zstandard.ZstdError) as error:
        raise Damaged(f"Leverans {number} har en originalfil som inte går att läsa.") from error


def live(withdraws: Mapping[int, int | None]) -> set[int]:
    """The numbers that count: not named by a live withdrawal.

    `withdraws` maps every delivery to the one it withdraws (None for ordinary ones). A
    withdrawal always names an earlier number, so one pass from the latest backwards settles
    each before those it names.
    """
    withdrawn: set[int | None] = set()
    counted: set[int] = set()
    for number in sorted(withdraws, reverse=True):
        if number not in withdrawn:
            counted.add(number)
            withdrawn.add(withdraws[number])
    return counted
