"""Så räknar vi as a politician meets it: the list, one definition, how the product judges."""

import shutil

import pytest
from playwright.sync_api import expect

from kpi.settings import SHIPPED_CATALOGUE
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import fits, opened, said

PAGE = "/sa-raknar-vi"
SIZES = [(1366, 768), (820, 1180), (390, 844)]


def test_the_sixteen_nyckeltal_stand_under_three_perspectives(page):
    opened(page, PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Så räknar vi")
    assert said(page, ".pk-lede") == "16 nyckeltal, vart och ett med en ansvarig. Alla är " + (
        "granskade i tid."
    )
    expect(page.get_by_role("table")).to_have_count(3)
    expect(page.locator("tbody tr")).to_have_count(16)
    headings = page.locator("h2.pk-h2").all_inner_texts()
    assert [text.split()[0] for text in headings] == ["Kostnad", "Kvalitet", "Volym", "Så"]


def test_how_changes_are_told_from_chance_is_explained_with_the_settings_numbers(page):
    opened(page, PAGE).get_by_role("link", name="hur vi skiljer förändring från slump").click()
    expect(
        page.get_by_role("heading", name="Så skiljer vi förändring från slump")
    ).to_be_in_viewport()
    text = page.locator("[data-testid=stMain]").inner_text().replace("\u00a0", " ")
    for words in (
        "Sju månader i rad ligger alla över medel, eller alla under.",
        "förrän det finns 13 värden",
        "80 % av de öppna enheterna",
        "Målet ligger inne i spannet. Slumpen avgör vilka månader.",
        "vart fjärde lyser någon gång under ett år",
    ):
        assert words in text


def test_a_definition_has_an_address_and_opens_the_same_in_a_new_tab(page, context):
    opened(page, PAGE).get_by_role("link", name="Lokalvård, kostnad per städad yta").click()
    expect(ready(page).get_by_role("heading", level=1)).to_have_text(
        "Lokalvård, kostnad per städad yta"
    )
    expect(page).to_have_url(f"{PAGE}?kpi=cleaning_cost_m2")
    card = said(page, ".pk-dl")
    other = context.new_page()
    other.goto(page.url)
    assert said(ready(other), ".pk-dl") == card
    for words in (
        "Piloten ska ge lika bra städning för mindre pengar.",
        "Summan av städkostnad och städkostnad tjänstens overhead, delad med",
        "(städkostnad + städkostnad tjänstens overhead) ÷ städad yta m²",
        "Lägre är bättre",
        "Konsumentprisindex",
        "80 % av de öppna enheterna",
        "Ekonom, serviceförvaltningen",
        "12 februari 2025",
    ):
        assert words in card
    measures = page.get_by_role("table").first
    expect(measures.get_by_role("row").filter(has_text="städad yta")).to_contain_text("nämnare")
    expect(page.get_by_role("table").last).to_contain_text("augusti 2021")


def test_it_leads_to_what_it_is_read_with_and_to_its_months(page):
    opened(page, f"{PAGE}?kpi=cleaning_cost_m2")
    page.get_by_role("link", name="Godkända städkontroller").click()
    expect(ready(page).get_by_role("heading", level=1)).to_have_text(
        "Godkända städkontroller (INSTA 800)"
    )
    page.get_by_role("link", name="Se nyckeltalet månad för månad").click()
    expect(ready(page).locator(".pk-verdict")).to_be_visible()
    expect(page).to_have_url("/nyckeltal?kpi=cleaning_quality")
    opened(page, f"{PAGE}?kpi=nki").get_by_role("link", name="Alla nyckeltal").click()
    expect(ready(page).get_by_role("heading", level=1)).to_have_text("Så räknar vi")


def test_a_name_there_is_not_is_answered_calmly(page):
    opened(page, f"{PAGE}?kpi=nonsens")
    expect(page.get_by_text("Nyckeltalet ”nonsens” finns inte.")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(3)
    assert axe(page) == []


def test_a_late_review_is_flagged_also_in_a_home_without_data(page, tmp_path, monkeypatch):
    late = shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "catalogue") / "kpis" / "nki.toml"
    text = late.read_text(encoding="utf-8")
    dates = [line for line in text.splitlines() if line.startswith("next =")]
    late.write_text(text.replace(dates[0], "next = 2024-06-30"), encoding="utf-8")
    monkeypatch.setenv("KPI_CATALOGUE", str(late.parents[1]))
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty", tmp_path) as url:
        opened(page, url + PAGE)
        expect(page.locator("tr", has_text="Nöjd-Kund-Index")).to_contain_text("försenad")
        opened(page, f"{url}{PAGE}?kpi=nki")
        expect(page.locator(".pk-dl")).to_contain_text("30 juni 2024, försenad")
        assert axe(page) == []
        page.goto("about:blank")


@pytest.mark.parametrize(("width", "height"), [*SIZES, (320, 700)])
def test_every_state_is_accessible_and_fits(page, width, height):
    for address in ("", "?kpi=cleaning_cost_m2", "?kpi=nki"):
        opened(page, PAGE + address, width, height)
        assert axe(page) == []
        assert fits(page)
