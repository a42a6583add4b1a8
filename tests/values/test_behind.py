"""The rows behind a value: what became of each, and whose may not be shown."""

from decimal import Decimal

import polars as pl
import pytest

from kpi.values.behind import RowState, rows_behind

MEMBERS = pl.DataFrame(
    {
        "part": ["numerator", "numerator", "denominator"],
        "measure": ["cost", "overhead", "area"],
        "overhead": [False, True, False],
    }
)


def behind(*reported: tuple[str, int | None, str | None], **unit: bool) -> dict[str, str]:
    """The state of each measure of one unit."""
    usual = {"closed": False, "no_index": False, "whole": True, "hidden": False}
    units = pl.DataFrame([{"unit": "a"} | usual | unit])
    rows = pl.DataFrame(
        [
            ("a", measure, None if value is None else Decimal(value), missing)
            for measure, value, missing in reported
        ],
        schema={
            "unit": pl.String,
            "measure": pl.String,
            "value": pl.Decimal(18, 4),
            "missing": pl.String,
        },
        orient="row",
    )
    ever = rows.drop_nulls("value").select("unit", "measure")
    found = rows_behind(units, MEMBERS, rows, ever)
    assert found["measure"].to_list() == ["cost", "overhead", "area"]
    if unit.get("hidden"):
        assert found["value"].null_count() == 3
    return dict(zip(found["measure"], found["state"], strict=True))


ALL = (("cost", 10, None), ("overhead", 1, None), ("area", 5, None))


def test_what_was_reported_counts():
    assert set(behind(*ALL).values()) == {RowState.COUNTED}


def test_overhead_that_is_never_reported_is_no_hole():
    found = behind(("cost", 10, None), ("area", 5, None))
    assert found == {
        "cost": RowState.COUNTED,
        "overhead": RowState.NEVER,
        "area": RowState.COUNTED,
    }


def test_a_missing_value_leaves_the_unit_s_others_out():
    found = behind(("cost", 10, None), ("overhead", 1, None), whole=False)
    assert found == {
        "cost": RowState.INCOMPLETE,
        "overhead": RowState.INCOMPLETE,
        "area": RowState.MISSING,
    }


def test_a_mark_of_confidentiality_is_said():
    found = behind(("cost", None, "sekretess"), *ALL[1:], whole=False)
    assert found["cost"] == RowState.CONFIDENTIAL


@pytest.mark.parametrize(
    ("why", "state"),
    [
        ("hidden", RowState.WITHHELD),
        ("closed", RowState.CLOSED),
        ("no_index", RowState.NO_INDEX),
    ],
)
def test_why_a_reported_value_is_left_out(why, state):
    assert set(behind(*ALL, **{why: True}).values()) == {state}
