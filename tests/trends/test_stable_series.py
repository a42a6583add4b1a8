"""How often do series in which nothing happens light up? Simulated (methods §8, §9, §10).

1,000 series a share while one works, 5,000 in `make check`; the same ones every time. A found
share may be three standard errors from the one written in the methods.
"""

from collections.abc import Iterator
from itertools import accumulate
from math import sqrt
from random import Random

import polars as pl
import pytest

from kpi.periods import shift
from kpi.trends import fill_months, season, trend
from kpi.trends.chance import LIT_BY_CHANCE
from kpi.trends.spc import Rules, points
from tests.examples import examples
from tests.trends.picture import FIRST, SCHEMA

SERIES = examples(1_000)
EVERY_RULE = Rules(heed_links=False)
PRODUCT = Rules()
PUBLISHED = 0.02  # how far from the published share of a year a simulation may land


def stable(months: int, locked: int, *, seasonal: bool = False, rolling: int = 1) -> pl.DataFrame:
    """Series of independent normal months, or of their rolling means."""
    chance = Random(months + locked)
    rows = (
        (f"s{number:05d}", shift(FIRST, at), value, 1, at < locked)
        for number in range(SERIES)
        for at, value in enumerate(normal(chance, months, rolling))
    )
    names = ["series", "month", "value", "phase", "base"]
    drawn = pl.DataFrame(list(rows), schema={name: SCHEMA[name] for name in names}, orient="row")
    return drawn.with_columns(
        better=pl.lit("neither"),
        target=pl.lit(None, pl.Float64),
        two_of_three=pl.lit("nhs2023"),
        screen=pl.lit(value=True),
        chart=pl.lit("xmr"),
        seasonal=pl.lit(value=seasonal),
    )


def normal(chance: Random, months: int, rolling: int) -> Iterator[float]:
    sums = [0.0, *accumulate(chance.gauss(100, 10) for _ in range(months + rolling - 1))]
    return ((sums[at + rolling] - sums[at]) / rolling for at in range(months))


def lit_latest(frame: pl.DataFrame, rules: Rules) -> float:
    return (trend(frame, rules).summary["variation"] != "common").mean()


def ever_lit(frame: pl.DataFrame, rules: Rules) -> float:
    """The share of series with any mark after their baseline."""
    after = points(frame, rules).filter(~frame["base"])
    return after.group_by("series").agg((pl.col("signal") != "none").any())["signal"].mean()


def near(share: float, margin: float = 0.0005):
    """A share written with so many decimals, found in so many series."""
    return pytest.approx(share, abs=margin + 3 * sqrt(share * (1 - share) / SERIES))


@pytest.mark.parametrize(
    ("locked", "every_rule", "product"), [(0, 0.018, 0.018), (24, 0.040, 0.039), (12, 0.062, 0.062)]
)
def test_the_share_whose_latest_month_is_lit(locked, every_rule, product):
    frame = stable(36, locked)
    assert lit_latest(frame, EVERY_RULE) == near(every_rule)
    assert lit_latest(frame, PRODUCT) == near(product)
    assert LIT_BY_CHANCE[locked] == product


@pytest.mark.parametrize(("seasonal", "published"), [(False, 0.24), (True, 0.25)])
def test_the_share_with_any_mark_in_the_year_after_two(seasonal, published):
    frame = stable(36, 24, seasonal=seasonal)
    assert ever_lit(frame, EVERY_RULE) == near(published, PUBLISHED)
    assert ever_lit(frame, PRODUCT) == near(published - 0.01, PUBLISHED)


def test_a_season_taken_out_without_widening_would_light_most(monkeypatch):
    frame = stable(36, 24, seasonal=True)
    monkeypatch.setattr(season, "_widen", lambda: pl.when("known").then(1.0))
    assert ever_lit(frame, EVERY_RULE) == near(0.71, PUBLISHED)
    assert ever_lit(frame, PRODUCT) == near(0.71, PUBLISHED)


def test_rolling_years_light_without_any_change():
    frame = stable(36, 0, rolling=12)
    assert ever_lit(frame, EVERY_RULE) == near(0.998, 0.002)
    locked = stable(36, 24, rolling=12)
    assert points(locked).group_by("series").agg(pl.col("linked").first())["linked"].mean() > 0.9


def test_the_share_that_is_called_linked_by_chance():
    found = trend(stable(36, 24)).summary["linked"].mean()
    assert found == near(0.043)


def test_the_drawn_series_are_as_the_store_delivers_them():
    assert fill_months(stable(36, 24)).equals(stable(36, 24))
