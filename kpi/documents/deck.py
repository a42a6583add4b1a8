"""The slides of a meeting, from a pack: one message each, and what is said beside it in notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kpi.documents.blocks import Facts
from kpi.documents.report import about, paragraphs, report
from kpi.documents.typeset import typeset
from kpi.meetings import Pack, Picture, Table
from kpi.meetings.pack import Answer, KpiPart, Section
from kpi.wording.numbers import day_and_year

SINCE = "Sedan förra sammanträdet"
ABOUT = "Om siffrorna"
PROPOSAL = "Förslag till beslut"


@dataclass(frozen=True, slots=True)
class Opening:
    """The first slide: to whom and when, and what stands under."""

    under: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Lines:
    """Paragraphs alone."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with what stands beside it: first in large type, then paragraphs."""

    picture: Picture
    large: str = ""
    texts: tuple[str, ...] = ()


Body = Opening | Lines | Chart | Table | tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """title: the message. notes: whole sentences for who speaks."""

    title: str
    body: Body
    notes: tuple[str, ...]


def deck(pack: Pack) -> Iterator[Slide]:
    """In the order of the meeting, typeset; what is too much for a slide is split when drawn."""
    yield from map(typeset, _slides(pack))


def _slides(pack: Pack) -> Iterator[Slide]:
    found = report(pack)
    under = f"{pack.meeting.body}, {day_and_year(pack.meeting.held)}"
    yield Slide(found.title, Opening(under, Facts(found.facts[2:])), (found.title, under))
    yield Slide(" ".join(pack.finding).strip(), pack.answers, tuple(_answers(pack)))
    for section in pack.sections:
        yield from _section(section)
    for kpi in pack.kpis:
        yield _kpi(kpi)
    if pack.since is not None:
        yield Slide(SINCE, pack.since, (pack.since.caption,))
    if pack.meeting.proposal.strip():
        proposal = tuple(each.text for each in paragraphs(pack.meeting.proposal))
        yield Slide(PROPOSAL, Lines(proposal), proposal)
    said = (pack.prices, *pack.notes, *(f"{name}: {value}" for name, value in about(pack)))
    yield Slide(ABOUT, Lines(said), said)


def first_sentence(text: str) -> str:
    """A sentence ends with a full stop before a capital: `juli 2024. Ovanligt`."""
    return re.split(r"(?<=[a-zåäö0-9%)]\.) (?=[A-ZÅÄÖ0-9])", text, maxsplit=1)[0]


def _answers(pack: Pack) -> Iterator[str]:
    yield " ".join(pack.finding).strip()
    for answer in pack.answers:
        rows = "; ".join(f"{row.name} {row.value}: {row.word}" for row in answer.rows)
        said = f"{answer.question} {answer.answer}."
        yield " ".join(filter(None, (said, f"{rows}." if rows else "", answer.lack)))


def _section(section: Section) -> Iterator[Slide]:
    said = section.said or (section.title,)
    title = first_sentence(said[0])
    for table in section.tables:
        caption = (table.lead and table.lead_caption) or table.caption
        main = table.model_copy(update={"rows": table.rows[: table.lead], "caption": caption})
        yield Slide(title, main, (*said, caption))
    if not section.tables:
        rest = (said[0].removeprefix(title).strip(), *said[1:])
        yield Slide(title, Lines(tuple(filter(None, rest)) or said), said)
    for picture in section.pictures:
        yield Slide(picture.title, Chart(picture), (picture.alt,))


def _kpi(kpi: KpiPart) -> Slide:
    """The title says the state and the latest value; the picture is told in the notes too."""
    state = kpi.finding[:1].lower() + kpi.finding[1:]
    first, *rest = kpi.said or ("",)
    latest = first_sentence(first)
    title = f"{kpi.short_name}: {state} {latest}".strip()
    beside = (
        first.removeprefix(latest).strip(),
        f"Mot baslinjen: {kpi.change}",
        kpi.target,
    )
    texts = tuple(each for each in beside if each)
    notes = (kpi.title, " ".join((kpi.finding, *kpi.said)))
    if kpi.picture is None:
        return Slide(title, Lines((*texts, *rest)), notes)
    return Slide(title, Chart(kpi.picture, kpi.value, texts), (*notes, kpi.picture.alt))
