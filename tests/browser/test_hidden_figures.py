"""The demo's few: who is hidden, who is hidden with them, and how calmly it is said."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe
from tests.browser.steps import opened, said

PAGE = "/nyckeltal?kpi=nki"


@pytest.mark.parametrize("unit", ["solglantan", "lindgarden"])
def test_the_wave_with_few_answers_is_hidden_and_so_is_the_care_home_beside_it(page, unit):
    opened(page, f"{PAGE}&omfattning=unit/{unit}")
    verdict = said(page, ".pk-verdict")
    assert "i november 2023" in verdict
    assert "Maj: dold, för att skydda enskilda." in verdict
    assert "Tal som bygger på färre än 7 svar visas inte." in verdict
    page.get_by_text("Visa som tabell").click()
    table = page.get_by_role("table").first
    may = table.get_by_role("row").filter(has_text="maj 2024")
    expect(may).to_contain_text("dold, för att skydda enskilda")
    expect(may.get_by_role("cell").filter(has_text="dold")).to_have_count(4)  # and what tells n
    assert axe(page) == []


def test_the_pilot_s_own_figure_stands_with_how_sure_it_is(page):
    opened(page, PAGE)
    verdict = said(page, ".pk-verdict")
    assert "För få mätningar (6 av 13) för ett normalt spann." in verdict
    assert "533 av 1 337 tillfrågade svarade (40 %). Felmarginalen är ±1,5 poäng." in verdict
    assert "Skillnaden mot förra mätningen, i november 2023, är +1,3." in verdict
    assert "Det är mer än felmarginalen ±1,7." in verdict
    page.get_by_text("Visa som tabell").click()
    may = page.get_by_role("table").first.get_by_role("row").filter(has_text="maj 2024")
    for text in ("533", "40 %", "±1,5"):
        expect(may).to_contain_text(text)
    assert axe(page) == []
