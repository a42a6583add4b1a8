"""What an effect is worth: what was paid, and what the same would have cost (methods §11)."""

from datetime import date
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.effects import Effect, Grade, Scale
from kpi.effects.money import Cost, Money, Savings, money, together
from kpi.effects.uncertainty import Between
from kpi.periods import Span
from tests.builders_facts import kpi

JANUARY, MARCH, MAY = date(2024, 1, 1), date(2024, 3, 1), date(2024, 5, 1)


def share(estimate: float, low: float, high: float, **but: object) -> Effect:
    """An effect as shares of what it would have been: 0.8 is a fifth less."""
    between = Between(log(estimate), 0.1, 9.0, log(low), log(high), 0.01, 0.1)
    given = {"scale": Scale.LOG, "between": between, "grade": Grade.SHOWN, "reasons": ()}
    return Effect(**(given | but))


def numbers(found: Money) -> list[float]:
    return [found.actual, found.counterfactual, found.saved, found.low, found.high]


def test_a_fifth_less_of_a_hundred_is_twenty():
    # 80 paid would have been 80 / 0.8 = 100; at the ends 80 / 0.64 = 125 and 80 / 1 = 80.
    found = money(share(0.8, 0.64, 1.0), 80.0)
    assert numbers(found) == pytest.approx([80, 100, 20, 0, 45])


def test_what_has_become_dearer_is_saved_below_nothing():
    found = money(share(1.25, 1.0, 1.6), 100.0)
    assert numbers(found) == pytest.approx([100, 80, -20, -37.5, 0])


def test_a_difference_that_chance_explains_has_its_kronor_too():
    assert money(share(1.0, 0.8, 1.25, grade=Grade.NONE), 100.0).saved == 0


def test_nothing_paid_is_nothing_saved():
    assert numbers(money(share(0.8, 0.64, 1.0), 0.0)) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    "but",
    [
        {"scale": Scale.LEVEL},  # kronor per m² less is no share of anything
        {"grade": Grade.UNKNOWN},
        {"between": None},
        {"between": Between(-0.1)},  # one unit a side: no interval
    ],
)
def test_what_is_no_share_or_cannot_be_judged_has_no_kronor(but):
    assert money(share(0.8, 0.64, 1.0, **but), 80.0) is None


@given(
    st.floats(-1, 1),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(1, 1e9),
)
def test_the_saving_lies_between_its_ends_and_sums_with_what_was_paid(tau, below, above, actual):
    found = money(share(exp(tau), exp(tau - below), exp(tau + above)), actual)
    slack = 1e-9 * found.counterfactual
    assert found.low - slack <= found.saved <= found.high + slack
    assert found.saved == pytest.approx(found.counterfactual - actual)
    assert (found.saved > 0) == (found.counterfactual > actual)


def test_several_costs_are_one_with_the_widest_interval_there_can_be():
    one, other = Money(80, 100, 20, 5, 40), Money(50, 45, -5, -10, 2)
    assert numbers(together([one, other])) == [130, 145, 15, -5, 42]
    assert numbers(together([])) == [0, 0, 0, 0, 0]


def test_what_the_pilot_itself_cost_is_taken_off_and_adds_nothing_to_the_chance():
    found = Savings(
        costs=(
            Cost(kpi("a"), Money(80, 100, 20, 5, 40), Span(MARCH, MAY)),
            Cost(kpi("b"), Money(50, 45, -5, -10, 2), Span(JANUARY, MARCH)),
        ),
        unjudged=(),
        own=(("projektledning", 4.0), ("utbildning", 3.0)),
        unpriced=(),
    )
    assert found.months == Span(JANUARY, MAY)
    assert found.spent == 7
    assert numbers(found.saved) == [130, 145, 15, -5, 42]
    assert numbers(found.net) == [137, 145, 8, -12, 35]
