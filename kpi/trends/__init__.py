"""Is a figure different, or is it only next month? Control charts for every series at once.

Whole frames in, whole frames out; nothing here knows the store. `fill_months` gives a series
its missing months, `trend` does the rest.
"""

from kpi.trends.expected import fill_months
from kpi.trends.spc import trend
from kpi.trends.states import Assurance, Side, Signal, Status, TwoOfThree, Variation

__all__ = [
    "Assurance",
    "Side",
    "Signal",
    "Status",
    "TwoOfThree",
    "Variation",
    "fill_months",
    "trend",
]
