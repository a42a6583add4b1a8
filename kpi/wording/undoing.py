"""What stands once a delivery is undone, key by key: the value kept from before, or nothing."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from kpi.catalogue import Catalogue, Layout
from kpi.ledger import KINDS, Kind
from kpi.ledger.kinds import MEASURES
from kpi.wording.delivery_rows import figure, plain
from kpi.wording.numbers import NO_BREAK, month_and_year, number
from kpi.wording.preview import SHOWN

NOTHING = "inget"


def stands_caption(stands: pl.DataFrame) -> str:
    """`Rad för rad före och efter (50 av 941 visas)`."""
    caption = "Rad för rad före och efter"
    if stands.height > SHOWN:
        caption += f" ({SHOWN} av {number(stands.height, 0)} visas)"
    return caption


def stands_table(
    stands: pl.DataFrame,
    kind: str,
    *,
    layout: Layout | None,
    catalogue: Catalogue,
    names: Mapping[str, str],
) -> tuple[list[str], list[list[str]]]:
    """Headings and cells of the first rows; those whose value would be another come first.

    In: the kind's keys and values, there, delivery and `then_…` of the last three, as
    `see_undo` gives them. names: unit -> its name.
    """
    of_kind = KINDS[kind]
    rows = sorted(stands.to_dicts(), key=lambda row: _rank(row, of_kind))[:SHOWN]
    if of_kind is MEASURES:
        headings = ["Enhet", "Mått", "Månad"]
        keys = [
            [
                names.get(row["unit"], row["unit"]),
                catalogue.measures[row["measure"]].title
                if row["measure"] in catalogue.measures
                else row["measure"],
                month_and_year(row["month"]),
            ]
            for row in rows
        ]
    else:
        titles = {name: column.name for name, column in layout.columns.items()} if layout else {}
        headings = [titles.get(name, name).capitalize() for name in of_kind.keys]
        keys = [[plain(row[name], type_) for name, type_ in of_kind.keys.items()] for row in rows]
    cells = [
        [
            *key,
            _said(row, "", of_kind, catalogue),
            _said(row, "then_", of_kind, catalogue),
            _decided_by(row),
        ]
        for key, row in zip(keys, rows, strict=True)
    ]
    return [*headings, "Före", "Efter", "Enligt"], cells


def _rank(row: Mapping[str, Any], kind: Kind) -> int:
    """0 where the value would be another, 1 where only its delivery would, 2 where neither."""
    if any(row[name] != row[f"then_{name}"] for name in (*kind.values, "there")):
        return 0
    return 1 if row["delivery"] != row["then_delivery"] else 2


def _said(row: Mapping[str, Any], prefix: str, kind: Kind, catalogue: Catalogue) -> str:
    if not row[f"{prefix}there"]:
        return NOTHING
    if kind is MEASURES:
        measure = catalogue.measures.get(row["measure"])
        return figure(
            row[f"{prefix}value"], row[f"{prefix}missing"], measure.unit if measure else ""
        )
    said = (plain(row[f"{prefix}{name}"], type_) for name, type_ in kind.values.items())
    return ", ".join(filter(None, said)) or "tomt"


def _decided_by(row: Mapping[str, Any]) -> str:
    """The delivery that decides the row then; that it already does, where nothing moves."""
    if row["then_delivery"] is None:
        return "ingen leverans"
    already = " redan" if row["then_delivery"] == row["delivery"] else ""
    return f"leverans{NO_BREAK}{row['then_delivery']}{already}"
