"""The two pages as their users meet them: every state, in a real browser, on a real home."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.cli import run
from kpi.settings import DEMO_FILES
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import DELIVERED, NEXT, downloaded, fits, select, tile
from tests.demo.numbers import JUNE
from tests.intake.workbooks import saved, with_sheets

SIZES = [(1366, 768), (820, 1180), (390, 844)]
REFUSED = [
    ("okand_enhet.csv", 1, "finns inte i registret"),
    ("bokstav_i_stallet_for_siffra.csv", 1, "är inte ett tal"),
    ("manad_som_inte_finns.csv", 34, "är inte en månad"),  # every row has the same month
]


@pytest.fixture
def own_server(demo_home, tmp_path):
    """A server with a demo of its own, for tests that send files."""
    with serving(demo_home, tmp_path) as url:
        yield url


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("elsewhere")) as url:
        yield url


def choose(page: Page, *path: str) -> Page:
    page.locator("input[type=file]").set_input_files(DEMO_FILES.joinpath(*path))
    return page


def send(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/lamna-fil")
    choose(ready(page), name)
    page.get_by_label("Ditt namn").fill("Anna Analytiker")
    page.get_by_role("button", name="Lämna").last.click()
    expect(page.get_by_text("Filen är lämnad som leverans")).to_be_visible()


def test_the_overview_tells_the_demos_story(page):
    page.goto("/")
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Pilot Område Öster")
    expect(page.get_by_role("paragraph").filter(has_text="Påhittade data")).to_be_visible()
    three = page.locator(".pk-answer")
    expect(page.locator("h2.pk-lede")).to_have_text(
        "Lägre kostnad med bättre kvalitet. Likvärdigheten: ingen säkerställd skillnad."
    )
    said = [
        ("Billigare?", "Ja", ["Städkostnad per m²", "−4,4", "Säkerställd", "Kostnad per portion"]),
        ("Lika bra?", "Ja, bättre", ["Godkända städkontroller", "Bättre"]),
        ("Mer likvärdigt?", "Ingen säkerställd skillnad", ["7 av 8", "Förskolan Månskenet"]),
    ]
    for at, (question, answer, rests_on) in enumerate(said):
        expect(three.nth(at).get_by_role("heading", level=3)).to_have_text(question)
        expect(three.nth(at).locator("p").first).to_have_text(answer)
        for words in rests_on:
            expect(three.nth(at)).to_contain_text(words)
    names = page.locator(".pk-tile h3").all_inner_texts()
    assert names[0] == "Fordonskostnad per mil"  # the one that has become worse comes first
    assert names[-3:] == ["Städkostnad per m²", "Felanmälan, dagar", "Godkända städkontroller"]
    fleet = tile(page, "Fordonskostnad per mil")
    assert "72,6" in fleet
    assert "juli 2024" in fleet
    assert "Försämring" in fleet
    assert "mot baslinjen, fasta priser" in fleet
    assert "För få mätningar (6 av 13)" in tile(page, "Nöjd-Kund-Index")


def test_every_picture_has_its_numbers_in_a_table(page):
    page.goto("/")
    ready(page).get_by_text("Visa talen bakom diagrammen").click()
    table = page.get_by_role("region", name="Talen månad för månad").get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(9)
    row = table.get_by_role("row").filter(has_text="juli 2024")
    expect(row).to_contain_text("72,6")
    expect(row).to_contain_text("mäts inte")
    assert axe(page) == []


@pytest.mark.parametrize(("name", "errors", "says"), REFUSED)
def test_a_file_with_a_mistake_is_answered_and_nothing_is_saved(page, home, name, errors, says):
    page.goto("/lamna-fil")
    choose(ready(page), "prova", name)
    answer = page.get_by_role("alert")
    expect(answer).to_contain_text(f"Filen kan inte lämnas än: {errors}\u00a0fel")
    expect(answer).to_contain_text("Ingenting är sparat")
    expect(page.get_by_role("table").first).to_contain_text(says)
    download = downloaded(page, "Ladda ner fellistan")
    listed = Path(download.path()).read_text(encoding="utf-8-sig")
    assert listed.startswith("Nivå;Rad;Kolumn;I filen står;Vad som är fel;Gör så här")
    assert says in listed
    download = downloaded(page, "Ladda ner raderna med fel (CSV)")
    header, *rows = Path(download.path()).read_text(encoding="utf-8-sig").splitlines()
    assert header.endswith(";Vad som är fel")
    assert len(rows) == errors
    assert all(says in row for row in rows)
    assert axe(page) == []
    assert len(list((home / "ledger").iterdir())) == DELIVERED


def test_a_sheet_of_an_xlsx_file_is_chosen_and_checked(page, home, tmp_path):
    path = tmp_path / "2024.xlsx"
    header = ["månad", "enhet", "rooms_checked"]
    good, bad = ["2024-08", "larkskolan", 4], ["2024-08", "larkskolan", "4O"]
    path.write_bytes(saved(with_sheets(Augusti=[header, good], Fel=[header, bad])))
    page.goto("/lamna-fil")
    ready(page).locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("Filen kan lämnas när någon har svarat")).to_be_visible()
    expect(page.get_by_text("2024.xlsx, bladet Augusti, 1\u00a0rad")).to_be_visible()
    assert axe(page) == []
    select(page, "Blad i filen", "Fel")
    expect(page.get_by_role("alert")).to_contain_text("Filen kan inte lämnas än: 1\u00a0fel")
    expect(page.get_by_role("table").first).to_contain_text("är inte ett tal")
    assert len(list((home / "ledger").iterdir())) == DELIVERED


def test_a_person_number_is_stopped_and_never_shown(page):
    page.goto("/lamna-fil")
    choose(ready(page), "personal_2022-09.csv")
    expect(page.get_by_role("alert")).to_contain_text("kan inte lämnas")
    shown = page.locator("body").inner_text()
    assert "••" in shown
    assert "1212-1212" not in shown.replace("19121212", "")
    expect(page.get_by_role("button", name="Ladda ner fellistan")).to_have_count(0)


def tenfold(folder: Path) -> Path:
    """The next month's file with one figure ten times too large."""
    text = (DEMO_FILES / "2024-08.csv").read_text(encoding="utf-8-sig")
    header, *lines = (line.split(";") for line in text.splitlines())
    for line in lines:
        if line[1] == "kastanjen":
            line[header.index("caretaking_cost")] += "0"
    path = folder / "augusti.csv"
    path.write_text("\n".join(";".join(line) for line in [header, *lines]), encoding="utf-8")
    return path


