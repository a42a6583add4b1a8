"""What has changed a cost: one click away, in the address, the same in words, bars and table."""

from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe, ready
from tests.browser.steps import downloaded, fits, opened, plain, said, select

PAGE = "/nyckeltal?kpi=cleaning_cost_m2"
OPEN = f"{PAGE}&kostnaden=ja"
BOX = ".st-key-kostnaden"


def test_it_is_folded_until_asked_for_and_then_stands_in_the_address(page):
    opened(page, PAGE)
    expect(page.get_by_text("av prisutvecklingen")).to_have_count(0)
    page.get_by_text("Vad har ändrat kostnaden?").click()
    expect(page.get_by_text("av prisutvecklingen")).to_be_visible()
    assert "kostnaden=ja" in page.url
    text = said(page, BOX)
    assert "Kostnaden ökade med 641 tkr: +1 019 av prisutvecklingen, +168 av större yta" in text
    assert "−552 av lägre kostnad per m²." in text
    assert "+4,3 % i löpande priser, −5,0 % i fasta priser" in text  # as the page's own change
    assert "Konsumentprisindex (KPI), 1980 = 100, fastställd" in text
    page.get_by_text("Vad har ändrat kostnaden?").click()
    expect(page).to_have_url(page.url.replace("&kostnaden=ja", ""))


def test_the_bars_say_what_the_sentence_says_and_the_table_sums(page):
    opened(page, OPEN)
    chart = page.get_by_role("img", name="Kostnaden ökade med 641 tkr")
    expect(chart).to_be_visible()
    rows = page.locator(f"{BOX} tbody tr td:nth-child(2)")
    expect(rows).to_have_count(6)
    before, *parts, after = [
        int(plain(each).removesuffix(" tkr").replace(" ", "").replace("−", "-"))
        for each in rows.all_inner_texts()
    ]
    assert before + sum(parts) == after


def test_the_periods_are_chosen_in_the_address(page):
    opened(page, OPEN)
    select(page, "Före, från och med", "augusti 2022")
    compared = page.get_by_text("augusti 2023–\u2060juli 2024 mot augusti 2022–\u2060juli 2023")
    expect(compared).to_be_visible()
    assert "fore_fran=2022-08" in page.url
    select(page, "Efter, från och med", "januari 2022")
    expect(page.get_by_role("status").filter(has_text="ska börja efter")).to_be_visible()


def test_the_parts_can_be_taken_along_to_the_ore(page):
    opened(page, OPEN)
    download = downloaded(page, "Ladda ner delarna (CSV)")
    assert download.suggested_filename == "cleaning_cost_m2-pilot-oster-andring.csv"
    head, *rows = Path(download.path()).read_text(encoding="utf-8-sig").splitlines()
    assert head == "Del;Kronor;Priser;Före;Efter;Prisindex;Vad det är"
    before, *parts, after = [Decimal(row.split(";")[1].replace(",", ".")) for row in rows]
    assert before + sum(parts) == after
    assert "löpande priser;2021-08–2023-07;2023-08–2024-07;Konsumentprisindex" in rows[0]


def test_what_is_no_cost_has_no_such_question(page):
    opened(page, "/nyckeltal?kpi=cleaning_quality&kostnaden=ja")
    expect(page.get_by_text("Vad har ändrat kostnaden?")).to_have_count(0)
    opened(page, "/nyckeltal?kpi=meal_cost_portion&omfattning=unit/osterporten&kostnaden=ja")
    expect(page.get_by_text("Det finns inga månader att jämföra än")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (820, 1180), (320, 700)])
def test_it_is_accessible_and_fits(page, width, height):
    ready(opened(page, OPEN, width, height))
    expect(page.locator(f"{BOX} svg.marks")).to_be_visible()
    assert axe(page) == []
    assert fits(page)
