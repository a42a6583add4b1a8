"""Three answers from the main KPIs, never one score, and what pulls apart said (methods §13)."""

from dataclasses import replace

import pytest

from kpi.effects import Scale
from kpi.effects.uncertainty import Between
from kpi.verdict import Answer, Conflict, Lack, balance
from tests.verdict.picture import cost, equal, quality


def cheaper(*costs):
    return balance(costs, {}).cheaper


def as_good(*qualities):
    return balance(qualities, {}).as_good


def more_equal(*equities, main=("a", "b")):
    judged = [quality(name, "", "kan_inte_bedomas") for name in main]
    return balance(judged, {each.kpi: each for each in equities}).more_equal


@pytest.mark.parametrize(
    ("costs", "answer"),
    [
        ([("-5 -1", "sakerstalld")], Answer.YES),
        ([("-5 -1", "sannolik")], Answer.YES),
        ([("-5 -1", "sakerstalld"), ("-2 3", "ingen_skillnad")], Answer.YES),
        ([("-5 -1", "sakerstalld"), ("1 3", "sannolik")], Answer.MIXED),
        ([("1 3", "sannolik")], Answer.NO),
        ([("1 3", "sannolik"), ("-2 3", "ingen_skillnad")], Answer.NO),
        ([("-2 3", "ingen_skillnad")], Answer.NONE),
        ([("-2 3", "ingen_skillnad"), ("-5 -1", "kan_inte_bedomas")], Answer.NONE),
        ([("-5 -1", "kan_inte_bedomas")], Answer.EARLY),
        ([("-5 -1", "forandring_orsak_okand")], Answer.EARLY),  # nothing says whose doing it is
        ([("", "kan_inte_bedomas")], Answer.EARLY),
    ],
)
def test_cheaper_is_one_better_and_none_worse(costs, answer):
    found = cheaper(*(cost(f"k{at}", *each) for at, each in enumerate(costs)))
    assert found.answer is answer
    assert found.lack is (Lack.FIGURES if answer is Answer.EARLY else None)


def test_a_cost_that_has_become_dearer_is_shown_whoever_named_it():
    found = cheaper(
        cost("main", "-5 -1"),
        cost("other", "1 3", main=False),
        cost("outside", "1 3", main=None),
        cost("cheaper", "-3 -1", main=False),
    )
    assert (found.answer, found.shown) == (Answer.YES, ("main", "other", "outside"))


def test_what_nobody_named_beforehand_answers_nothing():
    found = cheaper(cost("a", "-5 -1", main=False), cost("b", "-5 -1", main=None))
    assert (found.answer, found.lack, found.shown) == (Answer.EARLY, Lack.PLAN, ())
    assert as_good(quality("a", "1 5", main=None)).lack is Lack.PLAN


@pytest.mark.parametrize(
    ("qualities", "answer"),
    [
        (["0.5 4 2"], Answer.BETTER),  # low, high and margin
        (["-1 4 2"], Answer.YES),
        (["-2 4 2"], Answer.YES),  # on the margin is within it
        (["-2.1 4 2"], Answer.UNSURE),
        (["-6 -2.1 2"], Answer.NO),
        (["-6 -2 2"], Answer.UNSURE),
        (["0.5 4 2", "-1 4 2"], Answer.YES),
        (["0.5 4 2", "-3 4 2"], Answer.UNSURE),
        (["0.5 4 2", "-6 -3 2"], Answer.NO),
    ],
)
def test_as_good_is_that_no_main_quality_can_be_worse_than_its_margin(qualities, answer):
    rows = [each.rsplit(" ", 1) for each in qualities]
    found = as_good(
        *(quality(f"k{at}", ends, margin=float(m)) for at, (ends, m) in enumerate(rows))
    )
    assert found.answer is answer


def test_no_difference_found_is_no_evidence_of_as_good():
    assert as_good(quality("a", "-9 9", "ingen_skillnad", margin=2.0)).answer is Answer.UNSURE


def test_without_a_margin_only_better_and_worse_can_be_said():
    assert as_good(quality("a", "0.1 4")).answer is Answer.BETTER
    assert as_good(quality("a", "-0.1 4")).answer is Answer.UNSURE
    assert as_good(quality("a", "-4 -0.1")).answer is Answer.NO
    assert as_good(quality("a", "0 4")).answer is Answer.UNSURE


