"""The report as PDF: what a reader, a screen reader and an archive find in it.

`outloud` checks what a program can of PDF/UA-1 (85 rules of the Matterhorn protocol and WCAG 2.2,
without the network). No checker of PDF/A can be had by name alone, so what the archive asks for
is counted here: its mark, the fonts inside, the profile of the colours; Typst itself refuses to
write a file that breaks either standard. What Typst's package for Python cannot do yet: mark the
first cell of a row as its heading (`pdf.header-cell` is behind a switch that it does not pass on).
"""

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import outloud
import pikepdf
import pymupdf
import pytest

from kpi.charts import export
from kpi.documents import Format, render
from kpi.documents.blocks import Facts, Heading, Paragraph
from kpi.documents.report import report
from kpi.meetings import Pack, Picture, Table
from kpi.meetings.pack import Level, Place, Section
from tests.documents.picture import MEETING, kpi_part, months, pack, picture, texts_of

HOSTILE = '#panic("x") *b* $x$ @ref <x> \\ "q" `k` = r // c /* */ - l [x] {y} ~ _u_ 1. + https:'
LEFT, RIGHT, TOP, FOOT = 62, 533, 60, 780  # points: where text may stand on a page of A4
HIGH = 842


def made(content: Pack) -> bytes:
    (file,) = render(content, [Format.PDF]).values()
    return file


def crowded_of(demo: Pack) -> Pack:
    """Twenty nyckeltal and a table of 34 units."""
    kpis = [demo.kpis[n % len(demo.kpis)] for n in range(20)]
    named = [
        each.model_copy(update={"title": f"{each.title} nr {n}"}) for n, each in enumerate(kpis)
    ]
    units = [(f"Förskolan Långnamnsbacken {n}", "9\u00a0av\u00a010", "") for n in range(34)]
    table = Table(
        caption="Enheter", headings=("Enhet", "Lämnat", "Läge"), rows=tuple(units), align="lrl"
    )
    section = Section(title="Alla enheter", place=Place.MATTER, said=(), tables=(table,))
    return demo.model_copy(update={"kpis": tuple(named), "sections": (*demo.sections, section)})


def edges_of(demo: Pack) -> Pack:
    """A nyckeltal without data, one of which nothing may be shown, one of a single month."""
    hidden = months(6)
    hidden = hidden.model_copy(
        update={"rows": tuple((row[0], "visas inte", "", "", "", "") for row in hidden.rows)}
    )
    nothing = months().model_copy(update={"rows": ()})
    kpis = (
        kpi_part("Utan data", value="", finding="", said=(), picture=None, months=nothing),
        kpi_part("Dolt", value="visas inte", picture=None, months=hidden),
        kpi_part("En månad", months=months(1)),
        demo.kpis[0],
    )
    texts = {"dnr": "", "analysis": HOSTILE, "level": Level.FULL}
    meeting = demo.meeting.model_copy(update=texts)
    return demo.model_copy(update={"kpis": kpis, "sections": (), "meeting": meeting})


@pytest.fixture(scope="module")
def small() -> bytes:
    return made(pack())


@pytest.fixture(scope="module")
def packs(demo_pack) -> dict[str, Pack]:
    short = demo_pack.meeting.model_copy(update={"level": Level.SHORT})
    return {
        "small": pack(),
        "demo": demo_pack,
        "crowded": crowded_of(demo_pack),
        "short": demo_pack.model_copy(update={"meeting": short}),
        "edges": edges_of(demo_pack),
    }


@pytest.fixture(scope="module", params=["small", "demo", "crowded", "short", "edges"])
def one(request, packs) -> tuple[Pack, bytes]:
    """Each pack with its file, in turn."""
    content = packs[request.param]
    return content, made(content)


@cache
def opened(file: bytes) -> pikepdf.Pdf:
    """Kept, since what is taken from it is gone with it."""
    return pikepdf.open(io.BytesIO(file))


