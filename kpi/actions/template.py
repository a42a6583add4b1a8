"""A file to fill in: a layout's columns, with what is already known in its rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.home import Home
from kpi.actions.layouts import layout_named
from kpi.actions.register import filled_columns, register_cells
from kpi.catalogue import Catalogue, Layout
from kpi.catalogue.types import Shape
from kpi.intake.sheet_choice import EXPLANATION
from kpi.ledger import KINDS
from kpi.ledger.kinds import FieldType
from kpi.periods import Month, month_of, shift
from kpi.wording.table_file import table_file
from kpi.wording.template import EXPLAINED, explanation
from kpi.wording.workbook_file import Sheet, workbook_file

Table = tuple[list[str], Iterable[Sequence[str]]]  # headings and rows


def template(home: Home, user: User, layout_id: str, *, as_of: int, excel: bool = False) -> bytes:
    """A CSV or Excel file in a layout. UsageError for a layout there is not.

    A register's file holds its rows as they stand, so that they can be changed and sent back.
    A month file is for the month after the latest one with figures, and names every unit that
    is open then with the measures that it has reported before. An Excel file explains its
    columns in a sheet of its own, which is not read.
    """
    require(user, Permission.SEND_FILES)
    catalogue = home.file_catalogue(as_of)
    layout = layout_named(catalogue, layout_id)
    headings, rows = _table(home, catalogue, layout, as_of)
    above: list[Sequence[str]] = [[] for _ in range(1, layout.header_row or 1)]
    above[:1] = [[layout.title] for _ in above[:1]]
    if not excel:
        table: list[Sequence[str]] = [*above, headings, *rows]
        return table_file(table[0], table[1:], layout.delimiter or ";")
    types = KINDS[layout.kind].fields
    texts = frozenset(
        column.name
        for field, column in filled_columns(layout).items()
        if types[field] not in (FieldType.NUMBER, FieldType.INTEGER)
    )
    explained = explanation(layout, catalogue.measures, headings)
    return workbook_file(
        [
            Sheet("Mall", headings, [list(row) for row in rows], texts, above),
            Sheet(EXPLANATION, EXPLAINED, explained, frozenset(EXPLAINED)),
        ]
    )


def _table(home: Home, catalogue: Catalogue, layout: Layout, as_of: int) -> Table:
    if layout.shape is Shape.REGISTER:
        cells = register_cells(layout, home.store.register(layout.kind, as_of))
        return _headings(layout), (list(row.values()) for row in cells)
    reported = _reported(home, as_of)
    month = f"{_next_month(reported, home.settings.today):%Y-%m}"
    units = _open_units(home, month, as_of)
    if layout.shape is Shape.LONG:
        return _long(layout, catalogue, units, reported, month)
    return _wide(layout, catalogue, units, reported, month)


def _headings(layout: Layout) -> list[str]:
    return [column.name for column in filled_columns(layout).values()]


def _reported(home: Home, as_of: int) -> pl.DataFrame:
    """Which measures each unit has reported, and until when: unit, measure, month."""
    measures = home.store.register("measures", as_of)
    return measures.group_by("unit", "measure").agg(pl.col("month").max()).sort("unit", "measure")


def _next_month(reported: pl.DataFrame, today: date) -> Month:
    """The month after the latest one with figures, else the month that has just ended."""
    latest = reported["month"].max()
    return shift(latest, 1) if isinstance(latest, date) else shift(month_of(today), -1)


def _open_units(home: Home, month: str, as_of: int) -> dict[str, str]:
    """The units that are open in a month and followed: id -> name, in the order of names."""
    first = pl.lit(month).str.to_date("%Y-%m")
    units = home.store.register("units", as_of).filter(
        pl.col("valid_from").is_null() | (pl.col("valid_from") <= first),
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= first),
    )
    named = units.select("unit", name=pl.col("name").fill_null(pl.col("unit"))).sort("name")
    return dict(named.iter_rows())


def _long(
    layout: Layout,
    catalogue: Catalogue,
    units: Mapping[str, str],
    reported: pl.DataFrame,
    month: str,
) -> Table:
    """A row for each measure that a unit has reported before; nothing yet: for every measure."""
    before = reported.select("unit", "measure").rows()
    pairs = before or [(unit, measure) for unit in units for measure in catalogue.measures]
    rows = []
    for unit, measure in pairs:
        if unit in units and measure in catalogue.measures:
            cells = {"month": month, "unit": units[unit]}
            cells["measure"] = catalogue.measures[measure].title
            rows.append([cells.get(field, "") for field in filled_columns(layout)])
    return _headings(layout), rows


def _wide(
    layout: Layout,
    catalogue: Catalogue,
    units: Mapping[str, str],
    reported: pl.DataFrame,
    month: str,
) -> Table:
    """A row for each unit; a column for each measure that anyone has reported, else for all.

    In a layout of months, whose measure is given, the month is the column.
    """
    before = set(reported["measure"])
    measures = {each.id: each.title for each in catalogue.measures.values()}
    if layout.measures:
        measures = {measure: column.name for measure, column in layout.measures.items()}
    used = [name for measure, name in measures.items() if not before or measure in before]
    if layout.shape is Shape.MONTHS:
        used = [month]
    cells = {"month": month}
    rows = [
        [*(name if field == "unit" else cells.get(field, "") for field in filled_columns(layout))]
        + [""] * len(used)
        for name in units.values()
    ]
    return [*_headings(layout), *used], rows
