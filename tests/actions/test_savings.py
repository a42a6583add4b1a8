"""The effect in kronor: which months count, in whose money, and what the pilot itself cost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import log

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.actions.evaluate import Panels, read_panels
from kpi.actions.savings import savings_of
from kpi.effects import Effect, Grade, Scale
from kpi.effects.money import Savings
from kpi.effects.plan import Direction, Plan
from kpi.effects.uncertainty import Between
from kpi.periods import Span, shift
from kpi.values import Prices
from tests.actions.town import Town, founded
from tests.examples import examples
from tests.plain import savings as plain

CLEANING, CARETAKING = "cleaning_cost_m2", "caretaking_cost_m2"
JANUARY, FEBRUARY, MARCH = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)
SHARES = (log(0.8), log(0.64), 0.0)  # a fifth less; between 36 % less and none
FIFTH = Effect(
    scale=Scale.LOG,
    between=Between(SHARES[0], 0.1, 9.0, SHARES[1], SHARES[2], 0.04, 0.1),
    grade=Grade.LIKELY,
    reasons=(),
)
UNKNOWN = replace(FIFTH, grade=Grade.UNKNOWN)


def told(town: Town, *, index: str = "100 100 100 100") -> Town:
    """a pays 100, 90, 80 from December on and b 50 each month; c, outside, 1000."""
    town.pilot("2024-01")
    first, months = date(2023, 12, 1), index.split()
    town.prices(
        **{f"m{shift(first, at):%Y_%m}": value for at, value in enumerate(months) if value != "-"}
    )
    for unit, line in {"a": "100 90 80 70", "b": "50 50 50 50", "c": "1000 " * 4}.items():
        town.months("2023-12", unit=unit, cleaning_cost=line, cleaned_area_m2="10 10 10 10")
    return town


def own_costs(town: Town, *rows: str) -> None:
    """What the pilot itself cost: month, kind and kronor."""
    town.send("\n".join(["pilot;månad;slag;kr", *(f"oster;{row}" for row in rows)]) + "\n")


def plan(town: Town, **columns: str) -> None:
    cells = {"pilot": "oster", "nyckeltal": CLEANING, "önskad riktning": "lägre"}
    cells |= columns | {"bestämd den": "2023-11-30"}
    town.send(f"{';'.join(cells)}\n{';'.join(cells.values())}\n")


def found(town: Town, **effects: Effect) -> Savings | None:
    as_of = town.home.head()
    panels = read_panels(town.home, (), as_of, Prices.FIXED)
    return savings_of(town.home, panels, effects or {CLEANING: FIFTH}, as_of)


def test_every_month_from_the_start_counts_for_the_pilots_units_only(town):
    # a 90 + 80 + 70, b 3 · 50: 390 paid, 390 / 0.8 = 487.50 without the pilot.
    (cost,) = found(told(town)).costs
    assert (cost.kpi.id, cost.months) == (CLEANING, Span(JANUARY, MARCH))
    assert cost.money.actual == 390
    assert cost.money.counterfactual == pytest.approx(487.5)
    assert cost.money.saved == pytest.approx(97.5)
    assert (cost.money.low, cost.money.high) == pytest.approx((0, 390 / 0.64 - 390))


def test_kronor_are_those_of_the_month_that_the_pilot_began(town):
    # February's money is worth 100/125 of January's: (80 + 50) · 0.8 = 104 beside 140 and 120.
    (cost,) = found(told(town, index="100 100 125 100")).costs
    assert cost.money.actual == pytest.approx(140 + 104 + 120)


def test_months_of_transition_are_not_counted(town):
    plan(told(town), inkörning="1")
    (cost,) = found(town).costs
    assert (cost.money.actual, cost.months) == (250, Span(FEBRUARY, MARCH))


def test_a_unit_that_joins_later_counts_from_then(town):
    told(town).send(
        "enhet;namn;enhetstyp;förvaltning;område;roll;tjänst från\n"
        "b;b;skola;bsf;oster;pilot;2024-03\n"
    )
    (cost,) = found(town).costs
    assert (cost.money.actual, cost.months) == (240 + 50, Span(JANUARY, MARCH))


def test_the_plans_own_start_counts(town):
    plan(told(town), start="2024-03")
    (cost,) = found(town).costs
    assert (cost.money.actual, cost.months) == (120, Span(MARCH, MARCH))


def test_a_month_without_an_index_is_left_out_and_named_where_the_pilot_paid_in_it(town):
    told(town, index="100 100 - 100")
    own_costs(town, "2024-02;utbildning;7", "2024-03;utbildning;5")
    savings = found(town)
    assert savings.costs[0].money.actual == 140 + 120
    assert savings.own == (("utbildning", 5.0),)
    assert savings.unpriced == (FEBRUARY,)


def test_the_pilots_own_costs_are_summed_by_kind_in_the_same_money(town):
    told(town, index="80 100 125 100")
    own_costs(
        town,
        "2023-12;projektledning;8",  # planned before it began: worth 10 in January
        "2024-02;projektledning;5",  # worth 4
        "2024-03;utbildning;3",
        "2024-05;utbildning;99",  # after the last month that the costs are known for
    )
    savings = found(town)
    assert savings.own == (("projektledning", pytest.approx(14.0)), ("utbildning", 3.0))
    assert savings.unpriced == ()
    assert savings.spent == pytest.approx(17)
    assert savings.net.saved == pytest.approx(savings.saved.saved - 17)


def test_without_own_costs_nothing_is_taken_off(town):
    savings = found(told(town))
    assert (savings.own, savings.unpriced) == ((), ())
    assert savings.net == savings.saved


def test_a_cost_that_cannot_be_judged_is_named_and_not_counted(town):
    told(town).months("2023-12", caretaking_cost="10 10 10 10", floor_area_m2="1 1 1 1")
    savings = found(town, **{CLEANING: FIFTH, CARETAKING: UNKNOWN, "nki": FIFTH})
    assert [cost.kpi.id for cost in savings.costs] == [CLEANING]
    assert [kpi.id for kpi in savings.unjudged] == [CARETAKING]


def test_a_cost_that_nobody_in_the_pilot_has_paid_since_the_start_is_not_judged(town):
    told(town).months("2023-12", caretaking_cost="10", floor_area_m2="1")
    savings = found(town, **{CLEANING: FIFTH, CARETAKING: FIFTH})
    assert [kpi.id for kpi in savings.unjudged] == [CARETAKING]


def test_where_no_cost_can_be_judged_there_is_nothing_to_sum(town):
    told(town)
    assert found(town, **{CLEANING: UNKNOWN}) is None
    assert found(town, nki=FIFTH) is None


@pytest.fixture(scope="module")
def panels(tmp_path_factory) -> Iterator[tuple[Town, Panels]]:
    """A town whose panels are drawn anew for each example."""
    town = founded(tmp_path_factory.mktemp("savings") / "home")
    told(town)
    yield town, read_panels(town.home, (), town.home.head(), Prices.FIXED)
    town.home.close()


@given(
    paid=st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.integers(-3, 9)),
        st.integers(1, 10_000).map(float),
        min_size=1,
    ),
    starts=st.fixed_dictionaries(
        {"a": st.integers(0, 3)}, optional={"b": st.integers(0, 3), "c": st.integers(0, 3)}
    ),
    transition=st.integers(0, 4),
)
@settings(max_examples=examples(100), deadline=None)
def test_the_kronor_are_those_of_the_loops(panels, paid, starts, transition):
    town, usual = panels
    rows = [(unit, shift(JANUARY, at), kronor) for (unit, at), kronor in paid.items()]
    began = {unit: shift(JANUARY, at) for unit, at in starts.items()}
    drawn = replace(
        usual,
        months=pl.DataFrame(
            [(CLEANING, *row) for row in rows],
            schema={"kpi": pl.String, "unit": pl.String, "month": pl.Date, "numerator": pl.Float64},
            orient="row",
        ),
        members=pl.DataFrame(
            [(CLEANING, unit, "oster", began.get(unit)) for unit in "abcd"],
            schema={"kpi": pl.String, "unit": pl.String, "area": pl.String, "start": pl.Date},
            orient="row",
        ),
        plans={CLEANING: planned(transition)},
    )
    savings = savings_of(town.home, drawn, {CLEANING: FIFTH}, town.home.head())
    expected = plain.saved(rows, began, transition, SHARES)
    if expected is None:
        assert savings is None
        return
    (cost,) = savings.costs
    assert (cost.months.first, cost.months.last) == (expected["first"], expected["last"])
    for name in ("actual", "counterfactual", "saved", "low", "high"):
        assert getattr(cost.money, name) == pytest.approx(expected[name], abs=1e-6)


def planned(transition: int) -> Plan:
    return Plan(
        kpi=CLEANING,
        direction=Direction.LOWER,
        scale=Scale.LOG,
        main=True,
        made_on=date(2023, 11, 30),
        entered=date(2023, 12, 1),
        transition=transition,
    )
