"""Expected and closed periods: the calendar every figure is held against."""

from kpi.months.closed import closed_unit_months
from kpi.months.expected import expected_unit_months

__all__ = ["closed_unit_months", "expected_unit_months"]
