"""Leveranser as an analyst meets it: the list, one delivery, undo and undo of the undo."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.settings import DEMO_FILES
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import DELIVERED, NEXT, downloaded, fits, opened, said, select
from tests.demo.numbers import CREDIT, FEBRUARY, GIVEN_BACK, LATEST, REBOOKED, UNDONE

PAGE = "/leveranser"
SIZES = [(1366, 768), (820, 1180), (390, 844)]


@pytest.fixture
def own_server(demo_home, tmp_path):
    """A server with a demo of its own, for tests that undo."""
    with serving(demo_home, tmp_path) as url:
        yield url


def row(page: Page, number: int) -> str:
    link = page.get_by_role("link", name=f"Leverans {number}", exact=True)
    text = page.get_by_role("row").filter(has=link).inner_text()
    return text.replace("\u00a0", " ")


def undo(page: Page, number: int, why: str) -> None:
    page.get_by_text(re.compile("^Ångra (leveransen|ångrandet)$")).click()
    ready(page).get_by_label("Ditt namn").fill("Anna Analytiker")
    page.get_by_label("Varför ångras den?").fill(why)
    page.get_by_role("button", name=f"Ångra leverans {number}").click()
    expect(page.locator(".pk-note")).to_be_visible()


def test_the_list_says_who_sent_what_when_and_how_it_stands(page):
    opened(page, PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Leveranser")
    assert f"{DELIVERED} leveranser från 7 avsändare. 1 är ångrad." in said(page, ".pk-lede")
    expect(page.get_by_role("row")).to_have_count(41)
    for words in ("12 apr 2024", "kl. 13.30", "Ekonom måltider", "26 rader, slutliga", "Gäller"):
        assert words in row(page, CREDIT)
    assert "Gäller delvis" in row(page, FEBRUARY)
    assert "26 rader ersatta senare" in row(page, FEBRUARY)
    assert "Gäller igen" in row(page, REBOOKED)
    assert f"efter leverans {GIVEN_BACK}" in row(page, REBOOKED)
    assert f"Ångrar leverans {REBOOKED}" in row(page, UNDONE)
    assert f"i leverans {GIVEN_BACK}" in row(page, UNDONE)
    assert f"Ångrar leverans {UNDONE}, som ångrade {REBOOKED}" in row(page, GIVEN_BACK)
    assert "preliminära" in row(page, LATEST)


def test_all_of_them_can_be_shown(page):
    opened(page, PAGE).get_by_role("link", name=f"Visa alla {DELIVERED}").click()
    ready(page)
    expect(page.get_by_role("row")).to_have_count(DELIVERED + 1)
    expect(page).to_have_url(f"{PAGE}?antal=alla")


def test_the_filters_are_in_the_address_and_open_the_same_in_a_new_tab(page, context):
    opened(page, PAGE)
    select(page, "Månad som talen gäller", "oktober 2023")
    expect(page.get_by_role("row")).to_have_count(6)  # the month, waste, three of the correction
    select(page, "Avsändare", "Ekonom serviceförvaltningen")
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"gallde=2023-10&fran=Ekonom.*servicef"))
    other = context.new_page()
    other.goto(page.url)
    expect(ready(other).get_by_role("row")).to_have_count(3)
    assert f"2 leveranser av {DELIVERED} passar valet" in said(other, "caption")
    other.get_by_role("link", name=f"Leverans {REBOOKED}", exact=True).click()
    expect(ready(other).get_by_role("heading", level=1)).to_contain_text(
        f"Leverans\u00a0{REBOOKED}"
    )
    other.get_by_role("link", name="Alla leveranser").click()
    expect(ready(other).get_by_role("row")).to_have_count(3)
    select(other, "Innehåll", "Enheter")
    expect(other.get_by_text("Ingen leverans passar valet.")).to_be_visible()


def test_the_demos_correction_its_undo_and_the_undo_of_that_read_clearly(page):
    opened(page, f"{PAGE}?nr={REBOOKED}")
    note = said(page, ".pk-note")
    assert "Leveransen har varit ångrad men gäller igen." in note
    assert "Ångrad 18 december 2023 kl. 09.25 av Analytiker serviceförvaltningen" in note
    assert "Återställd 9 januari 2024 kl. 10.40 av Ekonom serviceförvaltningen" in note
    assert "Skäl: Huvudboken är nu rättad, rättelsen var riktig." in note
    facts = said(page, ".pk-dl")
    for words in ("14 december 2023 kl. 11.00", "rattelse_vaktmasteri_2023-10.csv", "sha256"):
        assert words in facts
    assert "Stämmer: inget har ändrats sedan leveransen kom in" in facts
    table = page.get_by_role("table").first
    expect(table.get_by_role("row").filter(has_text="Lärkskolan")).to_contain_text("−18,3")
    page.locator(".pk-note").get_by_role("link", name=f"leverans {UNDONE}").click()
    expect(ready(page).locator(".pk-note")).to_contain_text("Ångrandet är självt ångrat")
    opened(page, f"{PAGE}?nr={GIVEN_BACK}")
    assert f"Leverans {REBOOKED} gäller igen" in said(page, ".pk-dl")


def test_what_was_replaced_leads_to_what_replaced_it(page):
    opened(page, f"{PAGE}?nr={FEBRUARY}")
    expect(page.get_by_text("Allt var nytt: 941\u00a0rader.")).to_be_visible()
    page.get_by_role("link", name=f"Leverans {CREDIT} (rattelse_maltider_2024-02.csv").click()
    expect(ready(page).get_by_role("heading", level=1)).to_have_text(
        f"Leverans\u00a0{CREDIT}: månadens tal"
    )
    expect(page.locator(".pk-counts")).to_contain_text("26")


def test_the_rows_and_the_original_file(page):
    opened(page, f"{PAGE}?nr={FEBRUARY}").get_by_text("Visa raderna (de 200 första av 941)").click()
    table = page.get_by_role("table").last
    expect(table.get_by_role("row")).to_have_count(201)
    expect(table.get_by_role("row").nth(1)).to_contain_text("Lärkskolan")
    expect(table).to_contain_text(f"leverans\u00a0{CREDIT} gäller")
    download = downloaded(page, "Ladda ner filen 2024-02.csv")
    kept = Path(download.path()).read_bytes()
    assert kept == (DEMO_FILES / "2024-02.csv").read_bytes()


def test_undo_and_undo_of_the_undo(page, own_server):
    opened(page, f"{own_server}{PAGE}?nr={CREDIT}")
    page.get_by_text("Ångra leveransen").click()
    expect(page.get_by_text(f"26\u00a0rader blir som i leverans\u00a0{FEBRUARY}")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name=f"Ångra leverans {CREDIT}").click()
    expect(page.get_by_text("Skriv ditt namn och varför.")).to_be_visible()
    assert axe(page) == []
    page.get_by_text("Ångra leveransen").click()
    undo(page, CREDIT, "Kreditnotan gällde mars")
    assert "Leveransen är ångrad och räknas inte." in said(page, ".pk-note")
    assert f"av Anna Analytiker (leverans {NEXT}). Skäl: Kreditnotan gällde mars." in said(
        page, ".pk-note"
    )
    expect(page.get_by_text("Ångra leveransen")).to_have_count(0)
    assert axe(page) == []
    page.reload()  # a reload undoes nothing again
    ready(page)
    page.locator(".pk-note").get_by_role("link", name=f"leverans {NEXT}").click()
    ready(page)
    undo(page, NEXT, "Den gällde februari")
    assert "Ångrandet är självt ångrat" in said(page, ".pk-note")
    opened(page, f"{own_server}{PAGE}")
    assert f"{NEXT + 1} leveranser från 8 avsändare. 2 är ångrade." in said(page, ".pk-lede")
    assert "Gäller igen" in row(page, CREDIT)
    assert f"Ångrar leverans {NEXT}, som ångrade {CREDIT}" in row(page, NEXT + 1)


def test_a_person_number_is_no_reason(page, own_server):
    opened(page, f"{own_server}{PAGE}?nr={CREDIT}").get_by_text("Ångra leveransen").click()
    page.get_by_label("Ditt namn").fill("Anna")
    page.get_by_label("Varför ångras den?").fill("gällde 19121212-1212")
    page.get_by_role("button", name=f"Ångra leverans {CREDIT}").click()
    expect(page.get_by_role("alert")).to_contain_text("Leveransen är inte ångrad.")


def test_definitions_are_shown_but_not_undone_here(page):
    opened(page, f"{PAGE}?nr=1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leverans\u00a01: definitioner")
    page.get_by_text("Visa raderna").click()
    expect(page.get_by_text("kpis/nki.toml")).to_be_visible()
    expect(page.get_by_text("Ångra leveransen")).to_have_count(0)


@pytest.mark.parametrize("number", ["999", "abc", "999999999999"])
def test_a_number_there_is_not_is_answered_calmly(page, number):
    opened(page, f"{PAGE}?nr={number}")
    expect(page.get_by_text(f"Leverans {number} finns inte.")).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()


def test_an_empty_home_says_what_will_stand_here(page, tmp_path):
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty", tmp_path) as url:
        opened(page, url + PAGE)
        expect(page.get_by_text("Inga leveranser än")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("button", name="Lämna den första filen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Lämna fil")
        page.goto("about:blank")


@pytest.mark.parametrize(("width", "height"), [*SIZES, (320, 700)])
def test_every_state_is_accessible_and_fits(page, width, height):
    opened(page, PAGE, width, height)
    assert axe(page) == []
    assert fits(page)
    for number in (REBOOKED, FEBRUARY, UNDONE):
        opened(page, f"{PAGE}?nr={number}", width, height)
        for title in page.locator("summary").all():
            title.click()
        assert axe(page) == []
        assert fits(page)
