"""Signing a suggested phase and relocking a corrected baseline, as a person does it."""

import shutil

import pytest
from playwright.sync_api import expect

from kpi.access import Role, User
from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.home import open_home
from kpi.settings import settings_for
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import fits, opened, plain, said

QUALITY = "nyckeltal?kpi=cleaning_quality&omfattning=unit/larkskolan"
COST = "nyckeltal?kpi=cleaning_cost_m2"
CORRECTION = """\
månad;enhet;mått;värde
2023-01;larkskolan;rooms_checked;40
2023-01;larkskolan;rooms_approved;20
"""


@pytest.fixture(scope="module")
def decided(built_demo, tmp_path_factory):
    """A demo of its own, in which a month of Lärkskolan's baseline has been corrected."""
    folder = shutil.copytree(built_demo, tmp_path_factory.mktemp("decided") / "home")
    home = open_home(settings_for(folder))
    user = User("Ekonom", Role.ANALYST)
    found = preview_file(home, user, CORRECTION.encode(), "rattelse_2023-01.csv", layout="long")
    reasons = dict.fromkeys(found.to_confirm, "Protokollet var felläst")
    commit_file(home, user, found, confirmed=reasons)
    home.close()
    with serving(folder, tmp_path_factory.mktemp("elsewhere")) as url:
        yield f"{url}/"


def charts(page) -> None:
    expect(page.locator("[data-testid=stVegaLiteChart] svg.marks")).to_have_count(3)


def test_a_suggested_phase_is_seen_signed_and_drawn(page, decided):
    opened(page, decided + COST)
    page.get_by_text("Föreslagen ny fas").click()
    charts(page)
    expect(page.get_by_text("Det sker aldrig av sig självt")).to_be_visible()
    expect(page.get_by_role("heading", name="Med en ny fas från oktober 2023")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Signera ny fas från oktober 2023").click()
    expect(page.get_by_text("Skriv ditt namn och varför.")).to_be_visible()
    page.get_by_label("Varför börjar en ny fas?").fill("Samordnad städning")
    page.get_by_label("Ditt namn").fill("Eva Enhetschef")
    page.get_by_role("button", name="Signera ny fas från oktober 2023").click()
    receipt = page.get_by_role("status").filter(has_text="Den nya fasen är signerad")
    expect(receipt).to_be_visible()
    ready(page)
    expect(page.get_by_text("Föreslagen ny fas")).to_have_count(0)
    key = page.get_by_role("list", name="Teckenförklaring")
    expect(key).to_contain_text(
        "Ny fas från oktober 2023: Samordnad städning (signerad av Eva Enhetschef)"
    )
    assert "För få månader" in said(page, ".pk-verdict")
    assert axe(page) == []
    page.get_by_role("link", name="Se eller ångra").click()
    expect(ready(page).get_by_role("heading", level=1)).to_contain_text("faser")


def test_a_corrected_baseline_is_seen_relocked_and_stands(page, decided):
    opened(page, decided + QUALITY)
    page.get_by_text("En månad i baslinjen har rättats sedan den låstes").click()
    table = page.get_by_role("table").filter(has_text="När baslinjen låstes")
    expect(table).to_contain_text("januari 2023")
    assert "50,0 %" in plain(table.inner_text())
    beside = page.get_by_role("table").filter(has_text="Om baslinjen låses om")
    expect(beside).to_contain_text("Förändring mot baslinjen")
    assert axe(page) == []
    opened(page, decided + QUALITY, 820, 1180)
    page.get_by_text("En månad i baslinjen har rättats sedan den låstes").click()
    expect(page.get_by_label("Varför låses baslinjen om?")).to_be_visible()
    assert fits(page)
    page.get_by_label("Varför låses baslinjen om?").fill("Protokollet var felläst")
    page.get_by_label("Beslut (kan vara tomt)").fill("SN § 9")
    page.get_by_label("Ditt namn").fill("Eva Enhetschef")
    page.get_by_role("button", name="Lås om baslinjen").click()
    expect(page.get_by_role("status").filter(has_text="Baslinjen är omlåst")).to_be_visible()
    ready(page)
    expect(page.get_by_text("har rättats sedan den låstes")).to_have_count(0)
    expect(page.get_by_text("beslut SN § 9")).to_be_visible()
