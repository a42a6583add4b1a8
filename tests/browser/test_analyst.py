"""A month's work of an analyst, from an empty template to a tile that has moved, and back."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kpi.catalogue import parse, read_texts
from kpi.settings import DEMO_FILES, SHIPPED_CATALOGUE
from tests.browser.conftest import axe, ready, serving
from tests.browser.steps import NEXT, downloaded, opened, plain, tile
from tests.browser.test_deliveries_page import undo

KPI = "Fordonskostnad per mil"


@pytest.fixture
def own_server(demo_home, tmp_path):
    with serving(demo_home, tmp_path) as url:
        yield url


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))


def filled(template: list[list[str]]) -> list[list[str]]:
    """The template with the month's figures where they belong."""
    header, *figures = read(DEMO_FILES / "2024-08.csv")
    names = {row[0]: row[1] for row in read(DEMO_FILES / "enheter.csv")}
    measures = parse(read_texts(SHIPPED_CATALOGUE)).measures
    titles = [measures[name].title if name in measures else name for name in header]
    by_unit = {names[row[1]]: dict(zip(titles, row, strict=True)) for row in figures}
    headings, *rows = template
    return [
        headings,
        *(
            [*row[:2], *(by_unit[row[1]].get(heading, "") for heading in headings[2:])]
            for row in rows
            if row[1] in by_unit
        ),
    ]


def send(page: Page, path: Path, rows: list[list[str]]) -> None:
    text = "".join(f"{';'.join(row)}\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)


def test_from_template_to_tile_and_back(page, own_server, tmp_path):
    before = tile(opened(page, own_server), KPI)
    assert "juli 2024" in before
    opened(page, f"{own_server}/lamna-fil").get_by_text("Hämta en mall att fylla i").click()
    download = downloaded(page, "Ladda ner mallen (CSV)")
    good = filled(read(Path(download.path())))
    assert {row[0] for row in good[1:]} == {"2024-08"}

    wrong = [list(row) for row in good]
    wrong[1][2] = wrong[1][2].replace("1", "l")
    wrong[2][1] = "Ekbackeskola"
    wrong[3][0] = "2024-13"
    path = tmp_path / "augusti.csv"
    send(page, path, wrong)
    answer = page.get_by_role("alert")
    expect(answer).to_contain_text("Filen kan inte lämnas än: 3\u00a0fel")
    causes = page.get_by_role("table").filter(has_text="Fel och varningar efter orsak")
    for mistake in (wrong[1][2], "Ekbackeskola", "2024-13"):
        expect(causes).to_contain_text(f"”{mistake}”")
    download = downloaded(page, "Ladda ner raderna med fel (CSV)")
    header, *mend = read(Path(download.path()))
    assert header == [*good[0], "Vad som är fel"]
    assert [row[:3] for row in mend] == [row[:3] for row in wrong[1:4]]
    assert axe(page) == []

    page.get_by_role("button", name="Avbryt").click()
    expect(answer).to_have_count(0)
    send(page, path, good)
    expect(page.get_by_text("Filen är kontrollerad och kan lämnas.")).to_be_visible()
    values = sum(cell != "" for row in good[1:] for cell in row[2:])
    counts = plain(page.locator(".pk-counts").inner_text()).split("\n")
    assert counts[:2] == ["Nya värden", str(values)]
    page.get_by_label("Ditt namn").fill("Anna Analytiker")
    page.get_by_role("button", name=f"Lämna {values}").click()
    expect(page.get_by_text(f"Filen är lämnad som leverans {NEXT}.")).to_be_visible()
    after = tile(opened(page, own_server), KPI)
    assert "augusti 2024" in after
    assert after != before

    undo(opened(page, f"{own_server}/leveranser?nr={NEXT}"), NEXT, "Två skolor räknade fel")
    assert tile(opened(page, own_server), KPI) == before
    assert "juli 2024" in tile(ready(page), KPI)
