"""What there is to take a stand on, for the pilot and for one nyckeltal."""

from datetime import date

import pytest

from kpi.actions.comment import send_comment
from kpi.actions.one_kpi import see_kpi
from kpi.actions.overview import see_overview
from kpi.actions.signals import matters_of, see_matters
from kpi.errors import NotAllowed
from kpi.values import Prices
from kpi.wording.comments import Said
from kpi.wording.signals import Cause, Matter, matter_sentence
from tests.actions.test_confirm import HALF_YEAR, TENFOLD
from tests.actions.town import ANNA, COMMITTEE, Town

QUALITY = "cleaning_quality"
YEAR = "80 84 82 80 84 82 80 84 82 80 84 82"
BASELINE = f"nyckeltal;omfattning;första månad;sista månad\n{QUALITY};;2022-01;2022-12\n"


def checks(town: Town, first: str, approved: str, unit: str = "a") -> None:
    """A unit's approved rooms of a hundred, from a month on."""
    checked = " ".join(["100"] * len(approved.split()))
    town.months(first, unit=unit, rooms_checked=checked, rooms_approved=approved)


def now(town: Town, approved: str) -> None:
    """What the unit a has in 2023, when the pilot has begun."""
    checks(town, "2023-01", approved)


@pytest.fixture
def pilot(town: Town) -> Town:
    town.pilot("2023-01")
    checks(town, "2022-01", YEAR)
    town.send(BASELINE)
    return town


def listed(town: Town) -> tuple[Matter, ...]:
    at = town.home.head()
    return see_matters(town.home, ANNA, see_overview(town.home, ANNA, as_of=at), as_of=at)


def of(town: Town, scope: str = "pilot/oster", kpi: str = QUALITY) -> tuple[Matter, ...]:
    at = town.home.head()
    seen = see_kpi(town.home, ANNA, kpi=kpi, scope=scope, prices=Prices.FIXED, as_of=at)
    return matters_of(town.home, ANNA, seen, as_of=at)


def comment(town: Town, month: date, signed: str = "Eva") -> None:
    said = Said(
        kpi=QUALITY, scope="pilot/oster", month=month, role="ekonom", what="Sant", signed=signed
    )
    send_comment(town.home, ANNA, said, seen_at=town.home.head())


def in_short(matters: tuple[Matter, ...]) -> list[tuple[str, str, bool]]:
    return [(each.cause.value, str(each.since or "")[:7], each.waits) for each in matters]


def test_nothing_is_listed_before_there_is_a_pilot(town):
    assert listed(town) == ()


def test_a_nyckeltal_like_before_is_not_listed(pilot):
    now(pilot, YEAR)
    assert listed(pilot) == ()
    assert of(pilot) == ()


def test_a_worsening_is_listed_since_it_began_until_somebody_signs(pilot):
    now(pilot, "82 80 84 82 70 70")
    assert in_short(listed(pilot)) == [("worsening", "2023-05", True)]
    comment(pilot, date(2023, 6, 1), signed="")
    assert in_short(listed(pilot)) == [("worsening", "2023-05", True)]  # a draft
    comment(pilot, date(2023, 6, 1))
    assert in_short(listed(pilot)) == [("worsening", "2023-05", False)]
    (found,) = listed(pilot)
    assert found.comment.signed == "Eva"
    assert found.lit == ()


def test_a_month_after_the_comment_is_new_again(pilot):
    now(pilot, "82 80 84 82 70 70")
    comment(pilot, date(2023, 5, 1))
    (found,) = listed(pilot)
    assert found.waits
    assert [point["month"] for point in found.lit] == [date(2023, 6, 1)]


def test_an_improvement_is_listed_too(pilot):
    now(pilot, "82 80 84 82 99")
    assert in_short(listed(pilot)) == [("improving", "2023-05", True)]


