"""Every page as it was at the number or the day in its address, and the way there and back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.cli import run
from kpi.ledger import read
from kpi.settings import settings_for
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import DELIVERED, downloaded, fits, opened, plain, said, select

PAGES = [
    *("/", "/nyckeltal", "/enheter", "/effekt", "/likvardighet", "/samband", "/sammantraden"),
    *("/lamna-fil", "/leveranser", "/tackning", "/register", "/sa-raknar-vi"),
]
MEALS = "/nyckeltal?kpi=meal_cost_portion"
BANNER = ".pk-note[role=status]"
WAYS_TO_SEND = (
    "[data-testid=stForm], [data-testid=stFileUploader], [data-testid=stFormSubmitButton], textarea"
)
LEAVE = "Visa som det är nu"


@pytest.fixture(scope="module")
def credited(home) -> int:
    """The delivery of the credit note for February's meals, 12 April 2024."""
    ledger = settings_for(home).ledger
    [found] = [
        number
        for number in read.numbers(ledger)
        if read.delivery(ledger, number).file_name == "rattelse_maltider_2024-02.csv"
    ]
    return found


def february(page: Page) -> str:
    """What the downloaded table says of February 2024."""
    text = Path(downloaded(page, "Ladda ner tabell (CSV)").path()).read_text("utf-8-sig")
    [line] = [line for line in text.splitlines() if line.startswith("2024-02")]
    return line.split(";")[1]


def test_a_corrected_figure_is_as_it_was_before_its_correction(page, credited):
    opened(page, f"{MEALS}&per={credited - 1}")
    day = "Så här såg det ut den 12 april 2024,"
    assert said(page, BANNER).startswith(f"{day} vid leverans {credited - 1}.")
    before = february(page)
    opened(page, f"{MEALS}&per={credited}")
    after = february(page)
    opened(page, MEALS)
    assert page.locator(BANNER).count() == 0
    assert february(page) == after
    assert float(before.replace(",", ".")) > float(after.replace(",", "."))


def test_a_day_is_its_end_in_stockholm(page, credited):
    opened(page, f"{MEALS}&per=2024-04-12")
    assert f"den 12 april 2024, vid leverans {credited}." in said(page, BANNER)
    assert f"Bygger på leverans 1–{credited}" in said(page, ".pk-foot")
    assert "Data till och med mars 2024" in said(page, ".pk-foot")
    expect(page).to_have_title(f"Nyckeltal, leverans {credited} – Pilotkollen")


def test_a_file_from_an_old_page_says_so_by_its_name(page, credited):
    opened(page, f"{MEALS}&per={credited}")
    name = downloaded(page, "Ladda ner tabell (CSV)").suggested_filename
    assert name.endswith(f"-leverans-{credited}.csv")


def test_the_number_follows_through_menu_links_and_choices_until_it_is_left(page, credited):
    per = f"per={credited}"
    opened(page, f"/?{per}")
    page.locator(".pk-tile a").first.click()
    expect(page).to_have_url(re.compile(rf"/nyckeltal\?kpi=.*&{per}$"))
    select(ready(page), "Nyckeltal", "Kostnad per portion")
    expect(page).to_have_url(re.compile(rf"kpi=meal_cost_portion.*{per}|{per}.*meal_cost_portion"))
    expect(page.locator(BANNER)).to_contain_text(f"vid leverans {credited}.")
    page.get_by_role("link", name="Leveranser", exact=True).click()
    expect(page).to_have_url(re.compile(rf"/leveranser\?{per}$"))
    expect(ready(page).get_by_role("link", name=f"Leverans {credited + 1}")).to_have_count(0)
    page.get_by_role("link", name=f"Leverans {credited}", exact=True).click()
    expect(page).to_have_url(re.compile(rf"nr={credited}&{per}$"))
    ready(page).get_by_role("link", name=LEAVE).click()
    expect(page).to_have_url(re.compile(rf"/leveranser\?nr={credited}$"))
    expect(page.locator(BANNER)).to_have_count(0)
    ready(page).get_by_role("link", name="Täckning").click()
    expect(page).to_have_url(re.compile("/tackning$"))


def test_any_day_can_be_chosen_at_the_foot_of_the_page(page, credited):
    opened(page, f"{MEALS}&handelser=pilot&handelser=priser", 390, 844)
    page.get_by_text("Visa som det var en annan dag").click()
    page.get_by_label("Dag (skriv som 2024-09-18)").fill("4/12/2024")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.locator(BANNER)).to_contain_text("”4/12/2024” är varken")
    opened(page, f"{MEALS}&handelser=pilot&handelser=priser", 390, 844)
    page.get_by_text("Visa som det var en annan dag").click()
    page.get_by_label("Dag (skriv som 2024-09-18)").fill("2024-04-12")
    assert axe(page) == []
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.locator(BANNER)).to_contain_text("den 12 april 2024")
    expect(page).to_have_url(re.compile(r"handelser=pilot&handelser=priser&per=2024-04-12$"))
    page.go_back()
    expect(page.locator(BANNER)).to_have_count(0)


