"""A cost change in parts: hand-computed, and to the öre for whatever chance can think of."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from kpi.catalogue import PriceIndex
from kpi.catalogue.types import Formula
from kpi.periods import Span, parse_month, shift
from kpi.values import Prices
from kpi.values.kpi_values import unit_months
from kpi.values.split import Left, Split, can_be_split, in_real_terms, split_change, unit_costs
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi
from tests.plain import split as plain

KPI_INDEX = PriceIndex(id="kpi", title="KPI", source="SCB", weights={"kpi": 1.0})

COST = kpi("cost_m2", price_index="kpi")
Y22, Y23 = (Span(date(year, 1, 1), date(year, 12, 1)) for year in (2022, 2023))
PILOT = {"pilot": "p", "area": "oster", "starts": date(2022, 1, 1)}


JANUARIES = {"2022-01": 100, "2023-01": 110}
NOTHING = Left(Decimal("0.00"), 0)


def split(table: str, index=JANUARIES, *, of=COST, before=Y22, after=Y23, **more) -> Split | None:
    """The split of the pilot's cost; index: the price index by month."""
    prices = rows(
        "price_index",
        *(
            {"series": "kpi", "month": parse_month(month), "edition": "1", "value": value}
            for month, value in index.items()
        ),
    )
    known = facts(table, pilot=rows("pilot", PILOT), price_index=prices, **more)
    book = catalogue(of, kpi=KPI_INDEX)
    both = [unit_months(known, [of], book, each) for each in (Prices.CURRENT, Prices.FIXED)]
    return split_change(unit_costs(*both), before, after)


def parts(found: Split) -> list[float]:
    """price, volume, mix, real."""
    return [float(each) for each in (found.price, found.volume, found.mix, found.real)]


TWO_UNITS = """
    unit month   cost area
    a    2022-01 1000 100
    b    2022-01  400  20
    a    2023-01 1320 110
    b    2023-01  880  40
"""


def test_a_change_is_split_in_prices_volume_mix_and_cost_per_unit():
    # 120 m² became 150: a quarter more of 1 400 kr is 350. The dear b has 40 m² where its share
    # would have been 25, the cheap a 110 for 125: 15 * 20 - 15 * 10 = 150. In the old prices a
    # costs 1 200 for 110 m² that cost 10 each: 100 more. The other 200 are prices.
    found = split(TWO_UNITS)
    assert (found.before, found.after, found.change) == (1400, 2200, 800)
    assert parts(found) == [200, 350, 150, 100]
    assert found.volumes == (120, 150)
    assert (found.months, found.units) == ((1,), 2)
    assert (found.left_before, found.left_after) == (NOTHING, NOTHING)


def test_the_real_change_is_the_nominal_less_what_prices_have_risen():
    found = split(TWO_UNITS)
    assert found.price_change == pytest.approx(0.10)
    assert found.nominal_change == pytest.approx((2200 / 150) / (1400 / 120) - 1)
    assert found.real_change == pytest.approx((2000 / 150) / (1400 / 120) - 1)
    assert in_real_terms(0.21, 0.10) == pytest.approx(0.10)
    # What mix and cost per unit add is the real change of what the volume would have cost.
    assert parts(found)[2] + parts(found)[3] == pytest.approx(1750 * found.real_change)


def test_a_published_example_of_values_at_the_old_prices():
    # Beef and chicken, Australian Bureau of Statistics, Concepts, Sources and Methods 2020-21,
    # §6.2-6.3: 40.00 becomes 43.80, of which 42.00 stands at the old prices.
    found = split(
        """
        unit    month   cost area
        beef    2022-01 20   20
        chicken 2022-01 20   10
        beef    2023-01 19.8 18
        chicken 2023-01 24   12
        """,
        {"2022-01": 100, "2023-01": 100},
    )
    assert parts(found) == [0, 0, 2, 1.8]


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ("1000 100  1100 100", [100, 0, 0, 0]),  # only prices
        ("1000 100  2200 200", [200, 1000, 0, 0]),  # twice the area, at the same cost
        ("1000 100   990 100", [90, 0, 0, -100]),  # ten per cent cheaper in fixed prices
        ("1000 100     0  50", None),  # a cost that is nothing has no price
    ],
)
def test_each_part_alone(months, expected):
    one, other, three, four = months.split()
    found = split(f"""
        unit month cost area
        a 2022-01 {one} {other}
        a 2023-01 {three} {four}
    """)
    assert (parts(found) if found else None) == expected


def test_the_base_month_changes_no_part():
    moved = [
        split(TWO_UNITS, JANUARIES | {"2022-01": 100 * k, "2023-01": 110 * k}) for k in (1, 3.7)
    ]
    assert parts(moved[0]) == parts(moved[1])


