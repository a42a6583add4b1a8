"""Before and after, value by value, in words."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kpi.catalogue import Catalogue, Layout, parse, read_texts
from kpi.intake.preview import Preview
from kpi.ledger import KINDS
from kpi.settings import SHIPPED_CATALOGUE
from kpi.wording.numbers import NO_BREAK
from kpi.wording.preview import SHOWN, changed_values

MONTH = date(2024, 7, 1)
UNITS = pl.DataFrame({"unit": ["a", "b"], "name": ["Asken", None]})


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return parse(read_texts(SHIPPED_CATALOGUE))


def previewed(changed: pl.DataFrame) -> Preview:
    none = changed.clear()
    return Preview(none, changed, none, none, (), {})


def changes(*rows: tuple[str, object, object, object, object]) -> Preview:
    """unit, value before, value after, missing before, missing after."""
    names = ("old_value", "value", "old_missing", "missing")
    schema = dict.fromkeys(("unit", "measure"), pl.String) | {"month": pl.Date}
    schema |= dict.fromkeys(names[:2], pl.Decimal(18, 4)) | dict.fromkeys(names[2:], pl.String)
    whole = [
        {"unit": unit, "measure": "cleaning_cost", "month": MONTH}
        | dict(zip(names, cells, strict=True))
        for unit, *cells in rows
    ]
    return previewed(pl.DataFrame(whole, schema=schema, orient="row"))


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (("1234.50", None), ("1300", None), [f"1{NO_BREAK}234,5", f"1{NO_BREAK}300", "+5,3"]),
        (("100", None), ("0.0625", None), ["100", "0,0625", "−99,9"]),
        (("0", None), ("5", None), ["0", "5", ""]),
        (("5", None), (None, "sekretess"), ["5", "sekretess", ""]),
        ((None, "bortfall"), ("5", None), ["saknas", "5", ""]),
        ((None, None), (None, "ej_tillamplig"), ["saknas", "ej tillämpligt", ""]),
    ],
)
def test_a_changed_value_shows_before_after_and_difference(catalogue, before, after, shown):
    row = ("a", number(before[0]), number(after[0]), before[1], after[1])
    headings, (cells,) = changed_values(changes(row), catalogue, catalogue.layouts["wide"], UNITS)
    assert headings == ["Enhet", "Mått", "Månad", "Före", "Efter", "Skillnad"]
    assert cells[:3] == ["Asken", "städkostnad", "juli 2024"]
    assert [cell.removesuffix(f"{NO_BREAK}%") for cell in cells[3:]] == shown


def test_the_largest_change_is_first_and_from_or_to_nothing_before_all(catalogue):
    found = changes(
        ("a", Decimal(100), Decimal(101), None, None),
        ("b", Decimal(100), Decimal(10), None, None),
        ("c", Decimal(0), Decimal(1), None, None),
        ("d", Decimal(1), None, None, "bortfall"),
    )
    _, rows = changed_values(found, catalogue, catalogue.layouts["long"], UNITS)
    assert [row[0] for row in rows] == ["c", "d", "b", "Asken"]  # an unnamed unit is its id


def test_a_page_lists_the_first_of_many(catalogue):
    many = changes(*(("a", Decimal(100), Decimal(at), None, None) for at in range(1, SHOWN + 9)))
    assert len(changed_values(many, catalogue, catalogue.layouts["wide"], UNITS)[1]) == SHOWN


def test_a_register_shows_the_fields_that_change(catalogue):
    layout: Layout = catalogue.layouts["targets"]
    row = {"kpi": "nki", "scope": "", "valid_from": MONTH} | {
        "old_value": Decimal("70.5000"),
        "value": Decimal("72.0000"),
        "old_tolerance": None,
        "tolerance": Decimal(1),
        "old_price_month": MONTH,
        "price_month": None,
        "old_reference": "§ 1",
        "reference": "§ 1",
    }
    headings, rows = changed_values(previewed(pl.DataFrame([row])), catalogue, layout, UNITS)
    assert headings == ["Rad", "Uppgift", "Före", "Efter"]
    assert rows == [
        ["nki, 2024-07-01", "målvärde", "70,5", "72"],
        ["nki, 2024-07-01", "tolerans", "tomt", "1"],
        ["nki, 2024-07-01", "prismånad", "2024-07-01", "tomt"],
    ]


def test_a_choice_is_shown_by_its_word(catalogue):
    layout: Layout = catalogue.layouts["price_index"]
    row = {"price_index": "kpi", "edition": "", "month": MONTH} | {
        "old_value": Decimal("100.0000"),
        "value": Decimal("100.0000"),
        "old_status": "preliminary",
        "status": "final",
    }
    kind = KINDS[layout.kind]
    row = dict.fromkeys(kind.keys, "") | row
    row = {f"old_{name}": None for name in kind.values} | dict.fromkeys(kind.values) | row
    _, rows = changed_values(previewed(pl.DataFrame([row])), catalogue, layout, UNITS)
    assert [cells[1:] for cells in rows] == [["status", "preliminär", "fastställd"]]
