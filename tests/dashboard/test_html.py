"""Nothing from data becomes markup, and every block says what it is to a screen reader."""

import re
from html.parser import HTMLParser

import pytest

from dashboard.parts import html, tile_html
from dashboard.parts.anchors import kpi_link
from kpi.settings import ROOT

EVIL = '<img src="https://example.org/x.png" onerror=alert(1)> & "{citat}"'

BLOCKS = {
    "fact_line": html.fact_line([(EVIL, EVIL)], note=EVIL),
    "pilot_head": html.pilot_head(EVIL, [(EVIL, EVIL)]),
    "page_head": html.page_head(EVIL, [(EVIL, EVIL)], note=EVIL),
    "footer": html.footer([EVIL]),
    "lede": html.lede(EVIL, EVIL),
    "heading": html.heading(EVIL, EVIL),
    "paragraph": html.paragraph(EVIL),
    "numbered": html.numbered([(EVIL, EVIL)]),
    "message": html.message("warning", EVIL, EVIL),
    "failure": html.message("error", EVIL, EVIL, whole_page=True),
    "steps": html.steps([EVIL, EVIL], 1),
    "counts": html.counts([(EVIL, EVIL)]),
    "table": html.table([EVIL, EVIL], [[EVIL, EVIL], [html.cell(EVIL, EVIL), EVIL]], caption=EVIL),
    "moving table": html.table([EVIL], [[EVIL]], moves=EVIL),
    "answers": html.answers(
        [html.answer(EVIL, EVIL, [html.AnswerRow(name=EVIL, value=EVIL, grade=EVIL)])]
    ),
    "tile": tile_html.tile_block(
        tile_html.Tile(
            title=kpi_link(EVIL, EVIL, omfattning=EVIL),
            value=EVIL,
            unit_month=EVIL,
            change=EVIL,
            compared=EVIL,
            spark="<svg/>",
            state=EVIL,
            word=EVIL,
            target_state=EVIL,
            target_word=EVIL,
            sentence=EVIL,
        )
    ),
    "picture": tile_html.small_multiple(
        title=kpi_link(EVIL, EVIL),
        value=EVIL,
        unit=EVIL,
        normal=EVIL,
        drawing="<svg/>",
        state=EVIL,
        side=None,
        word=EVIL,
    ),
}


class Reader(HTMLParser):
    """The elements that a browser would make, and the text between them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def having(self, name):
        return [(tag, attributes[name]) for tag, attributes in self.elements if name in attributes]


@pytest.mark.parametrize("name", BLOCKS)
def test_what_comes_from_data_stays_text(name):
    reader = Reader(BLOCKS[name])
    assert EVIL in reader.text
    assert reader.open == []
    assert reader.having("onerror") == []
    for _, source in reader.having("src"):
        assert source.startswith("data:image/svg+xml,")


@pytest.mark.parametrize("name", BLOCKS)
def test_every_picture_is_decoration(name):
    pictures = [attributes for tag, attributes in Reader(BLOCKS[name]).elements if tag == "img"]
    assert all(attributes["alt"] == "" for attributes in pictures)


def test_only_an_error_interrupts():
    kinds = {kind: Reader(html.message(kind, "a", "b")) for kind in ("error", "warning", "fine")}
    assert {kind: reader.having("role")[0][1] for kind, reader in kinds.items()} == {
        "error": "alert",
        "warning": "status",
        "fine": "status",
    }


def test_the_current_step_is_said():
    reader = Reader(html.steps(["Välj fil", "Kontroll"], 1))
    assert reader.having("aria-current") == [("li", "step")]
    assert reader.text == "1Välj fil2Kontroll"


def test_a_table_names_its_rows_and_says_each_column_again_for_narrow_screens():
    reader = Reader(html.table(["Nivå", "Rad"], [["Fel", "14"]], align="lr", caption="Fel i filen"))
    assert reader.having("scope") == [("th", "col"), ("th", "col"), ("th", "row")]
    assert reader.having("data-th") == [("td", "Rad")]
    assert ("td", "pk-r") in reader.having("class")
    assert "caption" in [tag for tag, _ in reader.elements]


def test_a_row_with_a_cell_too_few_is_a_mistake():
    with pytest.raises(ValueError, match="zip"):
        html.table(["Nivå", "Rad"], [["Fel"]])


def test_the_stylesheet_knows_every_class():
    styled = set(re.findall(r"\.(pk-[a-z0-9-]+)", (ROOT / "dashboard/static/pk.css").read_text()))
    plain = {"pk-l", "pk-fine"}  # look like the block they stand in
    used = {
        name
        for block in [*BLOCKS.values(), html.paragraph("", quiet=True), html.table([""], [[""]])]
        for _, names in Reader(block).having("class")
        for name in names.split()
        if name.startswith("pk-") and not name.startswith(("pk-is-", "pk-top-"))
    }
    assert used - plain <= styled
