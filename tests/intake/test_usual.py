"""What a new figure is held against: the same as a second way of working it out."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kpi.intake.usual import with_usual
from tests.plain import usual as plain

KEY = st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y"]), st.integers(1, 30))
ROWS = st.dictionaries(KEY, st.integers(0, 5), max_size=60)


def frame(rows: dict[tuple[str, str, int], int]) -> pl.DataFrame:
    named = [
        (unit, measure, date(2020 + (at - 1) // 12, (at - 1) % 12 + 1, 1), value)
        for (unit, measure, at), value in rows.items()
    ]
    schema = {"unit": pl.String, "measure": pl.String, "month": pl.Date, "value": pl.Int64}
    numbers = pl.DataFrame(named, schema=schema, orient="row")
    return numbers.with_columns(pl.col("value").cast(pl.Decimal(18, 4)))


@given(ROWS, ROWS)
def test_it_is_what_loops_and_dicts_say(numbers, history):
    found = with_usual(frame(numbers), frame(history))
    assert found.select("unit", "measure").rows() == [key[:2] for key in numbers]
    wanted = plain.with_usual(
        [(*key, value) for key, value in numbers.items()],
        [(*key, value) for key, value in history.items()],
    )
    assert found.select("usual", "varies", "before", "year_before").to_dicts() == wanted


def test_a_year_of_values_before_the_month_and_no_more():
    thirteen = {("a", "x", at): 100 if at == 1 else at for at in range(1, 14)}
    [found] = with_usual(frame({("a", "x", 14): 9}), frame(thirteen)).to_dicts()
    assert found["usual"] == 7.5  # the median of 2 … 13; the hundred is too long ago
    assert (found["before"], found["year_before"]) == (13, 2)
