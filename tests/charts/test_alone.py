"""A chart that leaves its page: all that is said around it is there, and nothing is cut."""

import re

import pytest

from kpi.charts import alone
from kpi.charts.export import SCALE
from kpi.charts.lettering import text_width
from tests.documents.picture import picture

LONG = "Städkostnad per m², värde per månad, kr/m²·mån, fasta priser, augusti 2023 (prisindex: AKI)"
SENTENCE = " ".join(30 * ["Lärkskolan ligger lägre än sin baslinje."])


def lines(drawing: bytes) -> list[tuple[float, str]]:
    """How far down each line over the chart stands, and what it says."""
    found = re.findall(r'<tspan x="16" y="([\d.]+)">([^<]*)</tspan>', drawing.decode())
    return [(float(down), line) for down, line in found]


def chart(drawing: bytes) -> tuple[float, float, float]:
    """How far down the chart begins, how wide and how high it is."""
    found = re.search(
        r'<svg x="16" y="([\d.]+)".*?width="([\d.]+)" height="([\d.]+)"', drawing.decode()
    )
    return tuple(float(each) for each in found.groups())


def whole(drawing: bytes) -> tuple[float, float]:
    found = re.search(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', drawing.decode())
    return tuple(float(each) for each in found.groups())


def test_a_title_that_is_too_long_for_a_line_gets_two():
    drawing = alone.svg(picture().spec, LONG, [], width=500)
    (first, one), (second, two) = lines(drawing)
    top, wide, _ = chart(drawing)
    assert f"{one} {two}" == LONG
    assert text_width(one, alone.HEADING, bold=True) <= wide
    assert 0 < first < second < top


def test_what_the_page_says_is_whole_over_the_chart_and_the_chart_is_as_wide_as_without_it():
    drawing = alone.svg(picture().spec, "Städkostnad", ["Lärkskolan & Björken", SENTENCE])
    (_, title), (_, place), *said = lines(drawing)
    assert (title, place) == ("Städkostnad", "Lärkskolan &amp; Björken")
    assert " ".join(line for _, line in said) == SENTENCE
    downs = [down for down, _ in lines(drawing)]
    assert downs == sorted(set(downs))
    top, wide, high = chart(drawing)
    assert wide == chart(alone.svg(picture().spec, "Kort", []))[1]
    assert downs[-1] < top
    assert whole(drawing) == pytest.approx((wide + 32, top + high + 16))


def test_the_picture_is_the_drawing_twice_as_sharp():
    drawing = alone.svg(picture().spec, "Städkostnad", [])
    content = alone.png(picture().spec, "Städkostnad", [])
    wide, high = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    assert (wide, high) == pytest.approx([SCALE * side for side in whole(drawing)], abs=2)
