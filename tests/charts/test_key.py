"""The drawings in a chart's key: the same shapes and colours as the marks they explain."""

from xml.etree import ElementTree

import pytest

from kpi.charts import key
from kpi.charts.theme import BETTER, INK, WORSE


@pytest.mark.parametrize(
    ("drawing", "shape", "colour"),
    [
        (key.line(), "path", INK),
        (key.pilot_unit(), "circle", INK),
        (key.below_floor(), "path", WORSE),
        (key.floor(), "path", INK),
        (key.outside(good=True), "circle", BETTER),
        (key.outside(good=False), "path", WORSE),
    ],
)
def test_a_mark_is_known_by_shape_and_colour(drawing, shape, colour):
    (mark,) = ElementTree.fromstring(drawing)
    assert mark.tag.endswith(shape)
    assert colour in mark.attrib.values()


def test_lines_are_told_apart_by_their_dashes():
    drawn = [key.line(), key.dashed_line(), key.dotted_line()]
    found = [ElementTree.fromstring(each)[0].get("stroke-dasharray") for each in drawn]
    assert len(set(found)) == 3
