"""What a sparkline shows and what it leaves out."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from kpi.charts.sparkline import EDGE, sparkline
from kpi.charts.theme import BAND, BETTER, GREY, INK, WORSE
from kpi.periods import shift

FIRST = date(2024, 1, 1)
WIDTH, HEIGHT = 248, 58


def series(text, limits=None, *, signal="none", side=None, signals=(), target=None):
    """`"5 - 6"` is three months with a gap; `signals` are the places that carry one."""
    values = [None if word == "-" else float(word) for word in text.split()]
    lower, centre, upper = limits or (None, None, None)
    n = len(values)
    schema = {
        "month": pl.Date,
        "value": pl.Float64,
        "centre": pl.Float64,
        "lower": pl.Float64,
        "upper": pl.Float64,
        "target": pl.Float64,
        "signal": pl.String,
        "side": pl.String,
    }
    columns = {
        "month": [shift(FIRST, i) for i in range(n)],
        "value": values,
        "centre": n * [centre],
        "lower": n * [lower],
        "upper": n * [upper],
        "target": target if isinstance(target, list) else n * [target],
        "signal": [signal if i in signals else "none" for i in range(n)],
        "side": [side if i in signals else None for i in range(n)],
    }
    return pl.DataFrame(columns, schema=schema)


def drawn(svg, tag, **attributes):
    """The elements with these attributes, in drawing order."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [
        element.attrib
        for element in ET.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{tag}")
        if wanted.items() <= element.attrib.items()
    ]


def lines(svg):
    """How many points each piece of the data line has."""
    return [len(way["d"][1:].split("L")) for way in drawn(svg, "path", stroke_width="1.6")]


def heights(svg):
    return [float(circle["cy"]) for circle in drawn(svg, "circle")]


def test_a_line_in_its_normal_range():
    svg = sparkline(series("4 6 5", limits=(2, 5, 8)), state="common")
    (band,) = drawn(svg, "rect", fill=BAND)
    assert (band["x"], band["width"]) == ("0.0", f"{WIDTH}.0")
    assert float(band["y"]) == EDGE
    assert float(band["y"]) + float(band["height"]) == HEIGHT - EDGE
    assert lines(svg) == [3]
    assert len(drawn(svg, "circle", r="4.6", fill=GREY)) == 1


def test_a_month_without_a_value_breaks_the_line():
    assert lines(sparkline(series("4 6 - 5 4 6"), state="common")) == [2, 3]


def test_a_month_without_a_row_breaks_the_line():
    frame = series("4 6 9 5 4 6").filter(pl.col("month") != shift(FIRST, 2))
    assert lines(sparkline(frame, state="common")) == [2, 3]


def test_a_value_alone_between_two_gaps_is_a_dot():
    svg = sparkline(series("4 6 - 5 - 6 7"), state="common")
    assert lines(svg) == [2, 2]
    assert len(drawn(svg, "circle", r="2")) == 1


def test_values_twice_a_year_belong_together():
    frame = series("4 - - - - - 5 - - - - - 6")
    assert lines(sparkline(frame, state="common", step=6)) == [3]
    assert lines(sparkline(frame, state="common")) == []


def test_the_order_of_the_rows_does_not_matter():
    frame = series("4 6 - 5", limits=(2, 5, 8))
    assert sparkline(frame.reverse(), state="common") == sparkline(frame, state="common")


@pytest.mark.parametrize("state", ["", "too_short", "preliminary"])
def test_before_there_is_a_verdict_there_is_no_range_and_the_line_is_dotted(state):
    frame = series("4 6 5", limits=(2, 5, 8), signal="shift", side="high", signals=[0])
    svg = sparkline(frame, state=state, better="lower")
    assert drawn(svg, "rect") == []
    assert len(drawn(svg, "path", stroke_dasharray="1.5 3")) == 1
    assert len(drawn(svg, "circle", r="2")) == 2
    assert WORSE not in svg


def test_months_without_limits_have_no_range():
    assert drawn(sparkline(series("4 6 5"), state="common"), "rect") == []


def test_each_stretch_of_equal_limits_is_a_step_of_its_own():
    old, new = series("4 6 5", limits=(2, 5, 8)), series("4 6 5 4 4 4", limits=(3, 5, 7)).tail(3)
    first, second = drawn(sparkline(pl.concat([old, new]), state="common"), "rect", fill=BAND)
    assert float(first["x"]) == 0
    assert float(first["x"]) + float(first["width"]) == pytest.approx(float(second["x"]))
    assert float(second["x"]) + float(second["width"]) == pytest.approx(WIDTH)


@pytest.mark.parametrize(
    ("better", "side", "colour"),
    [
        ("higher", "high", BETTER),
        ("lower", "low", BETTER),
        ("higher", "low", WORSE),
        ("lower", "high", WORSE),
        ("neither", "high", INK),
        ("neither", "low", INK),
        ("neither", None, INK),
    ],
)
def test_a_signal_is_better_worse_or_neither(better, side, colour):
    frame = series("4 6 5 5", signal="trend", side=side, signals=[0, 1])
    svg = sparkline(frame, state="common", better=better)
    small = drawn(svg, "circle", r="3.4") + drawn(svg, "path", stroke_width="1.2")
    assert [mark["fill"] for mark in small] == [colour, colour]