def test_what_is_not_likely_needs_an_answer_and_can_be_settled(page, own_server, tmp_path):
    page.goto(f"{own_server}/lamna-fil")
    ready(page).locator("input[type=file]").set_input_files(tenfold(tmp_path))
    expect(page.get_by_text("Filen kan lämnas när någon har svarat")).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("är ovanligt högt")
    assert axe(page) == []
    page.get_by_label("Ditt namn").fill("Anna")
    page.get_by_role("button", name="Lämna 948").click()
    expect(page.get_by_text("Filen är inte lämnad.")).to_be_visible()
    page.get_by_text("Det stämmer: ovanligt höga eller låga tal").click()
    page.get_by_label("Varför stämmer det?").fill("Nytt avtal")
    page.get_by_role("button", name="Lämna 948").click()
    expect(page.get_by_text(f"Filen är lämnad som leverans {NEXT}.")).to_be_visible()
    page.goto(f"{own_server}/leveranser?nr={NEXT}")
    expect(ready(page).get_by_role("heading", name="En öppen fråga")).to_be_visible()
    assert axe(page) == []
    page.get_by_text("Avgör en fråga").click()
    page.get_by_role("button", name="Avgör frågan").click()
    expect(page.get_by_text("Skriv ditt namn och hur frågan är avgjord.")).to_be_visible()
    page.get_by_label("Ditt namn").first.fill("Eva")
    page.get_by_label("Hur är den avgjord?").fill("Avtalet gäller")
    page.get_by_role("button", name="Avgör frågan").click()
    expect(page.get_by_role("heading", name="En öppen fråga")).to_have_count(0)


def test_the_same_file_again_is_already_in(page):
    page.goto("/lamna-fil")
    choose(ready(page), "2024-06.csv")
    expect(page.get_by_text("Filen är redan lämnad.")).to_be_visible()
    expect(page.get_by_text(f"redan inläst 2024-07-12 (leverans {JUNE})")).to_be_visible()
    assert axe(page) == []


