"""The report's web page as a file on somebody's computer, on screens, phones and paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from kpi.documents.html import html
from kpi.meetings import Pack
from tests.browser.conftest import violations

SIZES = [(1366, 768), (820, 1180), (390, 844), (320, 640)]


@pytest.fixture(scope="module")
def files(demo_pack: Pack, tmp_path_factory) -> dict[str, Path]:
    """The demo's report, and one of twenty nyckeltal of which one has nothing to show."""
    parts = [demo_pack.kpis[at % len(demo_pack.kpis)] for at in range(19)]
    empty = parts[0].model_copy(update={"picture": None, "said": ()})
    long = empty.months.model_copy(update={"caption": "Vad som har ändrats sedan dess. " * 3})
    many = demo_pack.model_copy(update={"kpis": (*parts, empty), "since": long})
    folder = tmp_path_factory.mktemp("report")
    found = {"demo": folder / "demo.html", "many": folder / "many.html"}
    found["demo"].write_bytes(html(demo_pack))
    found["many"].write_bytes(html(many))
    return found


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_everybody_can_read_it_and_nothing_is_asked_of_the_net(page: Page, files, width, height):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": height})
    page.goto(files["demo"].as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [files["demo"].as_uri()]


@pytest.mark.parametrize(("width", "text"), [(1366, 15), (390, 15), (320, 12.5)])
def test_the_text_of_a_chart_is_large_enough_to_read(page: Page, files, width, text):
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(files["demo"].as_uri())
    shown = page.locator("svg:visible")
    assert shown.count() == page.locator("figure").count()
    scale = shown.first.evaluate("s => s.getBoundingClientRect().width / s.viewBox.baseVal.width")
    assert 15 * scale >= text


def test_twenty_nyckeltal_are_no_wider_than_eight(page: Page, files):
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(files["many"].as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_name_of_a_wide_table_is_read_without_scrolling(page: Page, files):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(files["many"].as_uri())
    names = page.locator(".wide caption")
    right = """es => Math.max(...es.map(e => {
        const text = document.createRange(); text.selectNodeContents(e);
        return text.getBoundingClientRect().right; }))"""
    assert names.count() > 20
    assert names.evaluate_all(right) <= 390


def test_on_paper_nothing_is_cut_at_the_side(page: Page, files):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 less its margins
    page.goto(files["demo"].as_uri())
    cut = "es => es.filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"
    assert page.locator("table, svg, p, dd").evaluate_all(cut) == 0
    assert page.locator("nav").is_hidden()
