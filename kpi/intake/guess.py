"""What may the columns of an unknown file mean? Guesses, for somebody to confirm or change.

First by their headings, then by what stands in them: dates are months, cells may be units.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum, auto

from kpi.catalogue.types import Catalogue, Measure
from kpi.intake.cells import Bad
from kpi.intake.data_rows import is_total
from kpi.intake.dates import read_month
from kpi.intake.first_rows import Beginning, Row
from kpi.intake.layout import REMOVED, months_among
from kpi.intake.number import read_number
from kpi.intake.number_columns import MARKERS
from kpi.intake.resolve import Known, Names, measure_names, unit_names
from kpi.intake.texts import folded, header_key

MOSTLY = 0.6  # of a column's texts that must be units, months or numbers for it to be so
FEWEST_MONTHS = 2  # headings that are months: one alone may be a title
NEAR = 0.84  # how alike a heading and a measure's name must be
LONGEST_COMPARED = 100  # characters: the comparison takes the square of the length
EXAMPLES = 3  # texts shown of a column
THOUSANDS = re.compile(r"\b(?:tkr|kkr|ksek|tsek|tusen(?:tal)?(?: kr(?:onor)?)?)\b")
MILLIONS = re.compile(r"\b(?:mkr|mnkr|msek|miljon(?:er)?(?: kr(?:onor)?)?)\b")
_UNIT = re.compile(rf"\(?(?:{THOUSANDS.pattern}|{MILLIONS.pattern}|\b(?:kr|kronor|sek)\b)\)?")
_MONTHS = re.compile(r"[0-9]{4}[-mM]?[0-9]{2}(?:-[0-9]{2})?|[A-Za-z]+\.? [0-9]{4}")
_USUAL = {  # headings that files have besides the layouts' own
    "month": {"datum", "redovisningsperiod", "år-månad", "årmånad"},
    "unit": {"fastighet", "objekt", "verksamhet", "avdelning", "byggnad", "skola", "kök"},
}


class Role(StrEnum):
    """What a column is."""

    NOTHING = auto()  # it is not read
    MONTH = auto()
    UNIT = auto()
    FIGURES = auto()  # the numbers of one measure
    MEASURE = auto()  # which measure the row is about
    VALUE = auto()  # the row's number


class Why(StrEnum):
    """What a guess rests on."""

    HEADING = auto()
    CONTENT = auto()
    NUMBERS = auto()  # it holds numbers, and nothing says of what
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Use:
    role: Role = Role.NOTHING
    measure: str = ""  # whose figures; empty for every other role


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it was met, and what it may be."""

    heading: str
    examples: tuple[str, ...]
    use: Use
    why: Why
    factor: int = 1  # what its numbers are to be multiplied by: 1000 for thousands of kronor


@dataclass(frozen=True, slots=True)
class Guesses:
    """Everything that may be meant by a file's columns.

    months: positions of the columns whose heading is a month, where there are several; measure
    and factor: what they hold. period: the month of a file that says it outside its rows.
    """

    columns: tuple[Column, ...]
    months: tuple[int, ...]
    measure: str
    factor: int
    period: date | None
    skip: tuple[str, ...]


def guess(beginning: Beginning, name: str, catalogue: Catalogue, known: Known) -> Guesses:
    """The guesses for a file that begins so. `name` is the file's, which may say a month."""
    header = beginning.header
    units, measures = unit_names(known), measure_names(catalogue)
    other = [row for row in beginning.below if _is_other(row, len(header), units)]
    figures = [row for row in beginning.below if row not in other]
    texts = [_texts(figures, at) for at in range(len(header))]
    months = tuple(at for places in months_among(header).values() for at in places)
    months = tuple(sorted(months)) if len(months) >= FEWEST_MONTHS else ()
    named = _by_heading(header, catalogue, months)
    held = _by_content(header, texts, units=units, measures=measures)
    columns = _each_once(header, texts, [*named, *held])
    said = " ".join((*beginning.above, name))
    return Guesses(
        columns=columns,
        months=months,
        measure=_measure_in(said, catalogue.measures.values()) if months else "",
        factor=factor_in(said) if months else 1,
        period=_month_in([*beginning.above, name]),
        skip=tuple(dict.fromkeys(filter(None, map(_pattern, other)))),
    )


def factor_in(text: str) -> int:
    """What numbers under a heading are to be multiplied by to be kronor."""
    if THOUSANDS.search(folded(text)):
        return 1000
    return 1_000_000 if MILLIONS.search(folded(text)) else 1


Claim = tuple[int, Use, Why]  # a column may be used so; the first to claim a use has it


