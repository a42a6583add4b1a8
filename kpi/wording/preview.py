"""What a file would change, in words: before and after, value by value."""

from decimal import Decimal
from typing import Any

import polars as pl

from kpi.catalogue import Catalogue, Layout
from kpi.catalogue.layout import Column
from kpi.intake.preview import Preview
from kpi.ledger import KINDS
from kpi.wording.numbers import NO_BREAK, month_and_year, number, signed

SHOWN = 50  # changed values listed on the page; the file itself has them all
MISSING = {"bortfall": "saknas", "sekretess": "sekretess", "ej_tillamplig": "ej tillämpligt"}


def changed_values(
    preview: Preview, catalogue: Catalogue, layout: Layout, units: pl.DataFrame
) -> tuple[list[str], list[list[str]]]:
    """Changed rows, the largest change first: headings and cells.

    In: units: unit, name.
    """
    if layout.kind != "measures":
        return _changed_fields(preview, layout)
    names = dict(units.select("unit", "name").iter_rows())
    rows = sorted(preview.changed.to_dicts(), key=lambda row: -_size(row))
    cells = [
        [
            names.get(row["unit"]) or row["unit"],
            catalogue.measures[row["measure"]].title,
            month_and_year(row["month"]),
            _amount(row["old_value"], row["old_missing"]),
            _amount(row["value"], row["missing"]),
            _difference(row),
        ]
        for row in rows[:SHOWN]
    ]
    return ["Enhet", "Mått", "Månad", "Före", "Efter", "Skillnad"], cells


def _changed_fields(preview: Preview, layout: Layout) -> tuple[list[str], list[list[str]]]:
    kind = KINDS[layout.kind]
    titles = {field: column.name for field, column in layout.columns.items()}
    cells = [
        [
            ", ".join(str(row[key]) for key in kind.keys if row[key] != ""),
            titles.get(field, field),
            _said(row[f"old_{field}"], layout.columns.get(field)),
            _said(row[field], layout.columns.get(field)),
        ]
        for row in preview.changed.to_dicts()
        for field in kind.values
        if row[field] != row[f"old_{field}"]
    ]
    return ["Rad", "Uppgift", "Före", "Efter"], cells[:SHOWN]


def _said(value: object, column: Column | None) -> str:
    """A register's value as its file would have it."""
    if value is None:
        return "tomt"
    if isinstance(value, Decimal):
        return _exact(value)
    choices = column.choices if column else {}
    return next((word for word, means in choices.items() if means == str(value)), str(value))


def _size(row: dict[str, Any]) -> float:
    """How large a change is, as a share of what was; from or to nothing comes first."""
    if row["value"] is None or not row["old_value"]:
        return float("inf")
    return abs(float(row["value"] / row["old_value"]) - 1)


def _amount(value: Decimal | None, missing: str | None) -> str:
    if value is None:
        return MISSING.get(missing or "", "saknas")
    return _exact(value)


def _exact(value: Decimal) -> str:
    """Every decimal there is, and no more."""
    exponent = value.normalize().as_tuple().exponent
    return number(float(value), max(0, -exponent) if isinstance(exponent, int) else 0)


def _difference(row: dict[str, Any]) -> str:
    if row["value"] is None or not row["old_value"]:
        return ""
    return f"{signed(100 * (float(row['value'] / row['old_value']) - 1), 1)}{NO_BREAK}%"
