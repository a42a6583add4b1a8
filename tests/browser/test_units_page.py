"""Enheter as its readers meet it: the map, the list, and everything one unit measures."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import downloaded, drawn, fits, opened, said, tile

PAGE = "/enheter"
UNIT = f"{PAGE}?enhet=larkskolan"
SIZES = [(1366, 768), (820, 1180), (390, 844)]


def test_the_map_says_in_words_what_it_shows_and_the_list_has_every_unit(page):
    opened(page, PAGE)
    drawn(page)
    assert (
        said(page, ".pk-lede") == "Tio enheter i piloten. 23 att jämföra med och en utanför båda."
    )
    chart = page.get_by_role("img", name="Karta över sju områden och 34 enheter.")
    expect(chart).to_have_attribute(
        "aria-label", re.compile("Pilotområdet Område Öster har tio enheter i piloten")
    )
    expect(chart.locator("svg")).to_contain_text("Område Öster")
    table = page.get_by_role("table")
    expect(table.get_by_role("link")).to_have_count(35)
    first = table.get_by_role("row").nth(1)
    expect(first).to_contain_text("Område Öster")
    expect(first).to_contain_text("Vaktmästarteam Öster (utanför piloten)")
    expect(table).to_contain_text("Slånskolan (nedlagd)")
    key = said(page, ".pk-key")
    for words in ("Pilotområde", "Enhet i piloten", "Enhet att jämföra med", "Annan enhet"):
        assert words in key


@pytest.mark.parametrize(
    ("button", "name", "start"),
    [
        ("Ladda ner kartan (PNG)", "karta.png", b"\x89PNG"),
        ("Ladda ner kartan (SVG)", "karta.svg", b"<svg"),
        ("Ladda ner listan (CSV)", "enheter.csv", "\ufeffEnhet;Namn;Typ".encode()),
    ],
)
def test_the_map_and_the_list_can_be_kept(page, button, name, start):
    opened(page, UNIT)
    download = downloaded(page, button)
    assert download.suggested_filename == name
    content = Path(download.path()).read_bytes()
    assert content.startswith(start)
    if name == "karta.svg":
        for words in ("Påhittade data", "Område Öster", "Lärkskolan", "Karta över sju områden"):
            assert words in content.decode()


def test_the_numbers_behind_the_tiles_stand_in_a_table_and_a_file(page):
    opened(page, UNIT).get_by_text("Visa talen bakom diagrammen").click()
    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_count(17)
    expect(table.get_by_role("row").filter(has_text="juli 2024")).to_contain_text("stängt")
    download = downloaded(page, "Ladda ner tabellen (CSV)")
    kept = Path(download.path()).read_text(encoding="utf-8-sig")
    assert kept.startswith("Månad;")
    assert "juli 2024;" in kept


def test_nothing_is_fetched_from_elsewhere(page, server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, UNIT)
    drawn(page)
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []


def test_a_unit_chosen_in_the_list_shows_who_it_is_and_all_it_measures(page):
    opened(page, PAGE).get_by_role("link", name="Lärkskolan").click()
    expect(ready(page).get_by_role("heading", level=1)).to_have_text("Lärkskolan")
    expect(page).to_have_url(UNIT)
    assert "Sidan Effekt säger om det beror på piloten." in said(page, ".pk-lede")
    facts = said(page, ".pk-dl")
    for words in ("Skola", "Barn- och skolförvaltningen", "Ingår i piloten", "6 850"):
        assert words in facts
    expect(page.locator(".pk-tile")).to_have_count(16)
    cleaning = tile(page, "Städkostnad per m²")
    for words in ("22,2", "juli 2024", "−6,4 %", "fasta priser", "Förbättring", "nås ibland"):
        assert words in cleaning
    assert "Ovanligt lågt i juli (normalt 23,2–26,8)" in cleaning
    assert "Juli: stängt." in tile(page, "Kostnad per portion")


def test_the_tiles_are_never_in_order_of_result(page):
    opened(page, UNIT)
    assert page.locator("h2.pk-h2").all_inner_texts() == ["Kostnad", "Kvalitet", "Volym"]
    opened(page, f"{PAGE}?enhet=tallgymnasiet")
    other = page.locator(".pk-tile h3").all_inner_texts()
    opened(page, UNIT)
    mine = page.locator(".pk-tile h3").all_inner_texts()
    assert [name for name in mine if name in other] == [name for name in other if name in mine]


def test_the_choice_is_in_the_address_and_opens_the_same_in_a_new_tab(page, context):
    opened(page, PAGE)
    page.get_by_role("combobox", name="Enhet").click()
    page.keyboard.type("Tallg")
    page.get_by_role("option", name="Tallgymnasiet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tallgymnasiet")
    expect(page).to_have_url(f"{PAGE}?enhet=tallgymnasiet")
    other = context.new_page()
    other.goto(page.url)
    expect(ready(other).get_by_role("heading", level=1)).to_have_text("Tallgymnasiet")
    expect(other.get_by_role("combobox", name="Enhet")).to_have_value("Tallgymnasiet")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enheter")


def test_a_tile_leads_to_the_nyckeltal_of_this_unit(page):
    opened(page, UNIT).get_by_role("link", name="Städkostnad per m²").click()
    expect(ready(page).get_by_role("combobox", name="Visa")).to_have_value("Lärkskolan")
    expect(page).to_have_url("/nyckeltal?kpi=cleaning_cost_m2&omfattning=unit%2Flarkskolan")


def test_hidden_closed_and_unmeasured_are_said_in_words(page):
    opened(page, f"{PAGE}?enhet=serviceteamoster")
    assert said(page, ".pk-lede").strip() == "Inget av enhetens nyckeltal kan bedömas än."
    sick = tile(page, "Sjukfrånvaro")
    assert "Dold" in sick
    assert "Kan inte bedömas" in sick
    assert "dold, för att skydda enskilda" in sick
    expect(page.get_by_text("Enheten mäter inte Ekologiska livsmedel")).to_be_visible()
    opened(page, f"{PAGE}?enhet=slanskolan")
    assert "Nedlagd efter" in said(page, ".pk-dl")


def test_a_unit_there_is_not_is_answered_calmly(page):
    opened(page, f"{PAGE}?enhet=nonsens")
    expect(page.get_by_text("Enheten ”nonsens” finns inte.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enheter")
    assert axe(page) == []


def test_an_empty_home_says_what_will_stand_here(page, tmp_path):
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty", tmp_path) as url:
        opened(page, url + PAGE)
        expect(page.get_by_text("Inga enheter än")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("button", name="Lämna enheterna").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Lämna fil")
        page.goto("about:blank")


@pytest.mark.parametrize(("width", "height"), [*SIZES, (320, 700)])
def test_every_state_is_accessible_and_fits(page, width, height):
    for address in (PAGE, UNIT, f"{PAGE}?enhet=serviceteamoster"):
        opened(page, address, width, height)
        drawn(page)
        for title in page.locator("summary").all():
            title.click()
        assert axe(page) == []
        assert fits(page)
