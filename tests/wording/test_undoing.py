"""What stands once a delivery is undone, key by key."""

from datetime import date
from decimal import Decimal

import polars as pl

from kpi.wording.undoing import stands_caption, stands_table
from tests.intake.files import CATALOGUE

FIELDS = {"value": pl.Decimal(18, 4), "missing": pl.String, "there": pl.Boolean, "delivery": int}
SCHEMA = {
    "unit": pl.String,
    "measure": pl.String,
    "month": pl.Date,
    **FIELDS,
    **{f"then_{name}": type_ for name, type_ in FIELDS.items()},
}


def row(unit: str, now: tuple, then: tuple, measure: str = "cleaning_cost") -> tuple:
    return (unit, measure, date(2024, 1, 1), *now, *then)


def stands(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


NOTHING = (None, None, False, None)


def said(value: int, delivery: int) -> tuple:
    return (Decimal(value), None, True, delivery)


def cells(frame: pl.DataFrame) -> list[list[str]]:
    found = stands_table(frame, "measures", layout=None, catalogue=CATALOGUE, names={"a": "Asken"})
    assert found[0] == ["Enhet", "Mått", "Månad", "Före", "Efter", "Enligt"]
    return [[cell.replace("\u00a0", " ") for cell in each] for each in found[1]]


def test_what_changes_comes_first_and_what_is_replaced_already_last():
    found = cells(
        stands(
            row("replaced", said(5, 9), said(5, 9)),
            row("same", said(5, 7), said(5, 3)),
            row("a", said(1200, 7), said(5, 3)),
            row("gone", said(5, 7), NOTHING),
            row("taken", (None, None, False, 9), (None, None, False, 9)),
            row("lost", said(5, 7), (None, "bortfall", True, 3), measure="ukänt"),
        )
    )
    assert [[each[0], *each[3:]] for each in found] == [
        ["Asken", "1 200 kr", "5 kr", "leverans 3"],
        ["gone", "5 kr", "inget", "ingen leverans"],
        ["lost", "5", "saknas", "leverans 3"],
        ["same", "5 kr", "5 kr", "leverans 3"],
        ["replaced", "5 kr", "5 kr", "leverans 9 redan"],
        ["taken", "inget", "inget", "leverans 9 redan"],
    ]
    assert found[2][1] == "ukänt"


def test_no_more_than_fifty_are_listed_and_the_rest_are_counted():
    many = stands(*(row(f"u{at}", said(1, 7), NOTHING) for at in range(51)))
    assert len(cells(many)) == 50
    assert stands_caption(many) == "Rad för rad före och efter (50 av 51 visas)"
    assert stands_caption(many.head(50)) == "Rad för rad före och efter"


def test_a_register_without_a_layout_is_listed_by_its_fields():
    frame = pl.DataFrame(
        {
            "area": ["oster"],
            "name": ["Öster"],
            "boundary": [None],
            "note": ["x"],
            "there": [True],
            "delivery": [7],
            "then_name": [None],
            "then_boundary": [None],
            "then_note": [None],
            "then_there": [True],
            "then_delivery": [3],
        }
    )
    assert stands_table(frame, "areas", layout=None, catalogue=CATALOGUE, names={}) == (
        ["Area", "Före", "Efter", "Enligt"],
        [["oster", "Öster, x", "tomt", "leverans\u00a03"]],
    )
