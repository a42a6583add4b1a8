"""A cost and a quality together, from files to a way in the plane."""

from datetime import date

import pytest

from kpi.actions.links import Links, see_links, see_pairs
from kpi.errors import NotAllowed, UsageError
from kpi.trends.movement import Lack, Moved
from kpi.trends.paths import Quadrant
from kpi.values import Level
from tests.actions.linked import (
    AGAIN,
    BETTER,
    PAIR,
    ROOMS,
    SEASON,
    SICK,
    same_prices,
    with_few,
    year,
)
from tests.actions.town import ANNA, COMMITTEE, Town


def seen(town: Town, pair: str = PAIR, level: Level = Level.UNIT, **given: int) -> Links:
    at = {"as_of": town.home.head()} | given
    return see_links(town.home, ANNA, pair=pair, level=level, **at)


@pytest.fixture
def followed(town: Town) -> Town:
    """Two years of baseline and one of pilot: a is cheaper and better, c as it was."""
    town.pilot("2024-01")
    same_prices(town)
    for unit in ("a", "c"):
        year(town, "2022", SEASON, ROOMS, unit)
        year(town, "2023", AGAIN, ROOMS, unit)
    for kpi in ("cleaning_cost_m2", "cleaning_quality"):
        town.send(f"nyckeltal;första månad;sista månad\n{kpi};2022-01;2023-12\n")
    year(town, "2024", " ".join(["12"] * 12), BETTER, area="11")
    year(town, "2024", SEASON, ROOMS, "c")
    return town


def test_every_unit_stands_where_it_was_and_where_it_is(followed):
    found = seen(followed)
    a, c = found.paths
    assert (a.scope, a.role, c.scope, c.role) == ("a", "pilot", "c", "comparison")
    then, now = a.places
    assert (then.month, now.month) == (date(2023, 12, 1), date(2024, 12, 1))
    assert (then.cost, now.cost) == (pytest.approx(20), pytest.approx(120 / 11))
    assert (then.quality, now.quality) == (pytest.approx(966 / 12), pytest.approx(95))
    assert (then.volume, now.volume) == (10, 11)
    assert a.quadrant is Quadrant.CHEAPER_BETTER
    assert (a.cost_moved, a.quality_moved) == (Moved.LOWER, Moved.HIGHER)
    assert (a.cost_months, a.quality_months) == (12, 12)
    assert (c.cost_moved, c.quality_moved) == (Moved.SAME, Moved.SAME)


def test_the_pilot_as_a_whole_is_its_own_units_only(followed):
    (whole,) = seen(followed).whole
    assert (whole.name, whole.places[-1].cost) == ("Pilot Öster", pytest.approx(120 / 11))


def test_areas_are_the_pilot_s_or_not(followed):
    (area,) = seen(followed, level=Level.AREA).paths
    assert (area.scope, area.name, area.role) == ("oster", "Öster", "pilot")


def test_a_unit_that_measures_neither_is_not_there_and_one_that_lacks_one_is_named(followed):
    followed.months("2024-01", unit="b", cleaning_cost="100", cleaned_area_m2="10")
    b = seen(followed).paths[1]
    assert (b.scope, b.lack, b.places) == ("b", Lack.NOT_MEASURED, ())


def test_a_correction_leaves_the_locked_year_as_it_was(followed):
    year(followed, "2023", " ".join(["90"] * 12), ROOMS)
    assert seen(followed).paths[0].places[0].cost == pytest.approx(20)


