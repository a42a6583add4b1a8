"""How a file is laid out: which column fills which field, and what its cells may say."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from kpi.catalogue.fields import Frozen, Id, Whole, Words, Yes, folded, refuse_shared


class Shape(StrEnum):
    LONG = "long"  # a row a number
    WIDE = "wide"  # a row a unit and month, a column a measure
    REGISTER = "register"  # a row a register row


# The fields of a measures file; a register's fields are its kind's, which intake knows.
MEASURES_FIELDS: Mapping[Shape, frozenset[str]] = {
    Shape.LONG: frozenset({"unit", "month", "measure", "value"}),
    Shape.WIDE: frozenset({"unit", "month"}),
}


class Column(Frozen):
    """One column of a file and the field it fills."""

    name: Words
    aliases: tuple[Words, ...] = ()
    required: Yes = True  # false: the column may be left out, and its cells may be empty
    choices: dict[str, str] = Field(default_factory=dict)  # as written -> as stored; {} = anything
    help: str = ""

    @property
    def headers(self) -> frozenset[str]:
        """Every header that means this column, folded."""
        return frozenset(folded(name) for name in (self.name, *self.aliases))


Columns = dict[Id, Column]
Aggregate = Literal["sum"] | None


class Layout(Frozen):
    """How one kind of file is read.

    `columns` maps a field to its column: those of MEASURES_FIELDS, or of a register's kind.
    A column for the field `removed` takes rows away (`ja`).
    """

    id: Id
    title: Words
    kind: Id
    shape: Shape
    columns: Columns
    # Wide: measure -> column. Empty = every measure of the catalogue, by any of its names.
    measures: Columns = Field(default_factory=dict)
    ignore: tuple[Words, ...] = ()  # columns known to be there and not read
    header_row: Whole | None = Field(default=None, ge=1)  # None = found by its headings
    delimiter: Literal[";", ",", "\t", "|"] | None = None  # None = found in the file
    decimal: Literal["comma", "point"] = "comma"
    aggregate: Aggregate = None  # daily rows summed to unit and month (methods §1)
    missing: tuple[Words, ...] = ()  # markers besides the usual ones

    @field_validator("columns")
    @classmethod
    def _fields_fit_shape(cls, columns: Columns, info: ValidationInfo) -> Columns:
        fields = MEASURES_FIELDS.get(info.data.get("shape", Shape.REGISTER))
        if fields is not None and (lacking := sorted(fields - columns.keys())):
            raise ValueError(f"saknar {', '.join(lacking)}")
        if fields is not None and (unknown := sorted(columns.keys() - fields - {"removed"})):
            raise ValueError(f"har inget fält som heter {', '.join(unknown)}")
        if not columns.keys() - {"removed"}:
            raise ValueError("ska ha minst en kolumn")
        refuse_shared(column.headers for column in columns.values())
        return columns

    @field_validator("measures")
    @classmethod
    def _only_wide(cls, measures: Columns, info: ValidationInfo) -> Columns:
        if measures and info.data.get("shape", Shape.WIDE) is not Shape.WIDE:
            raise ValueError("anges bara när shape är wide")
        all_columns = (*info.data.get("columns", {}).values(), *measures.values())
        refuse_shared(column.headers for column in all_columns)
        return measures

    @field_validator("aggregate")
    @classmethod
    def _only_measures(cls, aggregate: Aggregate, info: ValidationInfo) -> Aggregate:
        if aggregate is not None and info.data.get("shape") is Shape.REGISTER:
            raise ValueError("anges inte när shape är register")
        return aggregate
