"""The demo tells the story that is planted in it, to whoever looks at its pages."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.ledger import read
from kpi.settings import DEMO_FILES, settings_for
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import opened, plain, said, tile

TYPO = "2023-11.csv"  # in it Kastanjen's caretaking costs ten times too much
SENT_ON = date(2023, 12, 12)
CARETAKING = "/nyckeltal?kpi=caretaking_cost_m2"
QUESTION = "Förskolan Kastanjen, vaktmästerikostnad, november 2023"
SCHOOLS = ["larkskolan", "ekbackeskolan", "abroskolan", "tallgymnasiet"]


@pytest.fixture
def before_the_typo(built_demo, tmp_path) -> Path:
    """The demo's home as it stood the day that the file came: its ledger until then."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "home.json").write_text(json.dumps({"demo": True, "today": str(SENT_ON)}))
    root = settings_for(built_demo).ledger
    for number in read.numbers(root):
        if read.delivery(root, number).file_name == TYPO:
            break
        shutil.copytree(read.folder_of(root, number), home / "ledger" / f"{number:08}")
    return home


def test_ten_times_too_much_must_be_answered_for_and_is_an_open_question(
    page, before_the_typo, tmp_path
):
    with serving(before_the_typo, tmp_path) as url:
        opened(page, f"{url}/lamna-fil")
        page.locator("input[type=file]").set_input_files(DEMO_FILES / TYPO)
        expect(page.get_by_text("Filen kan lämnas när någon har svarat")).to_be_visible()
        causes = page.get_by_role("table").filter(has_text="Fel och varningar efter orsak")
        expect(causes).to_contain_text("är ovanligt högt")
        page.get_by_label("Ditt namn").fill("Anna")
        send = page.get_by_role("button", name="Lämna ", exact=False).first
        send.click()
        expect(page.get_by_text("Filen är inte lämnad.")).to_be_visible()
        page.get_by_text("Det stämmer: ovanligt höga eller låga tal").click()
        page.get_by_label("Varför stämmer det?").fill("Enligt ekonomisystemet")
        send.click()
        expect(page.get_by_text("Filen är lämnad som leverans ")).to_be_visible()
        the_question_is_said_everywhere(page, url)
        it_is_settled(page, url)
        page.goto("about:blank")


def the_question_is_said_everywhere(page: Page, url: str) -> None:
    opened(page, f"{url}/tackning?enhet=kastanjen&manad=2023-11")
    expect(page.get_by_text("öppen fråga").first).to_be_visible()
    opened(page, f"{url}{CARETAKING}")
    note = page.get_by_role("note")
    assert f"En fråga är öppen: {QUESTION}" in plain(note.inner_text())
    assert "Talet räknas med så länge." in note.inner_text()
    assert axe(page) == []
    opened(page, f"{url}{CARETAKING}&omfattning=unit/larkskolan")
    expect(page.get_by_role("note")).to_have_count(0)  # it rests on no such figure
    opened(page, url)
    row = page.get_by_role("row").filter(has_text="Vaktmästeri, kostnad per kvadratmeter")
    expect(row).to_contain_text("En fråga är öppen")
    opened(page, f"{url}/?ta-stallning=alla")
    listed = page.get_by_role("row").filter(has_text=QUESTION)
    expect(listed).to_contain_text("Öppen fråga")


def it_is_settled(page: Page, url: str) -> None:
    """Beside the figure is the way to the question, and then nothing more is said."""
    opened(page, f"{url}{CARETAKING}").get_by_role("note").get_by_role("link").click()
    expect(ready(page).get_by_role("heading", name="En öppen fråga")).to_be_visible()
    page.get_by_text("Avgör en fråga").click()
    page.get_by_label("Ditt namn").first.fill("Eva")
    page.get_by_label("Hur är den avgjord?").fill("En nolla för mycket, rättelse kommer")
    page.get_by_role("button", name="Avgör frågan").click()
    expect(page.get_by_role("heading", name="En öppen fråga")).to_have_count(0)
    opened(page, f"{url}{CARETAKING}")
    expect(page.get_by_role("note")).to_have_count(0)


def test_july_lights_nothing_by_itself(page):
    opened(page, "/")
    row = page.get_by_role("row").filter(has_text="Serverade portioner")
    expect(row).to_contain_text("Normal variation")
    opened(page, "/nyckeltal?kpi=meals_served").get_by_text("Visa som tabell").click()
    for year, says in (
        (2022, "Normal variation"),
        (2023, "alla enheter har inte lämnat"),  # a unit forgot its portions
        (2024, "Normal variation"),
    ):
        july = page.get_by_role("row").filter(has_text=f"juli {year}").first
        expect(july).to_contain_text(says)


@pytest.mark.parametrize("school", SCHOOLS)
def test_no_july_of_a_school_is_unusually_dear(page, school):
    """Schools are cleaned thoroughly in July, and their kitchens are closed."""
    address = f"/nyckeltal?kpi=cleaning_cost_m2&omfattning=unit/{school}"
    opened(page, address).get_by_text("Visa som tabell").click()
    for year in (2022, 2023, 2024):
        july = page.get_by_role("row").filter(has_text=f"juli {year}").first
        expect(july).to_be_visible()
        assert "Försämring: utanför" not in july.inner_text()
    assert "Försämring" not in july.inner_text()  # and the pilot's own by no rule at all
    opened(page, f"/nyckeltal?kpi=meal_cost_portion&omfattning=unit/{school}")
    assert "Juli: stängt." in said(page, ".pk-verdict")


@pytest.mark.parametrize(("month", "area"), [("2023-02", "3 500 m²"), ("2023-03", "4 300 m²")])
def test_lindgardens_cost_follows_the_area_of_the_month(page, month, area):
    address = "kpi=cleaning_cost_m2&omfattning=unit/lindgarden&priser=lopande"
    opened(page, f"/nyckeltal?{address}&visa=berakning&manad={month}")
    assert f"÷ {area} =" in plain(page.get_by_role("dialog").inner_text())


def test_sick_leave_stays_silent(page):
    opened(page, "/?ta-stallning=alla")
    assert "Normal variation" in tile(page, "Sjukfrånvaro")
    table = page.get_by_role("table").filter(has_text="Senaste kommentar")
    expect(table).to_be_visible()
    expect(table).not_to_contain_text("Sjukfrånvaro")
    opened(page, "/nyckeltal?kpi=sick_leave")
    assert said(page, ".pk-verdict").startswith("Normal variation.")