def pages(file: bytes) -> list[pymupdf.Page]:
    return list(pymupdf.open(stream=file))


def tagged(file: bytes, tag: str) -> list[pikepdf.Dictionary]:
    """The elements of one tag in reading order."""

    def inside(node: object) -> Iterator[pikepdf.Dictionary]:
        if isinstance(node, pikepdf.Array):
            for each in node:
                yield from inside(each)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == tag:
                yield node
            yield from inside(node.get("/K"))

    return list(inside(opened(file).Root.StructTreeRoot.K))


def bare(text: str) -> str:
    """Without spaces and hyphens: a line may end anywhere, and a word be parted."""
    return re.sub(r"[\s\u00a0\u00ad\u2060-]", "", text)


def blocks_of(content: Pack, kind: type) -> list:
    return [block for block in report(content).blocks if isinstance(block, kind)]


def lines(page: pymupdf.Page) -> list[dict]:
    """The lines of a page from its top; each with bbox and spans."""
    found = page.get_text("dict")["blocks"]
    every = [line for block in found for line in block.get("lines", ())]
    return sorted(every, key=lambda line: line["bbox"][3])


def words(page: pymupdf.Page) -> list[str]:
    return [word[4] for word in page.get_text("words")]


def test_it_keeps_to_both_standards_and_bears_the_meetings_day(small):
    with opened(small).open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
        assert said["dc:title"] == "Pilot Öster: lägesrapport"
        assert said["xmp:CreateDate"] == "2024-09-18T00:00:00Z"
    info = opened(small).docinfo
    assert (info["/Author"], info["/Subject"]) == ("Servicenämnden", "SN 2023/0047")
    (profile,) = opened(small).Root.OutputIntents
    assert profile.S == "/GTS_PDFA1"


def test_it_is_tagged_in_swedish_and_shows_its_title(small):
    root = opened(small).Root
    assert root.MarkInfo.Marked
    assert root.Lang == "sv-SE"
    assert root.ViewerPreferences.DisplayDocTitle