def test_a_deliverys_page_leads_to_before_and_after_it(page, credited):
    opened(page, f"/leveranser?nr={credited}")
    page.get_by_role("link", name="före leveransen").click()
    expect(page).to_have_url(re.compile(rf"/\?per={credited - 1}$"))
    expect(page.locator(BANNER)).to_contain_text(f"vid leverans {credited - 1}.")
    opened(page, f"/leveranser?nr={credited}&per={DELIVERED}")
    page.get_by_role("link", name="efter leveransen").click()
    expect(page).to_have_url(re.compile(rf"/\?per={credited}$"))


def test_a_frozen_meeting_leads_to_the_pages_that_it_was_made_from(page, demo_home, tmp_path):
    meeting = "2024-09-18-servicenamnden"
    planned = ["--body", "Servicenämnden", "--date", "2024-09-18", "--kpi", "nki"]
    assert run(["meeting", "add", *planned, "--home", str(demo_home)]) == 0
    assert run(["meeting", "freeze", meeting, "--home", str(demo_home)]) == 0
    with serving(demo_home, tmp_path) as url:
        opened(page, f"{url}/sammantraden?mote={meeting}&per={DELIVERED + 2}")
        expect(page.get_by_role("button", name="Publicera")).to_have_count(0)
        name = downloaded(page, "Ladda ner PDF").suggested_filename
        assert name == f"{meeting}.pdf"  # it is what it was, whatever the page is shown as of
        page.get_by_role("link", name="vid underlagets brytpunkt").click()
        expect(page).to_have_url(re.compile(rf"/\?per={DELIVERED + 1}$"))
        expect(page.locator(BANNER)).to_contain_text(f"vid leverans {DELIVERED + 1}.")
        page.get_by_role("link", name="Sammanträden").click()
        expect(page.get_by_text("Servicenämnden 18 september 2024")).to_be_visible()
        expect(page.get_by_role("cell", name="inte fryst än")).to_be_visible()  # as it was then
        page.goto("about:blank")


def test_two_tabs_with_two_numbers_do_not_disturb_each_other(page, context, credited):
    opened(page, f"{MEALS}&per={credited - 1}")
    other = opened(context.new_page(), MEALS)
    expect(other.locator(BANNER)).to_have_count(0)
    select(page, "Visa", "Lärkskolan")
    select(other, "Visa", "Lärkskolan")
    expect(page.locator(BANNER)).to_contain_text(f"vid leverans {credited - 1}.")
    expect(other.locator(BANNER)).to_have_count(0)
    assert february(page) != february(other)
    other.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_can_be_sent_from_a_page_as_it_was(page, path, credited):
    opened(page, f"{path}?per={credited}")
    assert "Här går inget att lämna eller ändra." in said(page, BANNER)
    assert axe(page) == []
    expect(page.locator(WAYS_TO_SEND)).to_have_count(0)
    for words in ("Ändra för hand", "Skriv en kommentar", "Planera ett sammanträde"):  # folded
        expect(page.get_by_text(words)).to_have_count(0)


def test_a_delivery_is_not_undone_and_no_question_settled_from_a_page_as_it_was(page, credited):
    opened(page, f"/leveranser?nr={credited}&per={DELIVERED}")
    assert f"vid leverans {DELIVERED}, som är den senaste" in said(page, BANNER)
    expect(page.get_by_text("före leveransen")).to_be_visible()
    expect(page.get_by_text(re.compile("^Ångra (leveransen|ångrandet)$"))).to_have_count(0)
    expect(page.get_by_text("Avgör en fråga")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_before_anything_was_delivered_every_page_says_what_will_stand_there(page, path):
    opened(page, f"{path}?per=0")
    assert "innan något hade lämnats" in said(page, BANNER)
    assert "Bygger på inga leveranser" in said(page, ".pk-foot")
    expect(page.locator(".pk-error")).to_have_count(0)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("9999", f"Leverans 9999 finns inte än; den senaste är {DELIVERED}."),
        ("i%20g%C3%A5r", "”i går” är varken ett leveransnummer eller ett datum som 2024-09-18."),
    ],
)
def test_a_number_there_is_not_is_answered_calmly_and_not_carried_along(page, wrong, says):
    opened(page, f"{MEALS}&per={wrong}")
    assert plain(page.locator(BANNER).inner_text()) == f"{says} Sidorna visas som det är nu."
    assert axe(page) == []
    page.get_by_role("link", name="Täckning").click()
    expect(page).to_have_url(re.compile("/tackning$"))
    expect(page.locator(BANNER)).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (820, 1180), (390, 844), (320, 700)])
def test_the_banner_and_the_foot_fit_every_width(page, width, height, credited):
    opened(page, f"/?per={credited}", width, height)
    page.get_by_text("Visa som det var en annan dag").click()
    assert axe(page) == []
    assert fits(page)
