"""The report as a Word file: what an officer, a screen reader and Word find in it."""

import io
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from kpi.documents import Format, render
from kpi.documents.blocks import Facts, Heading, Paragraph
from kpi.documents.report import report
from kpi.documents.typeset import typeset
from kpi.meetings import Pack, Picture, Table
from kpi.meetings.pack import Level
from tests.documents.picture import MEETING, kpi_part, months, pack, picture


def opened(content: Pack) -> Opened:
    (file,) = render(content, [Format.DOCX]).values()
    return Document(io.BytesIO(file))


@pytest.fixture(scope="module")
def small() -> Opened:
    return opened(pack())


def tables_of(content: Pack) -> list[Table]:
    return [block for block in report(content).blocks if isinstance(block, Table)]


def lines_in(document: Opened, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_its_outline_is_the_reports(small):
    assert lines_in(small, "Title") == ["Pilot Öster: lägesrapport"]
    assert lines_in(small, "Heading 1") == [
        *("Förslag till beslut", "Sammanfattning", "Beslutsunderlag", "Ärendet", "Barnets bästa"),
        *("Ekonomiska konsekvenser", "Bilaga: nyckeltal", "Om siffrorna"),
    ]
    assert lines_in(small, "Heading 2")[-1] == "Städkostnad per m², hela namnet"


def test_a_text_that_is_lacking_is_asked_for_in_bold_at_its_place():
    bare = {"proposal": "", "purpose": " \n", "analysis": ""}
    document = opened(pack(meeting=MEETING.model_copy(update=bare)))
    assert "Ingen text är skriven." not in [each.text for each in document.paragraphs]
    asked = {
        before.text: after.text
        for before, after in pairwise(document.paragraphs)
        if after.text.startswith("[Skriv")
    }
    assert list(asked) == ["Förslag till beslut", "Beslutsunderlag", "Ärendet"]
    assert asked["Förslag till beslut"] == (
        "[Skriv förslaget till beslut här, till exempel: Servicenämnden godkänner lägesrapporten.]"
    )
    assert all(each.endswith("]") for each in asked.values())


def test_every_cell_says_what_the_pack_says(small):
    wanted = [[each.headings, *each.rows] for each in tables_of(pack())]
    found = [[tuple(c.text for c in row.cells) for row in t.rows] for t in small.tables]
    assert found == wanted


def test_a_short_report_leaves_out_months_and_definitions():
    short = opened(pack(meeting=MEETING.model_copy(update={"level": Level.SHORT})))
    said = [each.text for each in short.paragraphs]
    assert "Städkostnad per m², hela namnet" in said
    assert "Städkostnad per m² månad för månad" not in said
    assert "Formel\tkostnad ÷ yta" not in said


def test_the_headings_of_a_table_stand_on_every_page_and_no_row_is_split(small):
    for table in small.tables:
        first, *others = (row._tr.trPr for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:tblHeader")) is None for row in others)
        assert all(row.find(qn("w:cantSplit")) is not None for row in (first, *others))


def test_a_short_table_is_kept_on_one_page_and_no_row_of_a_long_one_stands_alone():
    document = opened(pack(kpis=(kpi_part(months=months(30)),)))
    tied = {
        len(table.rows): [
            bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows
        ]
        for table in document.tables
    }
    assert tied[4] == [True, True, True, False]
    assert tied[31] == [True, True, *27 * [False], True, False]


def test_a_table_and_a_picture_are_named_in_words(small):
    names = [t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for t in small.tables]
    assert names == [each.caption for each in tables_of(pack())]
    words = [shape._inline.docPr for shape in small.inline_shapes]
    assert {(w.get("title"), w.get("descr")) for w in words} == {
        typeset(("Städkostnad, kr/m²", "Städkostnad per m²: 23,2 kr/m² i juli 2024."))
    }


def test_it_is_in_swedish_and_dated_the_meetings_day(small):
    said = small.core_properties
    assert (said.title, said.subject, said.author) == (
        *("Pilot Öster: lägesrapport", "SN 2023/0047", "Servicenämnden"),
    )
    noon = datetime(2024, 9, 18, 12, tzinfo=UTC)
    assert said.created == said.modified == noon
    assert said.language == "sv-SE"
    languages = {each.get(qn("w:val")) for each in small.styles.element.iter(qn("w:lang"))}
    themes = {each.get(qn("w:val")) for each in small.settings.element.iter(qn("w:themeFontLang"))}
    assert languages == themes == {"sv-SE"}


def test_it_opens_as_todays_word_with_the_decimal_comma(small):
    said = {
        each.get(qn("w:name")): each.get(qn("w:val"))
        for each in small.settings.element.iter(qn("w:compatSetting"))
    }
    assert said["compatibilityMode"] == "15"
    marks = [
        next(small.settings.element.iter(qn(f"w:{name}"))).get(qn("w:val"))
        for name in ("decimalSymbol", "listSeparator")
    ]
    assert marks == [",", ";"]


def test_a_pictures_events_are_kept_under_it():
    noted = picture().model_copy(update={"note": "Händelser: 1: Piloten börjar."})
    found = [
        document.inline_shapes[0]._inline.getparent().getparent().getparent()
        for document in (
            opened(pack(kpis=(kpi_part(picture=each),), sections=())) for each in (noted, picture())
        )
    ]
    kept = [each.pPr.find(qn("w:keepNext")) is not None for each in found]
    assert kept == [True, False]
    assert found[0].getnext().xpath("string()") == noted.note


def test_a_finding_is_kept_with_its_picture_and_no_other_text_is_tied(small):
    lines = [each for each in small.paragraphs if each.style.name == "Normal"]
    tied = [each.text for each in lines if each.paragraph_format.keep_with_next]
    assert tied == [
        "En effekt är säkerställd.",
        "Förbättring. Ovanligt lågt i juli (normalt 24,0–\u206026,9).",
        "Målet är uppfyllt.",
    ]


def test_every_page_says_case_and_page_and_that_figures_are_made_up(small):
    section = small.sections[0]
    assert section.header.paragraphs[0].text == "Servicenämnden, SN 2023/0047\tPåhittade data"
    footer = section.footer.paragraphs[0]
    codes = [each.get(qn("w:instr")) for each in footer._p.iter(qn("w:fldSimple"))]
    assert footer.text == "\tSida  av "
    assert codes == ["PAGE", "NUMPAGES"]
    real = opened(pack(made_up=False, kpis=(), sections=()))
    assert real.sections[0].header.paragraphs[0].text == "Servicenämnden, SN 2023/0047"


def test_a_finding_is_bold_before_the_rest_and_may_stand_alone():
    document = opened(pack(kpis=(kpi_part(said=()),), sections=()))
    runs = {p.text: [(r.text, bool(r.bold)) for r in p.runs] for p in document.paragraphs}
    assert runs["Förbättring."] == [("Förbättring.", True), ("", False)]
    whole = "Lägre kostnad. Kvaliteten: ingen säkerställd skillnad."
    assert runs[whole] == [
        ("Lägre kostnad. ", True),
        ("Kvaliteten: ingen säkerställd skillnad.", False),
    ]


def test_every_text_of_the_demos_report_is_set_as_the_pack_has_it(demo_pack):
    document = opened(demo_pack)
    tables = tables_of(demo_pack)
    found = [[tuple(c.text for c in row.cells) for row in t.rows] for t in document.tables]
    assert found == [[each.headings, *each.rows] for each in tables]
    kept = report(demo_pack, to_write=True)
    wanted = {kept.title, *(f"{name}\t{value}" for name, value in kept.facts), ""}
    for block in kept.blocks:
        match block:
            case Table():
                wanted.add(block.caption)
            case Picture():
                wanted.add(block.title)
            case Facts():
                wanted |= {f"{name}\t{value}" for name, value in block.rows} | {block.caption}
            case Paragraph():
                wanted.add(f"{block.bold} {block.text}".strip())
            case Heading():
                wanted.add(block.text)
    assert {each.text for each in document.paragraphs} == wanted


def test_a_table_too_wide_for_the_page_is_set_smaller_and_another_is_not():
    wide = Table(
        caption="Bred",
        headings=("Nyckeltal", *(f"Områdesintervall{n}" for n in range(6))),
        rows=(("Städkostnad", *6 * ("−4,4",)),),
        align="lrrrrrr",
    )
    document = opened(pack(since=wide))
    sizes = {
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): table.rows[0]
        .cells[0]
        .paragraphs[0]
        .runs[0]
        .font.size
        for table in document.tables
    }
    assert sizes["Bred"].pt == 8
    assert sizes["Städkostnad per m² månad för månad"] is None
