"""Which rows of a register does a file hold? One reader for every kind, by its field types."""

import polars as pl

from kpi.catalogue.judging import read_judging
from kpi.catalogue.types import Column
from kpi.intake.cells import Bad, Reader, choice_reader, convert, is_blank, read_text, report_empty
from kpi.intake.dates import read_day, read_month
from kpi.intake.issue import Findings, Rule
from kpi.intake.number import read_whole
from kpi.intake.number_columns import read_numbers
from kpi.intake.resolve import reference_reader, unit_names
from kpi.intake.source import Source
from kpi.ledger.kinds import BASELINES, EFFECT_PLANS, FieldType, Kind

_READERS: dict[FieldType, Reader] = {
    FieldType.TEXT: read_text,
    FieldType.MONTH: read_month,
    FieldType.DAY: read_day,
    FieldType.INTEGER: read_whole,
}


def register_rows(source: Source, kind: Kind, findings: Findings) -> pl.DataFrame:
    """The rows of a register's file.

    Out: the kind's fields, removed (Boolean), row (Int32), column and text (String, empty). One
         row a row of the file, in its order. A key is null only where it could not be read; an
         empty key that may be empty is an empty text.
    """
    removed = source.removed(findings)
    fields = {name: _field(source, kind, name, removed, findings) for name in kind.fields}
    return pl.DataFrame(fields | {"removed": removed, "row": source.cells["row"]}).with_columns(
        column=pl.lit(""), text=pl.lit("")
    )


def _field(
    source: Source, kind: Kind, name: str, removed: pl.Series, findings: Findings
) -> pl.Series:
    cells, heading = source.field(name), source.heading(name)
    column = source.layout.columns.get(name)
    is_key, field_type = name in kind.keys, kind.fields[name]
    may_be_empty = (column is None or not column.required) and (
        not is_key or field_type is FieldType.TEXT
    )
    if not may_be_empty:  # a row that is taken away needs its key and nothing more
        report_empty(cells if is_key else cells.filter(~removed), heading, findings)
    if field_type is FieldType.NUMBER:
        decimal = source.layout.decimal
        return read_numbers(cells, heading, findings, decimal)["value"].alias(name)
    reader = _reader(source, kind, name, column)
    values = convert(cells, heading, reader, field_type.dtype, findings).alias(name)
    if is_key and may_be_empty:
        blank = cells.select(is_blank("text").fill_null(value=True)).to_series()
        return values.set(blank, "")
    return values


def _reader(source: Source, kind: Kind, name: str, column: Column | None) -> Reader:
    if column is not None and column.choices:
        return choice_reader(column.choices)
    if kind is BASELINES and name == "settings":
        return _read_settings
    if kind is EFFECT_PLANS and name == "comparison_units":
        return _list_reader(unit_names(source.known).read)
    defines = list(kind.keys) == [name]  # the register where new ones are named
    reference = None if defines else reference_reader(name, source.known, source.catalogue)
    return reference or _READERS[kind.fields[name]]


def _read_settings(text: str) -> str | Bad:
    """How a baseline is judged, as written, where it can be read."""
    read = read_text(text)
    try:
        read_judging(text)
    except ValueError:
        return Bad(Rule.NOT_SETTINGS)
    return read


def _list_reader(read: Reader) -> Reader:
    """Several with commas between, each read on its own; the first that cannot be is said."""

    def read_list(text: str) -> object:
        found = [read(each.strip()) for each in text.split(",") if each.strip()]
        bad = next((each for each in found if isinstance(each, Bad)), None)
        return bad or ", ".join(map(str, found))

    return read_list
