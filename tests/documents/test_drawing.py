"""A chart in the files of a meeting: drawn once for all of them, and whole where it lies alone."""

import re

import pytest

from kpi.charts import export
from kpi.documents import pptx_style, render
from kpi.documents.drawing import MARGIN, SLIDE, WIDTH, alone, drawing_meanwhile, slide_width
from kpi.documents.fit import text_width
from kpi.meetings import Picture
from tests.documents.picture import pack, picture

LONG = "Städkostnad per m², värde per månad, kr/m²·mån, fasta priser, augusti 2023 (prisindex: AKI)"


def test_every_file_finds_its_charts_drawn(monkeypatch):
    content = pack()
    pictures = [part.picture for part in content.kpis if part.picture]
    pictures += [each for section in content.sections for each in section.pictures]
    assert pictures
    with drawing_meanwhile() as draw:
        for each in pictures:
            draw(each)
        monkeypatch.setattr(export, "draw", None)  # nothing is left to draw here
        assert len(render(content)) == 6


def test_a_high_chart_fills_the_slide_and_a_low_one_is_the_same_as_everywhere():
    assert SLIDE == pptx_style.INSIDE / pptx_style.BODY_HIGH
    assert slide_width(shown(spec={"height": 280})) == WIDTH == 720
    assert slide_width(shown(spec={"height": 486})) == 1193


def shown(**changed: object) -> Picture:
    return picture().model_copy(update=changed)


def texts(drawing: str) -> list[tuple[float, str]]:
    """Lines over and under the chart: how far down, and what is said."""
    found = re.findall(r'<tspan x="16" y="([\d.]+)">([^<]*)</tspan>', drawing)
    return [(float(down), line) for down, line in found]


def test_a_drawing_alone_has_its_title_over_it_in_as_many_lines_as_it_needs():
    drawing = alone(shown(title=LONG, note=""))
    (first, one), (second, two) = texts(drawing)
    assert f"{one} {two}" == LONG
    assert text_width(one, 18, bold=True) <= WIDTH
    assert 0 < first < second < _top(drawing)
    wide = float(re.search(r'class="marks" width="([\d.]+)"', drawing)[1])
    assert f'width="{wide + 2 * MARGIN:g}"' in drawing


def test_its_note_stands_under_it_and_nothing_is_outside():
    drawing = alone(shown(title="Kort & gott", note="Händelser i diagrammet: 1: Piloten börjar."))
    (_, title), (down, note) = texts(drawing)
    assert (title, note) == ("Kort &amp; gott", "Händelser i diagrammet: 1: Piloten börjar.")
    high = float(re.search(r'class="marks" width="[\d.]+" height="([\d.]+)"', drawing)[1])
    assert _top(drawing) + high < down < float(re.search(r'height="([\d.]+)" viewBox', drawing)[1])


@pytest.mark.parametrize("note", ["", "En not."])
def test_a_drawing_alone_is_an_svg_that_others_can_read(note):
    content = export.vl_convert.svg_to_png(alone(shown(title=LONG, note=note)))
    assert content.startswith(b"\x89PNG")


def _top(drawing: str) -> float:
    return float(re.search(r'<svg x="16" y="([\d.]+)"', drawing)[1])
