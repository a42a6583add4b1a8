"""Facts and catalogues for value tests: tables drawn as text become registers and measures."""

from datetime import date
from decimal import Decimal

import polars as pl

from kpi.catalogue import Catalogue, Kpi, Measure, PriceIndex
from kpi.periods import parse_month
from kpi.values import Facts
from tests.builders import rows

REVIEW = {
    "owner": "Ekonom",
    "written": date(2024, 1, 1),
    "checked": date(2024, 1, 2),
    "checked_by": "Controller",
    "next": date(2025, 1, 1),
}


def measure(name: str, **fields: object) -> Measure:
    given = {"id": name, "title": name, "unit": "kr", "service": "cleaning", "decimals": 0}
    return Measure.model_validate(given | fields)


def kpi(name: str, **fields: object) -> Kpi:
    """A cost per m², monthly, lower is better, unless told otherwise."""
    given: dict[str, object] = {
        "id": name,
        "title": name.capitalize(),
        "short_name": name[:26],
        "why": "För provet.",
        "service": "cleaning",
        "source": "Ekonomisystemet",
        "perspective": "cost",
        "formula": "ratio",
        "numerator": ("cost",),
        "denominator": ("area",),
        "unit": "kr/m²",
        "decimals": 1,
        "better": "lower",
        "frequency": "monthly",
        "chart": "xmr",
        "effect_scale": "log",
        "review": REVIEW,
        "definition": ({"valid_from": date(2020, 1, 1), "text": "Kostnad delat med yta."},),
    }
    return Kpi.model_validate(given | fields)


def catalogue(*kpis: Kpi, overhead: tuple[str, ...] = (), **prices: PriceIndex) -> Catalogue:
    """The KPIs with every measure they read."""
    names = sorted({name for each in kpis for name in each.read})
    return Catalogue(
        measures={name: measure(name, overhead=name in overhead) for name in names},
        kpis={each.id: each for each in kpis},
        layouts={},
        prices=prices,
    )


def reported(table: str) -> pl.DataFrame:
    """Measures drawn as a table: the header names the measures, `-` is not named, `..` etc. is.

    unit month   cost area
    a    2024-01 10   5
    """
    header, *lines = [line.split() for line in table.splitlines() if line.strip()]
    found = [
        _cell(line[0], name, line[1], written)
        for line in lines
        for name, written in zip(header[2:], line[2:], strict=True)
        if written != "-"
    ]
    return rows("measures", *found).select("unit", "measure", "month", "value", "missing")


def _cell(unit: str, name: str, month: str, written: str) -> dict[str, object]:
    key = {"unit": unit, "measure": name, "month": parse_month(month)}
    if written.replace(".", "", 1).lstrip("-").isdecimal():
        return key | {"value": Decimal(written)}
    return key | {"missing": written}


def units(**fields: dict[str, object]) -> pl.DataFrame:
    """Units by id; each is a pilot unit of type skola in area oster unless told otherwise."""
    usual = {"unit_type": "skola", "department": "bsf", "area": "oster", "role": "pilot"}
    return rows(
        "units", *({"unit": name, "name": name} | usual | own for name, own in fields.items())
    )


def facts(table: str, **registers: pl.DataFrame) -> Facts:
    """Facts with this table of measures; units are those it names unless given."""
    measures = reported(table)
    names = measures["unit"].unique(maintain_order=True)
    return Facts(
        measures=measures,
        units=registers.get("units", units(**{name: {} for name in names})),
        closed_months=registers.get("closed_months", rows("closed_months")),
        waves=registers.get("waves", rows("waves")),
        price_index=registers.get("price_index", rows("price_index")),
        pilot=registers.get("pilot", rows("pilot", {"pilot": "p", "area": "oster"})),
    )
