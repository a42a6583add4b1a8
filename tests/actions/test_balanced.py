"""The three answers of a home: its effects, its floors and its plan together (methods §13)."""

import pytest

from kpi.actions.balanced import see_balance
from kpi.actions.evaluation import see_evaluation
from kpi.errors import NotAllowed
from kpi.verdict import Answer, Lack
from tests.actions.town import COMMITTEE, READER

FLAT = " ".join(["10"] * 24)


def test_a_home_without_a_plan_is_asked_for_one(town):
    town.pilot("2024-01")
    for unit in "abc":
        ones = " ".join(["1"] * 25)
        town.months("2022-01", unit=unit, cleaning_cost=f"{FLAT} 9", cleaned_area_m2=ones)
    town.prices(**{f"m{2022 + at // 12}_{at % 12 + 1:02d}": "100" for at in range(25)})
    n = town.home.head()
    seen = see_evaluation(town.home, READER, as_of=n)
    found = see_balance(town.home, READER, seen, as_of=n)
    assert found.found.cheaper.answer is Answer.EARLY
    assert found.found.cheaper.lack is Lack.PLAN
    assert set(found.judged) == {"cleaning_cost_m2"}
    assert set(found.equities) == {"cleaning_cost_m2"}
    with pytest.raises(NotAllowed):
        see_balance(town.home, COMMITTEE, seen, as_of=n)
