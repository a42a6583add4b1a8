"""Pictures of every page and state from the demo: `make pictures` (docs/pictures)."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kpi.demo.send import build_demo
from kpi.settings import DEMO_FILES, ROOT
from tests.browser.conftest import browser_arguments, ready, serving
from tests.browser.steps import select
from tests.browser.test_effect_page import TABLES, unfolded
from tests.browser.test_mapping import STRANGE
from tests.browser.test_register_page import MEAL, ROW, VALUE
from tests.demo.numbers import FEBRUARY, REBOOKED

FOLDER = ROOT / "docs" / "pictures"
SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "820": (820, 1180), "390": (390, 844)}
README = {"": (1366, 1000)}  # the two that are kept with the code


@dataclass(frozen=True)
class Picture:
    """One page in one state. `act` brings the page there after it has loaded.

    sizes: what each is called after the picture's own name; one without a name has no long twin.
    """

    name: str
    path: str
    act: Callable[[Page], None] = lambda _page: None
    home: str = "demo"
    sizes: dict[str, tuple[int, int]] = field(default_factory=lambda: SIZES)


def upload(*path: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator("input[type=file]").set_input_files(DEMO_FILES.joinpath(*path))
        page.wait_for_selector(".pk-message")

    return act


def given(page: Page, name: str, content: bytes, then: str) -> None:
    files = [{"name": name, "mimeType": "text/csv", "buffer": content}]
    page.locator("input[type=file]").set_input_files(files)
    page.wait_for_selector(then)


def unlikely(page: Page) -> None:
    """August with a nought too many in its first figure."""
    header, first, *rest = (DEMO_FILES / "2024-08.csv").read_text("utf-8-sig").splitlines()
    month, unit, figure, *others = first.split(";")
    wrong = ";".join((month, unit, f"{figure.partition(',')[0]}0", *others))
    given(page, "2024-08.csv", "\n".join((header, wrong, *rest)).encode(), ".pk-message")


def mapped(page: Page) -> None:
    """A file that no layout fits."""
    given(page, "kostnader.csv", STRANGE.encode("cp1252"), "text=Så tolkas filen")


def row(page: Page) -> None:
    """One row of a register, open and changed."""
    select(page, ROW, MEAL)
    page.get_by_label(VALUE, exact=True).fill("99,5")
    page.keyboard.press("Enter")


def opened(page: Page) -> None:
    """Everything that is folded together is opened."""
    for title in page.locator("summary").all():
        title.click()


PICTURES = (
    Picture("readme-oversikt", "/", sizes=README),
    Picture("readme-nyckeltal", "/nyckeltal?kpi=cleaning_cost_m2", sizes=README),
    Picture("oversikt", "/"),
    Picture("oversikt-ta-stallning", "/?ta-stallning=alla"),
    Picture("oversikt-tom", "/", home="empty"),
    Picture("oversikt-da", "/?per=2024-04-12"),
    Picture("nyckeltal-battre", "/nyckeltal?kpi=cleaning_cost_m2"),
    Picture("nyckeltal-kommentarer", "/nyckeltal?kpi=nki", opened),
    Picture("nyckeltal-fraga", "/nyckeltal?kpi=caretaking_cost_m2&handelser=pilot"),
    Picture("nyckeltal-samre", "/nyckeltal?kpi=fleet_cost_mil"),
    Picture("nyckeltal-for-fa", "/nyckeltal?kpi=nki"),
    Picture("nyckeltal-volym", "/nyckeltal?kpi=meals_served"),
    Picture("nyckeltal-enhet", "/nyckeltal?kpi=meal_cost_portion&omfattning=unit/larkskolan"),
    Picture("nyckeltal-dold", "/nyckeltal?kpi=sick_leave&omfattning=unit/serviceteamoster"),
    Picture("nyckeltal-berakning", "/nyckeltal?kpi=cleaning_cost_m2&visa=berakning"),
    Picture("nyckeltal-finns-inte", "/nyckeltal?kpi=nonsens"),
    Picture("nyckeltal-tom", "/nyckeltal", home="empty"),
    Picture("effekt", "/effekt"),
    Picture("effekt-tabeller", "/effekt", lambda page: unfolded(page, *TABLES)),
    Picture("effekt-vagor", "/effekt?kpi=nki"),
    Picture("effekt-ingen-skillnad", "/effekt?kpi=sick_leave"),
    Picture("effekt-kan-inte-bedomas", "/effekt?kpi=caretaking_cost_m2"),
    Picture("effekt-finns-inte", "/effekt?kpi=nonsens"),
    Picture("effekt-tom", "/effekt", home="empty"),
    Picture("enheter", "/enheter"),
    Picture("enheter-en", "/enheter?enhet=larkskolan"),
    Picture("enheter-dold", "/enheter?enhet=serviceteamoster"),
    Picture("enheter-tom", "/enheter", home="empty"),
    Picture("samband", "/samband?par=cleaning_cost_m2/cleaning_quality"),
    Picture("samband-skolor", "/samband?par=cleaning_cost_m2/cleaning_quality&typ=skola"),
    Picture("samband-omraden", "/samband?par=meal_cost_portion/food_waste_g&visa=omraden"),
    Picture("samband-tom", "/samband", home="empty"),
    Picture("likvardighet", "/likvardighet?kpi=nki"),
    Picture("likvardighet-tratt", "/likvardighet?kpi=cleaning_quality", opened),
    Picture("likvardighet-utan-golv", "/likvardighet?kpi=sick_leave"),
    Picture("likvardighet-tom", "/likvardighet", home="empty"),
    Picture("lamna-fil", "/lamna-fil"),
    Picture("lamna-fil-fel", "/lamna-fil", upload("prova", "okand_enhet.csv")),
    Picture("lamna-fil-granska", "/lamna-fil", upload("rattelse_maltider_2024-02.csv")),
    Picture("lamna-fil-ny-manad", "/lamna-fil", upload("2024-08.csv")),
    Picture("lamna-fil-redan-inne", "/lamna-fil", upload("2024-06.csv")),
    Picture("lamna-fil-personnummer", "/lamna-fil", upload("personal_2022-09.csv")),
    Picture("lamna-fil-ovanlig", "/lamna-fil", unlikely),
    Picture("lamna-fil-tolka", "/lamna-fil", mapped),
    Picture("leveranser", "/leveranser"),
    Picture("leveranser-rattad", f"/leveranser?nr={REBOOKED}"),
    Picture("leveranser-ersatt", f"/leveranser?nr={FEBRUARY}", opened),
    Picture("leveranser-inget", "/leveranser?slag=units&fran=Ekonom%20m%C3%A5ltider"),
    Picture("leveranser-tom", "/leveranser", home="empty"),
    Picture("tackning", "/tackning"),
    Picture("tackning-alla", "/tackning?period=alla"),
    Picture("tackning-lokalvard", "/tackning?period=2022&tal=cleaning&manad=2022-03", opened),
    Picture("tackning-kundenkat", "/tackning?period=alla&tal=nki"),
    Picture("tackning-enhet", "/tackning?enhet=abroskolan&manad=2022-03"),
    Picture("tackning-finns-inte", "/tackning?forvaltning=x&manad=2031-01"),
    Picture("tackning-tom", "/tackning", home="empty"),
    Picture("register", "/register"),
    Picture("register-rad", "/register?register=targets", row),
    Picture("register-tom", "/register?register=events", home="empty"),
    Picture("sa-raknar-vi", "/sa-raknar-vi"),
    Picture("sa-raknar-vi-ett", "/sa-raknar-vi?kpi=cleaning_cost_m2"),
    Picture("finns-inte", "/finns-inte"),
)


def main(wanted: list[str]) -> None:
    """Take every picture, or those whose name begins with one of `wanted`."""
    chosen = [p for p in PICTURES if not wanted or p.name.startswith(tuple(wanted))]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        homes = {"demo": Path(folder) / "demo", "empty": Path(folder) / "empty"}
        build_demo(homes["demo"])
        browser = playwright.chromium.launch(**browser_arguments())
        for home, path in homes.items():
            with serving(path, Path(folder)) as url, browser.new_context(locale="sv-SE") as visitor:
                for picture in (p for p in chosen if p.home == home):
                    for size, (width, height) in picture.sizes.items():
                        page = visitor.new_page()
                        page.add_init_script("localStorage.clear()")  # no folded menu is kept
                        page.set_viewport_size({"width": width, "height": height})
                        take(page, url, picture, size)
                        page.close()
        browser.close()


def take(page: Page, url: str, picture: Picture, size: str) -> None:
    """The page as a screen shows it, and whole where it is longer."""
    name = f"{picture.name}-{size}".removesuffix("-")
    width, height = picture.sizes[size]
    page.goto(url + picture.path)
    picture.act(ready(page))
    ready(page)
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / f"{name}.png")
    whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    if size and whole > height:
        page.set_viewport_size({"width": width, "height": whole})
        page.wait_for_timeout(500)
        page.screenshot(path=FOLDER / f"{name}-hela.png")
    print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
