"""Closed months: by unit, by type or for all; for one service or for every one."""

import pytest

from kpi.months import closed_unit_months
from tests.months.picture import closed, units

REGISTER = units(a="skola", b="skola", c="forskola")


def shut(*lines):
    frame = closed_unit_months(closed(*lines), REGISTER)
    return [
        f"{unit} {service or '*'} {month:%Y-%m} {reason}"
        for unit, service, month, reason in frame.rows()
    ]


@pytest.mark.parametrize(
    ("line", "calendar"),
    [
        ("b * meals 2024-07 sommar", ["b meals 2024-07 sommar"]),
        ("* skola meals 2024-07 sommar", ["a meals 2024-07 sommar", "b meals 2024-07 sommar"]),
        ("* * * 2024-07 s", ["a * 2024-07 s", "b * 2024-07 s", "c * 2024-07 s"]),
        ("* bad * 2024-07 sommar", []),
        ("b forskola * 2024-07 sommar", ["b * 2024-07 sommar"]),  # a named unit's type says nothing
        ("okand * * 2024-07 sommar", ["okand * 2024-07 sommar"]),
    ],
)
def test_a_row_closes_the_units_it_means(line, calendar):
    assert shut(line) == calendar


def test_the_units_own_reason_stands_before_its_types_and_everyones():
    lines = ("* * * 2024-07 semester", "* skola * 2024-07 lov", "a * * 2024-07 vattenskada")
    assert sorted(shut(*lines)) == [
        "a * 2024-07 vattenskada",
        "b * 2024-07 lov",
        "c * 2024-07 semester",
    ]


def test_one_service_and_all_services_are_two_rows():
    assert shut("a * meals 2024-07 kok", "a * * 2024-07 hus") == [
        "a meals 2024-07 kok",
        "a * 2024-07 hus",
    ]


def test_no_closed_months_is_an_empty_calendar():
    assert shut() == []
