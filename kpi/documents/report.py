"""The written report: a tjänsteskrivelse's own order, from a pack, the same for every format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from kpi.documents.blocks import Block, Facts, Heading, Paragraph
from kpi.documents.typeset import typeset
from kpi.meetings import Meeting, Pack, Table
from kpi.meetings.pack import Answer, KpiPart, Level, Place
from kpi.wording.numbers import day_and_year, month_and_year

MADE_UP = "Påhittade data: ingenting här beskriver en verklig verksamhet."
CHILDREN = (
    "Underlaget följer upp nyckeltal och tar inte ställning till barns villkor i övrigt.",
    "Hur likvärdiga tjänsterna är mellan enheter, också de där barn vistas, står under Ärendet.",
)
NOTHING_WRITTEN = "Ingen text är skriven."
TO_WRITE = {  # in brackets, as everybody knows what is to be written over
    "proposal": "[Skriv förslaget till beslut här, till exempel: {body} godkänner lägesrapporten.]",
    "purpose": "[Skriv här varför ärendet tas upp nu och vilka handlingar beslutet bygger på.]",
    "analysis": "[Skriv er analys här: vad siffrorna betyder, vad de kan bero på och vad ni gör.]",
}


@dataclass(frozen=True, slots=True)
class Report:
    """title: also the document's own. facts: what stands under it. blocks: the rest in order."""

    title: str
    facts: tuple[tuple[str, str], ...]
    day: date
    blocks: tuple[Block, ...]


def report(pack: Pack, *, to_write: bool = False) -> Report:
    """The report of a pack, typeset; a short one leaves out months and definitions.

    to_write: somebody goes on writing in it, and a text that is lacking is asked for in its
    place. Otherwise it is read as it is, and a part with nothing in it is left out.
    """
    return typeset(plain_report(pack, to_write=to_write))


def plain_report(pack: Pack, *, to_write: bool = False) -> Report:
    """The report with its texts as the pack has them, for files to look figures up in."""
    return Report(
        title=f"{pack.pilot}: lägesrapport",
        facts=tuple(_facts(pack)),
        day=pack.meeting.held,
        blocks=tuple(_blocks(pack, to_write=to_write)),
    )


def _facts(pack: Pack) -> Iterator[tuple[str, str]]:
    meeting = pack.meeting
    yield "Till", meeting.body
    yield "Sammanträde", day_and_year(meeting.held)
    if meeting.dnr:
        yield "Diarienummer", meeting.dnr
    yield "Pilot", ", ".join(each for each in (pack.pilot, pack.phase) if each)
    if pack.through:
        yield "Data till och med", month_and_year(pack.through)
    yield "Priser", pack.prices


def _blocks(pack: Pack, *, to_write: bool) -> Iterator[Block]:
    meeting = pack.meeting
    written = partial(_written, meeting, to_write=to_write)
    matter = [*_sections(pack, Place.MATTER)]
    if pack.made_up:
        yield Paragraph(MADE_UP, quiet=True)
    yield from _part("Förslag till beslut", written("proposal"))
    yield Heading("Sammanfattning")
    yield Paragraph(pack.finding[1], bold=pack.finding[0])
    for answer in pack.answers:
        yield from _answer(answer)
    yield from _part("Beslutsunderlag", written("purpose"))
    yield from _part("Ärendet", [*written("analysis"), *_since(pack), *matter])
    yield Heading("Barnets bästa")
    yield Paragraph(" ".join(CHILDREN[: 2 if matter else 1]))
    yield Heading("Ekonomiska konsekvenser")
    yield from _economy(pack)
    yield Heading("Bilaga: nyckeltal")
    yield table_of(pack)
    for kpi in pack.kpis:
        yield from _kpi(kpi, full=meeting.level is Level.FULL)
    yield Heading("Om siffrorna")
    yield Facts(tuple(about(pack)))
    for note in pack.notes:
        yield Paragraph(note, quiet=True)


def paragraphs(text: str) -> Iterator[Paragraph]:
    """A meeting's text, a paragraph a line; said to be missing where it is."""
    yield from (Paragraph(line) for line in _lines(text) or [NOTHING_WRITTEN])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _written(meeting: Meeting, name: str, *, to_write: bool) -> list[Paragraph]:
    """One of the meeting's texts; where there is none, what to write if somebody is to."""
    lines = _lines(getattr(meeting, name))
    if to_write and not lines:
        return [Paragraph("", bold=TO_WRITE[name].format(body=meeting.body))]
    return [Paragraph(line) for line in lines]


def _part(heading: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """A heading and what stands under it; neither where nothing does."""
    found = [*blocks]
    if found:
        yield Heading(heading)
        yield from found


def _since(pack: Pack) -> Iterator[Block]:
    if pack.since is not None:
        yield Heading("Sedan förra sammanträdet", 2)
        yield pack.since


def _answer(answer: Answer) -> Iterator[Block]:
    yield Heading(f"{answer.question} {answer.answer}", 2)
    if answer.rows:
        yield Table(
            caption=f"Vad svaret på ”{answer.question}” bygger på",
            headings=("Nyckeltal", "Värde", "Bedömning"),
            rows=tuple((row.name, row.value, row.word) for row in answer.rows),
            align="lrl",
        )
    if answer.lack:
        yield Paragraph(answer.lack)


def _sections(pack: Pack, place: Place) -> Iterator[Block]:
    for section in pack.sections:
        if section.place is place:
            yield Heading(section.title, 2)
            yield from (Paragraph(each) for each in section.said)
            yield from section.pictures
            yield from section.tables


def _economy(pack: Pack) -> Iterator[Block]:
    cost = pack.answers[0]
    yield Paragraph(cost.lack, bold=f"{cost.question} {cost.answer}.")
    yield from _sections(pack, Place.ECONOMY)


def table_of(pack: Pack) -> Table:
    """Where every nyckeltal stands, a row each."""
    return Table(
        caption="Nyckeltalen i pilotområdet",
        headings=("Nyckeltal", "Senaste värde", "Mot baslinjen", "Läge", "Mål"),
        rows=tuple(
            (kpi.short_name, kpi.value, kpi.change, kpi.state, kpi.target) for kpi in pack.kpis
        ),
        align="lrrll",
    )


def _kpi(kpi: KpiPart, *, full: bool) -> Iterator[Block]:
    yield Heading(kpi.title, 2)
    first, *rest = kpi.said or ("",)
    yield Paragraph(first, bold=kpi.finding)
    yield from (Paragraph(each) for each in rest)
    if kpi.picture is not None:
        yield kpi.picture
        if kpi.picture.note:
            yield Paragraph(kpi.picture.note, quiet=True)
    if full and kpi.months.rows:
        yield kpi.months
    if full:
        yield Facts(kpi.definition, f"{kpi.short_name}: så är det räknat")


def about(pack: Pack) -> Iterator[tuple[str, str]]:
    """What the figures are computed from, and with what."""
    yield "Bygger på", f"leverans 1–{pack.as_of}"
    yield "Definitioner", pack.catalogue[:12]
    yield "Program", f"Pilotkollen {pack.code}"
