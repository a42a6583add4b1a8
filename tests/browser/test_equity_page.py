"""Likvärdighet as its readers meet it: who reaches the floor, who does not, who is hidden."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import downloaded, fits, opened, plain, said, select

PAGE = "/likvardighet"
NKI = f"{PAGE}?kpi=nki"
SHARE = f"{PAGE}?kpi=cleaning_quality"
SIZES = [(1366, 768), (820, 1180), (390, 844)]
HIDDEN = ("Lindgårdens särskilda boende", "Solgläntans särskilda boende")


def test_the_page_counts_the_answers_and_names_manskenet(page):
    opened(page, PAGE)
    lede = said(page, ".pk-lede")
    assert lede.startswith("Av fem nyckeltal med golv har ett sannolikt blivit mer likvärdigt")
    assert "Förskolan Månskenet (Nöjd-Kund-Index)" in lede
    row = page.get_by_role("row").filter(has_text="Måltidssvinn per ätande")
    text = plain(row.inner_text())
    for words in ("9 av 9", "före: 5 av 9", "Sannolikt mer likvärdigt", "+56 procentenheter"):
        assert words in text


def test_manskenet_is_seen_with_what_happened_to_it(page):
    opened(page, NKI)
    verdict = said(page, ".pk-verdict")
    for words in (
        "7 av 8 enheter i piloten klarar golvet för sin enhetstyp.",
        "Samma månader före piloten var det 7 av 10.",
        "Ingen säkerställd skillnad.",
        "Längst från att klara golvet är Förskolan Månskenet: 63,1 poäng mot 65,0",
        "Nu är augusti 2023–maj 2024.",
    ):
        assert words in verdict
    explained = page.locator(".pk-dl").get_by_text("Månskenet delar vaktmästare, 14 augusti 2023")
    expect(explained).to_be_visible()


def test_who_is_hidden_is_named_as_hidden_and_nowhere_has_a_value(page):
    opened(page, NKI)
    assert "visas inte, för att skydda enskilda, och räknas inte med." in said(page, ".pk-verdict")
    chart = page.get_by_role("img", name="Längst från att klara golvet").locator("svg")
    expect(chart).to_contain_text(HIDDEN[1])
    page.get_by_text("Visa enheterna som tabell").click()
    table = page.get_by_role("region", name="Enhet för enhet").get_by_role("table")
    kept = Path(downloaded(page, "Ladda ner enheterna (CSV)").path()).read_text("utf-8-sig")
    for name in HIDDEN:
        row = table.get_by_role("row").filter(has_text=name)
        expect(row).to_contain_text("dold, för att skydda enskilda")
        (line,) = [line for line in kept.splitlines() if line.startswith(name)]
        cells = line.split(";")
        assert cells[4] == "dold, för att skydda enskilda"
        assert cells[6:] == ["", ""]  # neither how far from its floor nor on which side


def test_a_share_has_a_funnel_that_names_who_is_outside(page):
    opened(page, SHARE)
    alt = page.get_by_role("img", name="Lindgårdens särskilda boende och Åbroskolan ligger över")
    expect(alt).to_be_visible()
    page.get_by_text("Visa tratten som tabell").click()
    table = page.get_by_role("region", name="Skiljer sig någon enhet").get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(34)
    expect(table.get_by_role("row").filter(has_text="Åbroskolan")).to_contain_text("över gränsen")
    opened(page, NKI)
    expect(page.get_by_text("Skiljer sig någon enhet mer än")).to_have_count(0)


@pytest.mark.parametrize("what", ["andelen", "enheterna", "tratten"])
@pytest.mark.parametrize(
    ("form", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("CSV", "\ufeff".encode())]
)
def test_every_picture_can_be_kept(page, what, form, start):
    opened(page, SHARE)
    download = downloaded(page, f"Ladda ner {what} ({form})")
    assert download.suggested_filename.startswith("cleaning_quality-likvardighet-")
    content = Path(download.path()).read_bytes()
    assert content.startswith(start)
    if form == "SVG":
        assert "Påhittade data" in content.decode()


def test_the_choice_is_in_the_address(page, context):
    opened(page, PAGE)
    select(page, "Nyckeltal", "Måltidssvinn per ätande")
    expect(page).to_have_url(f"{PAGE}?kpi=food_waste_g")
    other = context.new_page()
    other.goto(page.url)
    expect(ready(other).locator(".pk-verdict")).to_contain_text("Sannolikt mer likvärdigt")
    expect(other.locator(".pk-verdict")).to_contain_text("klarar taket")
    opened(page, PAGE).get_by_role("link", name="Nöjd-Kund-Index").click()
    expect(page).to_have_url(NKI)


def test_without_a_floor_the_page_says_how_to_decide_one(page):
    opened(page, f"{PAGE}?kpi=sick_leave")
    expect(
        page.get_by_role("heading", name="Inget golv är beslutat för Sjukfrånvaro")
    ).to_be_visible()
    expect(page.locator(".pk-verdict")).to_have_count(0)
    page.get_by_role("link", name="Till registret Golv").click()
    expect(page).to_have_url("/register?register=floors")
    expect(ready(page).get_by_role("combobox", name="Register")).to_have_value("Golv")


def test_a_nyckeltal_there_is_not_is_answered_calmly(page):
    opened(page, f"{PAGE}?kpi=nonsens")
    expect(page.get_by_text("Nyckeltalet ”nonsens” finns inte")).to_be_visible()
    assert axe(page) == []


def test_an_empty_home_says_what_is_needed(page, tmp_path):
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty", tmp_path) as url:
        opened(page, url + PAGE)
        expect(page.get_by_role("heading", level=1)).to_have_text("Likvärdighet")
        expect(page.get_by_text("Lägg upp piloten")).to_be_visible()
        assert axe(page) == []
        page.goto("about:blank")


@pytest.mark.parametrize(("width", "height"), [*SIZES, (320, 700)])
def test_every_state_is_accessible_and_fits(page, width, height):
    for address in (NKI, SHARE, f"{PAGE}?kpi=sick_leave"):
        opened(page, address, width, height)
        for title in page.locator("summary").all():
            title.click()
        assert axe(page) == []
        assert fits(page)
