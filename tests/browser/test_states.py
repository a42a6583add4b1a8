"""What stands where a page cannot: while it is made, when it fails, after the server was away."""

import shutil

import pytest
from playwright.sync_api import expect

from kpi.settings import SHIPPED_CATALOGUE
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import fits, opened, said
from tests.demo.numbers import REBOOKED

LINKS = {
    "/nyckeltal?kpi=meal_cost_portion&omfattning=unit/larkskolan&priser=lopande": ".pk-verdict",
    "/enheter?enhet=tallgymnasiet": ".pk-dl",
    f"/leveranser?nr={REBOOKED}": ".pk-note",
    "/sa-raknar-vi?kpi=nki": ".pk-dl",
}
BEFORE = "getComputedStyle(document.querySelector('.stMain'), '::before')"


def test_a_link_opens_the_same_view_after_the_server_was_started_anew(page, demo_home, tmp_path):
    with serving(demo_home, tmp_path) as url:
        before = {path: said(opened(page, url + path), block) for path, block in LINKS.items()}
        page.goto("about:blank")
    with serving(demo_home, tmp_path) as url:
        after = {path: said(opened(page, url + path), block) for path, block in LINKS.items()}
        page.goto("about:blank")
    assert after == before


def test_a_page_that_takes_time_says_so_and_an_old_picture_is_kept(page):
    opened(page, "/")
    assert page.evaluate(f"{BEFORE}.content") == "none"
    page.evaluate("document.querySelector('[data-testid=stApp]').dataset.testScriptState='running'")
    assert page.evaluate(f"{BEFORE}.content") == "none"  # the old picture stands
    page.evaluate("document.querySelectorAll('h1').forEach(h => h.remove())")
    assert page.evaluate(f"{BEFORE}.content") == '"Räknar…"'
    assert page.evaluate(f"{BEFORE}.visibility") == "hidden"  # for half a second
    page.wait_for_timeout(700)
    assert page.evaluate(f"{BEFORE}.visibility") == "visible"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (820, 1180), (390, 844)])
def test_a_home_that_cannot_be_opened_is_answered_in_a_sentence(page, broken_server, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(broken_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Det gick inte.")
    expect(page.get_by_role("alert")).to_contain_text("kpis/nki.toml, nyckeln better")
    assert axe(ready(page)) == []
    assert fits(page)


@pytest.fixture(scope="module")
def broken_server(tmp_path_factory):
    """A server whose catalogue has a mistake."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(SHIPPED_CATALOGUE, folder / "catalogue")
    nki = folder / "catalogue" / "kpis" / "nki.toml"
    nki.write_text(nki.read_text("utf-8").replace('better = "higher"', 'better = "hög"'), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_CATALOGUE", str(folder / "catalogue"))
        with serving(folder / "home", folder) as url:
            yield url
