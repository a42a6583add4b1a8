"""The rows behind a value: what became of each, and whose may not be shown."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.values.behind import RowState, rows_behind, withheld_units

MEMBERS = pl.DataFrame(
    {
        "part": ["numerator", "numerator", "denominator"],
        "measure": ["cost", "overhead", "area"],
        "overhead": [False, True, False],
    }
)


def persons(**units: float | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"unit": list(units), "persons": list(units.values())},
        schema={"unit": pl.String, "persons": pl.Float64},
    )


@pytest.mark.parametrize(
    ("units", "hidden"),
    [
        ({}, []),
        ({"a": 7, "b": 30}, []),
        ({"a": 6, "b": 30, "c": 9}, ["a", "c"]),  # one alone could be had by subtraction
        ({"a": 6, "b": 5, "c": 9}, ["b", "a"]),
        ({"a": 1, "b": 2, "c": 3, "d": 9}, ["a", "b", "c", "d"]),  # together they must be seven
        ({"a": 3, "b": 3, "c": 1, "d": 9, "e": 20}, ["c", "a", "b"]),
        ({"a": None, "b": 30, "c": 9}, ["a", "c"]),
        ({"a": 3}, ["a"]),
    ],
)
def test_too_few_are_hidden_and_enough_others_with_them(units, hidden):
    assert withheld_units(persons(**units), 7) == hidden


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 20), max_size=8))
def test_no_hidden_unit_can_be_had_by_subtraction(units):
    hidden = withheld_units(persons(**units), 7)
    assert {unit for unit, count in units.items() if count < 7} <= set(hidden)
    together = sum(units[unit] for unit in hidden)
    assert not hidden or len(hidden) == len(units) or (len(hidden) >= 2 and together >= 7)


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
