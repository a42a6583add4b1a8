"""Was the plan made before the figures that it is judged by? (methods §11)"""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kpi.effects import Scale
from kpi.effects.differences import without_transition
from kpi.effects.plan import Direction, Plan, Timing, timing

START = date(2024, 1, 1)
PLAN = Plan(
    kpi="cleaning_cost_m2",
    direction=Direction.LOWER,
    scale=Scale.LOG,
    main=True,
    made_on=date(2023, 12, 31),
    entered=date(2024, 1, 31),
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Timing.BEFORE),
        ({"entered": date(2024, 2, 1)}, Timing.ENTERED_LATE),  # January's figures could be seen
        ({"made_on": date(2024, 1, 1)}, Timing.MADE_LATE),
        ({"made_on": date(2024, 1, 1), "entered": date(2024, 2, 1)}, Timing.MADE_LATE),
    ],
)
def test_a_plan_comes_first_or_says_that_it_did_not(changed, expected):
    assert timing(replace(PLAN, **changed), START) is expected


def test_only_the_panel_that_decided_so_leaves_its_first_months_out():
    rows = pl.DataFrame(
        {"panel": ["a"] * 4 + ["b"] * 4, "at": [9, 10, 11, 12] * 2, "start": [10] * 8}
    )
    left = without_transition(rows, {"a": 2, "c": 9})
    assert left.select("panel", "at").rows() == [
        *(("a", 9), ("a", 12)),
        *(("b", 9), ("b", 10), ("b", 11), ("b", 12)),
    ]
