"""What units have reported before, drawn as lines of values, and files checked against it."""

from datetime import date

import polars as pl

from kpi.catalogue.types import Catalogue, Layout
from kpi.intake.read import read
from kpi.intake.resolve import Known
from kpi.intake.validate import Checked, validate
from kpi.ledger.kinds import CLOSED_MONTHS
from kpi.periods import parse_month, shift
from tests.intake.files import CATALOGUE, KNOWN, WIDE, lines

SPAN = {"unit": pl.String, "unit_type": pl.String, "valid_from": pl.Date, "valid_to": pl.Date}


def history(first: str, **series: str) -> pl.DataFrame:
    """Values month by month from the first; `.` is a month without. A series: unit__measure."""
    rows = [
        (*name.split("__"), shift(parse_month(first), at), value)
        for name, values in series.items()
        for at, value in enumerate(values.split())
        if value != "."
    ]
    frame = pl.DataFrame(rows, schema=["unit", "measure", "month", "value"], orient="row")
    return frame.with_columns(pl.col("value").cast(pl.Decimal(18, 4)))


def spans(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """unit, first month and last month; an empty one is open."""
    kept = [
        (unit, "skola", *(parse_month(month) if month else None for month in months))
        for unit, *months in rows
    ]
    return pl.DataFrame(kept, schema=SPAN, orient="row")


def closed(unit: str, service: str, month: str) -> pl.DataFrame:
    row = {"unit": unit, "unit_type": "", "service": service, "month": parse_month(month)}
    return pl.DataFrame([row | {"reason": "lov"}]).select(
        *(pl.col(name) for name in CLOSED_MONTHS.fields)
    )


def known(before: pl.DataFrame, **more: object) -> Known:
    """The usual units, with what they have reported. All may report any month."""
    everybody = spans(*((unit, "", "") for unit in KNOWN.units["unit"]))
    return Known(**{"units": KNOWN.units, "spans": everybody, "history": before, **more})


def check(
    before: Known, *rows: str, layout: Layout = WIDE, catalogue: Catalogue = CATALOGUE
) -> Checked:
    """A file checked against what is known; its rows are lines of text, the header first."""
    table = read(lines(*rows).encode(), catalogue, layout=layout)
    return validate(table, layout, catalogue, before)


def doubted(checked: Checked) -> list[tuple[str, str, str, date]]:
    """rule, unit, measure and month of every figure that somebody may be asked about."""
    return checked.doubts.sort(pl.all()).rows()
