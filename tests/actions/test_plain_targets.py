"""Targets carried to the base month, against the dull way of doing it."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.actions.decisions import in_prices
from kpi.catalogue import PriceIndex
from kpi.values import Prices
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi
from tests.plain import prices as plain
from tests.values.test_plain_prices import BASE, INDEX, MIXES, MONTHS, frame

KPIS = [kpi(name, price_index=name) for name in MIXES] + [kpi("share")]
BOOK = catalogue(
    *KPIS, **{i: PriceIndex(id=i, title=i, source="S", weights=w) for i, w in MIXES.items()}
)
TARGETS = st.lists(
    st.tuples(
        st.sampled_from([each.id for each in KPIS]),
        st.integers(-50, 500).map(lambda n: n / 10),
        st.one_of(st.none(), st.sampled_from(MONTHS)),
    ),
    max_size=8,
)


@settings(max_examples=100)
@given(INDEX, BASE, TARGETS, st.sampled_from(Prices))
def test_targets_are_worth_what_the_dull_way_says(index, base, targets, prices):
    schema = {
        "kpi": pl.String,
        "level": pl.String,
        "scope": pl.String,
        "month": pl.Date,
        "value": pl.Decimal(18, 4),
        "tolerance": pl.Decimal(18, 4),
        "price_month": pl.Date,
    }
    decided = pl.DataFrame(
        [
            (name, "unit", f"u{at}", date(2024, 1, 1), value, 2 * value, month)
            for at, (name, value, month) in enumerate(targets)
        ],
        schema=schema,
        orient="row",
    )
    pilot = rows("pilot", {"pilot": "p", "starts": base})
    known = facts("unit month", price_index=frame(index), pilot=pilot)
    found = in_prices(decided, known, BOOK, prices)
    fast = {row["scope"]: (row["target"], row["tolerance"]) for row in found.to_dicts()}
    money = {"index": index, "base": base, "fixed": prices is Prices.FIXED}
    for at, (name, value, month) in enumerate(targets):
        for got, given_ in zip(fast[f"u{at}"], (value, 2 * value), strict=True):
            dull = plain.target(given_, month, weights=MIXES.get(name), **money)
            assert got == (None if dull is None else pytest.approx(dull))
