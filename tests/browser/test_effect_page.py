"""Effekt as its readers meet it: every effect, what it is worth, and what it rests on."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import axe, ready
from tests.browser.steps import opened, said

PAGE = "/effekt"
TABLES = [
    "Visa effekterna som tabell",
    "Visa kurvorna som tabell",
    "Visa enheterna som tabell",
    "Hur stor effekt kan vi se?",
]


def unfolded(page: Page, *titles: str) -> Page:
    """The page with these opened."""
    for title in titles:
        page.get_by_text(title, exact=True).click()
        ready(page)
    return page


@pytest.mark.parametrize("kpi", ["cleaning_cost_m2", "nki"])
def test_every_table_opens(page, kpi):
    opened(page, f"{PAGE}?kpi={kpi}")
    tables = page.get_by_role("table")
    before = tables.count()
    unfolded(page, *TABLES)
    assert tables.count() == before + len(TABLES)
    assert "Något gick fel" not in said(page, "[data-testid=stMain]")
    assert axe(page) == []
