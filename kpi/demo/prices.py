"""How prices have moved: SCB's consumer price index, from the file the product ships."""

import csv
from functools import cache

from kpi.demo.units import MONTHS
from kpi.periods import Month, parse_month
from kpi.settings import SHIPPED_CATALOGUE

PRICE_FILE = SHIPPED_CATALOGUE / "prices" / "scb_kpi.csv"


@cache
def index() -> dict[Month, float]:
    """The index by month."""
    with PRICE_FILE.open(encoding="utf-8-sig", newline="") as file:
        return {
            parse_month(row["månad"]): float(row["värde"].replace(",", "."))
            for row in csv.DictReader(file, delimiter=";")
        }


def growth(month: Month) -> float:
    """Prices in a month as a multiple of those in the demo's first month."""
    return index()[month] / index()[MONTHS.first]
