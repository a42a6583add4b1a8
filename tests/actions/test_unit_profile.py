"""What is shown of units: the demo's, and a home where little is registered."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.access import Role, User
from kpi.actions.home import Home, open_home
from kpi.actions.unit_profile import UnitProfile, see_profiles, see_units
from kpi.errors import NotAllowed
from kpi.ledger import Draft, append
from kpi.settings import settings_for
from tests.builders import MIDDAY, clock_at, rows

RUT = User("Rut", Role.READER)


@pytest.fixture(scope="module")
def demo(built_demo) -> Home:
    home = open_home(settings_for(built_demo), dry=True)
    home.head()
    yield home
    home.close()


@pytest.fixture(scope="module")
def profiles(demo) -> dict[str, UnitProfile]:
    return see_profiles(demo, RUT, as_of=demo.head())


@pytest.fixture
def home(tmp_path) -> Home:
    opened = open_home(settings_for(tmp_path), clock=clock_at(MIDDAY))
    yield opened
    opened.close()


def send(home: Home, kind: str, *given: dict[str, object]) -> None:
    draft = Draft(kind=kind, rows=rows(kind, *given), sender="test")
    append(home.settings.ledger, replace(draft, checked_at=home.head()), clock=home.clock)
    home.head()


def test_the_demos_units_by_name_with_what_is_registered_of_them(demo):
    seen = see_units(demo, RUT, as_of=demo.head())
    names = [unit.name for unit in seen.units]
    assert len(names) == 35
    assert (names[0], names[-1]) == ("Almgårdsskolan", "Österporten bibliotek och fritid")
    unit = next(unit for unit in seen.units if unit.id == "larkskolan")
    assert (unit.unit_type, unit.area_name, unit.role) == ("skola", "Område Öster", "pilot")
    assert unit.size == 6850
    assert seen.pilot_areas == ("oster",)
    assert seen.areas.height == 7


def test_a_unit_that_has_closed_is_listed_but_not_placed(demo):
    seen = see_units(demo, RUT, as_of=demo.head())
    closed = next(unit for unit in seen.units if unit.id == "slanskolan")
    assert closed.valid_to is not None
    assert "slanskolan" not in seen.places["unit"].to_list()
    assert seen.places.height == 34


def test_whether_a_unit_is_open_is_asked_of_the_day_that_is_shown(home):
    send(home, "units", {"unit": "a", "valid_to": date(2025, 6, 30)})
    then = home.head()
    assert see_units(home, RUT, as_of=then).places.is_empty()  # it has closed since
    send(home, "areas", {"area": "x"})
    assert see_units(home, RUT, as_of=then).places["unit"].to_list() == ["a"]
    assert see_units(home, RUT, as_of=home.head()).places.is_empty()


def test_a_unit_has_a_reading_for_everything_it_measures(profiles):
    readings = {s.reading.kpi.id: s.reading for s in profiles["larkskolan"].measured}
    assert f"{readings['cleaning_cost_m2'].value:.1f}" == "22.2"
    assert readings["cleaning_cost_m2"].variation == "improving"
    assert readings["cleaning_cost_m2"].change is not None
    assert {s.scope.key for s in profiles["larkskolan"].measured} == {"unit/larkskolan"}


def test_what_a_unit_does_not_measure_is_named(profiles):
    lacking = {kpi.id for kpi in profiles["serviceteamoster"].lacking}
    measured = {s.reading.kpi.id for s in profiles["serviceteamoster"].measured}
    assert "meal_cost_portion" in lacking
    assert measured == {"sick_leave", "fulltime_share"}
    assert len(lacking) + len(measured) == 16


def test_too_few_employees_hide_every_month(profiles):
    for series in profiles["serviceteamoster"].measured:
        assert series.reading.value is None
        assert set(series.points["reason"].drop_nulls()) == {"withheld"}


def test_units_without_names_areas_or_a_pilot_are_shown_as_they_are(home):
    send(home, "units", {"unit": "a", "role": "pilot", "area": "x"}, {"unit": "b"})
    seen = see_units(home, RUT, as_of=home.head())
    assert [(unit.name, unit.area_name, unit.role) for unit in seen.units] == [
        ("a", "x", "pilot"),
        ("b", "", ""),
    ]
    assert seen.places["name"].to_list() == ["a", "b"]
    assert seen.pilot_areas == ("x",)
    found = see_profiles(home, RUT, as_of=home.head())  # without a pilot: current prices
    assert found["a"].measured == ()
    assert len(found["a"].lacking) == 16


def test_an_area_without_a_name_is_called_by_its_id(home):
    send(home, "areas", {"area": "x"})
    send(home, "units", {"unit": "a", "name": "A", "area": "x"})
    seen = see_units(home, RUT, as_of=home.head())
    assert seen.units[0].area_name == "x"


def test_nothing_is_registered_yet(home):
    seen = see_units(home, RUT, as_of=home.head())
    assert (seen.units, seen.pilot_areas, seen.places.height) == ((), (), 0)
    assert see_profiles(home, RUT, as_of=home.head()) == {}


def test_the_committee_sees_published_packs_only(demo):
    for look in (see_units, see_profiles):
        with pytest.raises(NotAllowed):
            look(demo, User("Nils", Role.COMMITTEE), as_of=1)
