"""Months, registers and KPIs drawn in a line each, for the tests of the calendar."""

import polars as pl

from kpi.periods import Month, parse_month
from tests.builders import rows
from tests.builders_facts import kpi


def months(line: str) -> list[Month]:
    return [parse_month(word) for word in line.split()]


def named(table: str, of: str = "cost_m2") -> pl.DataFrame:
    """`a: 2024-01 2024-03` says that unit a has named a measure of the KPI those months."""
    lines = [line.split(":") for line in table.splitlines() if line.strip()]
    cells = [(of, unit.strip(), month) for unit, when in lines for month in months(when)]
    schema = {"kpi": pl.String, "unit": pl.String, "month": pl.Date}
    return pl.DataFrame(cells, schema=schema, orient="row")


def units(**life: str) -> pl.DataFrame:
    """`a="skola"`, `b="skola 2024-02…"`, `c="skola …2024-03"`: type, first and last month."""
    register = []
    for unit, words in life.items():
        unit_type, _, span = words.partition(" ")
        first, _, last = span.partition("…")
        register.append(
            {
                "unit": unit,
                "unit_type": unit_type,
                "valid_from": parse_month(first) if first else None,
                "valid_to": parse_month(last) if last else None,
            }
        )
    return rows("units", *register)


def closed(*lines: str) -> pl.DataFrame:
    """`unit type service month reason`, where `*` means all."""
    return rows(
        "closed_months",
        *(
            {
                "unit": unit.strip("*"),
                "unit_type": unit_type.strip("*"),
                "service": service.strip("*"),
                "month": parse_month(month),
                "reason": reason,
            }
            for unit, unit_type, service, month, reason in map(str.split, lines)
        ),
    )


def waves(of: str, when: str) -> pl.DataFrame:
    return rows("waves", *({"kpi": of, "month": month} for month in months(when)))


def every(frequency: str, name: str = "cost_m2", service: str = "cleaning"):
    return kpi(name, frequency=frequency, service=service)


def series(*lines: str) -> pl.DataFrame:
    """`pilot/p 2024-01 5.0`; `-` is no value, and `?` after it says preliminary."""
    cells = []
    for line in lines:
        scope, month, value, *marks = line.split()
        level, _, name = scope.partition("/")
        written = None if value == "-" else float(value)
        cells.append(("cost_m2", level, name, parse_month(month), written, "?" in marks))
    schema = {
        "kpi": pl.String,
        "level": pl.String,
        "scope": pl.String,
        "month": pl.Date,
        "value": pl.Float64,
        "preliminary": pl.Boolean,
    }
    return pl.DataFrame(cells, schema=schema, orient="row")
