"""Units drawn as text: a word a month, what a hundred of a hundred would make."""

from datetime import date
from decimal import Decimal

import polars as pl

from kpi.catalogue import Kpi, parse, read_texts
from kpi.periods import parse_month, shift
from kpi.settings import SHIPPED_CATALOGUE
from tests.builders import rows

KPIS = parse(read_texts(SHIPPED_CATALOGUE)).kpis
QUALITY: Kpi = KPIS["cleaning_quality"]  # a share, higher is better, needs 80 % of the months
LEAD: Kpi = KPIS["fault_lead_days"]  # lower is better
FIRST = date(2022, 1, 1)
START = date(2023, 1, 1)


def months(drawn: dict[str, str], kpi: Kpi = QUALITY, first: date = FIRST) -> pl.DataFrame:
    """`shown_unit_months` by unit: `85` of a hundred, `-` missing, `h` hidden, `c` closed,
    `c7` closed with a numerator, `.` nothing is expected; `12*85` is twelve months of 85."""
    found = []
    for unit, line in drawn.items():
        words = []
        for word in line.split():
            times, star, rest = word.rpartition("*")
            words += [rest] * (int(times) if star else 1)
        for at, word in enumerate(words):
            if word != ".":
                found.append((kpi.id, unit, shift(first, at), *_cell(word, kpi)))
    schema = {"kpi": pl.String, "unit": pl.String, "month": pl.Date}
    schema |= dict.fromkeys(("numerator", "denominator"), pl.Float64)
    schema |= dict.fromkeys(("closed", "hidden", "confidential", "no_index"), pl.Boolean)
    return pl.DataFrame(found, schema=schema, orient="row")


def _cell(word: str, kpi: Kpi) -> tuple[object, ...]:
    closed, hidden = word.startswith("c"), word == "h"
    number = word.removeprefix("c")
    numerator = float(number) * 100 / kpi.scale if number not in ("", "-", "h") else None
    denominator = 100.0 if numerator is not None and not closed else None
    return (numerator, denominator, closed, hidden, False, False)


def sides(pilot: str, others: str = "", unit_type: str = "skola") -> pl.DataFrame:
    """Units of one type on each side: `a b c`."""
    named = [(unit, True) for unit in pilot.split()] + [(unit, False) for unit in others.split()]
    return pl.DataFrame(
        [(unit, unit_type, side) for unit, side in named],
        schema={"unit": pl.String, "unit_type": pl.String, "pilot": pl.Boolean},
        orient="row",
    )


def floors(*lines: str, kpi: Kpi = QUALITY) -> pl.DataFrame:
    """The register: `skola 2022-01 85`."""
    drawn = [line.split() for line in lines]
    return rows(
        "floors",
        *(
            {
                "kpi": kpi.id,
                "unit_type": unit_type,
                "valid_from": parse_month(month),
                "value": Decimal(value),
                "reference": "§ 1",
            }
            for unit_type, month, value in drawn
        ),
    )
