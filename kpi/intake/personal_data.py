"""Does the file hold the number of a person, or how to reach one? Then nothing of it is kept.

Nor is it shown or logged. A personnummer is a date of birth, three digits and a Luhn digit; a
samordningsnummer has 60 added to the day. The third digit of an organisation's number is 2 or
more, so that its "month" is 20 or more and it is never taken for a person.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from kpi.intake.cells import different
from kpi.intake.contact_data import EMAIL_PREFILTER, PREFILTER, contacts, mask_contacts
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.resolve import Names
from kpi.intake.text_table import TextTable, column_at

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
        Rule.CONTACT_IN_FILE_NAME,
        Rule.CONTACT_ELSEWHERE,
        Rule.EMAIL,
        Rule.PHONE_NUMBER,
    }
)
OUTSIDE = -1  # the position of what stands in no column
COORDINATION = 60  # added to the day in a samordningsnummer


@dataclass(frozen=True, slots=True)
class Person:
    """Where in a text a person's number stands."""

    start: int
    end: int
    born: str  # year and month, yymm: all that is ever shown
    certain: bool  # written with a century or a separator: nothing else looks like that


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands where in a file, and what is known to be no person.

    `numeric` holds the positions of columns of numbers: there ten digits in a row may be an
    order or an amount, and only give a warning. Phone numbers are not looked for there, nor
    among the `dates`. `names` holds the ids and names of units and measures.
    """

    numeric: frozenset[int]
    dates: frozenset[int]
    names: tuple[Names, ...]

    def rules(self, text: str, position: int, *, phones: bool = True) -> set[Rule]:
        """The rules that a cell breaks."""
        found = set()
        certain = [each.certain or position not in self.numeric for each in persons(text)]
        if certain:
            found.add(Rule.PERSON_NUMBER if any(certain) else Rule.PERSON_LIKE_NUMBER)
        if not any(text in names for names in self.names):
            phones = phones and position not in self.numeric | self.dates
            found |= {each.rule for each in contacts(text, phones=phones)}
        return found


def stop_persons(table: TextTable, columns: Columns, findings: Findings) -> bool:
    """Whether a person's number, or how to reach one, stands in the file; the issues say where."""
    if any(persons(table.name)):
        findings.add(Issue.of(Rule.PERSON_NUMBER_IN_FILE_NAME, found=table.name))
    if any(contacts(table.name)):
        findings.add(Issue.of(Rule.CONTACT_IN_FILE_NAME, found=table.name))
    for row, cells in (*table.above, (table.header_row, table.header), *table.misfits):
        misfit = row > table.header_row  # its numbers may stand in any column
        for cell in cells:
            rules = sorted(columns.rules(cell, OUTSIDE, phones=not misfit))
            findings.add(*(Issue.of(rule, row, found=cell) for rule in rules))
    for position, heading in enumerate(table.header):
        column = column_at(table.cells, position)
        expects_digits = position in columns.numeric | columns.dates  # no phone is looked for
        how_to_reach = EMAIL_PREFILTER if expects_digits else PREFILTER
        suspects = column.filter(pl.col("text").str.contains(f"{_PREFILTER}|{how_to_reach}"))
        if not suspects.is_empty():
            _stop_in_column(suspects, heading, position, columns, findings)
    return bool(STOPPING & findings.totals.keys())


def looks_like_a_person(numbers: pl.DataFrame) -> pl.DataFrame:
    """The rows whose number may be a person's. In: text (String, as written)."""
    suspects = numbers.filter(pl.col("text").str.contains(_PREFILTER))
    texts = [text for text in different(suspects["text"]) if any(persons(text))]
    return suspects.filter(pl.col("text").is_in(texts))


def persons(text: str) -> Iterator[Person]:
    """Every person's number in a text."""
    for match in _CANDIDATE.finditer(text):
        century, birth, separator, last = match.groups()
        start, end = match.start(1), match.end(4)
        is_fraction = not separator and _AFTER_POINT.search(text, max(0, start - 2), start)
        if not is_fraction and _is_birth(birth) and _luhn(birth + last):
            yield Person(start, end, birth[:4], certain=bool(century or separator))


def names_a_person(text: str) -> bool:
    """Whether a personnummer, an address or a phone number stands in a text to be kept."""
    return any(persons(text)) or any(contacts(text))


def mask(text: str) -> str:
    """The text with every person's number made unreadable, `8112••-••••`; addresses too."""
    for person in reversed(list(persons(text))):
        text = f"{text[: person.start]}{person.born}••-••••{text[person.end :]}"
    return mask_contacts(text)


def _stop_in_column(
    cells: pl.DataFrame, heading: str, position: int, columns: Columns, findings: Findings
) -> None:
    found: dict[Rule, list[str]] = {}
    for text in different(cells["text"]):
        for rule in columns.rules(text, position):
            found.setdefault(rule, []).append(text)
    for rule, texts in sorted(found.items()):
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
