"""Fast price indices against dull ones: gaps, zeros, several editions, mixes, locked baselines."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue import PriceIndex
from kpi.periods import shift
from kpi.values.facts import as_locked
from kpi.values.prices import deflators, editions_in_use
from kpi.values.split import in_real_terms
from tests.builders import rows
from tests.builders_facts import facts
from tests.plain import prices as plain

MONTHS = [shift(date(2022, 1, 1), at) for at in range(6)]
MIXES = {"kpi": {"kpi": 1.0}, "mix": {"kpi": 0.25, "lon": 0.75}, "pkv": {"pkv": 1.0}}
INDICES = [PriceIndex(id=i, title=i, source="S", weights=w) for i, w in MIXES.items()]
INDEX = st.dictionaries(
    st.tuples(
        st.sampled_from(["kpi", "lon"]), st.sampled_from(MONTHS), st.sampled_from(["1", "2", "9"])
    ),
    st.one_of(st.none(), st.sampled_from([0, -5]), st.integers(900, 4200).map(lambda n: n / 10)),
    max_size=24,
).map(lambda found: [(*key, value) for key, value in found.items()])
BASE = st.sampled_from([*MONTHS, date(2030, 1, 1)])


def frame(index: list) -> pl.DataFrame:
    names = ("series", "month", "edition", "value")
    return rows("price_index", *(dict(zip(names, row, strict=True)) for row in index))


def factors(index: pl.DataFrame, base: date) -> dict:
    found = deflators(INDICES, index, base)
    return {(row["price_index"], row["month"]): row["deflator"] for row in found.to_dicts()}


def dull_factors(index: list, base: date) -> dict:
    found = {
        (name, month): plain.deflator(index, weights, base, month)
        for name, weights in MIXES.items()
        for month in MONTHS
    }
    return {key: pytest.approx(value) for key, value in found.items() if value is not None}


@settings(max_examples=150)
@given(INDEX, BASE)
def test_deflators_agree_with_the_dull_ones(index, base):
    assert factors(frame(index), base) == dull_factors(index, base)


@settings(max_examples=60)
@given(INDEX, st.lists(st.sampled_from(MONTHS), unique=True))
def test_editions_agree_with_the_dull_ones(index, months):
    for each in INDICES:
        found = editions_in_use(each, frame(index), months)
        assert found == plain.editions(index, each.weights, months)


@settings(max_examples=60)
@given(INDEX, INDEX, BASE)
def test_a_locked_baseline_keeps_the_index_it_was_locked_with(then, now, base):
    pilot = rows("pilot", {"pilot": "p", "starts": base})
    old = facts("unit month", price_index=frame(then), pilot=rows("pilot"))
    locked = as_locked(old, facts("unit month", price_index=frame(now), pilot=pilot))
    assert locked.pilot.equals(pilot)
    assert factors(locked.price_index, base) == dull_factors(plain.as_locked(then, now), base)


@given(st.floats(0.1, 10), st.floats(0.1, 10), st.integers(1, 10**6), st.integers(1, 10**6))
def test_the_real_change_is_that_of_the_deflated_kronor(prices, other, before, after):
    nominal = after / before - 1
    deflated = (after / other) / (before / prices) - 1
    assert in_real_terms(nominal, other / prices - 1) == pytest.approx(deflated)


@settings(max_examples=60)
@given(INDEX, st.sampled_from(MONTHS), st.sampled_from(MONTHS))
def test_moving_the_base_rescales_every_month_of_a_single_series_alike(index, one, other):
    first, second = (
        {
            month: factor
            for (name, month), factor in factors(frame(index), b).items()
            if name == "kpi"
        }
        for b in (one, other)
    )
    if first and second:
        assert first.keys() == second.keys()
        ratios = {month: second[month] / first[month] for month in first}
        assert ratios == dict.fromkeys(first, pytest.approx(first[other] ** -1))