def test_where_lower_is_better_more_is_worse():
    found = quality("a", "-4 1", better="lower", margin=2.0)
    assert as_good(found).answer is Answer.YES
    assert as_good(quality("a", "3 5", better="lower", margin=2.0)).answer is Answer.NO


def test_what_cannot_be_judged_leaves_it_open():
    unknown = quality("b", "0.5 4", "kan_inte_bedomas", margin=2.0)
    nothing = quality("b", "", "kan_inte_bedomas", margin=2.0)
    neither = quality("c", "0.5 4", better="neither", margin=2.0)
    assert as_good(quality("a", "0.5 4", margin=2.0), unknown).answer is Answer.UNSURE
    found = as_good(unknown, nothing, neither)
    assert (found.answer, found.lack) == (Answer.EARLY, Lack.FIGURES)


def test_an_effect_in_per_cent_has_its_margin_in_per_cent():
    """−3 % at its worst lies within a margin of 3 %, though its logarithm is −0.0305."""
    plain = quality("a", "-1 1", margin=3.0)
    between = Between(-0.01, 0.01, 9.0, -0.030459, 0.01, 0.2, 0.05)
    shares = replace(plain, effect=replace(plain.effect, scale=Scale.LOG, between=between))
    assert as_good(shares).answer is Answer.YES
    lone = replace(plain, effect=replace(plain.effect, between=Between(-1.0)))
    assert as_good(lone).answer is Answer.EARLY  # one unit a side has no interval


@pytest.mark.parametrize(
    ("equities", "answer", "lack"),
    [
        ([equal("a", "0.1 0.4")], Answer.YES, None),
        ([equal("a", "-0.4 -0.1")], Answer.NO, None),
        ([equal("a", "-0.1 0.4")], Answer.NONE, None),
        ([equal("a", "0.1 0.4"), equal("b", "-0.4 -0.1")], Answer.MIXED, None),
        ([equal("a", "0.1 0.4"), equal("b", unjudged="few_pilot")], Answer.YES, None),
        ([equal("a", unjudged="few_pilot")], Answer.EARLY, Lack.FIGURES),
        ([equal("a", unjudged="no_floor")], Answer.EARLY, Lack.FLOORS),
        ([], Answer.EARLY, Lack.FLOORS),
        ([equal("other", "0.1 0.4")], Answer.EARLY, Lack.FLOORS),  # not a main one
    ],
)
def test_more_equal_is_what_the_floors_of_the_main_ones_say(equities, answer, lack):
    found = more_equal(*equities)
    assert (found.answer, found.lack) == (answer, lack)


def test_without_main_ones_there_is_nothing_to_ask_floors_of():
    assert more_equal(equal("a", "0.1 0.4"), main=()).lack is Lack.PLAN


def test_a_unit_left_behind_is_shown_wherever_it_is():
    found = more_equal(
        equal("a", "-0.1 0.4", lowest=2.0),
        equal("b", unjudged="no_floor"),
        equal("nki", "-0.1 0.4", lowest=-1.9),
        equal("fine", "-0.1 0.4", lowest=0.0),
    )
    assert found.shown == ("a", "nki")


@pytest.mark.parametrize(
    ("money", "good", "change", "conflicts"),
    [
        ("-5 -1", "-6 -3", "-0.1 0.4", (Conflict.WORSE_FOR_LESS,)),
        ("-5 -1", "0.5 4", "-0.4 -0.1", (Conflict.UNEQUAL_FOR_LESS,)),
        ("-5 -1", "-6 -3", "-0.4 -0.1", (Conflict.WORSE_FOR_LESS, Conflict.UNEQUAL_FOR_LESS)),
        ("1 5", "0.5 4", "-0.1 0.4", (Conflict.BETTER_FOR_MORE,)),
        ("1 5", "-6 -3", "-0.4 -0.1", ()),
        ("-5 -1", "0.5 4", "0.1 0.4", ()),
    ],
)
def test_answers_that_pull_apart_are_said(money, good, change, conflicts):
    found = balance([cost("k", money), quality("q", good, margin=2.0)], {"q": equal("q", change)})
    assert found.conflicts == conflicts
