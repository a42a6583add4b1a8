"""Each check beside an effect: does it pass, and what is it for? (methods §11)"""

import pytest

from kpi.effects.effect import Placebo
from kpi.effects.uncertainty import Between, Interval, LeaveOneOut
from kpi.wording.effect_checks import Check, judged_checks
from tests.wording.evaluated import level, plain

YEAR, ONE_OUT = "Året före piloten, samma räkning", "Utan en enhet i taget"
LOTS, AREA = "Lottad indelning av enheterna", "Som ett område bland andra"
BARE = {"between": Between(-2.0), "area": None}


def passed(**but: object) -> dict[str, bool | None]:
    return {check.name: check.passed for check in judged_checks(level(**(BARE | but)), "%")}


def test_an_effect_that_nothing_could_be_checked_of_has_no_checks():
    assert judged_checks(level(**BARE), "%") == []


@pytest.mark.parametrize(
    ("name", "but", "passes"),
    [
        (YEAR, {"placebo": Placebo(estimate=0.1, p=0.05)}, True),
        (YEAR, {"placebo": Placebo(estimate=0.1, p=0.04)}, False),
        (YEAR, {"placebo": Placebo(estimate=0.1)}, None),  # one unit a side: no p
        (ONE_OUT, {"leave_one_out": LeaveOneOut(-3.0, -1.0, "a", same_sign=True)}, True),
        (ONE_OUT, {"leave_one_out": LeaveOneOut(-3.0, 0.2, "a", same_sign=False)}, False),
        (LOTS, {"permutation_p": 0.0499}, True),
        (LOTS, {"permutation_p": 0.05}, False),
        (AREA, {"area": Interval(-4.0, -0.1), "areas": 4}, True),
        (AREA, {"area": Interval(0.1, 4.0), "areas": 4}, True),
        (AREA, {"area": Interval(-4.0, 0.0), "areas": 4}, False),  # none is among them
        (AREA, {"area": Interval(-4.0, -0.1), "areas": 3}, False),  # too few to judge by
    ],
)
def test_a_check_is_passed_or_not(name, but, passes):
    assert passed(**but) == {name: passes}


def test_what_there_is_only_to_know_is_not_passed():
    only = {"placebo": Placebo(rank=2, of=9), "dropped": 1, "between": Between(-2.0, mde=1.5)}
    assert passed(**only) == dict.fromkeys(
        ("Plats bland alla enheter", "Minsta effekt som hade synts", "Utelämnade värden")
    )


def test_every_check_says_what_it_means():
    (check,) = judged_checks(level(**BARE, placebo=Placebo(estimate=0.1, p=0.5)), "%")
    assert check == Check(
        YEAR,
        check.outcome,
        passed=True,
        meaning="Före piloten ska ingen skillnad synas.",
    )
    assert plain(check.outcome) == "+0,1 procentenheter (p = 0,50)"
