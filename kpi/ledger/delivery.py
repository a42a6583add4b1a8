"""What is recorded about a delivery (`meta.json`), and what its sender gives (`Draft`)."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum

import polars as pl

FORMAT = 2  # of the delivery's folder; a reader refuses what it does not know
READABLE = {1, FORMAT}  # 1 had no questions


class Status(StrEnum):
    PRELIMINARY = "preliminary"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A delivery as its sender means it, before it has a number.

    `checked_at` is the ledger number it was checked against and `rests_on` the kinds that check
    read: if one of them, or one of the draft's own keys, has been touched since, the draft is
    refused (`Stale`). `rows` has the kind's `row_schema`; a withdrawal has none. `questions`
    are rows of that kind which the delivery's own figures leave open: they stand and fall
    with it.
    """

    kind: str
    rows: pl.DataFrame | None = None
    questions: pl.DataFrame | None = None
    original: bytes | None = None
    layout: str = ""
    sender: str
    status: Status = Status.FINAL
    comment: str = ""
    file_name: str = ""
    catalogue: str = ""  # fingerprint of the definitions in force
    withdraws: int | None = None
    checked_at: int = 0
    rests_on: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One recorded delivery. Hashes are sha256 in hex; `recorded` is UTC, ever increasing."""

    number: int
    kind: str
    layout: str
    sender: str
    recorded: datetime
    status: Status
    comment: str
    file_name: str
    original_sha256: str  # empty: no file was kept
    rows_sha256: str  # empty: a withdrawal
    rows: int
    removed: int
    catalogue: str
    withdraws: int | None
    previous: str  # sha256 of the previous delivery's meta.json; empty for number 1
    questions_sha256: str = ""  # empty: it leaves no questions
    format: int = FORMAT


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def to_json(delivery: Delivery) -> bytes:
    """`meta.json`: stable bytes, since the next delivery carries their hash."""
    fields = asdict(delivery)
    fields["recorded"] = delivery.recorded.isoformat(timespec="microseconds")
    return json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True).encode()


def from_json(content: bytes) -> Delivery:
    """ValueError, KeyError or TypeError for anything but what `to_json` writes."""
    fields = json.loads(content)
    if fields["format"] not in READABLE:
        raise ValueError(f"unknown format {fields['format']}")
    fields["recorded"] = datetime.fromisoformat(fields["recorded"])
    fields["status"] = Status(fields["status"])
    return Delivery(**fields)
