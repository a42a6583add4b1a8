"""An unknown file is said the meaning of, tried, saved for next month and sent, in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.cli import run
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import NEXT, fits, opened, plain, said, select
from tests.browser.test_deliveries_page import undo

# As a property system exports it: a title, tabs, Windows-1252, thousands of kronor, a sum.
STRANGE = (
    "Kostnader lokalvård\taugusti 2024\t\t\n\t\t\t\n"
    "Period\tFastighet\tKostnad tkr\tAnm\n"
    "aug 2024\tLärkskolan\t131,974\tåtgärdat\n"
    "aug 2024\tEkbackeskolan\t155,075\t\n"
    "Summa\t\t287,049\t\n"
    "Källa: Fastighetssystemet\t\t\t\n"
)
MONTHS = "Städad yta\n\nObjekt,2024-06,2024-07\nLärkskolan,6850,6850.5\nEkbackeskolan,7420,7420\n"
MEASURE = "städkostnad (kr)"
GUESSES = {
    "Teckenkodning": "Windows-1252 (vår gissning)",
    "Skiljetecken": "Tabb (vår gissning)",
    "Rubrikrad": "3 (vår gissning)",
    "Decimaltecken": "Komma (12,5) (vår gissning)",
    "Period": "Månad (vår gissning)",
    "Fastighet": "Enhet (vår gissning)",
    "Kostnad tkr": "Läses inte",
    "Anm": "Läses inte",
}


@pytest.fixture
def own_server(demo_home, tmp_path):
    with serving(demo_home, tmp_path) as url:
        yield url


@pytest.fixture
def strange(tmp_path) -> Path:
    path = tmp_path / "kostnader.csv"
    path.write_bytes(STRANGE.encode("cp1252"))
    return path


def choose(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("Så tolkas filen")).to_be_visible()
    ready(page)


def chosen(page: Page, *names: str) -> dict[str, str]:
    """What the lists show."""
    return {
        name: page.get_by_role("combobox", name=name, exact=True).input_value() for name in names
    }


def try_it(page: Page) -> None:
    page.get_by_role("button", name="Pröva tolkningen").click()
    expect(page.locator(".pk-counts")).to_be_visible()
    ready(page)


def test_an_unknown_file_is_mapped_tried_saved_and_sent(page, own_server, demo_home, strange):
    choose(opened(page, f"{own_server}/lamna-fil"), strange)
    expect(page.get_by_text("Filen känns inte igen.")).to_be_visible()
    assert chosen(page, *GUESSES) == GUESSES
    expect(page.get_by_text("Ingen kolumn är vald som mått.")).to_be_visible()
    expect(page.get_by_role("button", name="Pröva tolkningen")).to_be_disabled()
    select(page, "Kostnad tkr", MEASURE)
    assert chosen(page, "Beloppen står i") == {
        "Beloppen står i": "tusental kronor (tkr) (vår gissning)"
    }
    expect(page.get_by_text("Ingen kolumn är vald som mått.")).to_have_count(0)
    try_it(page)
    assert said(page, ".pk-counts").split("\n")[:2] == ["Nya värden", "2"]
    assert axe(page) == []
    page.get_by_text("Spara tolkningen för nästa månad").click()
    page.get_by_label("Namn på tolkningen").fill("Fastighetssystemet")
    page.get_by_label("Vem sparar tolkningen?").fill("Anna Analytiker")
    expect(page.get_by_text("Tolkningen sparas som fastighetssystemet och är ny.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Spara tolkningen").click()
    saved = page.get_by_text(f"Tolkningen är sparad som fastighetssystemet, leverans {NEXT}.")
    expect(saved).to_be_visible()
    page.get_by_label("Ditt namn").fill("Anna Analytiker")
    page.get_by_role("button", name="Lämna 2").click()
    reason = page.get_by_text("Kryssa för att det stämmer och skriv varför")
    expect(reason).to_be_visible()  # most units are not in the file
    assert run(["check", str(strange), "--home", str(demo_home)]) == 0  # recognised by itself
    undo(opened(page, f"{own_server}/leveranser?nr={NEXT}"), NEXT, "Fel mått")
    choose(opened(page, f"{own_server}/lamna-fil"), strange)
    expect(page.get_by_text("Filen känns inte igen.")).to_be_visible()


def test_what_was_chosen_stands_when_another_choice_is_tried_and_taken_back(page, strange):
    choose(opened(page, "/lamna-fil"), strange)
    select(page, "Kostnad tkr", MEASURE)
    select(page, "Fastighet", "Läses inte")
    expect(page.get_by_text("Ingen kolumn är vald som enhet.")).to_be_visible()
    select(page, "Skiljetecken", "Semikolon")
    expect(page.get_by_role("combobox", name="Fastighet", exact=True)).to_have_count(0)
    select(page, "Skiljetecken", "Tabb (vår gissning)")
    assert chosen(page, "Kostnad tkr", "Fastighet") == {
        "Kostnad tkr": MEASURE,
        "Fastighet": "Läses inte",
    }
    select(page, "Teckenkodning", "CP850 (DOS)")
    expect(page.get_by_role("table").first).to_contain_text("lokalvÕrd")
    assert chosen(page, "Kostnad tkr") == {"Kostnad tkr": MEASURE}


def test_months_as_columns_are_offered_as_such(page, tmp_path):
    path = tmp_path / "yta.csv"
    path.write_text(MONTHS, encoding="utf-8")
    choose(opened(page, "/lamna-fil"), path)
    assert chosen(page, "Skiljetecken", "Decimaltecken", "Månadskolumnerna är", "Objekt") == {
        "Skiljetecken": "Komma (vår gissning)",
        "Decimaltecken": "Punkt (12.5) (vår gissning)",
        "Månadskolumnerna är": "städad yta m² (vår gissning)",
        "Objekt": "Enhet (vår gissning)",
    }
    try_it(page)
    assert "juni–juli 2024" in plain(page.locator(".pk-message").first.inner_text())


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (820, 1180), (390, 844), (320, 700)])
def test_the_choices_fit_and_are_accessible(page, strange, width, height):
    choose(opened(page, "/lamna-fil", width, height), strange)
    assert axe(page) == []
    assert fits(page)
    select(page, "Kostnad tkr", MEASURE)
    assert axe(page) == []
    try_it(page)
    page.get_by_text("Spara tolkningen för nästa månad").click()
    page.get_by_text("Så tolkas filen").click()
    assert axe(page) == []
    assert fits(page)


def test_the_keyboard_reaches_every_choice(page, strange):
    choose(opened(page, "/lamna-fil"), strange)
    select(page, "Kostnad tkr", MEASURE)
    page.get_by_role("combobox", name="Teckenkodning").focus()
    reached = []
    for _ in range(30):
        reached.append(
            page.evaluate(
                "(e => e.getAttribute('aria-label') || e.innerText)(document.activeElement)"
            )
        )
        page.keyboard.press("Tab")
    order = [
        "Teckenkodning",
        "Skiljetecken",
        "Filens första rader, så som de läses nu",
        "Period",
        "Fastighet",
        "Kostnad tkr",
        "Beloppen står i",
        "Anm",
        "Rader som hoppas över",
        "Pröva tolkningen",
        "Avbryt tolkningen",
    ]
    places = [next(at for at, each in enumerate(reached) if name in each) for name in order]
    assert places == sorted(places)