def test_a_signal_lately_stays_until_somebody_has_spoken_or_it_is_old(pilot):
    now(pilot, "82 80 70 82 80")
    assert in_short(listed(pilot)) == [("earlier", "2023-03", True)]
    comment(pilot, date(2023, 3, 1))
    assert listed(pilot) == ()
    now(pilot, "82 80 70 82 80 84 82 80 84")
    assert listed(pilot) == ()


def test_a_signal_more_than_six_values_ago_is_nobodys_any_more(pilot):
    now(pilot, "82 80 70 82 80 84 82 80 84")
    assert listed(pilot) == ()


def test_a_target_out_of_reach_is_listed(pilot):
    now(pilot, "82 80 84")
    pilot.send(f"nyckeltal;gäller från;målvärde\n{QUALITY};2023-01;99\n")
    (found,) = listed(pilot)
    assert found.cause is Cause.TARGET
    assert "Målet 99,0 nås inte" in matter_sentence(found)


def test_what_cannot_be_judged_is_listed_last(town):
    town.pilot("2023-01")
    checks(town, "2022-01", "80 84 82")
    assert in_short(listed(town)) == [("unjudged", "", False)]


def test_open_questions_of_the_pilots_units_are_listed_with_what_rests_on_them(pilot):
    pilot.months("2023-01", **HALF_YEAR)
    pilot.send(TENFOLD)
    found = [each for each in listed(pilot) if each.cause is Cause.QUESTION]
    cost, yield_ = found
    assert [kpi.id for kpi in cost.kpis] == ["cleaning_cost_m2", "cleaning_m2_fte"]
    assert [kpi.id for kpi in yield_.kpis] == ["cleaning_cost_m2"]
    assert (cost.since, cost.delivery, cost.waits) == (date(2024, 1, 8), 8, True)
    assert cost.asked == ("A, städad yta m², juli 2023 (ovanligt höga eller låga tal)",)
    assert [each.cause for each in of(pilot, kpi="cleaning_cost_m2")].count(Cause.QUESTION) == 1
    for scope, kpi in (("unit/c", "cleaning_cost_m2"), ("pilot/oster", QUALITY)):
        assert Cause.QUESTION not in {each.cause for each in of(pilot, scope, kpi)}


def test_a_question_about_every_measure_is_no_nyckeltals_own_on_the_list(pilot):
    pilot.send("enhet;mått;månad;regel;skäl\n;;2022-07;units_lacking;Sent\n")
    (found,) = (each for each in listed(pilot) if each.cause is Cause.QUESTION)
    assert found.kpis == ()
    (own,) = (each for each in of(pilot) if each.cause is Cause.QUESTION)
    assert [kpi.id for kpi in own.kpis] == [QUALITY]


def test_on_its_page_the_units_with_a_signal_follow(pilot):
    checks(pilot, "2022-01", f"{YEAR} 82 80 84 82 55", unit="b")
    pilot.send(BASELINE.replace(";;", ";unit/b;"))  # locked once there was something to lock
    now(pilot, "82 80 84 82 99")
    scopes = [(each.scope, each.cause.value) for each in of(pilot)]
    assert ("unit/b", "worsening") in scopes
    assert ("unit/a", "improving") in scopes
    assert scopes.index(("unit/b", "worsening")) < scopes.index(("unit/a", "improving"))
    assert [each.scope for each in of(pilot, "unit/b")] == ["unit/b"]


def test_the_committee_sees_published_packs_only(pilot):
    at = pilot.home.head()
    now = see_overview(pilot.home, ANNA, as_of=at)
    with pytest.raises(NotAllowed):
        see_matters(pilot.home, COMMITTEE, now, as_of=at)
    seen = see_kpi(pilot.home, ANNA, kpi=QUALITY, scope="unit/a", prices=Prices.FIXED, as_of=at)
    with pytest.raises(NotAllowed):
        matters_of(pilot.home, COMMITTEE, seen, as_of=at)
