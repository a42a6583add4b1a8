"""What has come in of what is expected: every unit, measure and month (methods §2)."""

from kpi.coverage.cells import coverage_cells
from kpi.coverage.counts import counts, lacking, questioned, with_mark
from kpi.coverage.states import LACKING, Mark, State

__all__ = [
    "LACKING",
    "Mark",
    "State",
    "counts",
    "coverage_cells",
    "lacking",
    "questioned",
    "with_mark",
]
