"""See what has come in of what is expected, and what is lacking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.home import Home, day_at
from kpi.actions.scopes import alphabetical
from kpi.catalogue import Catalogue
from kpi.coverage import State, counts, coverage_cells, lacking
from kpi.coverage.states import EXPECTED
from kpi.errors import UsageError
from kpi.periods import Month
from kpi.wording.coverage import finding, service_names

ORDER = ["place", "rank", "month"]  # department and unit by name, then as the catalogue has it


@dataclass(frozen=True, slots=True)
class Coverage:
    """How it stands with every expected figure, as of one ledger number. No values.

    day: the day it is judged on. cells: unit, name, department, area, service, measure, title,
    month, state (a State), due (Date or null); by department and unit in alphabetical order,
    then measure as the catalogue has them, then month. services: what each service is called.
    """

    number: int
    day: date
    cells: pl.DataFrame
    services: dict[str, str]

    @property
    def months(self) -> list[Month]:
        """Every month that anything is expected for, the first first."""
        return self.cells["month"].unique().sort().to_list()

    def of(self, *, department: str | None = None, subject: str | None = None) -> pl.DataFrame:
        """The cells of a department, and of a service or a measure; None means all."""
        cells = self.cells
        if department is not None:
            cells = cells.filter(pl.col("department") == department)
        if subject is not None:
            cells = cells.filter((pl.col("service") == subject) | (pl.col("measure") == subject))
        return cells


def see_coverage(home: Home, user: User, *, as_of: int) -> Coverage:
    """Every expected figure and its state, as of a ledger number."""
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    units = home.store.register("units", as_of)
    day = day_at(home, as_of)
    measures = sorted({name for kpi in catalogue.kpis.values() for name in kpi.measures})
    cells = coverage_cells(
        catalogue,
        home.store.frame("coverage/reported", measures=measures, as_of=as_of),
        units=units,
        closed=home.store.register("closed_months", as_of),
        waves=home.store.register("waves", as_of),
        questions=home.store.register("questions", as_of).filter(pl.col("settled_on").is_null()),
        today=day,
    )
    return Coverage(as_of, day, _named(cells, units, catalogue), service_names(catalogue))


def count_by_month(coverage: Coverage) -> pl.DataFrame:
    """`counts` of each month."""
    return counts(coverage.cells, ["month"])


def lacking_in(coverage: Coverage, month: Month) -> pl.DataFrame:
    """What somebody is still to send for a month. UsageError where nothing is expected."""
    expected = coverage.months
    if month not in expected:
        span = f"{expected[0]:%Y-%m}–{expected[-1]:%Y-%m}" if expected else "inga än"
        raise UsageError(f"Inga tal väntas för {month:%Y-%m}. Månader med väntade tal: {span}.")
    return lacking(coverage.cells.filter(pl.col("month") == month))


def latest_finding(coverage: Coverage) -> list[str]:
    """The latest month in a few sentences, and how much lacks from before it."""
    month = coverage.months[-1]
    own = coverage.cells.filter(pl.col("month") == month)
    before = coverage.cells.filter((pl.col("month") < month) & (pl.col("state") == State.LATE))
    expected = own.filter(pl.col("state").is_in([state.value for state in EXPECTED]))
    return finding(
        month,
        counts(own, ["month"]).row(0, named=True),
        lacking=lacking(own)["unit"].n_unique(),
        units=expected["unit"].n_unique(),
        late_before=before.height,
    )


def _named(cells: pl.DataFrame, units: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The cells with the names of units and measures, in the order that people read them."""
    measures = pl.DataFrame(
        [(each.id, each.title, each.service) for each in catalogue.measures.values()],
        schema={"measure": pl.String, "title": pl.String, "service": pl.String},
        orient="row",
    ).with_row_index("rank")
    return (
        cells.join(_in_order(units), on="unit")
        .join(measures, on="measure")
        .sort(ORDER)
        .select(
            *("unit", "name", "department", "area"),
            *("service", "measure", "title", "month", "state", "due"),
        )
    )


def _in_order(units: pl.DataFrame) -> pl.DataFrame:
    """place, unit, name, department, area: what nobody has registered is an empty text."""
    rows = [
        (row["unit"], row["name"] or row["unit"], row["department"] or "", row["area"] or "")
        for row in units.to_dicts()
    ]
    return pl.DataFrame(
        sorted(rows, key=_department_and_name),
        schema=["unit", "name", "department", "area"],
        schema_overrides=dict.fromkeys(["unit", "name", "department", "area"], pl.String),
        orient="row",
    ).with_row_index("place")


def _department_and_name(row: Sequence[str]) -> tuple[str, str]:
    return alphabetical(row[2]), alphabetical(row[1])
