"""Samband: cost, quality and volume together, for the pilot and for each unit."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.actions.linked import SICK, with_few
from tests.browser.conftest import axe, serving
from tests.browser.steps import downloaded, fits, opened, plain, select

CLEANING = "/samband?par=cleaning_cost_m2/cleaning_quality"
FLEET = "/samband?par=fleet_cost_mil/fleet_utilisation"
WASTE = "/samband?par=meal_cost_portion/food_waste_g&visa=omraden"


def quadrant(page: Page, title: str, group: int = 0) -> list[str]:
    row = page.get_by_role("table").nth(group).get_by_role("row").filter(has_text=title)
    return [plain(cell) for cell in row.get_by_role("cell").all_inner_texts()]


def small(page: Page, name: str) -> str:
    found = page.locator(".pk-small").filter(has=page.get_by_role("heading", name=name, level=3))
    return plain(found.inner_text())


def test_the_pilot_has_become_cheaper_and_better(page):
    opened(page, CLEANING)
    expect(page.locator("h2.pk-lede")).to_have_text(
        "Pilot Område Öster: billigare och bättre. Båda rörelserna är större än vanlig variation."
    )
    said = plain(page.get_by_role("main").inner_text())
    assert "Kostnaden gick från 24,0 till 22,7 kr/m²·mån: billigare." in said
    assert "Kvaliteten gick från 87,2 till 90,4 %: bättre." in said
    assert "Volymen, städad yta m², ändrades +1,3 %." in said
    assert "inte varför" in said
    chart = page.get_by_role("img", name="Pilot Område Öster. Kostnaden gick")
    expect(chart).to_be_visible()


def test_each_quadrant_is_counted_for_the_pilot_and_for_the_others(page):
    opened(page, CLEANING)
    count, sure, names = quadrant(page, "Billigare och bättre")
    assert (count, sure) == ("8", "kostnaden i 8, kvaliteten i 3, båda i 3")
    assert names.startswith("Ekbackeskolan, Förskolan Kastanjen")
    assert quadrant(page, "Dyrare och sämre")[:2] == ["0", ""]
    assert quadrant(page, "Dyrare och sämre", 1)[:2] == ["4", "ingen"]


def test_each_unit_has_its_own_small_picture_in_alphabetical_order(page):
    opened(page, f"{CLEANING}&typ=skola")
    names = page.locator(".pk-small h3").all_inner_texts()
    assert names[:4] == ["Ekbackeskolan", "Lärkskolan", "Tallgymnasiet", "Åbroskolan"]
    said = small(page, "Ekbackeskolan")
    assert "24,8 → 23,5 kr/m²·mån" in said
    assert "Billigare. Kvaliteten: vanlig variation." in said
    assert small(page, "Tallgymnasiet").endswith("Vanlig variation.")
    expect(page.get_by_text("Alla bilder har samma skalor")).to_be_visible()
    expect(page.get_by_text("Slånskolan")).to_contain_text("För tidigt att säga")


def test_what_is_chosen_stands_in_the_address(page):
    opened(page, CLEANING)
    select(page, "Enhetstyp", "Förskola")
    select(page, "Kostnad och kvalitet", "Vaktmästeri per m² – Felanmälan, dagar")
    note = page.get_by_role("status").filter(has_text="är öppen")
    expect(note).to_contain_text("Förskolan Kastanjen, vaktmästerikostnad, november 2023")
    address = unquote(page.url)
    assert "par=caretaking_cost_m2/fault_lead_days" in address
    assert "typ=förskola" in address


def test_what_stands_in_quality_s_place_is_said_to(page):
    opened(page, FLEET)
    expect(page.get_by_role("status")).to_contain_text("mäter inte kvalitet")


def test_an_area_s_weighings_are_drawn_and_not_judged(page):
    opened(page, WASTE)
    expect(page.locator("h2.pk-lede")).to_contain_text("ingen säker förändring")
    assert "Kostnaden: vanlig variation. Kvaliteten: kan inte bedömas." in small(
        page, "Område Öster"
    )
    expect(page.get_by_label("Enhetstyp")).to_have_count(0)


def test_the_table_and_the_files_say_what_the_pictures_show(page):
    opened(page, CLEANING)
    page.get_by_text("Visa som tabell", exact=True).click()
    rows = page.get_by_role("table").last.get_by_role("row")
    latest = rows.filter(has_text="Lärkskolan").filter(has_text="augusti 2023")
    expect(latest).to_contain_text("billigare och bättre")
    text = downloaded(page, "Ladda ner tabell (CSV)").path().read_text("utf-8-sig")
    assert "fasta priser, augusti 2023 (prisindex:" in text.splitlines()[0]
    assert "Slånskolan;för tidigt att säga" in text
    picture = downloaded(page, "Ladda ner bild (SVG)").path().read_text("utf-8")
    assert "Påhittade data" in picture


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (820, 1180), (390, 844)])
def test_it_is_accessible_and_fits_with_its_table_open(page, width, height):
    opened(page, CLEANING, width, height)
    page.get_by_text("Visa som tabell", exact=True).click()
    expect(page.get_by_role("table").last).to_contain_text("Lärkskolan")
    assert axe(page) == []
    assert fits(page)


def test_who_may_not_be_shown_is_named_and_has_no_figure_anywhere(page, tmp_path, monkeypatch):
    town = with_few(tmp_path)
    monkeypatch.setenv("KPI_CATALOGUE", str(town.settings.catalogue))
    with serving(town.settings.home, tmp_path) as url:
        opened(page, f"{url}/samband?par={SICK}")
        expect(page.get_by_text("Visas inte, för att skydda enskilda: a, b.")).to_be_visible()
        assert page.locator(".pk-small h3").all_inner_texts() == ["c"]
        page.get_by_text("Visa som tabell", exact=True).click()
        for name in ("a", "b"):
            row = page.get_by_role("row").filter(
                has=page.get_by_role("rowheader", name=name, exact=True)
            )
            expect(row).to_have_count(1)
            assert "".join(row.get_by_role("cell").all_inner_texts()) == (
                "visas inte, för att skydda enskilda"
            )
        lines = downloaded(page, "Ladda ner tabell (CSV)").path().read_text("utf-8-sig")
        assert "a;visas inte, för att skydda enskilda;;;;;;;;" in lines.splitlines()
        assert axe(page) == []
        page.goto("about:blank")


def test_where_nothing_is_declared_to_belong_together_it_says_where_that_is_done(
    page, tmp_path, monkeypatch
):
    town = with_few(tmp_path)
    for file in town.settings.catalogue.glob("kpis/*.toml"):
        text = file.read_text("utf-8")
        parts = text.split("\n\n")
        file.write_text("\n\n".join(p for p in parts if not p.startswith("[[link]]")), "utf-8")
    monkeypatch.setenv("KPI_CATALOGUE", str(town.settings.catalogue))
    with serving(town.settings.home, tmp_path) as url:
        opened(page, f"{url}/samband")
        expect(page.get_by_text("Inga nyckeltal är ställda mot varandra.")).to_be_visible()
        assert axe(page) == []
        page.goto("about:blank")


def test_an_unknown_pair_is_answered_calmly_and_another_is_shown(page):
    opened(page, "/samband?par=nonsens&typ=slott")
    notes = page.get_by_role("status").all_inner_texts()
    assert "Paret ”nonsens” finns inte." in notes
    assert "Enhetstypen ”slott” finns inte." in notes
    expect(page.get_by_role("heading", name="Enheter i piloten")).to_be_visible()


def test_an_empty_home_says_what_will_stand_here(page, tmp_path):
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty", tmp_path) as url:
        opened(page, f"{url}/samband")
        expect(page.get_by_role("heading", level=1)).to_have_text("Samband")
        expect(page.get_by_text("Här visas läget när den första filen är lämnad")).to_be_visible()
        assert axe(page) == []
        page.goto("about:blank")
