"""Effekt as its readers meet it: every effect, what it is worth, and what it rests on."""

from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.cli import run
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import downloaded, fits, opened, plain, said, select
from tests.demo import by_hand

PAGE = "/effekt"
SIZES = [(1366, 768), (820, 1180), (390, 844), (320, 700)]
EFFECTS, COURSES = "Visa effekterna som tabell", "Visa kurvorna som tabell"
UNITS, SEEN = "Visa enheterna som tabell", "Hur stor effekt kan vi se?"
TABLES = [EFFECTS, COURSES, UNITS, SEEN]
FIXED = "fasta priser, augusti 2023 (prisindex: Konsumentprisindex (KPI), 1980 = 100, fastställd)"

# The middle and the half width of every mark of a unit.
MARKS = """chart => [...chart.querySelectorAll('.mark-symbol path')]
  .map(mark => mark.getBoundingClientRect())
  .map(r => [r.x + r.width / 2, r.y + r.height / 2, r.width / 2])"""

# Each word of a forest with its box; what is written twice, on paper, once.
WORDS = """forest => [...forest.querySelectorAll('.mark-text.role-mark text')]
  .filter(word => !word.getAttribute('stroke'))
  .map(word => [word.textContent, word.getBoundingClientRect()])
  .map(([text, r]) => [text, r.left, r.right, r.top, r.bottom])"""
CHART = "[data-testid=stVegaLiteChart]"
FORESTS = 4  # then the courses, and last the units


def unfolded(page: Page, *titles: str) -> Page:
    """The page with these opened."""
    for title in titles:
        page.get_by_text(title, exact=True).click()
        ready(page)
    return page


def table(page: Page, title: str) -> list[str]:
    """The rows of what is unfolded under a title."""
    unfolded(page, title)
    box = page.locator("[data-testid=stExpander]").filter(has_text=title)
    return [plain(row) for row in box.get_by_role("row").all_inner_texts()]


def drawn(page: Page) -> Page:
    """Wait until the last of the pictures is there."""
    expect(page.locator(f"{CHART} svg.marks")).to_have_count(FORESTS + 2)
    return ready(page)


def kept(page: Page, button: str) -> list[str]:
    """The lines of the file that a button gives."""
    text = Path(downloaded(page, button).path()).read_text(encoding="utf-8-sig")
    return text.splitlines()


