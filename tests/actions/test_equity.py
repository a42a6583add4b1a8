"""The home's own units against their floors: who is counted, and what stays hidden."""

import pytest

from kpi.access import Role, User
from kpi.actions.equity import see_equity
from kpi.actions.home import open_home
from kpi.equity import Equity, Share, Unjudged
from kpi.errors import NotAllowed, UsageError
from kpi.settings import settings_for
from tests.actions.town import COMMITTEE, READER, Town

FLOORS = "nyckeltal;enhetstyp;gäller från;golv;beslut\ncleaning_quality;skola;2023-01;85;§ 1\n"


def seen(town: Town, *kpis: str) -> dict[str, Equity]:
    return dict(see_equity(town.home, READER, kpis=kpis, as_of=town.home.head()))


def told(town: Town) -> None:
    """Two pilot units of which one comes to reach the floor, and one to compare with."""
    town.pilot("2024-01")
    hundred = " ".join(["100"] * 14)
    for unit, before, now in (("a", "80", "90"), ("b", "90", "84"), ("c", "90", "90")):
        approved = " ".join([before] * 12 + [now] * 2)
        town.months("2023-01", unit=unit, rooms_checked=hundred, rooms_approved=approved)


def test_the_homes_units_are_counted_against_their_types_floor(town):
    told(town)
    assert seen(town)["cleaning_quality"].unjudged is Unjudged.NO_FLOOR
    town.send(FLOORS, layout="floors")
    (found,) = seen(town).values()  # the one nyckeltal that anybody has reported
    assert (found.share_before, found.share_now) == (Share(1, 2), Share(1, 2))
    assert (found.comparison_before, found.comparison_now) == (Share(1, 1), Share(1, 1))
    assert (found.now.first.month, found.before.last.month) == (1, 2)  # January and February
    assert found.lowest.unit == "b"
    assert seen(town, "nki") == {}


def test_a_floor_is_a_register_like_the_others(town):
    told(town)
    number = town.send(FLOORS, layout="floors")
    town.send(FLOORS.replace(";85;", ";80;"), layout="floors")
    assert seen(town)["cleaning_quality"].share_now == Share(2, 2)
    then = see_equity(town.home, READER, kpis=["cleaning_quality"], as_of=number)
    assert then["cleaning_quality"].share_now == Share(1, 2)
    town.send(
        "nyckeltal;enhetstyp;gäller från;golv;bort\ncleaning_quality;skola;2023-01;;ja\n",
        layout="floors",
    )
    assert seen(town)["cleaning_quality"].unjudged is Unjudged.NO_FLOOR


def test_units_outside_the_pilot_and_the_comparison_are_nobodys(town):
    told(town)
    town.send(FLOORS, layout="floors")
    town.units(c="övrig")
    assert seen(town)["cleaning_quality"].comparison_now == Share(0, 0)


def test_without_a_pilot_there_is_nothing_and_the_committee_may_not_ask(town):
    with pytest.raises(UsageError, match="Ingen pilot är upplagd"):
        seen(town)
    with pytest.raises(NotAllowed):
        see_equity(town.home, COMMITTEE, kpis=(), as_of=town.home.head())


@pytest.fixture(scope="module")
def demo(built_demo):
    home = open_home(settings_for(built_demo), dry=True)
    yield dict(see_equity(home, User("x", Role.READER), kpis=(), as_of=home.head()))
    home.close()


def test_the_demo_shows_manskenet_that_lost_its_own_caretaker(demo):
    nki = demo["nki"]
    assert (nki.share_before, nki.share_now) == (Share(7, 10), Share(7, 8))
    assert nki.lowest.unit == "manskenet"
    assert -3 < nki.lowest.distance < 0
    manskenet = nki.units.filter(unit="manskenet").row(0, named=True)
    assert manskenet["value_before"] > manskenet["floor"] > manskenet["value"]


def test_the_demo_hides_those_with_few_answers_and_who_could_tell_theirs(demo):
    hidden = demo["nki"].units.filter("withheld")
    assert hidden["unit"].to_list() == ["lindgarden", "solglantan"]
    assert hidden["value"].to_list() == [None, None]
    assert demo["nki"].units["denominator"].null_count() == 34


def test_the_demos_food_waste_has_become_more_equal(demo):
    waste = demo["food_waste_g"]
    assert (waste.share_before, waste.share_now) == (Share(5, 9), Share(9, 9))
    assert waste.change.low > 0
    assert demo["cleaning_quality"].change.low < 0 < demo["cleaning_quality"].change.high