def test_a_signal_that_is_null_is_no_signal():
    frame = series("4 6 5").with_columns(signal=pl.lit(None, dtype=pl.String))
    assert drawn(sparkline(frame, state="common"), "circle", r="3.4") == []


@pytest.mark.parametrize(
    ("state", "shape", "colour"),
    [
        ("improving", "circle", BETTER),
        ("worsening", "path", WORSE),
        ("high", "path", INK),
        ("low", "path", INK),
    ],
)
def test_the_latest_point_stands_in_the_shape_of_its_verdict(state, shape, colour):
    svg = sparkline(series("4 6 5 -"), state=state)
    (mark,) = drawn(svg, shape, fill=colour)
    assert re.search(r"6\.2|3\.1", mark.get("d", mark.get("r", "")))


@pytest.mark.parametrize("target", [100.0, -100.0])
def test_a_target_far_away_is_in_view(target):
    svg = sparkline(series("4 6 5", target=target), state="common")
    (dashes,) = drawn(svg, "path", stroke_dasharray="6 3")
    assert dashes["d"].endswith(f"H{WIDTH}.0")
    assert float(dashes["d"].split()[1].split("H")[0]) in {EDGE, HEIGHT - EDGE}
    assert all(EDGE <= y <= HEIGHT - EDGE for y in heights(svg))


def test_a_target_is_drawn_where_it_is_in_force_and_steps_where_it_changes():
    svg = sparkline(series("4 6 5 5", target=[None, 4.0, 6.0, None]), state="common")
    (dashes,) = drawn(svg, "path", stroke_dasharray="6 3")
    first, second = dashes["d"][1:].split("L")
    half = (WIDTH - 2 * EDGE) / 6
    assert first == f"{EDGE + half:.1f} {HEIGHT - EDGE:.1f}H{EDGE + 3 * half:.1f}"
    assert second == f"{EDGE + 3 * half:.1f} {EDGE:.1f}H{EDGE + 5 * half:.1f}"


def test_months_without_a_target_part_its_dashes():
    svg = sparkline(series("4 6 5", target=[4.0, None, 6.0]), state="common")
    (dashes,) = drawn(svg, "path", stroke_dasharray="6 3")
    assert dashes["d"].count("M") == 2
    assert dashes["d"].startswith("M0.0 ")
    assert dashes["d"].endswith(f"H{WIDTH}.0")


def test_the_start_stands_between_the_months_before_and_after_it():
    frame = series("4 6 5")
    (stroke,) = drawn(sparkline(frame, start=shift(FIRST, 1)), "path", stroke_dasharray="1.5 2.5")
    assert stroke["d"].startswith(f"M{EDGE + (WIDTH - 2 * EDGE) / 4:.1f} ")


@pytest.mark.parametrize("start", [FIRST, shift(FIRST, -5), shift(FIRST, 3)])
def test_a_start_outside_the_months_is_not_drawn(start):
    assert drawn(sparkline(series("4 6 5"), start=start), "path", stroke_dasharray="1.5 2.5") == []


def test_one_month_stands_in_the_middle():
    (point,) = drawn(sparkline(series("7")), "circle", r="4.6")
    assert (point["cx"], point["cy"]) == (f"{WIDTH / 2:.1f}", f"{HEIGHT / 2:.1f}")


@pytest.mark.parametrize("text", ["- - -", ""])
def test_no_values_leave_an_empty_drawing(text):
    svg = sparkline(series(text), state="common")
    assert list(ET.fromstring(svg)) == []


def test_no_values_still_show_the_range_and_the_target():
    svg = sparkline(series("- - -", limits=(2, 5, 8), target=9.0), state="common")
    assert len(drawn(svg, "rect")) == 1
    assert len(drawn(svg, "path", stroke_dasharray="6 3")) == 1
    assert drawn(svg, "circle") == []


def test_a_constant_series_keeps_its_centre():
    svg = sparkline(series("5 5 5", limits=(5, 5, 5)), state="common")
    (band,) = drawn(svg, "rect")
    assert band["height"] == "0.0"
    assert heights(svg) == [HEIGHT / 2]


def test_several_series_can_share_their_months():
    svg = sparkline(series("4 6"), first=shift(FIRST, -1), last=shift(FIRST, 2))
    thirds = (WIDTH - 2 * EDGE) / 3
    assert f"M{EDGE + thirds:.1f} " in svg
    assert f'cx="{EDGE + 2 * thirds:.1f}"' in svg


def test_the_size_can_be_another():
    assert ET.fromstring(sparkline(series("4 6"), size=(200, 64))).get("viewBox") == "0 0 200 64"
