"""A cost and a quality side by side: where a way points, and why one cannot be drawn."""

from datetime import date

import polars as pl
import pytest

from kpi.periods import shift
from kpi.trends.movement import BASE, NOW, Lack, Moved
from kpi.trends.paths import Quadrant, paths
from tests.builders_facts import kpi

LAST = date(2023, 7, 1)
COST = kpi("cost")
QUALITY = kpi("quality", perspective="quality", better="higher")
WASTE = kpi("quality", perspective="quality", better="lower")
SCHEMA = {
    "kpi": pl.String,
    "level": pl.String,
    "scope": pl.String,
    "year": pl.Int64,
    "month": pl.Date,
    "value": pl.Float64,
    "volume": pl.Float64,
    "months": pl.UInt32,
    "moved": pl.String,
    "lack": pl.String,
}


def moves(name: str, line: str = "", *, lack: str | None = None, scope: str = "a", last=LAST):
    """`2 3 4` is the baseline's year, one between and now; `.` a year that is not there."""
    rows = []
    for at, word in enumerate(line.split()):
        year = NOW if at == len(line.split()) - 1 else at
        if word != ".":
            moved = Moved.SAME if year == NOW else None
            month = shift(last, 12 * at)
            rows.append((name, "unit", scope, year, month, float(word), 5.0, 12, moved, None))
    if lack is not None:
        rows.append((name, "unit", scope, NOW, None, None, None, None, None, lack))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def found(*frames: pl.DataFrame, quality=QUALITY) -> list[dict]:
    return paths(pl.concat(frames), COST, quality).to_dicts()


@pytest.mark.parametrize(
    ("cost", "quality", "where"),
    [
        ("20 19", "80 81", Quadrant.CHEAPER_BETTER),
        ("20 19", "80 79", Quadrant.CHEAPER_WORSE),
        ("20 21", "80 81", Quadrant.DEARER_BETTER),
        ("20 21", "80 79", Quadrant.DEARER_WORSE),
        ("20 20", "80 81", Quadrant.ALONG),
        ("20 19", "80 80", Quadrant.ALONG),
        ("20 20.000000001", "80 81", Quadrant.ALONG),
    ],
)
def test_a_way_points_into_one_of_four_quadrants(cost, quality, where):
    base, now = found(moves("cost", cost), moves("quality", quality))
    assert (base["quadrant"], now["quadrant"]) == (None, where)


def test_less_is_better_where_less_is_better():
    now = found(moves("cost", "20 21"), moves("quality", "60 50"), quality=WASTE)[-1]
    assert now["quadrant"] == Quadrant.DEARER_BETTER


def test_both_s_years_stand_side_by_side_in_order():
    rows = found(moves("cost", "20 19 18"), moves("quality", "80 81 82"))
    assert [row["year"] for row in rows] == [BASE, 1, NOW]
    assert [(row["cost_value"], row["quality_value"]) for row in rows] == [
        (20, 80),
        (19, 81),
        (18, 82),
    ]
    assert [row["month"] for row in rows] == [LAST, shift(LAST, 12), shift(LAST, 24)]
    assert (rows[-1]["cost_moved"], rows[-1]["quality_moved"]) == (Moved.SAME, Moved.SAME)


def test_a_year_that_only_one_of_them_has_is_not_drawn():
    rows = found(moves("cost", "20 19 18"), moves("quality", "80 . 82"))
    assert [row["year"] for row in rows] == [BASE, NOW]


@pytest.mark.parametrize(
    ("cost", "quality", "said"),
    [
        ({"line": "20 19"}, {}, Lack.NOT_MEASURED),
        ({}, {"line": "80 81"}, Lack.NOT_MEASURED),
        ({"line": "20 19"}, {"lack": "withheld"}, Lack.WITHHELD),
        ({"lack": "too_early"}, {"lack": "withheld"}, Lack.WITHHELD),
        ({"lack": "withheld"}, {"line": "80 81"}, Lack.WITHHELD),
        ({"lack": "months_lack"}, {"line": "80 81"}, Lack.MONTHS_LACK),
        ({"line": "20 19"}, {"lack": "no_baseline"}, Lack.NO_BASELINE),
        ({"lack": "too_early"}, {"lack": "no_baseline"}, Lack.TOO_EARLY),
        ({"line": "20 19"}, {"line": "80 81", "last": shift(LAST, -1)}, Lack.OTHER_BASELINE),
    ],
)
def test_what_one_of_them_lacks_takes_the_figures_of_both(cost, quality, said):
    (only,) = found(moves("cost", **cost), moves("quality", **quality))
    assert only.pop("lack") == said
    assert (only.pop("level"), only.pop("scope"), only.pop("year")) == ("unit", "a", NOW)
    assert set(only.values()) == {None}


def test_one_scope_says_nothing_of_another():
    rows = found(
        moves("cost", "20 19"),
        moves("quality", "80 81"),
        moves("cost", lack="withheld", scope="b"),
        moves("quality", "80 81", scope="b"),
    )
    assert [(row["scope"], row["lack"]) for row in rows] == [
        ("a", None),
        ("a", None),
        ("b", "withheld"),
    ]
