"""See a register's rows as a file has them, and change them by hand: the change is a file too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.confirm import Reasons
from kpi.actions.deliver import Previewed, commit_file
from kpi.actions.home import Home
from kpi.catalogue import Catalogue, Layout
from kpi.catalogue.layout import Column
from kpi.catalogue.types import Shape
from kpi.errors import UsageError
from kpi.ledger import KINDS, Delivery
from kpi.ledger.kinds import LAYOUTS, QUESTIONS, FieldType
from kpi.wording.table_file import csv_bytes

RowId = tuple[str, ...] | int  # the keys of a row that stands, as written; the number of an added
Cells = Mapping[str, str]  # field -> what a file has in its column
YES = "ja"  # in the column that takes rows away


@dataclass(frozen=True, slots=True)
class Register:
    """What a register says as of one ledger number: `rows` in the order of their keys."""

    layout: Layout
    rows: Mapping[RowId, Cells]

    @property
    def keys(self) -> list[str]:
        """The fields that say which row is meant."""
        return list(KINDS[self.layout.kind].keys)

    @property
    def columns(self) -> Mapping[str, Column]:
        """What a row says, field by field."""
        return filled_columns(self.layout)


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody has typed about one row: only the cells that were touched."""

    cells: Cells = field(default_factory=dict)
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit comes to. `before` is None for a new row, `after` for one that goes."""

    row: RowId
    before: Cells | None
    after: Cells | None


@dataclass(frozen=True, slots=True)
class EditedFile:
    """Edits as a file in the register's own layout: `rows` says which one each of its rows is."""

    name: str
    content: bytes
    rows: Mapping[int, RowId] = field(default_factory=dict)


def registers(catalogue: Catalogue) -> list[Layout]:
    """The registers that are changed by hand, by title.

    A layout that leaves out a column would empty it. Open questions come with the figures that
    they are about, and are settled one by one; saved layouts are tried on a file and saved there.
    """
    elsewhere = {QUESTIONS.name, LAYOUTS.name}
    found = [
        layout
        for layout in catalogue.layouts.values()
        if layout.shape is Shape.REGISTER
        and layout.kind not in elsewhere
        and layout.columns.keys() >= KINDS[layout.kind].fields.keys()
    ]
    return sorted(found, key=lambda layout: layout.title)


def see_register(home: Home, user: User, layout: Layout, *, as_of: int) -> Register:
    """A register's rows as of a ledger number."""
    require(user, Permission.SEE_FIGURES)
    keys = list(KINDS[layout.kind].keys)
    rows = register_cells(layout, home.store.register(layout.kind, as_of))
    return Register(layout, {tuple(cells[key] for key in keys): cells for cells in rows})


def changes(register: Register, edits: Mapping[RowId, Edit]) -> list[Change]:
    """What the edits come to now: nothing for what says what already stands.

    A changed row that somebody else has taken away meanwhile becomes a new one.
    """
    return list(_changes(register, edits))


def edited_file(register: Register, found: Sequence[Change]) -> EditedFile:
    """The changed, added and removed rows as a file, and nothing of the rest."""
    columns, layout = register.columns, register.layout
    taken = [change for change in found if change.after is None]
    headings = [column.name for column in columns.values()]
    if taken:
        headings.append(layout.columns["removed"].name)
    rows = []
    for change in found:
        cells = change.after or change.before or {}
        row = [cells[name] for name in columns]
        rows.append([*row, YES if change in taken else ""] if taken else row)
    places = {at: change.row for at, change in enumerate(found, start=2)}  # the header is row 1
    return EditedFile(f"{layout.id}_for_hand.csv", csv_bytes(headings, rows), places)


def commit_edits(
    home: Home,
    user: User,
    previewed: Previewed,
    *,
    why: str,
    confirmed: Reasons = MappingProxyType({}),
) -> Delivery:
    """Record previewed edits, with why they were made. Raises as `commit_file` does."""
    require(user, Permission.SEND_FILES)
    if not why.strip():
        raise UsageError("Skriv varför registret ändras.")
    return commit_file(home, user, previewed, comment=why, confirmed=confirmed)


def filled_columns(layout: Layout) -> dict[str, Column]:
    """The columns that say something: all but the one that takes rows away."""
    return {name: column for name, column in layout.columns.items() if name != "removed"}


def register_cells(layout: Layout, register: pl.DataFrame) -> Iterator[dict[str, str]]:
    """A register's rows as its file has them, in the order of their keys."""
    kind = KINDS[layout.kind]
    for row in register.sort(list(kind.keys)).to_dicts():
        yield {
            name: _written(row[name], kind.fields[name], column)
            for name, column in filled_columns(layout).items()
        }


def _changes(register: Register, edits: Mapping[RowId, Edit]) -> Iterator[Change]:
    for row, edit in edits.items():
        before = register.rows.get(row)
        if edit.removed:
            if before is not None:
                yield Change(row, before, None)
            continue
        named = {} if isinstance(row, int) else dict(zip(register.keys, row, strict=True))
        after = dict.fromkeys(register.columns, "") | named | dict(before or {}) | dict(edit.cells)
        if after != before and (before is not None or any(edit.cells.values())):
            yield Change(row, before, after)


def _written(value: object, field_type: FieldType, column: Column) -> str:
    """A stored value as a file has it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%Y-%m}" if field_type is FieldType.MONTH else f"{value:%Y-%m-%d}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    stored = str(value)
    return next((word for word, means in column.choices.items() if means == stored), stored)
