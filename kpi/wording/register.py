"""What is said of a register that is changed by hand: its rows, the changes, what is wrong."""

from collections.abc import Mapping, Sequence

from kpi.catalogue.layout import Column
from kpi.wording.deliveries import Sent, what
from kpi.wording.numbers import NO_BREAK, day_and_year, plural

NAMES = ("name", "title")  # fields that say what a row is called
EMPTY = "tomt"
ALL = "alla"

Cells = Mapping[str, str]


def row_name(keys: Sequence[str], cells: Cells) -> str:
    """`cleaning_cost_m2, 2024-01`, or `larkskolan (Lärkskolan)` where a row has a name."""
    key = ", ".join(cells[name] for name in keys if cells.get(name))
    called = next((cells[name] for name in NAMES if cells.get(name)), "")
    if not key or not called or called == key:
        return key or called
    return f"{key} ({called})"


def new_row_name(number: int, keys: Sequence[str], cells: Cells) -> str:
    """`Ny rad 2: larkskolan`: what is known of it so far."""
    named = row_name(keys, cells)
    return f"Ny rad {number}: {named}" if named else f"Ny rad {number}"


def shown_cells(cells: Cells) -> list[str]:
    """A row's cells to read. The first names the row: where it is empty, the row is about all."""
    first, *rest = cells.values()
    return [first or ALL, *rest]


def keys_stay(columns: Mapping[str, Column], keys: Sequence[str], row: Sequence[str]) -> str:
    """What a row is known by, and what to do where that is wrong."""
    named = [f"{columns[name].name} {cell}" for name, cell in zip(keys, row, strict=True) if cell]
    return (
        f"Raden är den för {', '.join(named)}. Det ändras inte här: är det fel, ta bort raden "
        "och lägg till en ny."
    )


def how_many_rows(count: int) -> str:
    return plural(count, "rad", "rader")


def last_changed(sent: Sent) -> str:
    """`Senast ändrat 12 april 2024 av Anna (leverans 57).`"""
    undone = " (en ångrad leverans)" if sent.is_withdrawal else ""
    return (
        f"Senast ändrat {day_and_year(sent.recorded)} av {sent.sender}, "
        f"leverans{NO_BREAK}{sent.number}{undone}."
    )


def changed_meanwhile(sent: Sequence[Sent]) -> str:
    """What others delivered while somebody was typing."""
    named = ", ".join(
        f"leverans{NO_BREAK}{each.number} ({what(each).lower()}, {each.sender})" for each in sent
    )
    return (
        f"Det här kom medan du skrev: {named}. Dina ändringar finns kvar och jämförs med det som "
        "står nu. Titta igenom dem innan du lämnar dem."
    )


def change_words(
    columns: Mapping[str, Column], before: Cells | None, after: Cells | None
) -> tuple[str, list[str]]:
    """What happens to a row, and cell by cell: `("Ändras", ["målvärde: 55 → 57,5"])`."""
    if after is None:
        return "Tas bort", []
    if before is None:
        cells = [(column.name, after[name]) for name, column in columns.items()]
        return "Ny", [f"{heading}: {cell}" for heading, cell in cells if cell]
    return "Ändras", [
        f"{column.name}: {before[name] or EMPTY} → {after[name] or EMPTY}"
        for name, column in columns.items()
        if after[name] != before[name]
    ]
