"""What separates the cells, and which row is the header?"""

import csv
import io
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from kpi.intake.texts import header_key

DELIMITERS = ";\t,|"  # in order of preference where two do equally well
SAMPLE = 65_536  # characters looked at
HEADER_WITHIN = 20  # records: a header further down is not looked for
FEWEST_HEADINGS = 2  # known headings a row below the first needs to be taken for the header

_SEP_LINE = re.compile(r'"?sep=([;\t,|])"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    header: int  # how many records stand above the header


def without_sep_line(text: str) -> tuple[str, str | None]:
    """The text after a first line `sep=;`, and the delimiter it named.

    Excel reads the line and does not show it, so row 1 is the line after it.
    """
    match = _SEP_LINE.match(text)
    return (text[match.end() :], match[1]) if match else (text, None)


def find_dialect(
    text: str, known: Container[str], delimiter: str | None, header_row: int | None = None
) -> Dialect:
    """The delimiter and header row that make most sense of the beginning of the text.

    `known` holds the headings that any layout uses, as `header_key` writes them. They weigh
    most; then how many rows have as many cells as the header.
    """
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:  # a record cut in two would count against the right delimiter
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r"), 0) or SAMPLE]
    tried = [_score(sample, known, d) for d in ([delimiter] if delimiter else DELIMITERS)]
    best = max(tried, key=lambda score: score[0])[1]
    return best if header_row is None else Dialect(best.delimiter, header_row - 1)


def _score(sample: str, known: Container[str], delimiter: str) -> tuple[tuple[int, int], Dialect]:
    records = split(sample, delimiter)
    header, hits = find_header(records, known)
    width = len(records[header]) if records else 0
    alike = sum(len(record) == width for record in records) if width > 1 else 0
    return (hits, alike), Dialect(delimiter, header)


def find_header(records: Sequence[Sequence[str]], known: Container[str]) -> tuple[int, int]:
    """Which of the first records is the header, and how many known headings it has.

    It is the one with most of them; without any such, the first that holds text.
    """
    hits = [sum(header_key(cell) in known for cell in record) for record in records[:HEADER_WITHIN]]
    filled = [index for index, record in enumerate(records) if any(map(str.strip, record))]
    header = filled[0] if filled else 0
    if hits and max(hits) >= FEWEST_HEADINGS:
        header = hits.index(max(hits))
    return header, hits[header] if header < len(hits) else 0


def split(sample: str, delimiter: str) -> list[list[str]]:
    """The records, stray quotes let pass: reading the whole file says where they stand."""
    return list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
