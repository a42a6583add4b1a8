"""A phase starts on the first row on or after its month, and says why."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kpi.periods import shift
from kpi.trends.phases import with_phases
from tests.plain import phases as plain

FIRST = date(2023, 1, 1)
STARTS = {"series": pl.String, "month": pl.Date, "begins": pl.String}


def phases(months: str, *starts: str) -> list[tuple[int, str | None]]:
    """`1 2 4` are months after each other, one of which has no row; `3 decision` is a start."""
    rows = pl.DataFrame(
        {"series": "A", "month": [shift(FIRST, int(month) - 1) for month in months.split()]},
        schema={"series": pl.String, "month": pl.Date},
    )
    begun = [("A", shift(FIRST, int(month) - 1), why) for month, why in map(str.split, starts)]
    found = with_phases(rows, pl.DataFrame(begun, schema=STARTS, orient="row"))
    return found.select("phase", "begins").rows()


def test_without_starts_there_is_one_phase_and_no_row_has_none():
    assert phases("1 2") == [(1, None), (1, None)]
    assert phases("") == []
    assert phases("", "1 decision") == []


def test_a_phase_starts_in_its_month():
    assert phases("1 2 3", "2 decision") == [(1, None), (2, "decision"), (2, None)]


def test_where_the_month_has_no_row_it_starts_on_the_next():
    assert phases("1 2 5 6", "3 definition") == [
        (1, None),
        (1, None),
        (2, "definition"),
        (2, None),
    ]


def test_two_starts_without_a_row_between_them_make_one_phase():
    assert phases("1 5 6", "2 decision", "4 definition") == [
        (1, None),
        (2, "definition"),
        (2, None),
    ]


def test_a_start_before_or_on_the_first_row_makes_no_phase_nor_does_one_after_the_last():
    assert phases("2 3", "1 decision", "2 decision", "4 decision") == [(1, None), (1, None)]


def test_of_two_reasons_in_a_month_the_definition_is_told():
    for starts in (("2 decision", "2 definition"), ("2 definition", "2 decision")):
        assert phases("1 2", *starts) == [(1, None), (2, "definition")]


month = st.integers(0, 11).map(lambda at: shift(FIRST, at))
series = st.sampled_from("AB")


@given(
    rows=st.sets(st.tuples(series, month)),
    starts=st.sets(st.tuples(series, month, st.sampled_from(["definition", "decision"]))),
)
def test_the_plain_way_says_the_same(rows, starts):
    found = with_phases(
        pl.DataFrame(
            sorted(rows, reverse=True), schema={"series": pl.String, "month": pl.Date}, orient="row"
        ),
        pl.DataFrame(list(starts), schema=STARTS, orient="row"),
    )
    assert found.select("series", "month").rows() == sorted(rows)
    order = found.select("series", "month", "phase", "begins").rows()
    said = {(name, m): (phase, why) for name, m, phase, why in order}
    assert said == plain.phases(rows, starts)
