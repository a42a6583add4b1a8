"""What holds on every page: language, safety, type, keyboard, width and accessibility."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import axe, ready
from tests.browser.steps import drawn, opened, plain, said

PAGES = [
    *("/", "/nyckeltal", "/enheter", "/effekt", "/likvardighet", "/samband", "/sammantraden"),
    *("/lamna-fil", "/leveranser", "/tackning", "/register", "/sa-raknar-vi"),
]
# Where the heading is what the page answers, or what it is about, and not its name.
NAMES = {"/": "Översikt", "/nyckeltal": "Nyckeltal", "/effekt": "Effekt", "/samband": "Samband"}
LAPTOP = (1366, 768)
TABLET = (820, 1180)
PHONE = (390, 844)
NARROW = (320, 700)

# Everything on the page that is read or heard.
READ_OR_HEARD = """() => {
  const said = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.checkVisibility()) said.push(texts.currentNode.nodeValue);
  }
  for (const e of document.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder']) said.push(e.getAttribute(name));
  }
  return said.filter(Boolean).map(text => text.trim());
}"""
LISTED = "w => w.filter(t => Object.hasOwn(WORDS, t) || PATTERNS.some(([p]) => p.test(t)))"

# The selectors of pk.css that reach into Streamlit's own boxes, without their states; those of the
# meeting mode name what others find, and need a frozen meeting.
STREAMLIT_SELECTORS = """() => {
  const sheet = [...document.styleSheets].find(s => s.href?.endsWith('/pk.css'));
  const selectors = rule => rule.cssRules?.length
    ? [...rule.cssRules].flatMap(selectors) : rule.selectorText ?? [];
  return [...sheet.cssRules].flatMap(selectors)
    .filter(s => /data-testid|st-key-|tabindex/.test(s) && !s.includes('pk-screen'))
    .map(s => s.replace(/:(hover|focus-visible)/g, ''));
}"""


def focused(page: Page) -> str:
    """What has the focus, by its text or its name."""
    return page.evaluate(
        "(e => e.id === 'stMain' ? 'innehållet' : e.ariaLabel || e.innerText)"
        "(document.activeElement)"
    )


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_swedish_and_says_its_name(page, path):
    opened(page, path)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    heading = page.get_by_role("heading", level=1).inner_text()
    name = NAMES.get(path, heading)
    expect(page).to_have_title(f"{name} – Pilotkollen")


@pytest.mark.parametrize("path", PAGES)
def test_the_shell_is_ours_before_any_script_has_run(page, server, path):
    html = page.request.get(server + path)
    assert '<html lang="sv">' in html.text()
    assert "<title>Pilotkollen</title>" in html.text()
    headers = html.headers
    assert "script-src 'self' 'sha256-" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_an_old_copy_of_streamlit_s_shell_is_never_confirmed(page, server):
    first = page.request.get(server)
    assert "etag" not in first.headers
    again = page.request.get(server, headers={"if-modified-since": "Sun, 22 Nov 2099 00:00:00 GMT"})
    assert again.status == 200
    assert '<html lang="sv">' in again.text()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_fails_and_nothing_is_fetched_from_elsewhere(page, server, path):
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda r: failed.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("console", lambda m: failed.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    opened(page, path)
    elsewhere = [url for url in asked if not url.startswith((server, "data:", "blob:"))]
    assert (failed, elsewhere) == ([], [])


def test_scripts_are_compressed_and_ranges_are_not(page, server):
    with page.expect_response(lambda r: "/static/js/index." in r.url) as script:
        opened(page, "/")
    assert script.value.headers["content-encoding"] == "gzip"
    font = "/app/static/fonts/SourceSans3-Bold.woff2"
    part = page.request.get(server + font, headers={"range": "bytes=0-99"})
    assert (part.status, len(part.body())) == (206, 100)


def test_the_font_is_ours_in_all_three_weights(page):
    opened(page, "/")
    faces = page.evaluate("[...document.fonts].map(f => [f.family, f.weight, f.status].join(' '))")
    ours = sorted(face for face in faces if face.replace('"', "").startswith("Source Sans 3 "))
    assert [face.split()[-2:] for face in ours] == [[w, "loaded"] for w in ("400", "600", "700")]
    for selector in ("h1", ".pk-nav", "p"):
        family = page.locator(selector).first.evaluate("e => getComputedStyle(e).fontFamily")
        assert family.replace('"', "").startswith("Source Sans 3")


def test_every_selector_that_touches_streamlit_still_finds_something(page):
    selectors, found = set(), set()
    for path in PAGES:
        opened(page, path)
        selectors |= set(page.evaluate(STREAMLIT_SELECTORS))
        found |= {s for s in selectors if page.locator(s).count()}
    page.get_by_role("button", name="Dölj menyn").press("Enter")
    expect(page.get_by_role("button", name="Visa menyn")).to_be_visible()
    found |= {s for s in selectors if page.locator(s).count()}
    assert len(selectors) > 3
    assert selectors - found == set()


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/agent",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
    ],
)
def test_closed_doors_are_closed(page, server, path):
    assert page.request.get(server + path).status == 404
    assert page.request.post(server + path, data={}).status == 404


def test_the_server_says_that_it_is_well(page, server):
    assert page.request.get(f"{server}/healthz").json() == {"status": "ok"}


def english(page: Page) -> list[str]:
    """The words of Streamlit that can be read or heard, of those that sv.js knows."""
    return page.evaluate(LISTED, page.evaluate(READ_OR_HEARD))


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.browser_context_args(locale="en-US")
def test_no_english_is_left_in_an_english_browser(page, size):
    for path in PAGES:
        opened(page, path, *size)
        expect(page.get_by_text("Hoppa till innehållet")).to_have_count(1)
        assert english(page) == []
    opened(page, "/lamna-fil", *size)
    expect(page.get_by_text("Högst 10\u00a0MB • CSV, TXT")).to_be_visible()
    expect(page.get_by_role("button", name="Välj fil")).to_be_visible()


@pytest.mark.browser_context_args(locale="en-US")
def test_numbers_and_months_are_swedish_in_an_english_browser(page):
    opened(page, "/nyckeltal?kpi=cleaning_cost_m2")
    drawn(page)
    chart = page.locator("[data-testid=stVegaLiteChart] svg.marks")
    for text in ("okt", "23,2 juli", "Övre 26,9"):
        expect(chart).to_contain_text(text)
    assert "23,2 kr/m²·mån i juli 2024" in said(page, ".pk-verdict")
    opened(page, "/enheter?enhet=larkskolan")
    assert "6 850" in said(page, ".pk-dl")


@pytest.mark.parametrize(("length", "size"), [(7, "7 B"), (6_000, "6 kB"), (1_600, "1,6 kB")])
def test_the_size_of_a_file_is_written_in_swedish(page, length, size):
    opened(page, "/lamna-fil")
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"x" * length}
    page.locator("input[type=file]").set_input_files(file)
    chip = page.locator("[data-testid=stFileChip]")
    expect(chip).to_have_text(f"a.csv{size}")
    assert plain(chip.get_attribute("aria-label")) == f"a.csv, {size}"


def test_the_ring_of_a_list_stands_round_its_whole_field(page):
    opened(page, "/nyckeltal")
    page.get_by_role("combobox", name="Nyckeltal").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    rings = page.evaluate(
        "[document.activeElement, document.activeElement.closest('[role=group]')]"
        ".map(e => getComputedStyle(e).outline)"
    )
    assert rings[1] == "rgb(27, 58, 87) solid 3px"
    assert " none " in rings[0]


@pytest.mark.browser_context_args(locale="en-US")
def test_words_that_come_later_are_translated_too(page):
    opened(page, "/lamna-fil")
    wrong = {"name": "x.exe", "mimeType": "application/octet-stream", "buffer": b"x"}
    page.locator("input[type=file]").set_input_files(wrong)
    expect(page.get_by_text("tas inte emot")).to_be_visible()
    page.goto("/finns-inte")
    ready(page)
    expect(page.get_by_text("Sidan finns inte")).to_be_visible()
    assert english(page) == []


@pytest.mark.browser_context_args(locale="en-US")
def test_the_list_of_words_is_what_streamlit_would_say(page):
    words = page.request.get("/app/static/sv.js").text()
    page.route("**/sv.js", lambda route: route.abort())
    opened(page, "/lamna-fil")
    page.evaluate(words.split("// Our own words")[0] + "; Object.assign(window, {WORDS, PATTERNS})")
    expect(page.locator("[data-testid=stFileUploaderDropzone] button")).to_be_visible()
    said = english(page)
    assert {"Skip to main content", "Upload", "Sidebar", "Collapse sidebar"} <= set(said)
    assert any("per file" in text for text in said)


def test_the_keyboard_goes_from_skip_link_through_menu_to_content(page):
    opened(page, "/")
    way = []
    for _ in range(len(PAGES) + 3):
        page.keyboard.press("Tab")
        way.append(focused(page))
    start = ["Hoppa till innehållet", "Dölj menyn", "Översikt", "Nyckeltal", "Enheter"]
    deeper = ["Effekt", "Likvärdighet", "Samband", "Sammanträden"]
    data = ["Lämna fil", "Leveranser", "Täckning", "Register", "Så räknar vi"]
    assert way == [*start, *deeper, *data, "innehållet"]


def test_the_skip_link_skips(page):
    opened(page, "/lamna-fil")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "innehållet"


def test_the_focus_can_be_seen(page):
    opened(page, "/lamna-fil")
    for _ in range(6):
        page.keyboard.press("Tab")
        if focused(page) == "innehållet":
            continue
        ring = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert ring == "rgb(27, 58, 87) solid 3px", focused(page)


def test_the_menu_is_a_landmark_that_knows_the_current_page(page):
    opened(page, "/")
    menu = page.get_by_role("navigation", name="Huvudmeny")
    expect(menu.locator("[aria-current=page]")).to_have_text("Översikt")
    menu.get_by_role("link", name="Lämna fil").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lämna fil")
    expect(menu.locator("[aria-current=page]")).to_have_text("Lämna fil")
    expect(page).to_have_url("/lamna-fil")


def test_a_folded_menu_is_skipped_and_can_be_opened(page):
    opened(page, "/", *TABLET)
    expect(page.locator("[data-testid=stSidebar][inert]")).to_be_attached()
    way = []
    for _ in range(3):
        page.keyboard.press("Tab")
        way.append(focused(page))
    assert way == ["Hoppa till innehållet", "Visa menyn", "innehållet"]
    page.get_by_role("button", name="Visa menyn").click()
    expect(page.get_by_role("link", name="Lämna fil", exact=True)).to_be_in_viewport()
    assert page.locator("[data-testid=stSidebar][inert]").count() == 0
    page.get_by_role("button", name="Dölj menyn").press("Enter")
    opened(page, "/nyckeltal", *TABLET)  # where it is found folded, as it was left
    page.get_by_role("button", name="Visa menyn").click()
    expect(page.get_by_role("link", name="Lämna fil", exact=True)).to_be_in_viewport()
    ready(page)
    expect(page.get_by_role("button", name="Dölj menyn")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/nyckeltal"])
def test_nothing_hides_that_the_data_are_made_up_when_the_menu_is_folded(page, path):
    opened(page, path)
    page.get_by_role("button", name="Dölj menyn").press("Enter")
    expect(page.get_by_role("button", name="Visa menyn")).to_be_visible()
    said_first = ready(page).locator(".pk-facts p").first
    expect(said_first).to_have_text("Påhittade data")
    assert said_first.evaluate(
        "e => { const b = e.getBoundingClientRect();"
        " return document.elementFromPoint(b.x + 5, b.y + b.height / 2) === e }"
    )


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_narrow_phone(page, path):
    opened(page, path, *NARROW)
    for box in ("html", "[data-testid=stMain]"):
        wide = page.locator(box).evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert wide[0] <= wide[1]


@pytest.mark.parametrize("size", [LAPTOP, TABLET, PHONE], ids=["1366", "820", "390"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page, path, size):
    opened(page, path, *size)
    assert axe(page) == []


def test_axe_finds_nothing_when_the_menu_is_open_on_a_phone(page):
    opened(page, "/", *PHONE)
    page.get_by_role("button", name="Visa menyn").click()
    expect(page.get_by_role("link", name="Lämna fil", exact=True)).to_be_in_viewport()
    assert axe(page) == []


def test_axe_sees_what_is_wrong(page):
    opened(page, "/")
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"data:,\">'")
    assert any(finding.startswith("image-alt") for finding in axe(page))
