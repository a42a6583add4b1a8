"""Every series gets the months it should have, and no others."""

from datetime import date

import polars as pl

from kpi.trends import fill_months


def filled(**series):
    """The months and values after filling, a series a keyword: `A="2024-01:4 2024-03:6"`."""
    rows = [
        (name, date.fromisoformat(f"{month}-01"), None if value == "-" else float(value))
        for name, line in series.items()
        for month, _, value in (cell.partition(":") for cell in line.split())
    ]
    schema = {"series": pl.String, "month": pl.Date, "value": pl.Float64}
    frame = fill_months(pl.DataFrame(rows, schema=schema, orient="row"))
    assert frame.schema == schema
    lines = {}
    for name, month, value in frame.iter_rows():
        cell = f"{month:%Y-%m}:{'-' if value is None else f'{value:g}'}"
        lines[name] = f"{lines[name]} {cell}" if name in lines else cell
    return lines


def test_a_hole_becomes_a_missing_month():
    line = "2023-11:4 2023-12:5 2024-02:6"
    assert filled(A=line) == {"A": "2023-11:4 2023-12:5 2024-01:- 2024-02:6"}


def test_an_empty_value_is_a_month_too():
    assert filled(A="2024-01:- 2024-02:5") == {"A": "2024-01:- 2024-02:5"}


def test_quarters_stay_quarters():
    line = "2024-01:4 2024-04:5 2024-07:6"
    assert filled(A=line) == {"A": line}


def test_a_missing_quarter_is_one_missing_row():
    line = "2023-01:4 2023-04:5 2023-10:6"
    assert filled(A=line) == {"A": "2023-01:4 2023-04:5 2023-07:- 2023-10:6"}


def test_gaps_of_four_and_six_months_are_two_months_apart():
    line = "2023-01:1 2023-05:2 2023-11:3"
    whole = "2023-01:1 2023-03:- 2023-05:2 2023-07:- 2023-09:- 2023-11:3"
    assert filled(A=line, B="2023-01:1 2023-02:2") == {"A": whole, "B": "2023-01:1 2023-02:2"}


def test_years_quarters_and_months_side_by_side_in_any_order():
    assert filled(
        B="2024-01:2 2023-01:1", A="2024-03:3 2024-01:1 2024-02:2", C="2024-01:1", D="2024-01:-"
    ) == {
        "A": "2024-01:1 2024-02:2 2024-03:3",
        "B": "2023-01:1 2024-01:2",
        "C": "2024-01:1",
        "D": "2024-01:-",
    }


def test_nothing_stays_nothing():
    assert filled() == {}
