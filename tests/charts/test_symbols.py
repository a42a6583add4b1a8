"""Each state has a shape of its own, and the shape alone tells the family."""

from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from kpi.charts import symbols, theme
from kpi.trends.states import Assurance, Variation

VARIATIONS = [*Variation, "too_short"]
TARGETS = list(Assurance)
FILES = ["error", "warning", "fine"]
EFFECTS = ["sakerstalld", "sannolik", "ingen_skillnad", "kan_inte_bedomas"]


def colours(svg: str) -> set[str]:
    return {colour for colour in theme.COLOURS if colour in svg}


def every_symbol() -> list[str]:
    return [
        *(symbols.variation(state, side) for state in VARIATIONS for side in ("high", "low", None)),
        *map(symbols.target, TARGETS),
        *map(symbols.file, FILES),
        *map(symbols.effect, EFFECTS),
    ]


@pytest.mark.parametrize("svg", every_symbol())
def test_every_symbol_is_xml_of_the_family_s_size(svg):
    root = ET.fromstring(svg)
    assert root.get("viewBox") in {"0 0 20 20", "0 0 44 20"}
    assert len(root)


def test_no_two_states_look_the_same():
    drawn = [
        *(symbols.variation(state, "high") for state in VARIATIONS if state != "low"),
        symbols.variation("low"),
        *map(symbols.target, TARGETS),
        *map(symbols.file, FILES),
        *map(symbols.effect, EFFECTS),
    ]
    assert len(set(drawn)) == len(drawn)


def test_only_a_judgement_has_colour():
    verdicts = {theme.BETTER, theme.WORSE}
    assert colours(symbols.variation("improving")) & verdicts == {theme.BETTER}
    assert colours(symbols.variation("worsening")) & verdicts == {theme.WORSE}
    for state in ("common", "high", "low", "too_short"):
        assert not colours(symbols.variation(state)) & verdicts
    for state in TARGETS:
        assert colours(symbols.target(state)) <= {theme.INK, theme.GREY, theme.PAPER}


def test_the_arrow_follows_the_value_and_not_the_judgement():
    assert symbols.DOWN in symbols.variation(Variation.IMPROVING, "low")
    assert symbols.UP in symbols.variation(Variation.IMPROVING, "high")
    assert symbols.UP in symbols.variation(Variation.WORSENING, "high")
    assert symbols.DOWN in symbols.variation(Variation.LOW)
    assert symbols.UP in symbols.variation(Variation.HIGH)


def test_a_data_uri_is_the_drawing_with_nothing_left_to_escape():
    svg = symbols.variation("common")
    uri = symbols.data_uri(svg)
    assert not set("\"'<>#") & set(uri)
    assert unquote(uri).removeprefix("data:image/svg+xml,") == svg
