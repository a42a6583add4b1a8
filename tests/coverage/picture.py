"""Coverage drawn as text: a letter a month for every unit and measure."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from kpi.catalogue import Catalogue, Layout
from kpi.coverage import State, coverage_cells
from tests.builders_facts import catalogue, facts, kpi, reported

LETTERS = {
    State.DELIVERED: "D",
    State.PRELIMINARY: "P",
    State.QUESTIONED: "Q",
    State.LATE: "L",
    State.MISSING: "M",
    State.CONFIDENTIAL: "s",
    State.CLOSED: "x",
    State.NOT_APPLICABLE: ".",
}
COST = kpi("cost_m2")


def came(table: str) -> pl.DataFrame:
    """What has been reported: `10` in a final delivery, `10?` in a preliminary one."""
    cells = reported(table)
    preliminary = pl.col("missing").str.ends_with("?").fill_null(value=False)
    return cells.select(
        "unit",
        "measure",
        "month",
        there=pl.col("value").is_not_null() | preliminary,
        missing=pl.when(~preliminary).then("missing"),
        preliminary=preliminary,
    )


def book(*kpis, due_day: int | None = 15, **more: object) -> Catalogue:
    """The KPIs, their measures and one layout for any of them."""
    plain = catalogue(*kpis, **more)
    return plain.model_copy(update={"layouts": {"long": layout("long", due_day=due_day)}})


def layout(name: str, **fields: object) -> Layout:
    columns = {field: {"name": field} for field in ("unit", "month", "measure", "value")}
    if fields.get("shape") == "wide":
        columns = {field: {"name": field} for field in ("unit", "month")}
    given = {"id": name, "title": name, "kind": "measures", "shape": "long", "columns": columns}
    return Layout.model_validate(given | fields)


def asked(*questions: tuple[str, str, str]) -> pl.DataFrame:
    """Open questions: unit, measure (empty = all) and a month as `2024-01`."""
    rows = [(unit, measure, date.fromisoformat(f"{m}-01")) for unit, measure, m in questions]
    schema = {"unit": pl.String, "measure": pl.String, "month": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def cells(
    table: str,
    *,
    today: str = "2024-06-14",
    of: Catalogue | None = None,
    questions: Sequence[tuple[str, str, str]] = (),
    **registers,
):
    """Coverage of a table of figures, with registers as `facts` takes them."""
    given = facts(table, **registers)
    return coverage_cells(
        of or book(COST),
        came(table),
        units=given.units,
        closed=given.closed_months,
        waves=given.waves,
        questions=asked(*questions),
        today=date.fromisoformat(today),
    )


def drawn(table: str, **given) -> dict[str, str]:
    """`{"a cost": "24-01 DDL"}`: from a unit's first expected month, a letter a month."""
    found: dict[str, str] = {}
    for unit, measure, month, state, _ in cells(table, **given).rows():
        so_far = found.setdefault(f"{unit} {measure}", f"{month:%y-%m} ")
        found[f"{unit} {measure}"] = so_far + LETTERS[State(state)]
    return found
