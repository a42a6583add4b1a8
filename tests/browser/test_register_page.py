"""Register as an analyst meets it: change a row by hand, see it where it is used, take it back."""

import re

import pytest
from playwright.sync_api import Page, expect

from kpi.access import Role, User
from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.home import open_home
from kpi.settings import settings_for
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import NEXT, fits, opened, plain, said, select
from tests.browser.test_deliveries_page import undo

PAGE = "/register"
TARGETS = f"{PAGE}?register=targets"
SIZES = [(1366, 768), (820, 1180), (390, 844)]
ROW = "Rad att ändra"
VALUE = "målvärde (måste fyllas i)"
MEAL = "meal_cost_portion, 2023-08"
CHECK = "Kontrollera och förhandsgranska"


@pytest.fixture
def own_server(demo_home, tmp_path):
    """A server with a demo of its own, for tests that send."""
    with serving(demo_home, tmp_path) as url:
        yield url


def typed(page: Page, label: str, text: str) -> None:
    """Write in a field and leave it, as Tab does."""
    field = page.get_by_role("textbox", name=label, exact=True)
    field.fill(text)
    field.press("Tab")
    ready(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    ready(page)


def changed(page: Page) -> str:
    """The table of what has been changed so far."""
    table = page.get_by_role("table").filter(has_text="Vad som händer")
    return plain(table.inner_text())


def test_what_stands_who_changed_it_and_where_its_deliveries_are(page):
    opened(page, TARGETS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Register")
    expect(page.get_by_text("Målen som nyckeltalen ska nå")).to_be_visible()
    expect(page.get_by_text(re.compile("Senast ändrat 18 september 2023 av"))).to_be_visible()
    row = page.get_by_role("row").filter(has_text="meal_cost_portion")
    expect(row).to_contain_text("53,5")
    select(page, "Register", "Enheter")
    expect(page).to_have_url(f"{PAGE}?register=units")
    expect(page.locator("h2.pk-h2").first).to_have_text("Enheter")
    page.get_by_role("link", name="Se registrets leveranser").click()
    expect(page).to_have_url(re.compile(r"/leveranser\?slag=units"))
    expect(ready(page).get_by_role("heading", level=1)).to_have_text("Leveranser")


def test_change_preview_send_see_it_used_and_take_it_back(page, own_server):
    opened(page, own_server + TARGETS)
    select(page, ROW, MEAL)
    typed(page, VALUE, "99,5")
    assert "målvärde: 53,5 → 99,5" in changed(page)
    press(page, CHECK)
    expect(page.get_by_text("Ändringarna är kontrollerade och kan lämnas.")).to_be_visible()
    assert axe(page) == []
    press(page, "Lämna 1")
    expect(page.get_by_text("Skriv ditt namn.")).to_be_visible()
    typed(page, "Ditt namn (visas i leveranslistan)", "Anna Analytiker")
    press(page, "Lämna 1")
    expect(page.get_by_text("Skriv varför registret ändras.")).to_be_visible()
    typed(page, "Varför ändras registret? (visas i leveranslistan)", "Nytt beslut i maj")
    page.get_by_role("button", name="Lämna 1").dblclick()  # one delivery all the same
    expect(page.get_by_text(f"Ändringen är lämnad som leverans {NEXT}.")).to_be_visible()
    assert axe(page) == []
    assert "av Anna Analytiker" in said(page, ".pk-quiet >> nth=0")
    expect(page.get_by_role("row").filter(has_text="meal_cost_portion")).to_contain_text("99,5")
    other = page.context.new_page()
    opened(other, f"{own_server}/nyckeltal?kpi=meal_cost_portion")
    expect(other.get_by_text("99,5").first).to_be_visible()
    other.close()  # a page behind another is laid out late: what is clicked there may move
    page.get_by_role("link", name=f"Se eller ångra leverans {NEXT}").click()
    heading = ready(page).get_by_role("heading", level=1)
    expect(heading).to_contain_text(f"Leverans\u00a0{NEXT}: mål")
    undo(ready(page), NEXT, "Fel mål")
    expect(page.get_by_text("Leveransen är ångrad och räknas inte.")).to_be_visible()
    opened(page, own_server + TARGETS)
    expect(page.get_by_role("row").filter(has_text="meal_cost_portion")).to_contain_text("53,5")
    opened(page, f"{own_server}/leveranser")
    assert f"{NEXT + 1} leveranser" in said(page, ".pk-lede")


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(page):
    opened(page, TARGETS)
    select(page, ROW, MEAL)
    typed(page, VALUE, "5x")
    press(page, "Lägg till en rad")
    select(page, "nyckeltal (måste fyllas i)", "Nöjd-Kund-Index (nki)")
    typed(page, "gäller från (måste fyllas i)", "2024-13")
    press(page, CHECK)
    expect(page.get_by_role("alert")).to_contain_text("Ändringarna kan inte lämnas än: 3 fel.")
    table = page.get_by_role("table").filter(has_text="Vad som är fel")
    expect(table.get_by_role("row")).to_have_count(4)
    expect(table.get_by_role("row").nth(1)).to_contain_text("meal_cost_portion, 2023-08")
    assert "”2024-13” är inte en månad." in said(page, ".pk-fault >> nth=0")
    assert axe(page) == []
    page.get_by_role("link", name="Täckning").click()  # another page, and back
    expect(ready(page).get_by_role("heading", level=1)).to_have_text("Täckning")
    page.get_by_role("link", name="Register").click()
    ready(page)
    select(page, "Register", "Mål")
    field = page.get_by_role("textbox", name="gäller från (måste fyllas i)")
    expect(field).to_have_value("2024-13")
    assert "målvärde: 53,5 → 5x" in changed(page)
    press(page, "Ta tillbaka ändringen")
    assert "Ny rad" not in changed(page)
    press(page, "Kasta ändringarna")
    expect(page.get_by_text("Dina ändringar")).to_have_count(0)


def test_a_row_is_taken_away_and_the_page_says_so_first(page):
    opened(page, TARGETS)
    select(page, ROW, MEAL)
    page.get_by_text("Ta bort raden", exact=True).click()
    ready(page)
    assert "Tas bort" in changed(page)
    expect(page.get_by_role("textbox", name=VALUE)).to_have_count(0)
    press(page, CHECK)
    assert "Borttagna\n1" in said(page, ".pk-counts")
    expect(page.get_by_role("button", name="Lämna 1")).to_be_visible()


def test_somebody_else_changed_the_row_meanwhile(page, own_server, demo_home):
    opened(page, own_server + TARGETS)
    select(page, ROW, MEAL)
    typed(page, VALUE, "52")
    press(page, CHECK)
    typed(page, "Ditt namn (visas i leveranslistan)", "Anna")
    typed(page, "Varför ändras registret? (visas i leveranslistan)", "Nytt beslut")
    home = open_home(settings_for(demo_home))
    text = "nyckeltal;gäller från;målvärde\nmeal_cost_portion;2023-08;51\n"
    bo = User("Bo", Role.ADMIN)
    commit_file(home, bo, preview_file(home, bo, text.encode(), "mal.csv", layout="targets"))
    home.close()
    press(page, "Lämna 1")
    expect(page.get_by_role("alert")).to_contain_text(f"Underlaget har ändrats: leverans {NEXT}")
    note = page.get_by_text("Det här kom medan du skrev").inner_text()
    assert f"leverans {NEXT} (mål, Bo)" in plain(note)
    assert "målvärde: 51 → 52" in changed(page)
    assert axe(page) == []
    press(page, CHECK)
    expect(page.get_by_text("Det här kom medan du skrev")).to_have_count(0)
    press(page, "Lämna 1")
    expect(page.get_by_text(f"Ändringen är lämnad som leverans {NEXT + 1}.")).to_be_visible()


def test_an_empty_register_says_what_to_do_and_an_unknown_one_is_answered_calmly(page, tmp_path):
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty", tmp_path) as url:
        opened(page, f"{url}{PAGE}?register=events")
        expect(page.get_by_text("Registret är tomt än.")).to_be_visible()
        expect(page.get_by_role("button", name="Ladda ner mallen (CSV)")).to_be_visible()
        assert axe(page) == []
        opened(page, f"{url}{PAGE}?register=nonsens")
        expect(page.get_by_text("Registret ”nonsens” finns inte.")).to_be_visible()
        page.goto("about:blank")


def test_it_is_done_with_the_keyboard_alone(page):
    opened(page, TARGETS)
    box = page.get_by_role("combobox", name=ROW)
    box.focus()
    page.keyboard.type("sick")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    ready(page)
    expect(box).to_have_value("sick_leave, 2023-08")
    field = page.get_by_role("textbox", name=VALUE)
    for _ in range(12):
        if field.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("6,5")
    page.keyboard.press("Enter")
    ready(page)
    page.get_by_role("button", name=CHECK).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ändringarna är kontrollerade och kan lämnas.")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [*SIZES, (320, 700)])
def test_every_register_is_accessible_and_fits(page, width, height):
    for register in ("targets", "units", "closed_months"):
        opened(page, f"{PAGE}?register={register}", width, height)
        assert fits(page)
        press(page, "Lägg till en rad")
        assert axe(page) == []
        assert fits(page)
