"""The report as one file for the web: all of the pack, nothing fetched, nothing run."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from kpi.documents.blocks import Facts, Paragraph
from kpi.documents.html import html
from kpi.documents.report import report
from kpi.meetings.pack import Picture, Table
from tests.documents.picture import kpi_part, months, pack, picture

VOID = {"meta", "link", "img", "br", "hr"}
ROOM = ["large", "small"]
FETCHES = re.compile(r"""(?:src|srcset|xlink:href|action)\s*=|url\(|@import""")


class Read(HTMLParser):
    """Every element with its attributes, and the text of headings, facts and cells in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(content.decode())
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open:
            self.texts[self._open[-1]][-1] += data

    def having(self, name: str) -> list[str]:
        return [given[name] or "" for _, given in self.elements if name in given]


@pytest.fixture(scope="module")
def read() -> Read:
    return Read(html(pack()))


def test_the_language_the_title_and_the_writing_are_said(read):
    elements = dict(reversed(read.elements))
    assert elements["html"] == {"lang": "sv"}
    assert elements["meta"] == {"charset": "utf-8"}
    assert read.texts["title"][0] == "Pilot Öster: lägesrapport"


def test_headings_go_down_one_step_at_a_time_under_one_title(read):
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    steps = [lower - higher for higher, lower in pairwise(levels)]
    assert max(steps) == 1


def test_the_contents_lead_to_the_parts(read):
    places = [each.removeprefix("#") for each in read.having("href")]
    assert len(places) == len(read.texts["h2"]) == 8
    assert set(places) <= set(read.having("id"))


def test_no_two_elements_have_the_same_id(read):
    ids = read.having("id")
    assert len(ids) == len(set(ids))


def test_nothing_is_run_and_nothing_is_fetched():
    content = html(pack()).decode()
    assert "<script" not in content
    assert FETCHES.findall(content) == []
    assert not any(
        name.startswith("on") for _, given in Read(content.encode()).elements for name in given
    )


def test_a_picture_is_drawn_for_a_screen_and_for_a_phone_and_says_what_it_shows(read):
    drawings = [given for tag, given in read.elements if tag == "svg"]
    pictures = [block for block in report(pack()).blocks if isinstance(block, Picture)]
    kinds = [given["class"] for tag, given in read.elements if given.get("class") in ROOM]
    assert kinds == ROOM * len(pictures)
    assert all(given["role"] == "img" for given in drawings)
    ids = set(read.having("id"))
    assert all(set(given["aria-labelledby"].split()) <= ids for given in drawings)
    assert read.texts["desc"] == [block.alt for block in pictures for _ in range(2)]


def test_a_wide_table_is_reached_by_keyboard_and_a_narrow_one_is_not():
    narrow = Table(caption="Smal", headings=("A", "B"), rows=(("a", "1"),), align="lr")
    read = Read(html(pack(sections=(), kpis=(kpi_part(months=narrow), kpi_part(months=months(1))))))
    boxes = {
        given["class"]: given for tag, given in read.elements if tag == "div" and len(given) > 1
    }
    assert boxes["wide"]["tabindex"] == "0"
    assert boxes["wide"]["aria-label"] == "Städkostnad per m² månad för månad"
    assert ("div", {"class": "narrow"}) in read.elements


def test_a_cell_knows_its_heading_and_a_row_its_name(read):
    cells = [given["data-heading"] for tag, given in read.elements if tag == "td"]
    assert cells[:2] == ["Värde", "Bedömning"]
    assert read.texts["th"][:4] == ["Nyckeltal", "Värde", "Bedömning", "Städkostnad per m²"]


def test_a_text_is_never_markup():
    evil = "<b onclick=x>\"'&"
    content = html(
        pack(
            pilot=evil,
            finding=(evil, evil),
            kpis=(kpi_part(evil, finding=evil, picture=picture(alt=evil), months=months(1, evil)),),
        )
    )
    assert b"<b onclick" not in content
    assert "b" not in Read(content).texts


def test_the_demos_file_says_everything_that_its_pack_says(demo_pack):
    read, said = Read(html(demo_pack)), report(demo_pack)
    tables = [block for block in said.blocks if isinstance(block, Table)]
    assert read.texts["td"] == [cell for table in tables for row in table.rows for cell in row[1:]]
    assert read.texts["th"] == [
        cell for table in tables for cell in (*table.headings, *(row[0] for row in table.rows))
    ]
    assert read.texts["caption"] == [table.caption for table in tables]
    facts = [row for block in said.blocks if isinstance(block, Facts) for row in block.rows]
    assert read.texts["dt"] == [name for name, _ in (*said.facts, *facts)]
    assert read.texts["dd"] == [text for _, text in (*said.facts, *facts)]
    texts = [block for block in said.blocks if isinstance(block, Paragraph)]
    over = [block for block in said.blocks if isinstance(block, Facts) and block.caption]
    lines = [each for each in said.blocks if each in texts or each in over]
    assert [each.strip() for each in read.texts["p"]] == [
        each.text.strip() if isinstance(each, Paragraph) else each.caption for each in lines
    ]
    assert read.texts["strong"] == [block.bold for block in texts if block.bold]


def test_a_part_with_nothing_in_it_is_left_out_of_what_is_published():
    bare = pack().meeting.model_copy(update={"proposal": "", "purpose": " \n", "analysis": ""})
    read = Read(html(pack(meeting=bare)))
    assert read.texts["h2"][:3] == ["Sammanfattning", "Ärendet", "Barnets bästa"]
    assert "står under Ärendet." in " ".join(read.texts["p"])  # the effects stand there
    read = Read(html(pack(meeting=bare, sections=())))
    assert read.texts["h2"][:2] == ["Sammanfattning", "Barnets bästa"]
    said = " ".join(read.texts["p"])
    assert "står under Ärendet." not in said
    assert "[Skriv" not in said
    assert "Ingen text är skriven." not in said


def test_a_short_report_leaves_out_months_and_definitions():
    read = Read(html(pack(meeting=pack().meeting.model_copy(update={"level": "short"}))))
    assert "Städkostnad per m² månad för månad" not in read.texts["caption"]
    assert "Formel" not in read.texts["dt"]
    assert len(read.texts["svg"]) == 4
