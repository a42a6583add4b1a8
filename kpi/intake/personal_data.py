"""Does the file hold the number of a person? Then nothing of it is kept, shown or logged.

A personnummer is a date of birth, three digits and a Luhn digit; a samordningsnummer has 60
added to the day. The third digit of an organisation's number is 2 or more, so that its "month"
is 20 or more and it is never taken for a person.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import polars as pl

from kpi.intake.cells import different
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.text_table import TextTable

_SEPARATOR = "[ \u00a0\u202f\u2009]?[-+\u2010-\u2015\u2212]?[ \u00a0\u202f\u2009]?"
_CANDIDATE = re.compile(  # a lookahead, so that a match may begin inside one that failed
    rf"(?<![0-9])(?=((?:18|19|20)?)([0-9]{{6}})({_SEPARATOR})([0-9]{{4}})(?![0-9]))"
)
_AFTER_POINT = re.compile(r"[0-9]\.")  # the decimals of a coordinate are no person
_PREFILTER = rf"[0-9]{{6}}{_SEPARATOR}[0-9]{{4}}"  # Polars has no lookahead; this is enough
STOPPING = frozenset(
    {
        Rule.PERSON_NUMBER,
        Rule.PERSON_NUMBER_IN_FILE_NAME,
        Rule.PERSON_NUMBER_IN_SHEET_NAME,
        Rule.PERSON_NUMBER_ELSEWHERE,
    }
)
COORDINATION = 60  # added to the day in a samordningsnummer


@dataclass(frozen=True, slots=True)
class Person:
    """Where in a text a person's number stands."""

    start: int
    end: int
    born: str  # year and month, yymm: all that is ever shown
    certain: bool  # written with a century or a separator: nothing else looks like that


def stop_persons(table: TextTable, numeric: Collection[int], findings: Findings) -> bool:
    """Whether a person's number stands anywhere in the file; the issues say where.

    `numeric` holds the positions of columns of numbers: there ten digits in a row may be an
    order or an amount, and only give a warning.
    """
    if any(persons(table.name)):
        findings.add(Issue.of(Rule.PERSON_NUMBER_IN_FILE_NAME, found=table.name))
    for row, cells in (*table.above, (table.header_row, table.header), *table.misfits):
        found = (cell for cell in cells if any(persons(cell)))
        findings.add(*(Issue.of(Rule.PERSON_NUMBER, row, found=cell) for cell in found))
    for position, heading in enumerate(table.header):
        column = table.cells.select("row", text=f"c{position}")
        suspects = column.filter(pl.col("text").str.contains(_PREFILTER))
        _stop_in_column(suspects, heading, position in numeric, findings)
    return bool(STOPPING & findings.totals.keys())


def persons(text: str) -> Iterator[Person]:
    """Every person's number in a text."""
    for match in _CANDIDATE.finditer(text):
        century, birth, separator, last = match.groups()
        start, end = match.start(1), match.end(4)
        is_fraction = not separator and _AFTER_POINT.search(text, max(0, start - 2), start)
        if not is_fraction and _is_birth(birth) and _luhn(birth + last):
            yield Person(start, end, birth[:4], certain=bool(century or separator))


def names_a_person(text: str) -> bool:
    """Whether a personnummer stands in a text that is about to be kept."""
    return any(persons(text))


def mask(text: str) -> str:
    """The text with every person's number made unreadable: `8112••-••••`."""
    for person in reversed(list(persons(text))):
        text = f"{text[: person.start]}{person.born}••-••••{text[person.end :]}"
    return text


def _stop_in_column(
    cells: pl.DataFrame, heading: str, is_numeric: bool, findings: Findings
) -> None:
    found: dict[Rule, list[str]] = {Rule.PERSON_NUMBER: [], Rule.PERSON_LIKE_NUMBER: []}
    for text in different(cells["text"]):
        certain = [person.certain or not is_numeric for person in persons(text)]
        if certain:
            rule = Rule.PERSON_NUMBER if any(certain) else Rule.PERSON_LIKE_NUMBER
            found[rule].append(text)
    for rule, texts in found.items():
        findings.add_cells(rule, heading, cells.filter(pl.col("text").is_in(texts)))


def _is_birth(digits: str) -> bool:
    """Whether yymmdd is a day, in whichever century, with 60 added to it or not."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if day > COORDINATION:
        day -= COORDINATION
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
