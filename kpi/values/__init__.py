"""From measures to KPI values: formula, prices, coverage, change against baseline."""

from kpi.values.change import change_against_baseline
from kpi.values.facts import Facts, read_facts
from kpi.values.formula import NoValue
from kpi.values.kpi_values import kpi_values, unit_months
from kpi.values.levels import Level
from kpi.values.prices import Prices

__all__ = [
    "Facts",
    "Level",
    "NoValue",
    "Prices",
    "change_against_baseline",
    "kpi_values",
    "read_facts",
    "unit_months",
]
