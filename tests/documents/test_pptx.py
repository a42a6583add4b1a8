"""The slides: what a reader, a screen reader and PowerPoint find in the file."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened
from pptx.shapes.base import BaseShape
from pptx.text.text import TextFrame

from kpi.charts.lettering import FONTS
from kpi.documents import Format, render
from kpi.documents.typeset import typeset
from kpi.meetings import Pack
from kpi.meetings.pack import Answer, Place, Row, Section, to_text
from tests.documents.picture import kpi_part, months, pack, picture

POINT = 12700
LONG = "Någon kostnad är lägre och någon högre, men färre enheter når sin lägsta nivå."


def opened(content: Pack) -> Opened:
    (file,) = render(content, [Format.PPTX]).values()
    return Presentation(io.BytesIO(file))


@pytest.fixture(scope="module")
def small() -> Opened:
    return opened(pack())


@pytest.fixture(scope="module")
def large() -> Opened:
    """Twenty nyckeltal, thirty-four rows, nine lines under each answer, and long texts."""
    parts = [kpi_part(f"Fastighetskostnad per m² {at}", said=(LONG, LONG)) for at in range(20)]
    parts[2] = kpi_part("Händelser", picture=picture().model_copy(update={"note": LONG * 9}))
    parts[3] = kpi_part("Inget värde", picture=None, said=(LONG,) * 60)
    rows = tuple(
        Row(name=f"Kostnad {n}", value="+3,3\u00a0procentenheter", word="Sämre") for n in range(9)
    )
    answers = (
        Answer(question="Billigare?", answer="Nej, dyrare", rows=rows, lack=LONG),
        Answer(question="Lika bra?", answer="Ja", rows=rows[:1]),
        Answer(question="Mer likvärdigt?", answer="För tidigt att säga", rows=(), lack=LONG),
    )
    said = Section(title="Likvärdighet", place=Place.MATTER, said=(LONG,), tables=(months(34),))
    whole = {"kpis": tuple(parts), "answers": answers, "sections": (said,)}
    return opened(pack(**whole, since=months(34), finding=(LONG, LONG)))


def titles(presentation: Opened) -> list[str]:
    return [each.shapes.title.text_frame.text for each in presentation.slides]


def frames(presentation: Opened) -> Iterator[tuple[BaseShape, TextFrame]]:
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape, shape.text_frame


def texts(presentation: Opened) -> Iterator[str]:
    """Every paragraph and cell, and the notes."""
    yield from (line.text for _, frame in frames(presentation) for line in frame.paragraphs)
    for slide in presentation.slides:
        yield slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def tallness(text: str, size: float, width: float, *, bold: bool) -> float:
    """Points of a paragraph, its words laid out one by one in our own type."""
    face = ImageFont.truetype(
        str(FONTS / f"SourceSans3-{'Bold' if bold else 'Regular'}.ttf"), 1000, layout_engine=0
    )
    lines, line = 1, ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and face.getlength(longer) * size / 1000 > width:
            lines, line = lines + 1, word
        else:
            line = longer
    return lines * size * 1.2


def overflowing(presentation: Opened) -> list[str]:
    """Texts that are higher than their box."""
    found = []
    for shape, frame in frames(presentation):
        high = sum(
            tallness(
                line.text,
                line.runs[0].font.size.pt,
                shape.width / POINT,
                bold=bool(line.runs[0].font.bold),
            )
            + line.space_after.pt
            for line in frame.paragraphs
        )
        last = frame.paragraphs[-1].space_after.pt
        if high - last > shape.height / POINT + 0.5:
            found.append(frame.text)
    return found


def test_each_slide_has_one_title_that_no_other_has(small, large):
    assert titles(small)[:2] == [
        "Pilot Öster: lägesrapport",
        "Lägre kostnad. Kvaliteten: ingen säkerställd skillnad.",
    ]
    for found in (titles(small), titles(large)):
        assert len(set(found)) == len(found)
        assert all(found)


def test_no_text_is_higher_than_its_box(small, large):
    assert overflowing(small) == []
    assert overflowing(large) == []


def test_everything_stands_inside_the_slide_and_over_its_foot(small, large):
    for presentation in (small, large):
        for slide in presentation.slides:
            for shape in slide.shapes:
                name = shape.name
                assert shape.left >= 48 * POINT, name
                assert shape.left + shape.width <= (960 - 48) * POINT + len(name), name
                assert shape.top + shape.height <= 500 * POINT, name


def test_a_long_table_goes_on_with_its_headings_and_loses_no_row(large):
    tables = [shape.table for slide in large.slides for shape in slide.shapes if shape.has_table]
    headings = {tuple(cell.text for cell in each.rows[0].cells) for each in tables}
    assert headings == {typeset(months().headings)}
    rows = [
        tuple(cell.text for cell in row.cells) for each in tables for row in list(each.rows)[1:]
    ]
    assert rows == 2 * list(months(34).rows)
    assert [each for each in titles(large) if each.startswith("Sedan förra")] == [
        f"Sedan förra sammanträdet ({n}\u00a0av\u00a0{len(tables) // 2})"
        for n in range(1, len(tables) // 2 + 1)
    ]


def test_answers_that_need_more_room_go_on_under_the_same_questions(large):
    boxes = [frame.text.split("\n") for _, frame in frames(large)]
    cheaper = [lines for lines in boxes if lines[0] == "Billigare?"]
    assert len(cheaper) > 1
    assert all(lines[1] == "Nej, dyrare" for lines in cheaper)
    assert [line for lines in cheaper for line in lines if line.startswith("Kostnad ")] == [
        f"Kostnad {n}" for n in range(9)
    ]
    equal = [lines for lines in boxes if lines[0] == "Mer likvärdigt?"]
    assert equal[0] == ["Mer likvärdigt?", "För tidigt att säga", LONG]
    assert equal[1:] == [["Mer likvärdigt?", "För tidigt att säga"]] * (len(cheaper) - 1)


def test_pictures_and_tables_are_named_in_words(small):
    words = [
        (each.name, each.element.find(f".//{qn('p:cNvPr')}").get("descr"))
        for slide in small.slides
        for each in slide.shapes
        if each.has_table or each.element.tag == qn("p:pic")
    ]
    picture = typeset(("Städkostnad, kr/m²", "Städkostnad per m²: 23,2 kr/m² i juli 2024."))
    table = ("Effekter månad för månad", "Effekter månad för månad")
    assert words == [table, picture, picture]


def test_a_pictures_events_stand_under_it():
    noted = picture().model_copy(update={"note": "Händelser: 1: Piloten börjar."})
    slide = opened(pack(kpis=(kpi_part(picture=noted),), sections=())).slides[2]
    (drawn,) = (each for each in slide.shapes if each.element.tag == qn("p:pic"))
    (note,) = (
        each for each in slide.shapes if each.has_text_frame and each.text_frame.text == noted.note
    )
    assert note.top >= drawn.top + drawn.height


def test_every_run_is_in_swedish_and_in_our_type(small):
    for slide in small.slides:
        for element in slide.element.iter(qn("a:r")):
            properties = element.find(qn("a:rPr"))
            assert properties.get("lang") == "sv-SE"
            assert properties.find(qn("a:latin")).get("typeface") == "Source Sans 3"
        for element in slide.notes_slide.element.iter(qn("a:r")):
            assert element.find(qn("a:rPr")).get("lang") == "sv-SE"


def test_it_is_dated_the_meetings_day_and_has_no_picture_of_another_file(small):
    said = small.core_properties
    assert (said.title, said.subject, said.author) == (
        *("Pilot Öster: lägesrapport", "SN 2023/0047", "Servicenämnden"),
    )
    assert f"{said.created}" == f"{said.modified}" == "2024-09-18 12:00:00"
    assert not [each for each in small.part.package.iter_parts() if "jpeg" in each.partname]


def test_each_slide_says_at_its_foot_which_meeting_and_that_figures_are_made_up(small):
    def foot(presentation: Opened) -> list[str]:
        shapes = presentation.slide_layouts[1].shapes
        return [each.text_frame.text for each in shapes if each.name == "Sidfot"]

    assert foot(small) == ["Servicenämnden, 18 september 2024, SN 2023/0047. Påhittade data"]
    real = opened(pack(made_up=False, kpis=(), sections=()))
    assert foot(real) == ["Servicenämnden, 18 september 2024, SN 2023/0047"]
    fields = [each.get("type") for each in small.slide_layouts[1].element.iter(qn("a:fld"))]
    assert fields == ["slidenum"]


def numbers(text: str) -> set[str]:
    return set(re.findall(r"[+−]?\d[\d\u00a0,]*(?<=\d)", text))


def test_every_number_of_the_demos_slides_is_the_packs(demo_pack):
    demo = opened(demo_pack)
    known = numbers(to_text(demo_pack)) | numbers("18 september 2024 1\u00a0av\u00a02")
    said = list(texts(demo))
    assert {n for each in said for n in numbers(each) - known} == set()
    whole = "\n".join(said)
    assert [each.text for each in demo_pack.figures if typeset(each.text) not in whole] == []
    assert overflowing(demo) == []


def test_the_demos_slide_of_effects_shows_the_main_nyckeltal_alone(demo_pack):
    effects = demo_pack.sections[0].tables[0]
    main = [row for row in effects.rows if row[1] == "Huvudnyckeltal"]
    assert effects.lead == len(main) == 3
    assert list(effects.rows[:3]) == main
    said = list(texts(opened(demo_pack)))
    assert "Effekter på huvudnyckeltalen" in said
    assert effects.caption not in said
