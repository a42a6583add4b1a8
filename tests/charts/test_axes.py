"""Where things stand: ticks people count in, labels that do not collide, quarters and years."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.charts.axes import at, in_rows, point_at, pushed_apart, quarter_ticks, value_axis
from kpi.periods import Span, shift

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([20.7, 25.8], (21, 22, 23, 24, 25, 26)),
        ([64, 73.6], (64, 66, 68, 70, 72, 74)),
        ([10_391, 60_112], (10_000, 20_000, 30_000, 40_000, 50_000, 60_000)),
        ([7.1, 7.9], (7.2, 7.4, 7.6, 7.8)),
        ([8.6, 68.8], (20, 40, 60, 80)),  # 80 lies above, but three would be too few
    ],
)
def test_ticks_stand_at_round_numbers(values, ticks):
    assert value_axis(values).ticks == ticks


@pytest.mark.parametrize(("values", "decimals"), [([1, 50], 0), ([7.1, 7.9], 1), ([0.01, 0.02], 4)])
def test_a_tick_s_label_has_the_decimals_it_needs(values, decimals):
    axis = value_axis(values)
    assert axis.decimals <= decimals
    assert all(round(tick, axis.decimals) == pytest.approx(tick) for tick in axis.ticks)


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_everything_is_in_view_and_there_are_four_to_six_ticks(values):
    axis = value_axis(values)
    assert axis.low < min(values)
    assert axis.high > max(values)
    assert 4 <= len(axis.ticks) <= 6
    assert all(axis.low <= tick + 1e-6 and tick - 1e-6 <= axis.high for tick in axis.ticks)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_no_tick_stands_where_a_share_cannot_be(values):
    axis = value_axis(values, (0.0, 100.0))
    assert 4 <= len(axis.ticks) <= 6
    assert all(0 <= tick <= 100 for tick in axis.ticks)


def test_an_axis_without_values_is_an_axis():
    assert len(value_axis([]).ticks) >= 4


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([], []),
        ([50], [50]),
        ([10, 90], [10, 90]),
        ([50, 50], [40.5, 59.5]),
        ([60, 50, 55], [74, 36, 55]),  # in any order; the crowd is centred where it wanted to be
        ([2, 4], [0, 19]),
        ([200, 198], [200, 181]),
        ([0, 100, 101], [0, 91, 110]),
    ],
)
def test_names_that_are_too_close_share_the_inconvenience(places, found):
    assert pushed_apart(places, 19, 200) == pytest.approx(found)


@given(st.lists(st.floats(0, 280), max_size=6))
def test_names_are_apart_inside_and_in_order(places):
    found = pushed_apart(places, 19, 280)
    assert all(0 <= place <= 280 + 1e-6 for place in found)
    order = sorted(range(len(places)), key=lambda i: places[i])
    steps = [found[b] - found[a] for a, b in pairwise(order)]
    assert all(step >= 19 - 1e-6 for step in steps)


def test_the_first_tick_is_a_january_so_that_thinning_keeps_the_years():
    ticks = quarter_ticks(date(2021, 8, 1), date(2024, 7, 1))
    assert ticks[0] == date(2022, 1, 1)
    assert ticks[::4] == [date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)]
    assert len(ticks) == 11


def test_months_without_a_january_show_their_quarters():
    ticks = quarter_ticks(date(2024, 3, 1), date(2024, 11, 1))
    assert ticks == [date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1)]


def test_months_without_a_quarter_show_themselves():
    assert quarter_ticks(date(2024, 2, 1), date(2024, 3, 1)) == list(
        Span(date(2024, 2, 1), date(2024, 3, 1))
    )


def test_a_month_s_point_stands_inside_its_width():
    month = date(2024, 7, 1)
    assert at(month) < point_at(month) < at(shift(month, 1))
    assert point_at(date(1970, 1, 2)) == 24 * 3600 * 1000


def happened(*days: date | tuple[date, date]) -> list[tuple[str, int]]:
    rows = [(i, *(day if isinstance(day, tuple) else (day, None))) for i, day in enumerate(days, 1)]
    schema = {"number": pl.Int64, "first_day": pl.Date, "last_day": pl.Date}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    found = in_rows(frame, at(date(2021, 1, 1)), at(date(2024, 1, 1)))
    return [(disc["number"], disc["row"]) for disc in found]


def test_discs_far_from_each_other_stand_in_one_row():
    assert happened(date(2021, 2, 1), date(2022, 2, 1)) == [("1", 0), ("2", 0)]


def test_discs_on_the_same_day_stand_above_each_other():
    day = date(2022, 2, 1)
    assert happened(day, day, day, day + timedelta(days=200)) == [
        ("1", 0),
        ("2", 1),
        ("3", 2),
        ("4", 0),
    ]


def test_what_lasts_keeps_its_row_for_as_long():
    lasting = (date(2022, 1, 1), date(2022, 12, 31))
    assert happened(lasting, date(2022, 10, 1), date(2023, 9, 1)) == [("1", 0), ("2", 1), ("3", 0)]


def test_what_lasts_ends_with_the_axis():
    frame = pl.DataFrame(
        {"number": [1], "first_day": [date(2023, 6, 1)], "last_day": [date(2030, 1, 1)]}
    )
    (disc,) = in_rows(frame, at(date(2021, 1, 1)), at(date(2024, 1, 1)))
    assert disc["x2"] == at(date(2024, 1, 1))


def test_what_began_before_the_axis_begins_with_it():
    frame = pl.DataFrame(
        {"number": [1], "first_day": [date(2020, 6, 1)], "last_day": [date(2021, 6, 30)]}
    )
    (disc,) = in_rows(frame, at(date(2021, 1, 1)), at(date(2024, 1, 1)))
    assert (disc["x"], disc["x2"]) == (at(date(2021, 1, 1)), at(date(2021, 7, 1)))
