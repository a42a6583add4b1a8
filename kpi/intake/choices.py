"""What somebody says that a file's columns mean: is it enough, and which layout is it?"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from kpi.catalogue.types import Catalogue
from kpi.intake.guess import Role, Use
from kpi.intake.how import How
from kpi.intake.layout import letter, months_among
from kpi.intake.texts import FORBIDDEN, header_key

MAPPED = "tolkad_pa_sidan"  # the id of a layout that nobody has saved
KRONOR = "kr"  # the unit of measures that a file may give in thousands
LONGEST_HEADING = 2000  # characters that a layout has room for


class Lack(StrEnum):
    """What keeps the choices from being a layout."""

    NO_UNIT = auto()
    NO_MONTH = auto()
    NO_FIGURES = auto()
    VALUE_WITHOUT_MEASURE = auto()
    MEASURE_WITHOUT_VALUE = auto()
    LONG_AND_WIDE = auto()  # both a column of values and columns of measures
    MONTHS_AND_MONTH = auto()  # months as columns, and a column that says the month
    MONTHS_AND_FIGURES = auto()
    MONTHS_OF_WHAT = auto()
    TWICE = auto()
    NO_HEADING = auto()
    SHARED_HEADING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One use for each heading. `months` is the measure of the columns whose headings are months,
    where they are to be read so (empty = not chosen yet); period the month of a file whose rows
    do not say it.

    factors: position -> what its numbers are multiplied by, months_factor that of the months.
    """

    how: How
    header: tuple[str, ...]
    uses: tuple[Use, ...]
    factors: Mapping[int, int]
    months: str | None = None
    months_factor: int = 1
    period: date | None = None
    skip: tuple[str, ...] = ()

    def at(self, role: Role) -> list[int]:
        """The positions of the columns with a role."""
        return [at for at, use in enumerate(self.uses) if use.role is role]

    @property
    def used(self) -> list[int]:
        return [at for at, use in enumerate(self.uses) if use.role is not Role.NOTHING]


def lacks(choices: Choices) -> Iterator[tuple[Lack, str]]:
    """Everything to choose before the file can be read so, with what the sentence needs."""
    if not choices.at(Role.UNIT):
        yield Lack.NO_UNIT, ""
    if not choices.at(Role.MONTH) and choices.months is None and choices.period is None:
        yield Lack.NO_MONTH, ""
    yield from _shape_lacks(choices)
    counts = Counter(use for use in choices.uses if use.role is not Role.NOTHING)
    for use, count in counts.items():
        if count > 1:
            yield Lack.TWICE, use.measure or use.role.value
    keys = Counter(map(header_key, choices.header))
    for at in choices.used:
        key = header_key(choices.header[at])
        if not key:
            yield Lack.NO_HEADING, letter(at)
        elif keys[key] > 1:
            yield Lack.SHARED_HEADING, choices.header[at]


def _shape_lacks(choices: Choices) -> Iterator[tuple[Lack, str]]:
    figures, measure, value = map(choices.at, (Role.FIGURES, Role.MEASURE, Role.VALUE))
    if choices.months is not None:
        if choices.at(Role.MONTH):
            yield Lack.MONTHS_AND_MONTH, ""
        if figures or measure or value:
            yield Lack.MONTHS_AND_FIGURES, ""
        if not choices.months:
            yield Lack.MONTHS_OF_WHAT, ""
    elif figures and (measure or value):
        yield Lack.LONG_AND_WIDE, ""
    elif measure and not value:
        yield Lack.MEASURE_WITHOUT_VALUE, ""
    elif value and not measure:
        yield Lack.VALUE_WITHOUT_MEASURE, ""
    elif not figures and not value:
        yield Lack.NO_FIGURES, ""


def layout_text(choices: Choices, catalogue: Catalogue, title: str) -> str:
    """The choices as the text of a layout, in the form of the catalogue's files.

    Asked only of choices that lack nothing. What is not read is named too, so that next
    month's file says nothing of it.
    """
    lines = [*_keys(choices, title), *_columns(choices)]
    factors = _factors(choices, catalogue)
    if factors:
        lines += ["", "[factors]", *(f"{measure} = {f}" for measure, f in factors.items())]
    return "\n".join(lines) + "\n"


def titled(text: str, title: str) -> str:
    """A text of `layout_text` with another title: its first line."""
    return f"title = {_quoted(title)}\n{text.partition(chr(10))[2]}"


def _keys(choices: Choices, title: str) -> Iterator[str]:
    how = choices.how
    yield f"title = {_quoted(title)}"
    yield 'kind = "measures"'
    yield f'shape = "{_shape(choices)}"'
    for key, value in (("encoding", how.encoding), ("delimiter", how.delimiter)):
        if value is not None:
            yield f"{key} = {_quoted(value)}"
    if how.header_row is not None:
        yield f"header_row = {how.header_row}"
    if how.decimal != "comma":
        yield f'decimal = "{how.decimal}"'
    if choices.months is not None:
        yield f'measure = "{choices.months}"'
    elif choices.period is not None and not choices.at(Role.MONTH):
        yield f"period = {choices.period}"
    for key, texts in (("skip", choices.skip), ("ignore", _ignored(choices))):
        if texts:
            yield f"{key} = [{', '.join(map(_quoted, texts))}]"


def _ignored(choices: Choices) -> list[str]:
    months = set(months_among(choices.header)) if choices.months is not None else set()
    return [
        heading
        for at, heading in enumerate(choices.header)
        if at not in choices.used
        and header_key(heading)
        and len(heading) <= LONGEST_HEADING
        and not months.intersection(months_among([heading]))
    ]


def _shape(choices: Choices) -> str:
    if choices.months is not None:
        return "months"
    return "long" if choices.at(Role.VALUE) else "wide"


def _columns(choices: Choices) -> Iterator[str]:
    for at in choices.used:
        use = choices.uses[at]
        table = f"measures.{use.measure}" if use.role is Role.FIGURES else f"columns.{use.role}"
        yield from ("", f"[{table}]", f"name = {_quoted(choices.header[at])}")


def _factors(choices: Choices, catalogue: Catalogue) -> dict[str, int]:
    """Measure -> factor, where it is not 1."""
    if choices.months is not None:
        found = {choices.months: choices.months_factor}
    elif value := choices.at(Role.VALUE):
        factor = choices.factors.get(value[0], 1)
        found = {each.id: factor for each in catalogue.measures.values() if each.unit == KRONOR}
    else:
        figures = choices.at(Role.FIGURES)
        found = {choices.uses[at].measure: choices.factors.get(at, 1) for at in figures}
    return {measure: factor for measure, factor in found.items() if factor != 1}


def _quoted(text: str) -> str:
    """A text as TOML writes it; what may not stand in a register's text is escaped."""
    written = json.dumps(text, ensure_ascii=False)
    return FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
