"""A chart in the files of a meeting: drawn once for all of them, and whole where it lies alone."""

from kpi.charts import export
from kpi.documents import pptx_style, render
from kpi.documents.drawing import SLIDE, WIDTH, alone, drawing_meanwhile, slide_width
from kpi.meetings import Picture
from tests.documents.picture import pack, picture


def test_every_file_finds_its_charts_drawn(monkeypatch):
    content = pack()
    assert content.pictures
    with drawing_meanwhile() as draw:
        for each in content.pictures:
            draw(each)
        monkeypatch.setattr(export, "draw", None)  # nothing is left to draw here
        assert len(render(content)) == 6


def test_a_high_chart_fills_the_slide_and_a_low_one_is_the_same_as_everywhere():
    assert SLIDE == pptx_style.INSIDE / pptx_style.BODY_HIGH
    assert slide_width(shown(spec={"height": 280})) == WIDTH == 720
    assert slide_width(shown(spec={"height": 486})) == 1193


def shown(**changed: object) -> Picture:
    return picture().model_copy(update=changed)


def test_a_drawing_alone_has_its_title_its_events_and_its_words():
    drawing = alone(shown(title="Kort & gott", note="Händelser i diagrammet: 1: Piloten börjar."))
    assert ">Kort &amp; gott</tspan>" in drawing
    assert ">Händelser i diagrammet: 1: Piloten börjar.</tspan>" in drawing
    assert '<title id="tcost">Kort &amp; gott</title><desc id="dcost">Städkostnad' in drawing


def test_a_drawing_without_events_says_nothing_of_them():
    assert alone(shown(note="")).count("<tspan") == 1
