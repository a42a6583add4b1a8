"""What a meeting is shown, and by whom it may be built."""

from datetime import date

import pytest

from kpi.actions.pack import build_pack
from kpi.errors import NotAllowed
from kpi.meetings import Meeting
from tests.actions.town import ANNA, READER

MEETING = Meeting(id="2024-09-18-namnden", body="Nämnden", held=date(2024, 9, 18))


def test_a_home_without_a_pilot_has_a_pack_without_nyckeltal(town):
    made = build_pack(town.home, ANNA, MEETING, (), as_of=town.home.head())
    assert (made.kpis, made.figures, made.pilot) == ((), (), "Ingen pilot är upplagd")


def test_only_who_sends_files_builds_it(town):
    with pytest.raises(NotAllowed):
        build_pack(town.home, READER, MEETING, (), as_of=town.home.head())


def test_the_area_goes_by_its_name(town):
    assert build_pack(town.home, ANNA, MEETING, (), as_of=town.home.head()).area == ""
    town.pilot("2024-01")
    assert build_pack(town.home, ANNA, MEETING, (), as_of=town.home.head()).area == "Öster"
