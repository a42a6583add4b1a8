"""An effect in a line of text: where its interval lies against no difference."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from kpi.charts.interval import Interval, interval
from kpi.charts.theme import BETTER, GREY, WORSE

FOUND = Interval(state="better", estimate=-4.0, low=-5.0, high=-3.0, area_low=-8.0, area_high=-1.0)


def spans(svg: str) -> list[tuple[float, float, str]]:
    """Each line across: from, to, how thick."""
    found = re.findall(r'd="M([\d.]+) 10.0H([\d.]+)"[^>]*stroke-width="([\d.]+)"', svg)
    return [(float(a), float(b), width) for a, b, width in found]


def test_the_whole_reach_fits_and_no_difference_is_in_the_middle():
    assert FOUND.reach == 8.0
    svg = interval(FOUND, 8.0)
    ET.fromstring(svg)
    thin, thick = spans(svg)
    assert thin == (8.0, pytest.approx(75 - 67 / 8, abs=0.1), "1.6")  # from the edge inwards
    ends = (pytest.approx(75 - 67 * share / 8, abs=0.1) for share in (5, 3))
    assert thick == (*ends, "5")
    assert BETTER in svg
    assert "M75.0 1v18" in svg


def test_the_mark_has_the_shape_of_its_state():
    assert f'fill="{WORSE}"' in interval(replace(FOUND, state="worse"), 8.0)
    assert "0 0 6-6 0Z" in interval(replace(FOUND, state="worse"), 8.0)
    assert f'fill="{GREY}"' in interval(replace(FOUND, state="common"), 8.0)


def test_what_cannot_be_judged_is_dashed_and_has_no_thin_line():
    svg = interval(replace(FOUND, state="unknown"), 8.0)
    assert [width for *_, width in spans(svg)] == ["2"]
    assert "stroke-dasharray" in svg


def test_without_numbers_only_no_difference_stands():
    empty = Interval(state="unknown", estimate=None, low=None, high=None)
    assert empty.reach == 0.0
    svg = interval(empty, 0.0)
    assert spans(svg) == []
    assert "circle" not in svg


def test_an_effect_of_nothing_among_nothing_is_drawn_in_the_middle():
    svg = interval(Interval(state="common", estimate=0.0, low=0.0, high=0.0), 0.0)
    assert 'cx="75.0"' in svg
