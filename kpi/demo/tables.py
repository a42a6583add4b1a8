"""A table as the bytes of a CSV file, the way Swedish systems write them."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
NO_BREAK_SPACE, THIN_SPACE = "\u00a0", "\u2009"

Table = Sequence[Sequence[str]]


def number(value: float, decimals: int = 0, thousands: str = "") -> str:
    """1234,5 — with what stands between the thousands, if anything."""
    return f"{value:,.{decimals}f}".replace(",", thousands).replace(".", ",")


def text(rows: Iterable[Sequence[str]], line_end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator=line_end).writerows(rows)
    return out.getvalue()


def as_utf8(rows: Iterable[Sequence[str]]) -> bytes:
    return (BOM + text(rows)).encode()


def as_windows_1252(rows: Iterable[Sequence[str]]) -> bytes:
    """What an older Excel saves as "CSV (kommaavgränsad)"."""
    return text(rows, "\r\n").encode("cp1252")
