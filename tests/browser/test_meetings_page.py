"""Sammanträden as an analyst meets it: plan, freeze, publish, show, and hold against today."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.access import Role, User
from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.home import open_home
from kpi.documents import Format
from kpi.settings import settings_for
from tests.actions.test_then_and_now import furnish
from tests.actions.town import founded
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import downloaded, drawn, fits, opened, said

PAGE = "/sammantraden"
ID = "2024-03-01-servicenamnden"
PLANNING = "Ditt namn (visas i leveranslistan)"
SAVING = "Ditt namn när du sparar (visas i leveranslistan)"
FREEZING = "Ditt namn när du fryser (visas i leveranslistan)"
PUBLISHING = "Ditt namn när du fryser eller publicerar (visas i leveranslistan)"
SCREEN = f"{PAGE}?mote={ID}&bild="
FILES = {"PDF": "pdf", "Word": "docx", "PowerPoint": "pptx", "Excel": "xlsx"}
TABLE, CHART = 5, 10  # screens: of effects that cannot be judged yet, and of a nyckeltal
SIZES = [(1366, 768), (820, 1180), (390, 844)]


@pytest.fixture
def town_home(tmp_path) -> Path:
    town = founded(tmp_path / "home")
    furnish(town)
    town.home.close()
    return town.settings.home


@pytest.fixture
def url(town_home, tmp_path, page) -> Iterator[str]:
    with serving(town_home, tmp_path) as served:
        yield served
        page.goto("about:blank")


def typed(page: Page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=label).fill(text)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    ready(page)


def plan(page: Page, url: str) -> None:
    opened(page, url + PAGE)
    page.get_by_text("Planera ett sammanträde", exact=True).click()
    typed(page, "Sammanträdesdag", "1 mars")
    typed(page, PLANNING, "Anna")
    press(page, "Planera sammanträdet")
    expect(page.get_by_text("”1 mars” är inte en dag som 2024-09-18.")).to_be_visible()
    typed(page, "Sammanträdesdag", "2024-03-01")
    press(page, "Planera sammanträdet")
    expect(page).to_have_url(re.compile(f"mote={ID}"))
    ready(page)


def freeze(page: Page) -> None:
    typed(page, FREEZING, "Anna")
    page.get_by_role("button", name="Frys underlaget").click()
    expect(page.get_by_role("heading", name="Filerna")).to_be_visible()
    ready(page)


def correct(home: Path) -> int:
    """Somebody sends another figure for the month that the meeting is shown."""
    there = open_home(settings_for(home))
    bo = User("Bo", Role.ADMIN)
    text = "månad;enhet;mått;värde\n2024-01;a;rooms_approved;5\n"
    number = commit_file(there, bo, preview_file(there, bo, text.encode(), "ny.csv")).number
    there.close()
    return number


def test_an_empty_list_says_what_the_page_is_for_and_an_unknown_meeting_is_answered(page, url):
    opened(page, url + PAGE)
    expect(page.get_by_role("heading", name="Inga sammanträden än")).to_be_visible()
    assert axe(page) == []
    opened(page, f"{url}{PAGE}?mote=nonsens")
    expect(page.get_by_text("Sammanträdet ”nonsens” finns inte.")).to_be_visible()


def test_plan_write_freeze_publish_download_show_and_hold_against_today(page, url, town_home):
    plan(page, url)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Servicenämnden"))
    page.get_by_text("Texter, nyckeltal och brytpunkt", exact=True).click()
    typed(page, "Förslag till beslut", "Nämnden godkänner rapporten.")
    typed(page, SAVING, "Anna")
    assert axe(page) == []
    press(page, "Spara")
    expect(page.get_by_text("Underlaget är inte fryst än.")).to_be_visible()
    freeze(page)
    expect(page.get_by_text("inte publicerat")).to_be_visible()
    assert axe(page) == []
    typed(page, PUBLISHING, "Anna")
    press(page, "Publicera")
    expect(page.get_by_text(re.compile("Underlaget är publicerat"))).to_be_visible()
    for button, ending in FILES.items():
        given = downloaded(page, f"Ladda ner {button}")
        assert given.suggested_filename == f"{ID}.{ending}"
    assert page.get_by_role("button", name="Ladda ner").count() >= len(Format)
    number = correct(town_home)
    opened(page, f"{url}{PAGE}?mote={ID}")
    row = page.get_by_role("row").filter(has_text="Godkända städkontroller")
    expect(row).to_contain_text(re.compile(f"85,0.*65,0.*rättad i leverans {number} av Bo"))
    assert axe(page) == []


def test_the_arrows_turn_the_screens_and_nothing_sent_meanwhile_changes_one(page, url, town_home):
    plan(page, url)
    freeze(page)
    opened(page, f"{url}{SCREEN}1")
    first = said(page, ".pk-screen h1")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("bild=2"))
    expect(page.locator(".pk-screen h1")).to_contain_text(re.compile(r"^Billigare\?"))
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("bild=1"))
    expect(page.locator(".pk-screen h1")).to_have_text(first)
    opened(page, f"{url}{SCREEN}{CHART}")
    drawn(page)
    before = page.locator("[data-testid=stMain]").inner_text()
    correct(town_home)
    opened(page, f"{url}{SCREEN}{CHART}")
    drawn(page)
    assert page.locator("[data-testid=stMain]").inner_text() == before
    for number, (width, height) in product((TABLE, CHART), SIZES):
        opened(page, f"{url}{SCREEN}{number}", width, height)
        assert fits(page)
        assert axe(page) == []
        expect(page.get_by_role("button", name="Visa menyn")).to_have_count(0)
        page.get_by_role("link", name="← Föregående").click(trial=True)  # nothing lies over it
    opened(page, f"{url}{PAGE}?mote={ID}", 820, 1180)
    expect(page.get_by_role("button", name="Visa menyn")).to_be_visible()
    opened(page, f"{url}{SCREEN}999")
    expect(page.get_by_text(re.compile(r"bild (\d+) av \1"))).to_be_visible()


def test_a_key_in_a_field_turns_nothing_and_freezing_anew_is_asked_about(page, url):
    plan(page, url)
    freeze(page)
    field = page.get_by_role("textbox", name=PUBLISHING)
    field.fill("Anna")
    field.press("ArrowRight")
    expect(page).to_have_url(re.compile(f"mote={ID}$"))
    page.get_by_role("button", name="Frys underlaget på nytt").click()
    expect(page.get_by_text("Kryssa för att det frysta underlaget ska ersättas.")).to_be_visible()
    link = page.get_by_role("link", name="Se eller ångra frysningen")
    expect(link).to_be_visible()
    for width, height in SIZES:
        opened(page, f"{url}{PAGE}?mote={ID}", width, height)
        assert fits(page)
        assert axe(page) == []