def test_the_money_is_that_of_the_pilot_s_first_month(town):
    """Prices doubled: 40 kronor in 2024 are 20 of 2023's and 40 of the base month's."""
    town.pilot("2024-01")
    index = {2022: "100", 2023: "100", 2024: "200"}
    town.prices(**{f"m{y}_{m:02}": i for y, i in index.items() for m in range(1, 13)})
    for first, cost in (("2022", SEASON), ("2023", AGAIN), ("2024", " ".join(["40"] * 12))):
        year(town, first, cost, ROOMS)
    for kpi in ("cleaning_cost_m2", "cleaning_quality"):
        town.send(f"nyckeltal;första månad;sista månad\n{kpi};2022-01;2023-12\n")
    found = seen(town)
    then, now = found.paths[0].places
    assert (then.cost, now.cost) == (pytest.approx(40), pytest.approx(40))
    assert found.paths[0].quadrant is Quadrant.ALONG
    assert found.price_base.month == date(2024, 1, 1)


def test_what_is_in_doubt_is_named(followed):
    followed.send(
        "enhet;mått;månad;regel;skäl\na;cleaning_cost;2024-02;unusual_jump;så var det\n"
        "a;meal_cost;2024-02;unusual_jump;så var det\n",
        layout="questions",
    )
    found = seen(followed)
    assert "A, städkostnad, februari 2024" in found.asked
    assert not any("måltidskostnad" in each for each in found.asked)
    assert found.paths[0].doubted


def test_only_the_ways_that_rest_on_a_doubted_figure_are_doubted(town):
    """A question about a month before either year, about another unit, and about all units."""
    town.pilot("2024-01")
    same_prices(town)
    for unit, more in (("a", 0), ("c", 1)):
        for at, first in enumerate(("2022", "2023", "2024")):
            costs = (SEASON, AGAIN, SEASON)[at].split()
            varied = " ".join(f"{int(cost) + more + at % 2}" for cost in costs)
            year(town, first, varied, ROOMS.replace("79", f"{77 + at + more}"), unit)
    for kpi in ("cleaning_cost_m2", "cleaning_quality"):
        town.send(f"nyckeltal;första månad;sista månad\n{kpi};2022-01;2023-12\n")
    heading = "enhet;mått;månad;regel;skäl\n"

    def doubted(row: str) -> list[bool]:
        number = town.send(f"{heading}{row};unusual_jump;så var det\n", layout="questions")
        found = seen(town)
        town.undo(number)
        return [path.doubted for path in (*found.paths, *found.whole)]

    assert doubted("a;cleaning_cost;2022-02") == [False, False, False]
    assert doubted("a;cleaning_cost;2023-02") == [True, False, True]
    assert doubted("c;rooms_checked;2024-02") == [False, True, False]
    assert doubted(";cleaning_cost;2024-02") == [True, True, True]


def test_where_few_could_be_told_nothing_of_the_unit_is_there(tmp_path):
    """a has 5 employees one month, and b is hidden with it: neither's cost is shown either."""
    town = with_few(tmp_path)
    a, b, c = seen(town, SICK).paths
    assert (a.lack, a.places, a.quadrant) == (Lack.WITHHELD, (), None)
    assert (b.lack, b.places, b.quadrant) == (Lack.WITHHELD, (), None)
    assert (c.lack, len(c.places)) == (None, 2)
    assert c.places[0].volume == 100  # what stands for volume is the quality's own denominator
    (pilot,) = seen(town, SICK).whole
    assert (pilot.lack, len(pilot.places)) == (None, 2)  # both hidden ones, together enough


def test_what_is_not_declared_to_belong_together_is_not_held_together(followed):
    assert PAIR in [pair.key for pair in see_pairs(followed.home, ANNA, as_of=1)]
    with pytest.raises(UsageError, match="är inte ett par av kostnad och kvalitet"):
        seen(followed, "cleaning_cost_m2/nki")
    with pytest.raises(UsageError, match="enheter eller områden"):
        seen(followed, level=Level.DEPARTMENT)


def test_who_may_not_see_figures_sees_neither(town):
    with pytest.raises(NotAllowed):
        see_pairs(town.home, COMMITTEE, as_of=1)
    with pytest.raises(NotAllowed):
        see_links(town.home, COMMITTEE, pair=PAIR, level=Level.UNIT, as_of=1)
