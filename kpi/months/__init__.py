"""Expected, closed and latest periods: the calendar every figure is held against."""

from kpi.months.closed import closed_unit_months
from kpi.months.expected import expected_unit_months
from kpi.months.latest import latest

__all__ = ["closed_unit_months", "expected_unit_months", "latest"]
