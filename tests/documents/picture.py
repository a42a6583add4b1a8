"""A small pack to make documents of: every kind of block once, and texts that can be told apart."""

from collections.abc import Iterator
from datetime import date

from kpi.charts.theme import CONFIG
from kpi.documents.blocks import Facts, Heading, Paragraph
from kpi.documents.report import report
from kpi.meetings import Meeting, Pack, Picture, Table
from kpi.meetings.pack import Answer, Figure, KpiPart, Place, Row, Section

JULY = date(2024, 7, 1)
MEETING = Meeting(
    id="2024-09-18-servicenamnden",
    body="Servicenämnden",
    held=date(2024, 9, 18),
    dnr="SN 2023/0047",
    purpose="Nämnden följer piloten två gånger om året.\nDetta är andra gången.",
    analysis="Kostnaden faller utan att kvaliteten gör det.",
    proposal="Nämnden godkänner rapporten.",
)


def picture(
    name: str = "cost", alt: str = "Städkostnad per m²: 23,2 kr/m² i juli 2024."
) -> Picture:
    """Two points and a line between them, with a text in our type."""
    rows = [{"x": 1, "y": 24.1}, {"x": 2, "y": 23.2}]
    spec = {
        "config": CONFIG,
        "height": 120,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "line", "point": True},
                "encoding": {"x": {"field": "x"}, "y": {"field": "y", "type": "quantitative"}},
            },
            {"data": {"values": rows[1:]}, "mark": {"type": "text", "text": "juli"}},
        ],
    }
    return Picture(name=name, title="Städkostnad, kr/m²", alt=alt, spec=spec)


def months(rows: int = 2, name: str = "Städkostnad per m²") -> Table:
    """The latest first, a tenth more for each."""
    body = [
        (f"månad {n}", f"{n // 10},{n % 10}", "24,0–\u206026,9", "22,8", "", "9\u00a0av\u00a010")
        for n in range(1, rows + 1)
    ]
    return Table(
        caption=f"{name} månad för månad",
        headings=("Månad", "Värde, kr/m²", "Normalt spann", "Mål", "Läge", "Enheter som lämnat"),
        rows=tuple(body),
        align="lrrrlr",
    )


def kpi_part(name: str = "Städkostnad per m²", **given: object) -> KpiPart:
    whole: dict[str, object] = {
        "id": "cleaning_cost_m2",
        "title": f"{name}, hela namnet",
        "short_name": name,
        "state": "Förbättring",
        "target": "Mål\u00a022,8: nås ibland",
        "value": "23,2\u00a0kr/m², juli 2024",
        "change": "−5,0\u00a0%",
        "finding": "Förbättring.",
        "said": ("Ovanligt lågt i juli (normalt 24,0–\u206026,9).", "Målet är uppfyllt."),
        "picture": picture(),
        "months": months(),
        "definition": (("Vad det visar", "Kostnad delad med yta."), ("Formel", "kostnad ÷ yta")),
    }
    return KpiPart(**whole | given)


def pack(**given: object) -> Pack:
    """One nyckeltal, one section of each place, three answers."""
    whole: dict[str, object] = {
        "meeting": MEETING,
        "pilot": "Pilot Öster",
        "area": "Område Öster",
        "phase": "Genomförande, månad 12 av 24",
        "made_up": True,
        "through": JULY,
        "as_of": 70,
        "catalogue": "6ee5fc9e4af6aaaa",
        "code": "0.1.0",
        "prices": "Kostnader står i fasta priser.",
        "finding": ("Lägre kostnad.", "Kvaliteten: ingen säkerställd skillnad."),
        "answers": (
            Answer(
                question="Billigare?",
                answer="Ja",
                rows=(Row(name="Städkostnad per m²", value="−4,4\u00a0%", word="Säkerställd"),),
            ),
            Answer(question="Lika bra?", answer="Går inte att säga", rows=(), lack="Mät först."),
            Answer(question="Mer likvärdigt?", answer="Går inte att säga", rows=()),
        ),
        "kpis": (kpi_part(),),
        "sections": (
            Section(
                title="Vad piloten har förändrat",
                place=Place.MATTER,
                said=("En effekt är säkerställd.",),
                tables=(months(3, "Effekter"),),
                pictures=(picture("effekter"),),
            ),
            Section(title="I kronor", place=Place.ECONOMY, said=("842\u00a0tkr lägre kostnad.",)),
        ),
        "since": None,
        "notes": ("10 av 10 enheter har lämnat tal.",),
        "figures": (
            Figure(
                name="Städkostnad per m², juli 2024",
                text="23,2\u00a0kr/m²",
                value=23.2,
                kpi="cleaning_cost_m2",
                scope="pilot/oster",
                month=JULY,
                deliveries=(3, 70),
            ),
        ),
    }
    return Pack(**whole | given)


def texts_of(content: Pack) -> Iterator[str]:
    """Everything that is said in the report, but for the words in the charts."""
    found = report(content)
    yield from (found.title, *(text for row in found.facts for text in row))
    for block in found.blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield from (block.bold, block.text)
            case Facts():
                yield from (text for row in block.rows for text in row)
            case Table():
                yield from (block.caption, *block.headings)
                yield from (text for row in block.rows for text in row)
            case Picture():
                yield block.title
