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
from kpi.trends.movement import NOW, movements
from kpi.trends.rolling import month_spread
from kpi.trends.spc import Rules, points
from tests.builders_facts import kpi
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
    for part in ("_within", "_after"):
        monkeypatch.setattr(season, part, lambda: pl.lit(1.0))
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


def ar(chance: Random, months: int, link: float) -> Iterator[float]:
    """Normal months, each so much like the one before."""
    value = chance.gauss(0, 1)
    for _ in range(months):
        yield 100 + 10 * value
        value = link * value + sqrt(1 - link**2) * chance.gauss(0, 1)


@pytest.mark.parametrize(("link", "share"), [(0, 0.010), (0.3, 0.085)])
def test_how_many_stable_units_are_said_to_have_moved_between_two_years(link, share):
    """24 baseline months and twelve after, three in a hundred of them missing (methods §9)."""
    chance = Random(9)
    drawn = [
        ("k", "unit", f"s{number:05d}", shift(FIRST, at), value, chance.random() < 0.03)
        for number in range(SERIES)
        for at, value in enumerate(ar(chance, 36, link))
    ]
    names = ["kpi", "level", "scope", "month", "numerator", "missing"]
    sums = pl.DataFrame(drawn, schema=names, orient="row").with_columns(
        denominator=pl.lit(1.0),
        expected=pl.lit(1, pl.UInt32),
        reported=(~pl.col("missing")).cast(pl.UInt32),
        preliminary="missing",
        usable=~pl.col("missing"),
        withheld=pl.lit(value=False),
    )
    spans = sums.group_by("kpi", "level", "scope").agg(
        first_month=pl.col("month").min(), last_month=pl.lit(shift(FIRST, 23))
    )
    shown = pl.when(~pl.col("missing")).then("numerator")
    values = sums.select("month", series="scope", value=shown)
    series = stable(36, 24).drop("value").join(values, on=["series", "month"])
    judged = trend(series).points.join(
        series.select("series", "month", "base", scope="series"), on=["series", "month"]
    )
    named = judged.with_columns(kpi=pl.lit("k"), level=pl.lit("unit"), denominator=pl.lit(1.0))
    cost = kpi("k", chart="xmr")
    moves = movements(sums, month_spread(named, [cost]), spans, [cost])
    moved = moves.filter(pl.col("year") == NOW)["moved"].drop_nulls()
    assert moved.is_in(["higher", "lower"]).mean() == near(share, 0.005)
