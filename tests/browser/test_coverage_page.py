"""Täckning as an analyst meets it: the table, one unit's month, and the list to send out."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import downloaded, fits, opened, plain, said, select

PAGE = "/tackning"
SIZES = [(1366, 768), (820, 1180), (390, 844)]
MARCH = f"{PAGE}?enhet=abroskolan&manad=2022-03"


def table(page: Page):
    return page.get_by_role("region", name=re.compile("^Enheter och månader"))


def row(page: Page, unit: str):
    """The row of a unit in the table of months."""
    heading = page.get_by_role("rowheader", name=unit, exact=True)
    return table(page).get_by_role("row").filter(has=heading)


def listed(page: Page) -> str:
    """What the list of the month says."""
    return plain(" ".join(page.locator(".pk-section").all_inner_texts()))


def test_the_finding_is_how_much_is_in_and_how_many_lack_something(page):
    opened(page, PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Täckning")
    assert said(page, ".pk-lede") == (
        "98 % av talen för juli 2024 är inne. De är preliminära. Två av 34 enheter har något kvar "
        "att lämna i tid. Från tidigare månader saknas 850 tal."
    )


def test_every_cell_has_words_and_a_shape_or_a_number(page):
    opened(page, PAGE)
    cells = row(page, "Oxelskolan").get_by_role("cell")
    expect(cells).to_have_count(12)
    texts = [plain(text) for text in cells.all_text_contents()]
    assert texts[0] == "5"  # its link has the words
    assert texts[1] == "allt är lämnat"
    late = row(page, "Oxelskolan").get_by_role("link", name="Oxelskolan, augusti 2023")
    expect(late).to_have_accessible_name("5 av 27 tal saknas, försenat: Oxelskolan, augusti 2023")
    waiting = row(page, "Oxelskolan").get_by_role("link", name="juli 2024")
    expect(waiting).to_have_accessible_name(
        "6 av 22 tal saknas, inte försenat än: Oxelskolan, juli 2024"
    )
    gone = row(page, "Slånskolan").get_by_role("cell")
    assert [plain(text) for text in gone.all_text_contents()][4:6] == [
        "allt är lämnat",
        "inget väntas",
    ]
    key = said(page, ".pk-key")
    for words in ("Antal tal som saknas, försenade", "inte försenade än", "men preliminärt"):
        assert words in key
    assert "Stängt" not in key  # the key has what the table has


def test_the_counts_of_every_month_stand_over_the_units(page):
    opened(page, PAGE)
    share = row(page, "Inne, procent").get_by_role("cell").all_inner_texts()
    lacks = row(page, "Saknas, antal tal").get_by_role("cell").all_inner_texts()
    assert (len(share), share[-1], lacks[-1]) == (12, "98", "9")


def test_the_school_that_sent_nothing_for_two_months_is_named(page):
    opened(page, f"{PAGE}?period=2022")
    for month in ("mars 2022", "april 2022"):
        cell = row(page, "Åbroskolan").get_by_role("link", name=f"Åbroskolan, {month}")
        expect(cell).to_have_text("28")
    row(page, "Åbroskolan").get_by_role("link", name="Åbroskolan, mars 2022").click()
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Åbroskolan, mars 2022")
    assert said(page, ".pk-lede").strip() == (
        "28 av 30 tal saknas. Sista dag var den 15 april 2022."
    )
    cleaning = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="Lokalvård", exact=True)
    )
    expect(cleaning.get_by_role("cell").first).to_contain_text("städkostnad, städkostnad tjänstens")
    page.get_by_role("link", name="Alla enheter och månader").click()
    ready(page)
    expect(page).to_have_url(re.compile(r"period=2022&manad=2022-03$"))
    expect(page.get_by_role("heading", name="Vad saknas för mars 2022?")).to_be_visible()


def test_the_list_of_a_month_the_file_and_the_text_to_send(page):
    opened(page, f"{PAGE}?manad=2022-03")
    expect(page.get_by_text("48\u00a0tal av 912 saknas, hos 5\u00a0enheter.")).to_be_visible()
    assert "Åbroskolan" in listed(page)
    assert "Vård- och omsorgsförvaltningen" in listed(page)
    download = downloaded(page, "Ladda ner listan (CSV)")
    assert download.suggested_filename == "saknas-2022-03.csv"
    lines = Path(download.path()).read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 49
    assert lines[0] == "förvaltning;enhet;tjänst;mått;månad;läge;senast"
    school = "Barn- och skolförvaltningen;Åbroskolan"
    assert f"{school};Lokalvård;städkostnad;2022-03;försenat;2022-04-15" in lines
    page.get_by_text("Text att klistra in i ett mejl").click()
    mail = page.locator("[data-testid=stCode]")
    expect(mail).to_contain_text("Det här har inte kommit in till Pilotkollen för mars 2022.")
    expect(mail).to_contain_text("Sista dag var den 15 april 2022.")
    assert axe(page) == []


def test_the_choices_are_in_the_address_and_open_the_same_in_a_new_tab(page, context):
    opened(page, PAGE)
    select(page, "Månader", "År 2022")
    select(page, "Förvaltning", "Vård- och omsorgsförvaltningen")
    select(page, "Tjänst eller mått", "Lokalvård: städkostnad")
    select(page, "Månad för listan", "september 2022")
    expect(page).to_have_url(re.compile("period=2022&forvaltning=.*&tal=cleaning_cost&manad="))
    other = context.new_page()
    other.goto(page.url)
    for each in (page, ready(other)):
        expect(row(each, "Lindgårdens särskilda boende")).to_be_visible()
        expect(row(each, "Åbroskolan")).to_have_count(0)
        expect(row(each, "Inne, procent").get_by_role("cell")).to_have_count(12)
        expect(each.get_by_role("heading", name="Vad saknas för september 2022?")).to_be_visible()


def test_a_survey_is_waited_for_in_its_months_alone(page):
    opened(page, f"{PAGE}?period=2023&tal=nki")
    texts = row(page, "Inne, procent").get_by_role("cell").all_text_contents()
    assert [at for at, text in enumerate(texts, start=1) if text != "inget väntas"] == [5, 11]


def test_closed_months_are_drawn_and_named(page):
    opened(page, f"{PAGE}?period=2023&tal=meals")
    assert "Stängt" in said(page, ".pk-key")
    july = row(page, "Lärkskolan").get_by_role("cell").nth(6)
    assert july.text_content() == "stängt"


def test_a_month_without_gaps_says_so(page):
    opened(page, f"{PAGE}?tal=fleet&manad=2024-07")
    expect(page.get_by_text("Inget: allt som väntas är lämnat.")).to_be_visible()
    expect(page.get_by_role("button", name="Ladda ner listan (CSV)")).to_have_count(0)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("period=1999", "Perioden ”1999” finns inte."),
        ("forvaltning=x", "Förvaltningen ”x” finns inte."),
        ("tal=x", "Tjänsten eller måttet ”x” finns inte."),
        ("manad=juli", "Månaden ”juli” finns inte."),
        ("enhet=slanskolan", "Av enheten ”slanskolan” väntas inga tal den månaden."),
    ],
)
def test_what_there_is_not_is_answered_calmly(page, asked, answer):
    opened(page, f"{PAGE}?{asked}")
    expect(page.get_by_text(answer)).to_be_visible()
    expect(table(page)).to_be_visible()


def test_the_keyboard_reaches_the_table_its_cells_and_past_it(page):
    opened(page, PAGE)
    page.get_by_role("combobox", name="Tjänst eller mått").focus()
    skip = page.get_by_role("link", name="Hoppa förbi tabellen")
    for _ in range(5):  # the list's own parts come first
        page.keyboard.press("Tab")
        if skip.evaluate("e => e === document.activeElement"):
            break
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(table(page)).to_be_focused()
    page.keyboard.press("Tab")
    first = table(page).get_by_role("link").first
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    ready(page)
    expect(page.get_by_role("link", name="Alla enheter och månader")).to_be_visible()


def test_the_skip_link_leads_past_the_table(page):
    opened(page, PAGE)
    page.get_by_role("link", name="Hoppa förbi tabellen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vad saknas för juli 2024?")).to_be_in_viewport()
    ready(page)  # the address has changed
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Månad för listan")).to_be_focused()


def test_where_there_is_no_room_for_all_months_the_latest_are_seen(page):
    opened(page, PAGE, 390, 844)
    box = table(page)
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    box.evaluate("e => e.scrollIntoView()")
    latest = row(page, "Almgårdsskolan").get_by_role("cell").last
    expect(latest).to_be_in_viewport()
    expect(table(page).get_by_role("rowheader", name="Almgårdsskolan")).to_be_in_viewport()


def test_an_empty_home_says_what_will_stand_here(page, tmp_path):
    (tmp_path / "empty").mkdir()
    with serving(tmp_path / "empty", tmp_path) as url:
        opened(page, url + PAGE)
        expect(page.get_by_text("Inga tal väntas än")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("button", name="Lämna den första filen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Lämna fil")
        page.goto("about:blank")


@pytest.mark.parametrize(("width", "height"), [*SIZES, (320, 700)])
def test_every_state_is_accessible_and_fits(page, width, height):
    for path in (PAGE, f"{PAGE}?period=alla&manad=2022-03", f"{PAGE}?period=2023&tal=meals", MARCH):
        opened(page, path, width, height)
        for title in page.locator("summary").all():
            title.click()
        assert axe(page) == []
        assert fits(page)