def test_the_menu_leads_to_a_page_that_says_its_finding_first(page):
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    opened(page, "/").get_by_role("link", name="Effekt", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vad har piloten förändrat?")
    drawn(page)
    assert said(page, ".pk-lede") == (
        "Av 16 nyckeltal har sju en säkerställd effekt, två en sannolik effekt och sex ingen "
        "säkerställd skillnad; ett kan inte bedömas. 10 pilotenheter och 24 jämförelseenheter, "
        "samma kalendermånader före och efter start."
    )
    headings = page.locator("[data-testid=stMain] h2").all_inner_texts()
    assert [plain(each).split("\n")[0].split(",")[0] for each in headings[1:]] == [
        *("Huvudnyckeltal", "Utforskande", "I kronor"),
        *("Lokalvård", "Mot samma månad i baslinjen", "Varje enhet för sig"),
        *("Kontrollerna", "Vad som bestämdes i förväg"),
    ]
    assert complaints == []


def test_every_picture_says_in_words_what_it_shows(page):
    drawn(opened(page, PAGE))
    names = [
        plain(each.get_attribute("aria-label"))
        for each in page.get_by_role("img").all()
        if each.get_attribute("aria-label")
    ]
    assert any("Städkostnad per m² −4,4 % (−5,5 till −3,3), säkerställd" in name for name in names)
    assert any("Sjukfrånvaro +0,2 procentenheter" in name for name in names)
    assert any("låg pilotens enheter i juli 2024 på −10,6 %" in name for name in names)
    assert any("Av pilotens tio enheter som visas ligger alla" in name for name in names)
    tools = page.locator("button[aria-label]").evaluate_all("all => all.map(e => e.ariaLabel)")
    assert any(tool.startswith("Ladda ner som PNG: Mot samma månad") for tool in tools)
    assert [tool for tool in tools if tool.startswith(("Download", "Copy", "Full"))] == []


@pytest.mark.parametrize(
    ("kpi", "bold", "rest"),
    [
        ("cleaning_cost_m2", "Säkerställd: −4,4 % (−5,5 till −3,3).", "Nyckeltalet är lägre"),
        ("meal_cost_portion", "Sannolik: −2,2 %", "Händelse i området kan inte uteslutas."),
        (
            "sick_leave",
            "Ingen säkerställd skillnad: +0,2 procentenheter",
            "En skillnad på 0,7 procentenheter hade synts i fyra fall av fem.",
        ),
        (
            "outdoor_cost_m2",
            "Ingen säkerställd skillnad: −0,4 %",
            "En skillnad på 2,6 % hade synts i fyra fall av fem.",
        ),
        ("caretaking_cost_m2", "Kan inte bedömas: +1,9 %", "En fråga om siffrorna är öppen."),
    ],
)
def test_the_planted_story_is_told(page, kpi, bold, rest):
    opened(page, f"{PAGE}?kpi={kpi}")
    verdict = said(page, ".pk-verdict")
    assert bold in verdict
    assert rest in verdict


def test_a_cost_is_worth_kronor_and_a_share_is_not(page):
    opened(page, PAGE)
    worth = "Det motsvarar 517 tkr lägre kostnad på tolv månader i fasta priser (381 till 654 tkr)."
    assert worth in said(page, ".pk-verdict")
    opened(page, f"{PAGE}?kpi=caretaking_cost_m2")
    assert "motsvarar" not in said(page, ".pk-verdict")
    text = said(page, "[data-testid=stMain]")
    assert "842 tkr lägre kostnad efter pilotens egna kostnader (172 tkr)" in text
    assert "Kan inte bedömas, och ingår inte: Vaktmästeri per m²." in text
    assert f"Kostnader står i {FIXED}." in text


def test_what_was_decided_beforehand_is_said_and_when(page):
    opened(page, f"{PAGE}?kpi=cleaning_quality")
    text = said(page, "[data-testid=stMain]")
    assert "Huvudnyckeltal i effektplanen. Planen fanns innan de första siffrorna." in text
    assert "högst 2,0 procentenheter sämre" in text
    opened(page, f"{PAGE}?kpi=outdoor_cost_m2")
    text = said(page, "[data-testid=stMain]")
    assert "Utforskande: nyckeltalet står inte i effektplanen." in text
    assert "Vad som bestämdes i förväg" not in text


def test_the_checks_say_whether_they_are_passed(page):
    opened(page, f"{PAGE}?kpi=meal_cost_portion")
    rows = page.get_by_role("table").last.get_by_role("row")
    area = rows.filter(has_text="Som ett område bland andra")
    expect(area).to_contain_text("Klarar inte")
    expect(rows.filter(has_text="Året före piloten")).to_contain_text("Klarar")


def test_the_choice_is_in_the_address_and_survives_a_reload(page):
    opened(page, PAGE)
    select(page, "Nyckeltal", "Sjukfrånvaro")
    expect(page).to_have_url(f"{PAGE}?kpi=sick_leave")
    heading = page.get_by_role("heading", name="Sjukfrånvaro")
    expect(heading).to_be_visible()
    page.reload()
    expect(ready(page).get_by_role("combobox", name="Nyckeltal")).to_have_value("Sjukfrånvaro")
    expect(heading).to_be_visible()


def test_a_nyckeltal_that_is_not_there_is_said_calmly(page):
    opened(page, f"{PAGE}?kpi=nonsens")
    assert "Nyckeltalet ”nonsens” har ingen effekt att visa." in said(page, "[data-testid=stMain]")
    expect(page.get_by_role("heading", name="Lokalvård, kostnad per städad yta")).to_be_visible()
    assert axe(page) == []


def test_tables_are_opened_and_read_without_a_mouse(page):
    drawn(opened(page, PAGE))
    page.get_by_text(EFFECTS, exact=True).locator("xpath=ancestor::summary").focus()
    page.keyboard.press("Enter")
    region = page.get_by_role("region", name="Effekterna")
    expect(region).to_be_visible()
    ready(page)
    page.keyboard.press("Tab")
    expect(region).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ladda ner effekterna (CSV)")).to_be_focused()


def test_the_tables_have_what_the_pictures_have(page):
    opened(page, PAGE)
    effects = table(page, EFFECTS)
    assert len(effects) == 17
    assert effects[1].split("\t") == [
        *("Städkostnad per m²", "Huvudnyckeltal", "−4,4 % (−5,5 till −3,3)", "−7,7 till −1,0"),
        "Säkerställd",
    ]
    courses = table(page, COURSES)
    assert len(courses) == 1 + 36
    assert courses[-1].split("\t")[:3] == ["juli 2024", "−10,6", "−2,5"]
    assert len(table(page, UNITS)) == 1 + 34
    assert len(table(page, SEEN)) == 1 + 16


def test_a_survey_is_shown_wave_by_wave(page):
    opened(page, f"{PAGE}?kpi=nki")
    assert [row.split("\t")[0] for row in table(page, COURSES)[1:]] == [
        *("november 2021", "maj 2022", "november 2022"),
        *("maj 2023", "november 2023", "maj 2024"),
    ]


def test_every_file_says_in_which_prices_it_is(page):
    opened(page, PAGE)
    steps = kept(page, "Ladda ner stegen (CSV)")
    assert steps[0].startswith("Steg;Utfall, kr;")
    assert all(line.endswith(f";{FIXED}") for line in steps[1:])
    unfolded(page, EFFECTS)
    effects = kept(page, "Ladda ner effekterna (CSV)")
    assert effects[1].startswith("Städkostnad per m²;Huvudnyckeltal;%;-4,4")
    assert effects[1].endswith(f";Säkerställd;;{FIXED}")
    assert next(line for line in effects if line.startswith("Sjukfrånvaro")).endswith(";")
    for title, first in ((COURSES, "2021-08;"), (UNITS, "Almgårdsskolan;Jämförelse;2,")):
        unfolded(page, title)
        lines = kept(page, "Ladda ner tabellen (CSV)")
        assert lines[1].startswith(first)
        assert all(FIXED in line for line in lines[1:])
        unfolded(page, title)


@pytest.mark.parametrize("kpi", ["cleaning_cost_m2", "nki", "caretaking_cost_m2"])
def test_every_table_opens_and_is_accessible(page, kpi):
    opened(page, f"{PAGE}?kpi={kpi}")
    tables = page.get_by_role("table")
    before = tables.count()
    unfolded(page, *TABLES)
    assert tables.count() == before + len(TABLES)
    assert "Något gick fel" not in said(page, "[data-testid=stMain]")
    assert axe(page) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_fits_and_is_accessible(page, width, height):
    drawn(opened(page, PAGE, width, height))
    assert fits(page)
    assert axe(page) == []
    unfolded(page, *TABLES)
    assert fits(page)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_mark_covers_another_and_no_words_each_other(page, width, height):
    drawn(opened(page, PAGE, width, height))
    charts = page.locator(CHART)
    marks = charts.last.evaluate(MARKS)
    assert len(marks) == 34
    for (x, y, half), (x2, y2, half2) in combinations(marks, 2):
        assert (x - x2) ** 2 + (y - y2) ** 2 >= (half + half2 - 1) ** 2  # a px of stroke may touch
    for at in range(FORESTS):
        words = charts.nth(at).evaluate(WORDS)
        assert words
        for (a, left, right, top, bottom), (b, from_, to, above, below) in combinations(words, 2):
            assert right < from_ or to < left or bottom < above or below < top, (a, b)


@pytest.mark.parametrize(
    ("kpi", "hidden", "units"),
    [
        ("nki", ["Solgläntan", "Lindgården"], ["solglantan", "lindgarden"]),
        ("sick_leave", ["Vaktmästarteam", "Serviceteam"], ["serviceteamoster"]),
    ],
)
def test_what_may_not_be_shown_reaches_neither_page_picture_nor_file(page, kpi, hidden, units):
    """Everything that the server sends is read: words, specifications, tables, and the files."""
    frames: list[str] = []
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda f: frames.append(text(f)))
    )
    drawn(opened(page, f"{PAGE}?kpi={kpi}"))
    unfolded(page, *TABLES)
    files = [kept(page, "Ladda ner effekterna (CSV)"), kept(page, "Ladda ner stegen (CSV)")]
    for at in range(page.get_by_role("button", name="Ladda ner tabellen (CSV)").count()):
        with page.expect_download() as given:
            page.get_by_role("button", name="Ladda ner tabellen (CSV)").nth(at).click()
        files.append(Path(given.value.path()).read_text(encoding="utf-8-sig").splitlines())
    assert len(files) == 4
    everything = "\n".join([page.content(), *frames, *(line for file in files for line in file)])
    assert "Tallgymnasiet" in everything  # it is the right haystack
    assert [name for name in [*hidden, *units] if name in everything] == []
    for unit in units:  # their own numbers, as a specification has them and as a file does
        own = abs(by_hand.deltas(kpi, log=False)[unit])
        assert f"{own}"[:6] not in everything
        assert f"{own:.4f}".replace(".", ",") not in everything


