"""One nyckeltal's page as its readers meet it: the story, the address, the dialog, the files."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import downloaded, drawn, fits, opened, said, select
from tests.demo.numbers import BASELINES, LATEST

PAGE = "/nyckeltal"
COST = f"{PAGE}?kpi=cleaning_cost_m2"
CALCULATION = f"{COST}&visa=berakning&manad=2024-02"
SIZES = [(1366, 768), (820, 1180), (390, 844)]


def test_the_page_tells_what_has_happened_to_the_cost_of_cleaning(page):
    opened(page, COST)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lokalvård, kostnad per städad yta")
    verdict = said(page, ".pk-verdict")
    assert "Förbättring. 23,2 kr/m²·mån i juli 2024. Ovanligt lågt i juli" in verdict
    assert "(normalt 24,0–26,9)" in verdict  # in July, when the schools are cleaned thoroughly
    assert "Målet är uppfyllt. 23,2 kr/m²·mån i juli 2024. Målet är högst 22,8 över" in verdict
    assert "Målet 22,8 nås vissa månader, av en slump." in verdict
    assert "−5,0 % mot samma månader i baslinjen" in verdict
    assert "Läs tillsammans med Godkända städkontroller: 90,5 %" in verdict
    assert "fasta priser, augusti 2023 (prisindex: Konsumentprisindex" in said(page, ".pk-axis")
    key = said(page, ".pk-key")
    assert "Normalt spann" in key
    assert "Piloten börjar, augusti 2023" in key
    assert "Preliminär: för få enheter har lämnat" in key
    definition = said(page, ".pk-dl")
    assert "(städkostnad + städkostnad tjänstens overhead) ÷ städad yta m²" in definition
    assert "augusti 2021–juli 2023, låst 15 september 2023" in definition


def test_the_chart_says_in_words_what_it_shows(page):
    opened(page, COST)
    drawn(page)
    chart = page.get_by_role("img", name="Lokalvård, kostnad per städad yta, Pilot Område Öster")
    expect(chart).to_have_attribute("aria-label", re.compile("23,2.*Ovanligt lågt.*Målet 22,8"))
    expect(chart).to_have_attribute("aria-roledescription", "diagram")
    expect(chart.locator("svg")).to_have_attribute("aria-hidden", "true")  # its parts in English


def test_every_month_of_the_chart_stands_in_the_table(page):
    opened(page, COST).get_by_text("Visa som tabell").click()
    table = page.get_by_role("table").first
    expect(table.get_by_role("row")).to_have_count(37)
    expect(table.get_by_role("row").filter(has_text="februari 2024")).to_contain_text("preliminär")
    july = table.get_by_role("row").filter(has_text="juli 2023")
    expect(july).to_contain_text("25,8")
    expect(july).to_contain_text("Normal variation")  # as every July: the season is taken out
    expect(table.get_by_role("row").filter(has_text="juli 2024")).to_contain_text(
        "Förbättring: utanför det normala spannet"
    )


def test_a_tile_on_the_overview_leads_here_and_back(page):
    opened(page, "/")
    page.get_by_role("link", name="Städkostnad per m²").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lokalvård, kostnad per städad yta")
    expect(page).to_have_url(COST)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pilot Område Öster")


def test_what_is_chosen_is_in_the_address_and_opens_the_same_in_a_new_tab(page, context):
    opened(page, PAGE)
    select(page, "Nyckeltal", "Kostnad per portion")
    select(page, "Visa", "Lärkskolan")
    page.get_by_role("radio", name="Löpande").click()
    expect(page.locator(".pk-axis")).to_contain_text("löpande priser")
    chosen = "kpi=meal_cost_portion&omfattning=unit%2Flarkskolan&priser=lopande"
    expect(page).to_have_url(f"{PAGE}?{chosen}")
    verdict = said(page, ".pk-verdict")
    other = context.new_page()
    other.goto(page.url)
    ready(other)
    expect(other.get_by_role("heading", level=1)).to_have_text("Måltid, kostnad per portion")
    assert said(other, ".pk-verdict") == verdict
    expect(other.get_by_role("combobox", name="Visa")).to_have_value("Lärkskolan")
    page.go_back()
    expect(page.locator(".pk-axis")).to_contain_text("fasta priser")


def test_a_unit_s_small_picture_leads_to_its_own_page(page):
    opened(page, COST)
    names = page.locator(".pk-small h3").all_inner_texts()
    assert len(names) == 10
    assert names == sorted(names, key=lambda n: n.replace("Å", "Z1").replace("Ö", "Z2"))
    page.get_by_role("link", name="Lärkskolan").click()
    expect(page.get_by_role("combobox", name="Visa")).to_have_value("Lärkskolan")
    expect(page.locator(".pk-small")).to_have_count(0)
    expect(page).to_have_url(f"{COST}&omfattning=unit%2Flarkskolan&priser=fasta")
    page.go_back()
    expect(page.locator(".pk-small")).to_have_count(10)
    expect(page).to_have_url(COST)


def test_the_calculation_has_an_address_and_leads_to_the_rows(page):
    opened(page, COST).get_by_role("button", name="Visa beräkningen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"leverans\u00a0{LATEST}, 2024-07.csv, rad\u00a0")
    assert "visa=berakning" in page.url
    dialog.get_by_role("combobox", name="Månad").click()
    page.get_by_role("option", name="februari 2024").click()
    expect(dialog).to_contain_text("7\u00a0av\u00a010 öppna enheter")
    assert "manad=2024-02" in page.url
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page).to_have_url(COST)
    page.goto(CALCULATION)
    ready(page)
    text = dialog.inner_text().replace("\u00a0", " ")
    assert "627 654 kr ÷ 30 330 m² = 20,7 kr/m²·mån" in text
    assert "Lämnade kronor är omräknade till fasta priser" in text
    for words in ("saknas", "lämnas inte av enheten", "räknas med"):
        assert words in text


def test_a_month_of_the_baseline_stands_as_it_was_locked(page):
    opened(page, f"{COST}&visa=berakning&manad=2022-07")
    expect(page.get_by_role("dialog")).to_contain_text(
        f"vid leverans {BASELINES}, då baslinjen låstes"
    )


@pytest.mark.parametrize(
    ("button", "ending", "start"),
    [
        ("Ladda ner bild (PNG)", ".png", b"\x89PNG"),
        ("Ladda ner bild (SVG)", ".svg", b"<svg"),
        ("Ladda ner tabell (CSV)", ".csv", "\ufeffMånad;Värde;Enhet".encode()),
    ],
)
def test_the_picture_and_the_table_can_be_kept(page, button, ending, start):
    opened(page, COST)
    download = downloaded(page, button)
    assert download.suggested_filename == f"cleaning_cost_m2-pilot-oster{ending}"
    content = Path(download.path()).read_bytes()
    assert content.startswith(start)
    if ending == ".svg":
        assert "Påhittade data" in content.decode()
        assert "Piloten börjar, augusti 2023" in content.decode()


def test_an_address_that_names_nothing_is_answered_calmly(page):
    opened(page, f"{PAGE}?kpi=nonsens&omfattning=unit/ingen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fordon, kostnad per mil")
    status = page.get_by_role("status").filter(has_text="finns inte")
    expect(status).to_have_text(
        "Nyckeltalet ”nonsens” finns inte. Omfattningen ”unit/ingen” finns inte. "
        "Här visas Fordon, kostnad per mil, Pilot Område Öster."
    )
    assert axe(page) == []


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("kpi=nki", "För få mätningar (6 av 13)"),
        ("kpi=meals_served", "Inget mål: volymmått."),
        ("kpi=sick_leave&omfattning=unit/serviceteamoster", "dold, för att skydda enskilda"),
        ("kpi=meal_cost_portion&omfattning=unit/larkskolan", "Juli: stängt."),
        ("kpi=meal_cost_portion&omfattning=unit/osterporten", "Nyckeltalet mäts inte här."),
        ("kpi=fleet_cost_mil&priser=lopande", "Målet är satt i fasta priser."),
    ],
)
def test_every_state_says_what_it_is(page, address, says):
    opened(page, f"{PAGE}?{address}")
    assert says in said(page, ".pk-verdict")
    assert axe(page) == []


def test_an_empty_home_shows_the_way(page, tmp_path):
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty", tmp_path) as url:
        page.goto(url + PAGE)
        expect(ready(page).get_by_role("heading", level=1)).to_have_text("Nyckeltal")
        expect(page.get_by_text("när den första filen är lämnad")).to_be_visible()
        assert axe(page) == []
        page.goto("about:blank")


@pytest.mark.parametrize(("width", "height"), [*SIZES, (320, 700)])
def test_the_page_its_table_and_its_dialog_are_accessible_and_fit(page, width, height):
    opened(page, COST, width, height)
    drawn(page)
    page.get_by_text("Visa som tabell").click()
    expect(page.get_by_role("table").first).to_be_visible()
    assert axe(page) == []
    assert fits(page)
    opened(page, CALCULATION, width, height)
    expect(page.get_by_role("dialog").get_by_role("table")).to_be_visible()
    assert axe(page) == []
    assert fits(page)


def test_the_keyboard_reaches_the_choices_and_the_dialog(page):
    opened(page, COST)
    way = []
    for _ in range(40):
        page.keyboard.press("Tab")
        way.append(
            page.evaluate(
                "(e => e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.innerText)"
                "(document.activeElement)"
            )
        )
        if way[-1] == "Visa beräkningen":
            break
    for name in ("Nyckeltal", "Visa", "Visa som tabell"):
        assert any(name in (each or "") for each in way), way
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    inside = "document.activeElement.closest('[role=dialog]') !== null"
    page.keyboard.press("Tab")
    assert page.evaluate(inside)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Visa beräkningen")).to_be_focused()