def test_only_cells_that_both_periods_have_are_compared_and_the_rest_is_named():
    found = split(
        """
        unit month   cost area
        a    2022-01 100  10
        a    2022-02 500  10
        a    2023-01 110  10
        b    2022-01  70   7
        c    2023-01  33   -
        c    2023-02  44   4
        """,
        JANUARIES | {"2022-02": 100, "2023-02": 110},
    )
    assert (found.before, found.after, found.units) == (100, 110, 1)
    assert found.left_before == Left(Decimal("570.00"), 2)
    assert found.left_after == Left(Decimal("77.00"), 1)


def test_a_month_without_price_index_is_left_out():
    found = split(
        """
        unit month   cost area
        a    2022-01 100  10
        a    2022-02 100  10
        a    2023-01 110  10
        a    2023-02 110  10
        """,
        JANUARIES | {"2022-02": 100},
    )
    assert (found.before, found.months) == (100, (1,))
    assert (found.left_before, found.left_after) == (Left(Decimal(100), 1), Left(Decimal(110), 1))


def test_a_unit_without_volume_before_is_left_out():
    found = split(TWO_UNITS + "    c 2022-01 50 0\n    c 2023-01 60 5\n")
    assert parts(found) == [200, 350, 150, 100]
    assert (found.left_before, found.left_after) == (Left(Decimal(50), 1), Left(Decimal(60), 1))


def test_a_closed_month_s_cost_counts_in_the_unit_s_year():
    found = split(
        """
        unit month   cost area
        a    2022-01 100  10
        a    2022-07  20   -
        a    2023-01 110  10
        a    2023-07  33   -
        """,
        JANUARIES | {"2022-07": 100, "2023-07": 110},
        closed_months=rows(
            "closed_months",
            *(
                {"unit": "a", "unit_type": "", "service": "", "month": date(year, 7, 1)}
                for year in (2022, 2023)
            ),
        ),
    )
    assert (found.before, found.after) == (120, 143)
    assert parts(found) == [13, 0, 0, 10]


def test_two_years_against_one_are_their_mean():
    found = split(
        """
        unit month   cost area
        a    2021-01  80  10
        a    2022-01 120  10
        a    2023-01 110  10
        """,
        JANUARIES | {"2021-01": 100},
        before=Span(date(2021, 1, 1), date(2022, 12, 1)),
    )
    assert parts(found) == [10, 0, 0, 0]


def test_a_credit_note_is_a_cost_below_zero():
    table = TWO_UNITS + "    c 2022-01 -40 10\n    c 2023-01 22 10\n"
    found = split(table)
    assert sum(parts(found)) == pytest.approx(float(found.change)) == 862


@pytest.mark.parametrize(
    "table",
    [
        "a 2022-01 100 10",  # one period only
        "a 2022-01 100 0\n a 2023-01 100 10",  # no volume
        "a 2022-01 -5 10\n a 2023-01 100 10",  # no cost
        "a 2022-01 100 -\n a 2023-01 100 10",  # nothing whole
    ],
)
def test_what_cannot_be_compared_is_not_split(table):
    assert split(f"unit month cost area\n {table}") is None


def test_only_kronor_per_something_can_be_split():
    assert can_be_split(COST)
    assert not can_be_split(kpi("quality"))
    assert not can_be_split(kpi("sum", price_index="kpi", formula="count", denominator=()))
    few = {"withhold_by": "employees", "withhold_below": 11}
    assert not can_be_split(kpi("secret", price_index="kpi", **few))
    assert COST.formula is Formula.RATIO


AMOUNT = st.integers(-20_000, 200_000).map(lambda ore: f"{ore / 100:.2f}")
VOLUME = st.one_of(st.just("-"), st.just("0"), st.integers(1, 9999).map(str))
CELLS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 35)),
    st.tuples(st.one_of(st.just("-"), AMOUNT), VOLUME),
    min_size=2,
    max_size=60,
)
LEVELS = st.dictionaries(st.integers(0, 35), st.integers(80, 160), min_size=20)


@settings(max_examples=150)
@any_of(CELLS, LEVELS, st.integers(1, 30))
def test_the_parts_sum_to_the_ore_and_agree_with_the_dull_split(cells, levels, border):
    first = date(2021, 1, 1)
    index = {f"{shift(first, at):%Y-%m}": level for at, level in ({0: 100} | levels).items()}
    table = "unit month cost area\n" + "\n".join(
        f"{unit} {shift(first, at):%Y-%m} {cost} {area}"
        for (unit, at), (cost, area) in sorted(cells.items())
    )
    periods = Span(first, shift(first, border - 1)), Span(shift(first, border), shift(first, 35))
    found = split(table, index, before=periods[0], after=periods[1])
    dull = plain.split(cells, {0: 100} | levels, border)
    assert (found is None) == (dull is None)
    if found is None:
        return
    dull_real_change = dull.pop("real_change")
    assert found.price + found.volume + found.mix + found.real == found.after - found.before
    for name, value in dull.items():
        assert float(getattr(found, name)) == pytest.approx(value, rel=1e-9, abs=0.03), name
    assert found.real_change == pytest.approx(dull_real_change, rel=1e-9, abs=1e-9)
