"""Series judged by different settings stand in one answer, each by its own."""

import polars as pl
import pytest

from kpi.trends import trend
from kpi.trends.by_settings import trend_by_settings
from kpi.trends.spc import Rules
from tests.trends.picture import series

LINE = "4 6 4 6 4 6 4 6 4 6 4 6 4 6 5.5 5.6 5.5 5.6 5.5 5.6 5.5"  # nine above the centre


def rows(name: str, run_length: int) -> pl.DataFrame:
    lengths = {"run_length": run_length, "trend_length": 7}
    return series(LINE, name=name, base=range(14)).with_columns(
        **{column: pl.lit(value, pl.Int64) for column, value in lengths.items()}
    )


def test_each_series_is_judged_by_its_own_lengths():
    both = pl.concat([rows("B", 7), rows("A", 9)])
    found = trend_by_settings(both)
    assert dict(found.summary.select("series", "signal").iter_rows()) == {
        "A": "none",
        "B": "shift",
    }
    assert found.points.equals(found.points.sort("series", "month"))
    alone = trend(rows("A", 9), Rules(run_length=9))
    assert found.points.filter(series="A").equals(alone.points)


@pytest.mark.parametrize("run_length", [7, 9])
def test_where_all_are_judged_alike_it_is_trend(run_length):
    alike = rows("A", run_length)
    assert trend_by_settings(alike).points.equals(trend(alike, Rules(run_length)).points)


def test_no_rows_give_none():
    assert trend_by_settings(rows("A", 7).clear()).summary.is_empty()