def text(frame: bytes | str) -> str:
    return frame if isinstance(frame, str) else frame.decode("utf-8", errors="replace")


@pytest.mark.parametrize(("width", "height"), SIZES[:3])
def test_a_home_without_a_pilot_shows_what_is_needed(page, no_pilot, width, height):
    opened(page, f"{no_pilot}{PAGE}", width, height)
    expect(page.get_by_role("heading", name="Ingen effekt att visa än")).to_be_visible()
    assert "minst sex av varje" in said(page, "[data-testid=stMain]")
    assert axe(page) == []
    assert fits(page)


@pytest.fixture(scope="module")
def no_pilot(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("elsewhere")) as url:
        yield url


def test_a_plan_that_cannot_be_followed_is_answered_in_a_sentence(page, demo_home, tmp_path):
    file = tmp_path / "effektplan.csv"
    head = "pilot;nyckeltal;önskad riktning;jämförelseenheter;bestämd den"
    file.write_text(f'{head}\noster;nki;högre;"larkskolan, hasselskolan";2023-06-14\n', "utf-8")
    assert run(["import", str(file), "--yes", "--home", str(demo_home)]) == 0
    with serving(demo_home, tmp_path) as url:
        opened(page, f"{url}{PAGE}")
        expect(page.get_by_role("alert")).to_contain_text(
            "Effektplanen för nki jämför med pilotens egen enhet larkskolan. "
            "Ändra jämförelseenheterna i registret Effektplan."
        )
        assert axe(page) == []
        page.goto("about:blank")
