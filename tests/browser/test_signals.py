"""What somebody has to take a stand on, and the place to answer; events switched on and off."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import NEXT, downloaded, drawn, fits, opened, plain, said, select
from tests.browser.test_deliveries_page import undo

SIZES = [(1366, 768), (820, 1180), (390, 844), (320, 700)]
FAULTS = "/nyckeltal?kpi=fault_lead_days"
COST = "/nyckeltal?kpi=cleaning_cost_m2"
WHAT, WHY, ACTION = "Vad har hänt?", "Varför?", "Åtgärd"
NAME = "Ditt namn (visas vid kommentaren)"
KINDS = "Händelser i diagrammet och tabellen"


@pytest.fixture
def own_server(demo_home, tmp_path):
    """A server with a demo of its own, for tests that send."""
    with serving(demo_home, tmp_path) as url:
        yield url


def matters(page: Page) -> list[str]:
    """The rows of the list, as they read."""
    table = page.get_by_role("table").filter(has_text="Senaste kommentar").first
    return [plain(row) for row in table.locator("tbody tr").all_inner_texts()]


def test_the_list_begins_with_what_is_worse_and_says_since_when_whose_and_what_was_said(page):
    opened(page, "/")
    expect(page.get_by_role("heading", name="Att ta ställning till")).to_be_visible()
    first, *others = matters(page)
    assert len(others) == 4
    for words in (
        "Fordonskostnad per mil",
        "Ansvarig: Ekonom, serviceförvaltningen",
        "Försämring\n72,6 kr/mil i juli 2024. Ovanligt högt i juli",
        "Sedan oktober 2023",
        "Kostnaden per mil har stigit sedan årsskiftet.",
        "Varför: De nya leasingavtalen",
        "Åtgärd: Två bilar lämnas tillbaka i höst.",
        "Maj 2024, verksamhetschef. Signerad 14 juni 2024 av Verksamhetschef",
        "Sedan dess: signal i två månader till.",
    ):
        assert words in first
    assert any("Ingen kommentar än" in row for row in others)
    sentence = re.search(r"Ovanligt högt i juli \(normalt [^)]*\)\.", first).group()
    opened(page, "/nyckeltal?kpi=fleet_cost_mil")
    assert sentence in said(page, ".pk-verdict")  # the same words as everywhere


def test_the_rest_of_the_list_is_one_click_away_and_has_an_address(page):
    opened(page, "/").get_by_role("link", name=re.compile("Visa alla")).click()
    expect(page).to_have_url(re.compile(r"ta-stallning=alla"))
    expect(page.get_by_role("link", name=re.compile("Visa alla"))).to_have_count(0)
    assert len(matters(ready(page))) == 7
    assert "För få mätningar (6 av 13)" in matters(page)[-1]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_lists_and_the_form_are_accessible_and_fit(page, width, height):
    opened(page, "/?ta-stallning=alla", width, height)
    assert axe(page) == []
    assert fits(page)
    opened(page, COST, width, height)
    drawn(page)
    for title in ("Enheter med en signal nu", "En kommentar till nyckeltalet", "Skriv en komm"):
        page.get_by_text(title).first.click()
        ready(page)
    expect(page.get_by_role("button", name="Lämna kommentaren")).to_be_visible()
    assert axe(page) == []
    assert fits(page)


def test_what_is_empty_says_so(page):
    opened(page, "/nyckeltal?kpi=meals_served")
    expect(page.get_by_text("Inget att ta ställning till: inga signaler")).to_be_visible()
    expect(page.get_by_text("Ingen kommentar än.", exact=True)).to_be_visible()
    assert axe(page) == []


def test_a_units_own_comment_is_seen_with_the_pilots(page):
    opened(page, "/nyckeltal?kpi=nki").get_by_text("En kommentar till nyckeltalet").click()
    row = page.get_by_role("row").filter(has_text="Maj 2024, enhetschef")
    expect(row).to_contain_text("Förskolan Månskenet")
    expect(row).to_contain_text("Utkast, inte signerat; lämnat 13 augusti 2024")


def press(page: Page) -> None:
    page.get_by_role("button", name="Lämna kommentaren").click()
    ready(page)


def test_somebody_drafts_signs_and_takes_back_what_they_say(page, own_server):
    opened(page, own_server + FAULTS).get_by_text("Skriv en kommentar").click()
    press(page)
    expect(page.get_by_text("Välj roll, skriv vad som har hänt och ditt namn.")).to_be_visible()
    select(page, "Roll", "medarbetare")
    page.get_by_role("textbox", name=WHAT).fill("Vi hinner mer tillsammans.")
    page.get_by_role("textbox", name=WHY).fill("Ring 070-123 45 67")
    page.get_by_role("textbox", name=NAME).fill("Mia")
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("Kommentaren är inte lämnad.")
    expect(page.get_by_role("textbox", name=WHAT)).to_have_value("Vi hinner mer tillsammans.")
    assert axe(page) == []
    page.get_by_role("textbox", name=WHY).fill("Ett team i hela området")
    press(page)
    expect(page.get_by_text(f"Kommentaren är lämnad som leverans {NEXT}.")).to_be_visible()
    assert "Utkast, inte signerat" in matters(page)[0]
    assert axe(page) == []

    opened(page, own_server + FAULTS).get_by_text("Skriv en kommentar").click()
    select(page, "Roll", "medarbetare")  # what stands there comes up to be changed
    expect(page.get_by_text("Den här kommentaren finns redan och ändras.")).to_be_visible()
    expect(page.get_by_role("textbox", name=WHY)).to_have_value("Ett team i hela området")
    page.get_by_role("textbox", name=ACTION).fill("Fortsätter i höst")
    page.get_by_role("textbox", name=NAME).fill("Mia")
    page.get_by_text("Jag signerar kommentaren").click()
    press(page)
    expect(page.get_by_text(f"Kommentaren är lämnad som leverans {NEXT + 1}.")).to_be_visible()
    row = next(row for row in matters(opened(page, f"{own_server}/")) if "Felanmälan" in row)
    assert "Vi hinner mer tillsammans. Varför: Ett team i hela området" in row
    assert "Juli 2024, medarbetare. Signerad 14 augusti 2024 av Mia" in row

    undo(opened(page, f"{own_server}/leveranser?nr={NEXT + 1}"), NEXT + 1, "För tidigt")
    opened(page, own_server + FAULTS)
    assert "Utkast, inte signerat" in matters(page)[0]
    page.get_by_text("Visa som tabell").click()
    july = page.get_by_role("row").filter(has_text="Medarbetare (utkast)")
    expect(july).to_contain_text("juli 2024")
    content = Path(downloaded(page, "Ladda ner tabell (CSV)").path()).read_text("utf-8-sig")
    header, *_, last = content.splitlines()
    assert header.endswith(";Händelser;Kommentar")
    assert "Vi hinner mer tillsammans." in last
    page.goto("about:blank")


def key(page: Page) -> str:
    return said(page, ".pk-key")


def switch(page: Page, kind: str) -> None:
    page.get_by_role("toolbar", name=KINDS).get_by_role("button", name=kind).click()
    ready(page)


def test_events_are_switched_by_kind_and_keep_their_numbers(page, context):
    opened(page, COST)
    assert "1\n" not in key(page)  # the numbers are drawn in the discs
    assert "Schablonen för gemensamma kostnader höjs, januari 2023" in key(page)
    switch(page, "Ekonomi")
    expect(page).to_have_url(re.compile("handelser=pilot"))
    expect(page.locator(".pk-key")).not_to_contain_text("Schablonen")
    assert "Piloten börjar, augusti 2023" in key(page)
    page.get_by_text("Visa som tabell").click()
    august = page.get_by_role("row").filter(has_text="2: Piloten börjar, augusti 2023")
    expect(august).to_contain_text("augusti 2023")  # it is still the second
    expect(page.get_by_role("table").first).not_to_contain_text("Schablonen")
    assert axe(page) == []
    other = context.new_page()
    other.goto(page.url)
    assert "Schablonen" not in key(ready(other))
    other.close()
    switch(page, "Pilot")
    expect(page).to_have_url(re.compile("handelser=inga"))
    expect(page.locator(".pk-key")).not_to_contain_text("Piloten börjar")
    expect(page.get_by_role("columnheader", name="Händelser")).to_have_count(0)
    content = Path(downloaded(page, "Ladda ner bild (SVG)").path()).read_text()
    assert "Piloten börjar" not in content
    switch(page, "Pilot")
    switch(page, "Ekonomi")
    expect(page).to_have_url(COST)