def _by_heading(
    header: Sequence[str], catalogue: Catalogue, months: Sequence[int]
) -> Iterable[Claim]:
    fields: dict[str, Role] = {}
    for layout in catalogue.layouts.values():
        if layout.kind == "measures" and layout.id not in catalogue.saved:
            for field, column in layout.columns.items():
                if field != REMOVED:
                    names = map(header_key, (column.name, *column.aliases))
                    fields |= dict.fromkeys(names, Role(field))
    for field, names_ in _USUAL.items():
        fields = dict.fromkeys(names_, Role(field)) | fields
    for at, heading in enumerate(header):
        key = header_key(heading)
        if key in fields:
            yield at, Use(fields[key]), Why.HEADING
        elif at not in months:
            measure = _measure_of(heading, catalogue.measures.values())
            if measure:
                yield at, Use(Role.FIGURES, measure), Why.HEADING


def _by_content(
    header: Sequence[str], texts: Sequence[Sequence[str]], *, units: Names, measures: Names
) -> Iterable[Claim]:
    tests: dict[Role, Callable[[str], bool]] = {
        Role.MONTH: lambda text: not isinstance(read_month(text), Bad),
        Role.UNIT: units.__contains__,
        Role.MEASURE: measures.__contains__,
    }
    shares = {
        role: [_share(each, test) for each in texts[: len(header)]] for role, test in tests.items()
    }
    for role, found in shares.items():
        for share, at in sorted((-share, at) for at, share in enumerate(found)):
            if -share >= MOSTLY:
                yield at, Use(role), Why.CONTENT
    numbers = [at for at, each in enumerate(texts) if _share(each, _is_number) >= MOSTLY]
    has_measures = any(share >= MOSTLY for share in shares[Role.MEASURE])
    for at in numbers:
        yield at, Use(Role.VALUE) if has_measures else Use(), Why.NUMBERS


def _each_once(
    header: Sequence[str], texts: Sequence[Sequence[str]], claims: Sequence[Claim]
) -> tuple[Column, ...]:
    """Every column with the first of its claims that no other column has before it."""
    uses: dict[int, tuple[Use, Why]] = {}
    taken: set[Use] = set()
    for at, use, why in claims:
        if at not in uses and use not in taken:
            uses[at] = use, why
            if use.role is not Role.NOTHING:
                taken.add(use)
    return tuple(
        Column(
            heading=heading,
            examples=tuple(dict.fromkeys(texts[at]))[:EXAMPLES],
            use=uses.get(at, (Use(), Why.NOTHING))[0],
            why=uses.get(at, (Use(), Why.NOTHING))[1],
            factor=factor_in(heading),
        )
        for at, heading in enumerate(header)
    )


def _texts(rows: Sequence[Row], at: int) -> list[str]:
    """What stands in a column, in the rows that reach it."""
    return [cells[at].strip() for _, cells in rows if at < len(cells) and cells[at].strip()]


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts) if texts else 0


def _is_number(text: str) -> bool:
    return folded(text) in MARKERS or not isinstance(read_number(text, "comma"), Bad)


def _measure_of(heading: str, measures: Iterable[Measure]) -> str:
    """The measure that a heading names, its unit left out; one that is only like it too."""
    key = " ".join(_UNIT.sub(" ", header_key(heading)).split()).strip("(), ")
    names = {header_key(name): measure.id for measure in measures for name in measure.names}
    if key in names:
        return names[key]
    if len(key) > LONGEST_COMPARED:
        return ""
    near = get_close_matches(key, names, n=1, cutoff=NEAR)
    return names[near[0]] if near else ""


def _measure_in(text: str, measures: Iterable[Measure]) -> str:
    """The measure with the longest name that stands in a text."""
    words = header_key(text)
    found = [
        (len(name), measure.id)
        for measure in measures
        for name in map(header_key, measure.names)
        if name in words
    ]
    return max(found, default=(0, ""))[1]


def _month_in(texts: Iterable[str]) -> date | None:
    """The first month that stands in the texts."""
    found = (read_month(match[0]) for text in texts for match in _MONTHS.finditer(text))
    return next((month for month in found if not isinstance(month, Bad)), None)


def _is_other(row: Row, width: int, units: Names) -> bool:
    """Whether a row holds no figures of a unit: a sum, a source, a note."""
    first, *rest = _filled(row)
    return first not in units and (is_total(first) or (not rest and width > 2))


def _filled(row: Row) -> list[str]:
    return [text for cell in row[1] if (text := cell.strip())]


def _pattern(row: Row) -> str:
    """How such a row is told next month: `Källa:*`, `Summa *`, else just as it stands.

    Never by a first word that units may have too; empty where only signs stand.
    """
    text = _filled(row)[0]
    first, colon, _ = text.partition(":")
    if colon and any(map(str.isalnum, first)):
        return f"{first}:*"
    word, space, _ = text.partition(" ")
    if space and is_total(word):
        return f"{word} *"
    return text if any(map(str.isalnum, text)) else ""
