"""The content of a meeting's documents: what was said, shown and counted, with its traces.

Kept as JSON in the ledger. Every text is ready to be set; every number that stands in a text has a
`Figure` that says what it is and where it comes from.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

FORMAT = 1  # of the content; a reader refuses what it does not know


class Level(StrEnum):
    """How much is told."""

    SHORT = "short"  # the findings and one picture a nyckeltal
    FULL = "full"  # also the months behind them and how they are computed


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Meeting(_Part):
    """id as in addresses and file names; held: the day; the texts are paragraphs, a line each."""

    id: str
    body: str
    held: date
    dnr: str = ""
    level: Level = Level.FULL
    purpose: str = ""
    analysis: str = ""
    proposal: str = ""


class Table(_Part):
    """align: one letter a column, l or r. The first column names the row.

    lead: how many of the first rows are the main ones, all that a slide shows; None for all.
    lead_caption: what those are called where they stand alone.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str
    lead: int | None = None
    lead_caption: str = ""

    @model_validator(mode="after")
    def _is_square(self) -> "Table":
        widths = {len(self.headings), len(self.align), *map(len, self.rows)}
        if len(widths) > 1:
            raise ValueError(f"{self.caption}: columns of different widths {sorted(widths)}")
        return self


class Picture(_Part):
    """A chart as Vega-Lite. alt: what it shows, in words. name: of its file, without ending.

    note: what stands under it, as what its numbered events are.
    """

    name: str
    title: str
    alt: str
    spec: dict[str, Any]
    note: str = ""


class Figure(_Part):
    """One number as it is shown. deliveries: those whose rows it was computed from.

    months: how many it is of, from month on; a quarter is three.
    """

    name: str
    text: str
    value: float | None
    kpi: str
    scope: str
    month: date | None
    deliveries: tuple[int, ...]
    months: int = 1


class Row(_Part):
    """One line under an answer: a nyckeltal, its number and the word for it."""

    name: str
    value: str
    word: str


class Answer(_Part):
    """One of the three questions. lack: what must come before there can be an answer."""

    question: str
    answer: str
    rows: tuple[Row, ...]
    lack: str = ""


class KpiPart(_Part):
    """One nyckeltal: its finding in bold, what else is said, its picture, months and definition.

    signal: its latest value tells a change from chance, and has a better or worse side (§7).
    """

    id: str
    title: str
    short_name: str
    state: str  # the variation's word
    signal: bool = False
    target: str
    value: str  # with unit and month
    change: str
    finding: str
    said: tuple[str, ...]
    picture: Picture | None
    months: Table
    definition: tuple[tuple[str, str], ...]


class Place(StrEnum):
    """Where in a report a section belongs."""

    MATTER = "matter"
    ECONOMY = "economy"


class Section(_Part):
    """A heading of its own with text, tables and pictures: effects, money, likvärdighet."""

    title: str
    place: Place
    said: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()


class Pack(_Part):
    """as_of: the ledger's number that everything was read at. catalogue: the definitions' mark.

    first and through: the first and the last month of the figures. code: the program's version.
    prices: in which kronor stand. made_up: it is a demo. since: what has happened since the
    meeting before; None for the first.
    """

    format: int = FORMAT
    meeting: Meeting
    pilot: str
    area: str
    phase: str
    made_up: bool
    first: date | None = None
    through: date | None
    as_of: int
    catalogue: str
    code: str
    prices: str
    finding: tuple[str, str]
    answers: tuple[Answer, ...]
    kpis: tuple[KpiPart, ...]
    sections: tuple[Section, ...]
    since: Table | None
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def pictures(self) -> list[Picture]:
        """Every one, in no order that a reader sees."""
        sections = [picture for section in self.sections for picture in section.pictures]
        return [part.picture for part in self.kpis if part.picture] + sections


def to_text(pack: Pack) -> str:
    """The pack as it is kept: the same bytes for the same content."""
    return pack.model_dump_json(indent=1)


def from_text(text: str) -> Pack:
    """ValueError for anything but what `to_text` writes."""
    pack = Pack.model_validate_json(text)
    if pack.format != FORMAT:
        raise ValueError(f"unknown format {pack.format}")
    return pack
