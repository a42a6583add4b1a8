"""A delivery's rows as they were sent, and what decides each of them now."""

from datetime import date
from decimal import Decimal

import polars as pl

from kpi.catalogue import parse, read_texts
from kpi.settings import SHIPPED_CATALOGUE
from kpi.wording.delivery_rows import rows_table
from tests.builders import rows

CATALOGUE = parse(read_texts(SHIPPED_CATALOGUE))
FEBRUARY = date(2024, 2, 1)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def table(kind: str, *given: dict[str, object], layout: str = "") -> list[list[str]]:
    frame = rows(kind, *given).with_columns(
        now=pl.Series([row.get("now") for row in given], dtype=pl.Int32)
    )
    headings, cells = rows_table(
        frame,
        55,
        kind,
        layout=CATALOGUE.layouts.get(layout),
        catalogue=CATALOGUE,
        names={"larkskolan": "Lärkskolan"},
    )
    return [headings, *([plain(cell) for cell in row] for row in cells)]


def test_figures_row_by_row():
    key = {"unit": "larkskolan", "measure": "cleaning_cost", "month": FEBRUARY, "source_row": 2}
    headings, *cells = table(
        "measures",
        key | {"value": Decimal("1234.5000"), "now": 55},
        key | {"missing": "sekretess", "now": 57},
        key | {"removed": True, "measure": "gone", "unit": "okand", "source_row": None},
    )
    assert headings == ["Rad", "Enhet", "Mått", "Månad", "Värde", "Läge nu"]
    assert cells == [
        ["2", "Lärkskolan", "städkostnad", "februari 2024", "1 234,5 kr", "gäller"],
        ["2", "Lärkskolan", "städkostnad", "februari 2024", "sekretess", "leverans 57 gäller"],
        ["", "okand", "gone", "februari 2024", "tas bort", "ångrad"],
    ]


def test_a_value_without_its_measure_has_no_unit():
    key = {"unit": "a", "measure": "gone", "month": FEBRUARY, "value": Decimal(7), "now": 55}
    assert table("measures", key)[1][4] == "7"


def test_registers_row_by_row():
    unit = {"unit": "a", "name": "A", "valid_from": FEBRUARY, "lat": Decimal("55.7040"), "now": 55}
    headings, cells = table("units", unit, layout="units")
    named = dict(zip(headings, cells, strict=True))
    assert (named["Gäller från"], named["Latitud"]) == ("februari 2024", "55,704")
    assert named["Gäller till"] == ""
    area = {"area": "x", "boundary": "x" * 90, "now": 55}
    assert table("areas", area)[1][3] == "x" * 80 + "…"
    event = {"event": "e", "first_day": date(2024, 2, 3), "now": 55}
    assert table("events", event)[1][3] == "3 februari 2024"
    assert table("catalogue", {"path": "kpis/a.toml", "now": 55}) == [
        ["Rad", "Fil med definitioner", "Läge nu"],
        ["", "kpis/a.toml", "gäller"],
    ]
