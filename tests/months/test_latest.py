"""The latest month that may be judged: whole, and with a value."""

from kpi.months import latest
from tests.months.picture import series


def judged(*lines):
    frame = latest(series(*lines))
    return [
        f"{row['level']}/{row['scope']} {row['month']:%Y-%m} {row['value']}"
        for row in frame.sort("level", "scope").to_dicts()
    ]


def test_the_last_month_with_a_value_whatever_order_they_come_in():
    assert judged("unit/a 2024-03 -", "unit/a 2024-02 5", "unit/a 2024-01 7") == [
        "unit/a 2024-02 5.0"
    ]


def test_a_part_month_is_never_judged():
    assert judged("pilot/p 2024-01 7", "pilot/p 2024-02 9 ?") == ["pilot/p 2024-01 7.0"]


def test_every_series_has_its_own_latest_month():
    assert judged("unit/a 2024-01 1", "unit/b 2024-03 3", "area/a 2024-02 2") == [
        "area/a 2024-02 2.0",
        "unit/a 2024-01 1.0",
        "unit/b 2024-03 3.0",
    ]


def test_a_series_with_nothing_whole_has_no_latest_month():
    assert judged("pilot/p 2024-01 9 ?", "pilot/p 2024-02 -") == []


def test_the_columns_are_those_that_came():
    values = series("unit/a 2024-01 1", "unit/a 2024-02 2")
    assert latest(values).equals(values.tail(1))
