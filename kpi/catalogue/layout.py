"""How a file is laid out: which column fills which field, and what its cells may say."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from kpi.catalogue.fields import Day, Frozen, Id, Whole, Words, Yes, folded, refuse_shared


class Shape(StrEnum):
    LONG = "long"  # a row a number
    WIDE = "wide"  # a row a unit and month, a column a measure
    MONTHS = "months"  # a row a unit, a column a month: one measure
    REGISTER = "register"  # a row a register row


# The fields of a measures file; a register's fields are its kind's, which intake knows.
MEASURES_FIELDS: Mapping[Shape, frozenset[str]] = {
    Shape.LONG: frozenset({"unit", "month", "measure", "value"}),
    Shape.WIDE: frozenset({"unit", "month"}),
    Shape.MONTHS: frozenset({"unit"}),
}
ROWS_OF_A_MONTH = (Shape.LONG, Shape.WIDE)


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
Encoding = Literal["utf-8", "windows-1252", "utf-16", "cp850", "macroman"]
Aggregate = Literal["sum"] | None
DueDay = Annotated[Whole, Field(ge=1, le=28)] | None  # every month has 28 days


class Layout(Frozen):
    """How one kind of file is read.

    `columns` maps a field to its column: those of MEASURES_FIELDS, or of a register's kind.
    A column for the field `removed` takes rows away (`ja`).
    """

    id: Id
    title: Words
    about: str = ""  # what it is for, in a sentence
    kind: Id
    shape: Shape
    # The month that every row is of, as its first day; None = a column says it.
    period: Day | None = None
    columns: Columns
    # Wide: measure -> column. Empty = every measure of the catalogue, by any of its names.
    measures: Columns = Field(default_factory=dict)
    measure: Id | None = Field(default=None, validate_default=True)  # months: what is reported
    # Measure -> what its numbers are multiplied by: 1000 where a file holds thousands of kronor.
    factors: dict[Id, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)
    ignore: tuple[Words, ...] = ()  # columns known to be there and not read
    header_row: Whole | None = Field(default=None, ge=1)  # None = found by its headings
    encoding: Encoding | None = None  # None = found in the file
    delimiter: Literal[";", ",", "\t", "|"] | None = None  # None = found in the file
    decimal: Literal["comma", "point"] = "comma"
    aggregate: Aggregate = None  # daily rows summed to unit and month (methods §1)
    missing: tuple[Words, ...] = ()  # markers besides the usual ones
    due_day: DueDay = None  # the last day for it, in the month after; None = never late
    skip: tuple[Words, ...] = ()  # rows left out: how their first text reads, * for anything

    @property
    def own_measures(self) -> frozenset[str]:
        """The measures that the layout names; empty = any of the catalogue's may stand in it."""
        return frozenset(self.measures) | ({self.measure} if self.measure else frozenset())

    @field_validator("period")
    @classmethod
    def _month_of_rows(cls, period: date | None, info: ValidationInfo) -> date | None:
        if period is None or "shape" not in info.data:
            return period
        if info.data["shape"] not in ROWS_OF_A_MONTH:
            raise ValueError("anges bara när shape är long eller wide")
        if period.day != 1:
            raise ValueError("ska vara den första dagen i en månad")
        return period

    @field_validator("columns")
    @classmethod
    def _fields_fit_shape(cls, columns: Columns, info: ValidationInfo) -> Columns:
        fields = MEASURES_FIELDS.get(info.data.get("shape", Shape.REGISTER))
        if fields is not None and info.data.get("period") is not None:
            fields -= {"month"}
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

    @field_validator("measure")
    @classmethod
    def _only_months(cls, measure: str | None, info: ValidationInfo) -> str | None:
        is_months = info.data.get("shape") is Shape.MONTHS
        if "shape" in info.data and is_months != (measure is not None):
            raise ValueError("anges när shape är months, och bara då")
        return measure

    @field_validator("factors")
    @classmethod
    def _of_own_measures(
        cls, factors: dict[str, Decimal], info: ValidationInfo
    ) -> dict[str, Decimal]:
        if factors and info.data.get("shape") is Shape.REGISTER:
            raise ValueError("anges inte när shape är register")
        own = {*info.data.get("measures", {}), info.data.get("measure")} - {None}
        if own and (others := sorted(factors.keys() - own)):
            raise ValueError(f"layouten har inget mått som heter {', '.join(others)}")
        return factors

    @field_validator("aggregate")
    @classmethod
    def _only_days(cls, aggregate: Aggregate, info: ValidationInfo) -> Aggregate:
        if aggregate is not None and info.data.get("shape", Shape.LONG) not in ROWS_OF_A_MONTH:
            raise ValueError("anges bara när shape är long eller wide")
        if aggregate is not None and info.data.get("period") is not None:
            raise ValueError("anges inte tillsammans med period")
        return aggregate

    @field_validator("due_day")
    @classmethod
    def _only_figures(cls, due_day: DueDay, info: ValidationInfo) -> DueDay:
        if due_day is not None and info.data.get("shape") is Shape.REGISTER:
            raise ValueError("anges inte när shape är register")
        return due_day
