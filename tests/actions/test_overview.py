"""The first screen: what was chosen, what needs attention, what is not there yet."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kpi.actions.overview import Overview, Pilot, Tile, attention, lit_by_chance_alone, see_overview
from kpi.errors import NotAllowed
from kpi.trends import Assurance, Status, Variation
from kpi.wording.sentences import Reading
from tests.actions.town import ANNA, COMMITTEE, READER, Town
from tests.builders_facts import kpi

LINE = "80 84 82 80 84 82 80 84 82 80 84 82"


def overview(town: Town, user=READER) -> Overview:
    return see_overview(town.home, user, as_of=town.home.head())


def shown(tiles: tuple[Tile, ...]) -> list[str]:
    return [tile.reading.kpi.id for tile in tiles]


def tile(**reading: object) -> Tile:
    given = {"kpi": kpi("k"), "month": date(2024, 7, 1), "value": 10.0, "n": 20, "centre": 10.0}
    given |= {"lower": 5.0, "upper": 15.0, "variation": Variation.COMMON}
    points = pl.DataFrame({"base": [True] * 24 + [False], "value": [1.0] * 25})
    return Tile(Reading(**given | reading), points)


def choose(town: Town, *kpis: str) -> int:
    return town.send(
        "pilot;nyckeltal;ordning\n"
        + "".join(f"oster;{kpi};{place}\n" for place, kpi in enumerate(kpis, start=1))
    )


def figures(town: Town) -> None:
    """A year of quality, fault days and staff hours at unit a, and a part of fulltime_share."""
    hundred = " ".join(["100"] * 12)
    town.months("2023-01", rooms_checked=hundred, rooms_approved=LINE)
    town.months("2023-01", faults_closed=hundred, fault_days=LINE)
    town.months("2023-01", sick_hours=LINE, ordinary_hours=hundred, employees=hundred)


def test_a_home_without_a_pilot_knows_only_its_units(town):
    found = overview(town)
    assert found == Overview(3, None, 3, None, 0, 0, False, (), ())
    assert found.first_month is None


def test_a_pilot_without_figures_waits_for_them(town):
    town.pilot("2023-01", "2024-12")
    found = overview(town)
    assert found.pilot == Pilot(
        "oster", "Pilot Öster", "oster", date(2023, 1, 1), date(2024, 12, 1)
    )
    assert (found.data_through, found.reported, found.expected) == (None, 0, 2)
    assert (found.tiles, found.others, found.first_month) == ((), (), None)


def test_the_pilot_that_began_last_is_the_one_shown(town):
    town.pilot("2023-01")
    town.send("pilot;namn;område;start\nvaster;Pilot Väster;oster;2024-01\n")
    assert overview(town).pilot == Pilot("vaster", "Pilot Väster", "oster", date(2024, 1, 1), None)


def test_every_kpi_with_values_is_a_tile_until_some_are_chosen(town):
    town.pilot("2023-01")
    figures(town)
    found = overview(town)
    assert set(shown(found.tiles)) == {"cleaning_quality", "fault_lead_days", "sick_leave"}
    assert found.others == ()
    assert (found.data_through, found.first_month) == (date(2023, 12, 1), date(2023, 1, 1))
    assert (found.reported, found.expected) == (1, 2)
    assert not found.has_baseline


def test_the_chosen_are_tiles_and_the_rest_are_others(town):
    town.pilot("2023-01")
    figures(town)
    choose(town, "sick_leave", "fault_lead_days", "nki")  # nki has no values yet
    found = overview(town)
    assert shown(found.tiles) == ["sick_leave", "fault_lead_days"]  # alike: in the chosen order
    assert shown(found.others) == ["cleaning_quality"]


def test_a_chosen_one_is_a_tile_as_soon_as_a_part_of_it_has_come(town):
    town.pilot("2023-01")
    figures(town)
    choose(town, "fulltime_share")
    found = overview(town)
    assert shown(found.tiles) == ["fulltime_share"]
    assert found.tiles[0].reading.month is None
    assert len(found.others) == 3


def test_choices_without_values_choose_nothing(town):
    town.pilot("2023-01")
    figures(town)
    choose(town, "nki")
    assert len(overview(town).tiles) == 3


def test_coverage_counts_the_units_that_sent_anything_the_latest_month(town):
    town.pilot("2023-01")
    town.months("2023-01", unit="a", rooms_checked="10 10", rooms_approved="9 9")
    town.months("2023-01", unit="b", rooms_checked="10", rooms_approved="9")
    found = overview(town)
    assert found.data_through == date(2023, 1, 1)  # one of two units is too few for February
    assert (found.reported, found.expected) == (2, 2)


def test_a_baseline_is_noticed(town):
    town.pilot("2023-01")
    town.send("nyckeltal;första månad;sista månad\nnki;2022-01;2022-12\n")
    assert overview(town).has_baseline


def test_a_tile_reads_as_the_trend_says(town):
    town.pilot("2023-01")
    figures(town)
    reading = next(
        each.reading for each in overview(town).tiles if each.reading.kpi.id == "cleaning_quality"
    )
    assert (reading.month, reading.value) == (date(2023, 12, 1), 82)
    assert (reading.n, reading.status) == (12, Status.PRELIMINARY)
    assert (reading.variation, reading.assurance, reading.side) == (None, Assurance.NONE, None)
    assert reading.target is None


def test_the_committee_does_not_see_it(town):
    with pytest.raises(NotAllowed):
        overview(town, COMMITTEE)
    assert overview(town, ANNA).pilot is None


def test_worsening_needs_attention_first_and_improving_last():
    common = [
        tile(assurance=Assurance.MISSES),
        tile(assurance=Assurance.VARIES),
        tile(assurance=Assurance.MEETS),
    ]
    in_order = [
        tile(variation=Variation.WORSENING),
        tile(variation=None),
        tile(variation=Variation.HIGH),
        *common,
        tile(variation=Variation.IMPROVING),
    ]
    groups = [attention(each)[0] for each in in_order]
    assert groups == sorted(set(groups))
    assert attention(tile(variation=Variation.LOW))[0] == groups[2]
    assert attention(tile(assurance=Assurance.NONE))[0] == groups[5]


def test_in_a_group_the_strongest_is_first():
    weak, strong, low = tile(value=11.0), tile(value=19.0), tile(value=-5.0)
    assert sorted([weak, strong, low], key=attention) == [low, strong, weak]
    for unknown in ({"value": None}, {"centre": None}, {"upper": None}):
        assert attention(tile(**unknown)) == attention(tile())


def test_chance_lights_a_share_of_the_judged_by_how_their_limits_are_locked():
    locked = tile()
    unlocked = replace(locked, points=locked.points.with_columns(base=False))
    early = tile(variation=None)
    assert lit_by_chance_alone([locked, unlocked, early]) == (pytest.approx(0.039 + 0.018), 2)
    assert lit_by_chance_alone([]) == (0, 0)


def test_the_demo_shows_its_eight_chosen(built_demo):
    from kpi.actions.home import open_home
    from kpi.settings import settings_for

    home = open_home(settings_for(built_demo), dry=True)
    found = see_overview(home, ANNA, as_of=home.head())
    home.close()
    assert len(found.tiles) == 8
    assert len(found.others) == 8
    assert found.tiles[0].reading.kpi.id == "fleet_cost_mil"
    assert found.tiles[0].reading.variation is Variation.WORSENING
    assert (found.data_through, found.reported, found.expected) == (date(2024, 7, 1), 10, 10)
