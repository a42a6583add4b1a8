"""What a person does with any page: open it, read it, choose in it, and see that it fits."""

from playwright.sync_api import Download, Page, expect

from kpi.demo.script import SENDINGS
from tests.browser.conftest import ready

DELIVERED = 1 + sum(sending.expected == "accepted" for sending in SENDINGS)  # with the definitions
NEXT = DELIVERED + 1


def opened(page: Page, path: str, width: int = 1366, height: int = 768) -> Page:
    """The page at an address, on a screen of some size, when it has come to rest."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(path)
    return ready(page)


def plain(text: str) -> str:
    """Text with ordinary spaces where Swedish typography has unbreakable ones."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def said(page: Page, selector: str) -> str:
    """What one block says."""
    return plain(page.locator(selector).inner_text())


def tile(page: Page, name: str) -> str:
    """What the tile of a nyckeltal says."""
    tiles = page.locator(".pk-tile")
    return plain(tiles.filter(has=page.get_by_role("heading", name=name)).inner_text())


def select(page: Page, label: str, option: str) -> None:
    """Choose in a list as one does in a long one: write, and take what is left."""
    ready(page)  # a run that is still going on would draw the open list anew
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    expect(box).to_have_value(option)
    ready(page)


def downloaded(page: Page, name: str) -> Download:
    """What a button gives. It is pressed when it is there and nothing moves any more."""
    button = page.get_by_role("button", name=name)
    expect(button).to_be_visible()
    ready(page)
    with page.expect_download() as given:
        button.click()
    return given.value


def drawn(page: Page) -> None:
    """Wait until the chart is there."""
    expect(page.locator("[data-testid=stVegaLiteChart] svg.marks")).to_be_visible()


def fits(page: Page) -> bool:
    """Whether nothing is wider than the screen."""
    return page.evaluate(
        "['html', '[data-testid=stMain]'].every(s => (e => e.scrollWidth <= e.clientWidth)"
        "(document.querySelector(s)))"
    )
