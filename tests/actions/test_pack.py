"""What a meeting is shown, and by whom it may be built."""

from datetime import date

import pytest

from kpi.actions.meet import add_meeting, freeze
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


def test_a_nyckeltal_without_a_value_has_no_picture_and_no_figure(town):
    town.pilot("2024-01")
    made = build_pack(town.home, ANNA, MEETING, ("nki",), as_of=town.home.head())
    (nki,) = made.kpis
    assert (nki.picture, nki.finding, made.figures) == (None, "Inget värde.", ())


def test_a_later_meeting_is_told_what_has_happened_since_the_one_before(town):
    town.pilot("2024-01")
    town.months("2023-12", unit="a", rooms_checked="10 10", rooms_approved="8 9")
    kpis = ("cleaning_quality",)
    add_meeting(town.home, ANNA, body="Nämnden", held=date(2024, 3, 1), kpis=kpis)
    freeze(town.home, ANNA, "2024-03-01-namnden")
    town.send("månad;enhet;mått;värde\n2024-01;a;rooms_approved;7\n")
    made = build_pack(town.home, ANNA, MEETING, kpis, as_of=town.home.head())
    assert made.since.caption.startswith("Sedan Nämnden 1 mars 2024.")
    assert [(row[1], row[2]) for row in made.since.rows] == [("90,0\u00a0%", "70,0\u00a0%")]
    first = MEETING.model_copy(update={"held": date(2024, 3, 1)})
    assert build_pack(town.home, ANNA, first, kpis, as_of=town.home.head()).since is None
