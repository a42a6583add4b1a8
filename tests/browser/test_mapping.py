"""An unknown file is said the meaning of, tried, saved for next month and sent, in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.cli import run
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import opened, select

# As a property system exports it: a title, tabs, Windows-1252, thousands of kronor, a sum.
STRANGE = (
    "Kostnader lokalvård\taugusti 2024\t\t\n\t\t\t\n"
    "Period\tFastighet\tKostnad tkr\tAnm\n"
    "aug 2024\tLärkskolan\t131,974\tåtgärdat\n"
    "aug 2024\tEkbackeskolan\t155,075\t\n"
    "Summa\t\t287,049\t\n"
    "Källa: Fastighetssystemet\t\t\t\n"
)
MEASURE = "städkostnad (kr)"


@pytest.fixture
def own_server(demo_home, tmp_path):
    with serving(demo_home, tmp_path) as url:
        yield url


def strange(folder: Path, name: str = "kostnader.csv", text: str = STRANGE) -> Path:
    path = folder / name
    path.write_bytes(text.encode("cp1252"))
    return path


def choose(page: Page, path: Path) -> Page:
    page.locator("input[type=file]").set_input_files(path)
    return ready(page)


def column(page: Page, name: str):
    return page.get_by_role("combobox", name=name, exact=True)


def test_an_unknown_file_is_mapped_tried_saved_and_sent(page, own_server, demo_home, tmp_path):
    choose(opened(page, f"{own_server}/lamna-fil"), strange(tmp_path))
    expect(page.get_by_text("Filen känns inte igen.")).to_be_visible()
    for name, guess in (
        ("Teckenkodning", "Windows-1252 (vår gissning)"),
        ("Skiljetecken", "Tabb (vår gissning)"),
        ("Rubrikrad", "3 (vår gissning)"),
        ("Period", "Månad (vår gissning)"),
        ("Fastighet", "Enhet (vår gissning)"),
        ("Kostnad tkr", "Läses inte"),
    ):
        expect(column(page, name)).to_have_value(guess)
    expect(page.get_by_text("Ingen kolumn är vald som mått.")).to_be_visible()
    expect(page.get_by_role("button", name="Pröva tolkningen")).to_be_disabled()
    assert axe(page) == []
    select(page, "Kostnad tkr", MEASURE)
    expect(column(page, "Beloppen står i")).to_have_value("tusental kronor (tkr) (vår gissning)")
    expect(page.get_by_text("Ingen kolumn är vald som mått.")).to_have_count(0)
    page.get_by_role("button", name="Pröva tolkningen").click()
    expect(page.get_by_text("Filen kan lämnas när någon har svarat")).to_be_visible()
    expect(page.locator(".pk-counts")).to_contain_text("Nya värden2")
    assert axe(page) == []
    page.get_by_text("Spara tolkningen för nästa månad").click()
    page.get_by_label("Namn på tolkningen").fill("Fastighetssystemet")
    page.get_by_label("Vem sparar tolkningen?").fill("Anna Analytiker")
    expect(page.get_by_text("Tolkningen sparas som fastighetssystemet och är ny.")).to_be_visible()
    page.get_by_role("button", name="Spara tolkningen").click()
    expect(page.get_by_text("Tolkningen är sparad som fastighetssystemet")).to_be_visible()
    assert axe(page) == []
    assert run(["check", str(strange(tmp_path)), "--home", str(demo_home)]) == 0


def test_next_month_s_file_is_recognised_and_an_undone_layout_forgotten(
    page, own_server, demo_home, tmp_path, capsys
):
    del page
    path = strange(tmp_path)
    assert run(["check", str(path), "--home", str(demo_home)]) == 1
    assert "tolka filen på sidan Lämna fil" in capsys.readouterr().out
