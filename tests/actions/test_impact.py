"""The preview says what Översikt will say; then the file is sent, and Översikt says so."""

from dataclasses import fields

import pytest

from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.home import open_home
from kpi.actions.impact import see_impact
from kpi.actions.overview import see_overview
from kpi.errors import NotAllowed
from kpi.periods import parse_month
from kpi.settings import DEMO_FILES, settings_for
from kpi.store.what_if import WhatIf
from kpi.wording.impact import Covered, Impact
from tests.actions.town import ANNA, READER

AUGUST = (DEMO_FILES / "2024-08.csv").read_bytes()
CORRECTION = """\
månad;enhet;mått;värde;bort
2024-08;larkskolan;cleaning_cost;1 000;
2024-08;ekbackeskolan;cleaning_cost;;ja
2023-11;kastanjen;caretaking_cost;11702;
"""
TARGETS = "nyckeltal;omfattning;gäller från;målvärde\ncleaning_cost_m2;;2023-08;30\n"
BASELINES = "nyckeltal;omfattning;första månad;sista månad\nfleet_cost_mil;;2022-08;2023-07\n"
PILOT = "pilot;namn;område;start\noster;Pilot Område Öster;oster;2023-09\n"


@pytest.fixture
def home(demo_home):
    opened = open_home(settings_for(demo_home))
    yield opened
    opened.close()


def readings(home, number):
    seen = see_overview(home, ANNA, as_of=number)
    return {tile.reading.kpi.id: tile.reading for tile in (*seen.tiles, *seen.others)}


def same(one, other):
    """Whether two readings say the same; sums may differ in a last digit."""
    numbers = {"value", "centre", "lower", "upper", "change", "target"}
    return all(
        getattr(one, field.name)
        == (
            pytest.approx(getattr(other, field.name))
            if field.name in numbers
            else getattr(other, field.name)
        )
        for field in fields(one)
    )


def previewed(home, content, layout=None):
    return preview_file(home, ANNA, content, "fil.csv", layout=layout)


def impact_of(home, found):
    return see_impact(home, ANNA, found, see_overview(home, ANNA, as_of=found.checked_at))


def test_what_is_said_beforehand_is_what_is_so_afterwards(home):
    for content, layout in (
        (AUGUST, None),
        (CORRECTION.encode(), None),
        (TARGETS.encode(), "targets"),
        (BASELINES.encode(), "baselines"),
        (PILOT.encode(), "pilot"),
    ):
        found = previewed(home, content, layout)
        said = impact_of(home, found)
        before = readings(home, found.checked_at)
        reasons = dict.fromkeys(found.to_confirm, "så var det")
        commit_file(home, ANNA, found, confirmed=reasons)
        after = readings(home, home.head())
        moved = {each.after.kpi.id: each for each in said.moved}
        assert moved
        for kpi, reading in after.items():
            if kpi in moved:
                assert same(moved[kpi].before, before[kpi])
                assert same(moved[kpi].after, reading)
            else:
                assert reading.value == pytest.approx(before[kpi].value)
                assert reading.variation is before[kpi].variation


def test_the_months_that_are_in_already_are_counted(home):
    found = previewed(home, CORRECTION.replace("2024-08", "2024-07").encode())
    assert impact_of(home, found).months == (
        (parse_month("2023-11"), 1),
        (parse_month("2024-07"), 2),
    )
    assert impact_of(home, previewed(home, TARGETS.encode(), "targets")).months == ()


def test_nothing_moves_for_a_file_with_errors_or_nothing_that_any_kpi_reads(home):
    for content in (b"", "månad;enhet;nki_sd\n2024-05;larkskolan;9\n".encode()):
        assert impact_of(home, previewed(home, content)).moved == ()


def test_the_first_figures_and_a_home_without_a_pilot(town):
    figures = "månad;enhet;rooms_checked;rooms_approved\n2024-01;a;40;30\n2024-01;b;20;15\n"
    covered = (Covered(parse_month("2024-01"), units=2, complete=2, lacking=0),)
    assert impact_of(town.home, town.preview(figures)) == Impact((), (), covered)
    town.pilot("2023-08")
    (moved,) = impact_of(town.home, town.preview(figures)).moved
    assert (moved.before.value, moved.after.value) == (None, 75)


def test_only_who_may_send_is_told(town):
    found = town.preview("månad;enhet;rooms_checked\n2024-01;a;40\n")
    with pytest.raises(NotAllowed):
        see_impact(town.home, READER, found, see_overview(town.home, READER, as_of=3))


def test_the_store_that_is_not_there_answers_at_its_own_number_only(town):
    found = town.preview("månad;enhet;rooms_checked\n2024-01;a;40\n")
    store = WhatIf(town.home.store, "measures", found.checked.rows, 4)
    assert store.catch_up() == 4
    assert store.register("measures", 3).is_empty()
    assert store.register("measures", 4)["delivery"].to_list() == [4]
    wanted = {"measures": ["rooms_checked"]}
    assert store.frame("values/measures", **wanted, as_of=3).is_empty()
    assert store.frame("values/measures", **wanted, as_of=4)["value"].to_list() == [40]
    assert store.frame("deliveries/all", as_of=4).height == 3
