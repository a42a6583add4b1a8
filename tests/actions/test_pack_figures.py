"""Every number of a pack is the page's own at the same ledger number, and so is every file's."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

import pymupdf
import pytest
from docx import Document

from kpi.actions.balanced import answers_of, see_balance
from kpi.actions.evaluation import see_evaluation
from kpi.actions.home import Home, open_home
from kpi.actions.one_kpi import see_kpi
from kpi.documents import Format, render
from kpi.documents.archive import archive
from kpi.documents.report import plain_report, table_of
from kpi.documents.tables import definitions_table, figures_table, tables
from kpi.meetings import Pack
from kpi.meetings.names import plain_name
from kpi.settings import settings_for
from kpi.values import Prices
from kpi.wording.one_kpi import months_table
from kpi.wording.savings import savings_sentence
from kpi.wording.sentences import change_text, state_word, target_words, value_text
from tests.actions.town import ANNA
from tests.documents.cells import in_table_file, in_workbook
from tests.documents.picture import texts_of


@pytest.fixture(scope="module")
def demo(built_demo) -> Iterator[Home]:
    home = open_home(settings_for(built_demo), dry=True)
    home.head()
    yield home
    home.close()


def test_every_nyckeltal_says_what_its_page_says(demo: Home, demo_pack: Pack):
    assert len(demo_pack.kpis) == 8
    for part in demo_pack.kpis:
        asked = {"kpi": part.id, "scope": "pilot/oster", "as_of": demo_pack.as_of}
        seen = see_kpi(demo, ANNA, **asked, prices=Prices.FIXED)
        reading = seen.series.reading
        assert part.value == f"{value_text(reading)}, {reading.when(reading.month)}"
        assert (part.state, part.target) == (state_word(reading), target_words(reading))
        assert part.change == (change_text(reading) or "kan inte jämföras")
        headings, rows = months_table(seen.kpi, seen.series.points)
        width = len(headings)
        assert [row[:width] for row in part.months.rows] == [tuple(row) for row in rows]
        assert part.picture.title.startswith(f"{part.short_name}, värde per ")
        (value, *_) = [each for each in demo_pack.figures if each.kpi == part.id]
        assert (value.text, value.value) == (value_text(reading), reading.value)
        assert all(number <= demo_pack.as_of for number in value.deliveries)


def test_the_answers_and_the_kronor_are_the_first_screens_and_effekts(demo, demo_pack):
    seen = see_evaluation(demo, ANNA, as_of=demo_pack.as_of)
    answers = answers_of(seen, see_balance(demo, ANNA, seen, as_of=demo_pack.as_of))
    assert [(each.question, each.answer, each.lack) for each in demo_pack.answers] == [
        (each.question, each.answer, each.lack) for each in answers
    ]
    assert [(row.name, row.value, row.word) for each in demo_pack.answers for row in each.rows] == [
        (row.name, row.value, row.word) for each in answers for row in each.rows
    ]
    (money,) = [each for each in demo_pack.sections if each.title == "I kronor"]
    assert money.said[0] == savings_sentence(seen.savings)


def words_of(text: str) -> str:
    """Text without what only divides lines."""
    return re.sub(r"[\s\u00a0]+", " ", re.sub("[\u2060\u00ad]", "", text))


def in_docx(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def in_html(content: bytes) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", content.decode()))


def in_pptx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        slides = [name for name in packed.namelist() if "slides/slide" in name]
        found = [re.findall(r"<a:t>([^<]*)</a:t>", packed.read(name).decode()) for name in slides]
    return html.unescape(" ".join(text for each in found for text in each))


def in_pdf(content: bytes) -> str:
    return "\n".join(page.get_text() for page in pymupdf.open(stream=content))


def squeezed(text: str) -> str:
    """Text without what a line may be divided by: every file divides its own way."""
    return re.sub(r"[\s\u00a0\u2060\u00ad\u2010-]+", "", text)


@pytest.mark.parametrize(
    ("wanted", "read"), [(Format.DOCX, in_docx), (Format.PDF, in_pdf), (Format.HTML, in_html)]
)
def test_every_text_and_number_of_the_report_stands_in_the_file(demo_pack, wanted, read):
    (content,) = render(demo_pack, [wanted]).values()
    text = squeezed(read(content))
    texts = list(texts_of(demo_pack))
    assert len(texts) > 1_500  # eight nyckeltal with three years each
    assert [each for each in texts if squeezed(each) not in text] == []


def test_a_word_file_has_no_number_that_the_pack_has_not(demo_pack):
    (content,) = render(demo_pack, [Format.DOCX]).values()
    number = re.compile(r"\d[\d\u00a0]*(?:,\d+)?")
    known = {each for text in texts_of(demo_pack) for each in number.findall(text)}
    known |= {each for kpi in demo_pack.kpis for each in number.findall(kpi.picture.note)}
    assert set(number.findall(in_docx(content))) - known == set()


def test_the_workbook_has_the_packs_own_texts_and_no_other_number(demo_pack):
    (file,) = render(demo_pack, [Format.XLSX]).values()
    cells = set(in_workbook(file))
    wanted = [text for each in demo_pack.kpis for text in (each.title, each.finding, *each.said)]
    wanted += [value for _, value in plain_report(demo_pack).facts]
    every = [*tables(demo_pack).values(), definitions_table(demo_pack)]
    wanted += [text for table in every for row in table.rows for text in row if text]
    assert len(wanted) > 1_500
    # What an answer builds on stands in one cell on the first sheet: its number, its word.
    parts = {part.strip() for cell in cells for part in cell.split(", ", 1)}
    assert [each for each in wanted if each not in cells | parts] == []
    number = re.compile(r"\d[\d\u00a0]*(?<=\d)(?:,\d+)?")
    known = {n for text in (*wanted, *texts_of(demo_pack)) for n in number.findall(text)}
    assert {n for cell in cells for n in number.findall(cell)} - known == set()


def test_every_csv_of_the_archive_has_the_packs_own_cells(demo_pack):
    found = zipfile.ZipFile(io.BytesIO(archive(demo_pack, {})))
    months = [(f"tabeller/{plain_name(p.months.caption)}.csv", p.months) for p in demo_pack.kpis]
    parts = [table for section in demo_pack.sections for table in section.tables]
    parts = [(f"tabeller/{plain_name(each.caption)}.csv", each) for each in parts]
    rest = [("tabeller/siffror.csv", figures_table(demo_pack))]
    rest += [("definitioner.csv", definitions_table(demo_pack))]
    rest += [("tabeller/nyckeltalen-i-pilotomradet.csv", table_of(demo_pack))]
    for name, table in (*months, *parts, *rest):
        assert in_table_file(found.read(name)) == [table.headings, *table.rows], name


@pytest.mark.parametrize(
    ("wanted", "read"), [(Format.DOCX, in_docx), (Format.HTML, in_html), (Format.PPTX, in_pptx)]
)
def test_every_file_says_each_value_and_answer_as_the_pack_does(demo_pack, wanted, read):
    (content,) = render(demo_pack, [wanted]).values()
    text = words_of(read(content))
    values = [words_of(part.value.split(",\u00a0")[0]) for part in demo_pack.kpis]
    assert [each for each in values if each.rsplit(", ", 1)[0] not in text] == []
    assert [each.answer for each in demo_pack.answers if each.answer not in text] == []