def test_a_checker_of_pdf_ua_finds_nothing(one, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(one[1])
    checked = outloud.check(str(path))
    assert checked.error is None
    # It takes the lines of the forest chart for a table, though the chart is a figure with its
    # words, and a line for a header when twenty nyckeltal have the same table. A header that is
    # repeated on the next page is no content, and marked so; a long one it takes for prose.
    headers = [
        "".join(block.headings) for block in report(one[0]).blocks if isinstance(block, Table)
    ]
    for each in checked.findings:
        if each.rule == "TAG-002":
            words = each.evidence.split()
            assert each.count == 1
            assert any(all(word in header for word in words) for header in headers), each
        else:
            assert each.rule in {"TBL-014", "PAG-001"}, each
    assert "fail" not in {row["status"] for row in checked.criteria["pdfua1"]}


def test_every_chart_has_its_words_and_every_paragraph_is_one(one):
    content, file = one
    alternatives = [str(each.Alt) for each in tagged(file, "/Figure")]
    assert alternatives == [each.alt for each in blocks_of(content, Picture)]
    said = [each for each in blocks_of(content, Paragraph) if each.bold or each.text]
    named = [each for each in blocks_of(content, Facts) if each.caption]
    assert len(tagged(file, "/P")) == len(said) + len(named)


def test_every_heading_of_a_column_says_that_it_is_one(one):
    content, file = one
    tables = blocks_of(content, Table)
    headings = tagged(file, "/TH")
    assert len(headings) == sum(len(each.headings) for each in tables)
    for each in headings:
        scopes = [attribute.get("/Scope") for attribute in each.A]
        assert "/Column" in scopes


def test_every_type_is_ours_and_lies_in_the_file(one):
    fonts = [
        each
        for each in opened(one[1]).objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
    ]
    descendants = [each for each in fonts if each.Subtype == "/CIDFontType2"]
    assert {str(each.Subtype) for each in fonts} == {"/Type0", "/CIDFontType2"}
    assert descendants
    for each in descendants:
        assert "SourceSans3" in str(each.BaseFont)
        assert "/FontFile2" in each.FontDescriptor


def test_the_bookmarks_are_the_reports_headings(one):
    content, file = one

    def inside(items: list, level: int) -> Iterator[tuple[str, int]]:
        for item in items:
            yield item.title, level
            yield from inside(item.children, level + 1)

    with opened(file).open_outline() as outline:
        found = list(inside(outline.root, 1))
    assert found == [(each.text, each.level) for each in blocks_of(content, Heading)]


def test_every_page_says_its_number_and_the_matter(small):
    every = pages(small)
    for number, page in enumerate(every, start=1):
        said = " ".join(words(page))
        assert f"Sida {number} av {len(every)}" in said
        assert "SN 2023/0047" in said
        assert "18 september 2024, påhittade data" in said
    assert " ".join(words(every[1])).startswith("Pilot Öster: lägesrapport SN 2023/0047")


def test_a_matter_without_number_or_made_up_data_says_neither():
    meeting = MEETING.model_copy(update={"dnr": ""})
    first = pages(made(pack(meeting=meeting, made_up=False)))[0]
    assert words(first)[0] == "Pilot"
    assert "påhittade" not in words(first)


def test_every_text_of_the_pack_stands_in_it(one):
    content, file = one
    said = bare("".join(page.get_text() for page in pages(file)))
    assert [text for text in texts_of(content) if bare(text) not in said] == []


def test_no_number_stands_in_it_that_the_pack_does_not_hold(one):
    content, file = one
    charts = (export.svg(each.spec | {"width": 720}) for each in blocks_of(content, Picture))
    drawn = (re.sub(r"<[^>]*>", " ", each.decode()) for each in charts)
    meeting = content.meeting
    numbers = " ".join(map(str, range(1, 99)))
    known = " ".join([*texts_of(content), *drawn, f"{meeting.held}", meeting.dnr, numbers])
    digits = re.compile(r"\d+(?:[,.]\d+)*")
    held = {*digits.findall(bare(known)), *digits.findall(known)}
    assert {n for page in pages(file) for n in digits.findall(page.get_text())} <= held


def test_no_text_stands_outside_the_page_or_over_another(one):
    for page in pages(one[1]):
        # A name in a chart is drawn twice, the first time as its own pale edge.
        boxes = sorted({word[:4] for word in page.get_text("words")})
        assert all(x0 >= LEFT - 1 and x1 <= RIGHT + 1 for x0, _, x1, _ in boxes)
        assert all(y1 < FOOT or y0 > FOOT for _, y0, _, y1 in boxes)
        over = [
            (one, other)
            for place, one in enumerate(boxes)
            for other in boxes[place + 1 :]
            # A line's box is higher than its letters.
            if other[0] < one[2] - 1 and min(one[3], other[3]) - max(one[1], other[1]) > 6
        ]
        assert over == []


def test_no_line_ends_within_an_amount_or_an_interval(one):
    ends = [
        "".join(span["text"] for span in line["spans"]).strip("\u2060 ")
        for page in pages(one[1])
        for line in lines(page)
    ]
    assert [each for each in ends if each.endswith(("kr/", "till", "§"))] == []


def test_no_page_but_the_last_is_nearly_empty_and_none_ends_with_a_heading(one):
    for page, following in pairwise(pages(one[1])):
        body = [line for line in lines(page) if TOP < line["bbox"][3] < FOOT]
        figures = [each["rect"].y1 for each in page.get_drawings()]
        lowest = max([body[-1]["bbox"][3], *figures])
        assert lowest > HIGH * 0.4, f"page {page.number + 1}"
        last = body[-1]["spans"][-1]
        assert not ("Bold" in last["font"] or "Semibold" in last["font"]) or last["size"] < 10
        assert following is not None


def test_a_finding_stands_on_the_page_of_its_picture(packs):
    content = packs["crowded"]
    every = pages(made(content))
    begins = {title: number for _, title, number in pymupdf.open(stream=made(content)).get_toc()}
    noted = [kpi for kpi in content.kpis if kpi.picture.note]
    assert noted
    for kpi in content.kpis:
        said = bare(every[begins[kpi.title] - 1].get_text())
        assert bare(kpi.picture.title) in said
        assert bare(kpi.said[0]) in said
        assert bare(kpi.picture.note) in said


def test_a_short_table_and_a_row_are_never_divided():
    long = "En rad med text som fyller sidan till en del.\n"
    for rows in (20, 22, 24, 26):
        meeting = MEETING.model_copy(update={"analysis": long * rows})
        table = months(12, "Tolv rader")
        section = Section(title="Tabell", place=Place.MATTER, said=(), tables=(table,))
        every = pages(made(pack(meeting=meeting, sections=(section,))))
        (page,) = [page for page in every if "Tolv rader" in page.get_text()]
        assert "månad 1\n" in page.get_text()
        assert "månad 11\n" in page.get_text()


def test_a_long_table_has_its_headings_on_every_page_and_never_only_one_row():
    section = Section(title="Lång", place=Place.MATTER, said=(), tables=(months(120, "Lång"),))
    every = [page.get_text() for page in pages(made(pack(sections=(section,))))]
    rows = [len(re.findall(r"månad \d+\n", page)) for page in every]
    spread = [number for number, count in enumerate(rows) if count > 2]
    assert sum(rows) >= 120
    assert len(spread) >= 3
    assert all("Normalt spann" in every[number].replace("\n", " ") for number in spread)


def test_the_charts_are_drawings_whose_text_is_text(small):
    assert [page.get_images() for page in pages(small)] == [[]] * len(pages(small))
    assert sum(words(page).count("juli") for page in pages(small)) > 3


def test_long_swedish_words_are_parted_at_the_end_of_a_line():
    text = "Verksamhetsuppföljningens sammanställning av lokalvårdsorganisationen. " * 8
    meeting = MEETING.model_copy(update={"analysis": text})
    said = pages(made(pack(meeting=meeting)))[0].get_text()
    assert re.search(r"(?:uppfölj|samman|ställ|vårds|organi)\w*[-\u00ad]\n", said)


def test_a_text_is_never_read_as_markup():
    hostile = kpi_part(HOSTILE, finding=HOSTILE, said=(HOSTILE,), definition=((HOSTILE, HOSTILE),))
    meeting = MEETING.model_copy(update={"analysis": HOSTILE, "body": HOSTILE, "dnr": HOSTILE})
    section = Section(
        title=HOSTILE,
        place=Place.ECONOMY,
        said=(HOSTILE,),
        tables=(months(2, HOSTILE),),
        pictures=(picture(alt=HOSTILE),),
    )
    file = made(pack(pilot=HOSTILE, meeting=meeting, kpis=(hostile,), sections=(section,)))
    said = bare("".join(page.get_text() for page in pages(file)))
    assert said.count(bare(HOSTILE)) > 12
    assert str(tagged(file, "/Figure")[0].Alt) == HOSTILE


def test_a_character_that_our_type_lacks_becomes_a_square_and_does_not_stop_the_file():
    texts = {"analysis": "Bra 😀 \x07 \ue000 漢", "proposal": "Αθήνα, Київ, ½, Å"}
    said = pages(made(pack(meeting=MEETING.model_copy(update=texts))))[0].get_text()
    assert "Bra □ □ □ □" in said
    assert "Αθήνα, Київ, ½, Å" in said


def test_the_template_has_no_text_of_its_own_but_the_page_number():
    """What a report says is decided in one place, for every format."""
    template = (Path(export.__file__).parents[1] / "documents" / "report.typ").read_text("utf-8")
    code = re.sub(r"//.*", "", template)
    quoted = [each for each in re.findall(r'"([^"]*)"', code) if " " in each.strip()]
    assert quoted == ["Source Sans 3"]
