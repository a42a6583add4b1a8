"""A delivery's rows in words: as they were sent, each with what decides it now."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from kpi.catalogue import Catalogue, Layout
from kpi.ledger import KINDS
from kpi.ledger.kinds import FieldType
from kpi.wording.numbers import NO_BREAK, day_and_year, exact, month_and_year
from kpi.wording.preview import MISSING

ROW_STATES = "Läge nu"


def rows_table(
    rows: pl.DataFrame,
    number_: int,
    kind: str,
    *,
    layout: Layout | None,
    catalogue: Catalogue,
    names: Mapping[str, str],
) -> tuple[list[str], list[list[str]]]:
    """A delivery's rows as they were sent, each with what decides it now.

    In: the kind's fields, removed, source_row, now (the delivery that decides the row's key,
    null when none does). names: unit -> its name.
    """
    fields = {} if kind == "catalogue" else dict(KINDS[kind].fields)
    if kind == "measures":
        headings = ["Rad", "Enhet", "Mått", "Månad", "Värde", ROW_STATES]
        cells = [
            [_row(row), names.get(row["unit"], row["unit"]), *_figure(row, catalogue)]
            for row in rows.to_dicts()
        ]
    elif kind == "catalogue":
        headings = ["Rad", "Fil med definitioner", ROW_STATES]
        cells = [[_row(row), row["path"]] for row in rows.to_dicts()]
    else:
        titles = {name: column.name for name, column in layout.columns.items()} if layout else {}
        headings = ["Rad", *(titles.get(name, name).capitalize() for name in fields), ROW_STATES]
        cells = [
            [_row(row), *(plain(row[name], kind_of) for name, kind_of in fields.items())]
            for row in rows.to_dicts()
        ]
    states = [_state(row, number_) for row in rows.to_dicts()]
    return headings, [[*each, state] for each, state in zip(cells, states, strict=True)]


def _row(row: Mapping[str, Any]) -> str:
    return "" if row["source_row"] is None else str(row["source_row"])


def _figure(row: Mapping[str, Any], catalogue: Catalogue) -> list[str]:
    measure = catalogue.measures.get(row["measure"])
    unit = measure.unit if measure else ""
    title_ = measure.title if measure else row["measure"]
    value = "tas bort" if row["removed"] else figure(row["value"], row["missing"], unit)
    return [title_, month_and_year(row["month"]), value]


def figure(value: Decimal | None, missing: str | None, unit: str) -> str:
    """`131 974 kr`, or the kind of missing."""
    if value is None:
        return MISSING.get(missing or "", "saknas")
    return f"{exact(value)}{NO_BREAK}{unit}".strip()


def plain(value: object, field: FieldType) -> str:
    """One field of a register's row; empty where it has none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return month_and_year(value) if field is FieldType.MONTH else day_and_year(value)
    if isinstance(value, Decimal):
        return exact(value)
    text = str(value)
    return text if len(text) <= 80 else f"{text[:80]}…"  # an area's boundary is thousands


def _state(row: Mapping[str, Any], number_: int) -> str:
    if row["now"] == number_:
        return "gäller"
    if row["now"] is None:
        return "ångrad"
    return f"leverans{NO_BREAK}{row['now']} gäller"