def test_a_template_can_be_taken_filled_and_sent(page, tmp_path):
    page.goto("/lamna-fil")
    ready(page).get_by_text("Hämta en mall att fylla i").click()
    expect(page.get_by_role("table").first).to_contain_text("Skrivs som 2024-01.")
    assert axe(page) == []
    download = downloaded(page, "Ladda ner mallen (CSV)")
    assert download.suggested_filename == "mall_wide.csv"
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    head, *rows = text.splitlines()
    assert head.startswith("månad;enhet;städkostnad;")
    row = next(row for row in rows if row.startswith("2024-08;Lärkskolan;"))
    filled = tmp_path / "2024-08.csv"
    filled.write_text(f"{head}\n{row.replace(';;', ';131974;', 1)}\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(filled)
    expect(page.get_by_text("Filen kan lämnas när någon har svarat")).to_be_visible()
    expect(page.get_by_text("väntade enhetsmånader saknas").first).to_be_visible()


def test_send_a_month_see_the_tile_change_and_take_it_back(page, own_server, demo_home):
    page.goto(own_server)
    before = tile(ready(page), "Fordonskostnad per mil")
    assert "juli 2024" in before
    page.goto(f"{own_server}/lamna-fil")
    choose(ready(page), "2024-08.csv")
    expect(page.get_by_text("Filen är kontrollerad och kan lämnas.")).to_be_visible()
    expect(page.locator(".pk-counts")).to_contain_text("948")
    assert axe(page) == []
    page.get_by_role("button", name="Lämna 948").click()
    expect(page.get_by_text("Skriv ditt namn.")).to_be_visible()
    page.get_by_label("Ditt namn").fill("Anna Analytiker")
    page.get_by_role("button", name="Lämna 948").click()
    expect(page.get_by_text(f"Filen är lämnad som leverans {NEXT}.")).to_be_visible()
    assert axe(page) == []
    page.reload()  # a reload sends nothing again
    page.goto(own_server)
    assert "augusti 2024" in tile(ready(page), "Fordonskostnad per mil")
    assert run(["undo", str(NEXT), "--why", "fel månad", "--home", str(demo_home)]) == 0
    page.goto(own_server)
    assert tile(ready(page), "Fordonskostnad per mil") == before


def test_a_delivery_can_be_undone_where_it_was_sent(page, own_server):
    send(page, own_server, "2024-08.csv")
    page.get_by_text("Ångra leveransen").first.click()
    page.get_by_label("Varför ångras den?").fill("Fel fil")
    page.get_by_role("button", name="Ångra leveransen").click()
    expect(page.get_by_text("Filen är lämnad")).to_have_count(0)
    page.goto(own_server)
    assert "juli 2024" in tile(ready(page), "Fordonskostnad per mil")


def test_the_command_line_and_the_page_work_on_one_home_at_once(page, own_server, demo_home):
    page.goto(own_server)
    assert "juli 2024" in tile(ready(page), "Fordonskostnad per mil")
    file = str(DEMO_FILES / "2024-08.csv")
    assert run(["import", file, "--yes", "--home", str(demo_home)]) == 0
    page.reload()
    assert "augusti 2024" in tile(ready(page), "Fordonskostnad per mil")
    assert run(["verify", "--home", str(demo_home)]) == 0
    assert run(["rebuild", "--home", str(demo_home)]) == 0
    page.reload()
    assert "augusti 2024" in tile(ready(page), "Fordonskostnad per mil")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_an_empty_home_shows_the_way(page, empty_server, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(empty_server)
    expect(
        ready(page).get_by_text("Här visas läget när den första filen är lämnad")
    ).to_be_visible()
    assert axe(page) == []
    assert fits(page)
    page.get_by_role("button", name="Lämna den första filen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lämna fil")
    assert axe(ready(page)) == []


@pytest.mark.parametrize(("width", "height"), [*SIZES, (320, 700)])
def test_an_answered_file_fits_and_is_accessible(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/lamna-fil")
    choose(ready(page), "prova", "okand_enhet.csv")
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []
    assert fits(page)
    page.goto("/lamna-fil")
    choose(ready(page), "2024-08.csv")
    expect(page.get_by_text("Filen är kontrollerad och kan lämnas.")).to_be_visible()
    assert axe(page) == []
    assert fits(page)
