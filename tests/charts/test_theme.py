"""The colours can be read on what they stand on, and everyone uses the same ones."""

import re
import tomllib

import altair as alt
import polars as pl
import pytest

from kpi.charts import theme
from kpi.settings import ROOT

TEXT = 4.5  # WCAG 1.4.3
GRAPHICS = 3.0  # WCAG 1.4.11
STYLESHEET = ROOT / "dashboard" / "static" / "pk.css"
STREAMLIT = ROOT / ".streamlit" / "config.toml"

ON_EVERY_GROUND = [theme.INK, theme.INK2, theme.BETTER, theme.BRAND, theme.ERROR, theme.WARNING]


def contrast(one: str, other: str) -> float:
    """WCAG's ratio between two colours."""
    pale, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (pale + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_ratio_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("ground", theme.GROUNDS)
@pytest.mark.parametrize("colour", ON_EVERY_GROUND)
def test_text_colours_can_be_read_on_every_ground(colour, ground):
    assert contrast(colour, ground) >= TEXT


@pytest.mark.parametrize("ground", [theme.PAPER, theme.WASH, theme.BASE])
def test_worse_and_grey_are_text_everywhere_but_on_the_band(ground):
    assert contrast(theme.WORSE, ground) >= TEXT
    assert contrast(theme.GREY, ground) >= TEXT


@pytest.mark.parametrize("colour", [theme.WORSE, theme.GREY, theme.RULE])
def test_lines_and_marks_are_seen_on_the_band(colour):
    assert contrast(colour, theme.BAND) >= GRAPHICS


@pytest.mark.parametrize("colour", [theme.BETTER, theme.WORSE, theme.INK, theme.BRAND, theme.ERROR])
def test_white_can_be_read_on_the_filled_symbols_and_buttons(colour):
    assert contrast(theme.PAPER, colour) >= TEXT


@pytest.mark.parametrize(
    "file",
    [STYLESHEET, STREAMLIT, STYLESHEET.with_name("icon.svg")],
    ids=lambda file: file.name,
)
def test_only_our_colours_are_used(file):
    used = {found.upper() for found in re.findall(r"#[0-9a-fA-F]{3,8}\b", file.read_text("utf-8"))}
    assert used
    assert used <= set(theme.COLOURS)


def test_the_stylesheet_names_the_colours_as_we_do():
    names = dict(re.findall(r"--([a-z0-9]+): (#[0-9A-F]{6})", STYLESHEET.read_text("utf-8")))
    assert names == {name: getattr(theme, name.upper()) for name in names}
    assert len(names) >= 12


def test_streamlit_gets_a_quoted_family_whose_files_exist():
    settings = tomllib.loads(STREAMLIT.read_text("utf-8"))
    faces = settings["theme"]["fontFaces"]
    assert {face["family"] for face in faces} == {"'Source Sans 3'"}
    assert [face["weight"] for face in faces] == [400, 600, 700]
    for face in faces:
        assert (ROOT / "dashboard" / face["url"].removeprefix("app/")).is_file()
    assert settings["theme"]["font"] == theme.FONT


def test_altair_takes_the_configuration():
    frame = pl.DataFrame({"x": [1.5], "y": [2.5]})
    chart = alt.Chart(frame).mark_point().encode(x="x:Q", y="y:Q").configure(**theme.CONFIG)
    assert chart.to_dict()["config"]["locale"]["number"]["decimal"] == ","


def test_the_locale_has_a_name_for_every_month_and_day():
    assert len(theme.TIME_LOCALE["months"]) == len(theme.TIME_LOCALE["shortMonths"]) == 12
    assert len(theme.TIME_LOCALE["days"]) == len(theme.TIME_LOCALE["shortDays"]) == 7
