"""A chart as a file to keep: PNG and SVG in our own type."""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import vl_convert

from kpi.charts.theme import CHART_TEXT, FONT, INK, INK2

FONTS = Path(__file__).with_name("fonts")
WIDTH = 1000  # px of a picture
MARGIN = 16  # px
SCALE = 2  # pixels a px: sharp on paper and on a projector
VEGA_LITE = "6.4"  # what Altair writes
KEPT = 128  # drawings at hand: every file of a meeting shows the same, one file after the other

Spec = dict[str, Any]


def png(spec: Spec) -> bytes:
    """The chart as a picture."""
    return _png(json.dumps(spec))


def svg(spec: Spec) -> bytes:
    """The chart as a drawing that can be enlarged; its text stays text."""
    return _svg(json.dumps(spec))


def with_heading(spec: Spec, title: str, lines: Sequence[str]) -> Spec:
    """The chart with what the page says around it, since a picture leaves its page."""
    heading = {
        "text": title,
        "subtitle": list(lines),
        "anchor": "start",
        "frame": "group",
        "font": FONT,
        "fontSize": 20,
        "fontWeight": 700,
        "color": INK,
        "subtitleFont": FONT,
        "subtitleFontSize": CHART_TEXT,
        "subtitleColor": INK2,
        "subtitleLineHeight": 20,
        "subtitlePadding": 6,
        "offset": 12,
    }
    return spec | {"title": heading, "width": WIDTH, "padding": MARGIN}


@lru_cache(maxsize=KEPT)
def _png(spec: str) -> bytes:
    return vl_convert.svg_to_png(_svg(spec).decode(), scale=SCALE)


@lru_cache(maxsize=KEPT)
def _svg(spec: str) -> bytes:
    _register_fonts()
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE).encode()


@cache
def _register_fonts() -> None:
    """Without them every text would be left out of the picture, and nothing would say so."""
    vl_convert.register_font_directory(str(FONTS))
