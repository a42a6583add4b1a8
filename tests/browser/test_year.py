"""Whole years on a nyckeltal's page, one click away."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe, ready
from tests.browser.steps import fits, opened, plain

COST = "/nyckeltal?kpi=cleaning_cost_m2"
ROLLING, FORECAST = "Helår: rullande tolv månader", "Prognos för helåret"


def unfolded(page: Page, title: str) -> str:
    """What an expander says when it has been opened."""
    page.get_by_text(title, exact=True).click()
    box = page.locator("[data-testid=stExpander]").filter(has_text=title)
    expect(box.locator("p.pk-text").first).to_be_visible()
    ready(page)
    return plain(box.inner_text())


def test_a_whole_year_stands_beside_the_baseline_s_last(page):
    opened(page, COST)
    said = unfolded(page, ROLLING)
    assert (
        "Under de senaste tolv hela månaderna (augusti 2023–juli 2024) var värdet "
        "22,7 kr/m²·mån, mot 24,0 under baslinjens sista år (augusti 2022–juli 2023). "
        "Skillnaden är större än slumpen brukar ge. Det talar för en verklig förbättring."
    ) in said
    chart = page.get_by_role("img", name="rullande tolv månader")
    expect(chart).to_be_visible()
    table = page.get_by_role("table")
    expect(table.get_by_role("row").filter(has_text="juli 2022")).to_contain_text("23,9")
    expect(table.get_by_role("row").filter(has_text="februari 2024")).to_contain_text(
        "sista månaden är preliminär"
    )


def test_the_year_s_end_is_told_with_what_the_formula_has_been_worth(page):
    opened(page, COST)
    said = unfolded(page, FORECAST)
    assert "Prognos för 2024: 22,6 kr/m²·mån, mellan 22,0 och 23,1, i löpande priser." in said
    assert "Det är prövat på ett enda år, så marginalen är osäker." in said
    test = page.get_by_role("table").last.get_by_role("row").last
    assert plain(test.inner_text()).split() == ["2023", "24,2", "23,7", "+0,5"]


def test_missing_months_are_named_where_there_is_no_answer(page):
    opened(page, "/nyckeltal?kpi=meals_served")
    assert "Baslinjens sista tolv månader är inte hela" in unfolded(page, ROLLING)
    assert "februari 2023, april 2023, juli 2023 och fyra till saknas." in unfolded(page, FORECAST)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_both_opened_are_accessible_and_fit(page, width, height):
    opened(page, COST, width, height)
    unfolded(page, ROLLING)
    unfolded(page, FORECAST)
    assert axe(page) == []
    assert fits(page)


def test_the_targets_stand_in_a_table_of_their_own_on_the_first_page(page):
    opened(page, "/")
    title = "Visa måluppfyllelsen som tabell"
    page.get_by_text(title, exact=True).click()
    table = page.locator("[data-testid=stExpander]").filter(has_text=title).get_by_role("table")
    row = table.get_by_role("row").filter(has_text="Städkostnad per m²")
    expect(row).to_contain_text("Uppfyllt")
    expect(row).to_contain_text("Nås ibland")
    expect(table.get_by_role("row").filter(has_text="Felanmälan")).to_contain_text(
        "Delvis uppfyllt"
    )
    assert axe(page) == []
    assert fits(page)
