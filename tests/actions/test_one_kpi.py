"""One nyckeltal looked at closer: for whom, what happened, what it is held against."""

from datetime import date

import pytest

from kpi.actions.events import kinds_of, of_kinds
from kpi.actions.one_kpi import Baseline, OneKpi, see_kpi
from kpi.actions.scopes import Scope, alphabetical, scope_of, see_scopes, units_behind
from kpi.errors import NotAllowed, UsageError
from kpi.settings import SHIPPED_CATALOGUE
from kpi.trends import Status, Variation
from kpi.values import Level, Prices
from kpi.values.prices import PriceBase
from tests.actions.town import ANNA, COMMITTEE, Town

QUALITY, COST = "cleaning_quality", "cleaning_cost_m2"
YEAR = "80 84 82 80 84 82 80 84 82 80 84 82"
HUNDRED = " ".join(["100"] * 12)


@pytest.fixture
def pilot(town: Town) -> Town:
    """A pilot from 2023 whose two units have a year of room checks before it and one in it."""
    town.pilot("2023-01")
    for unit in ("a", "b"):
        for first in ("2022-01", "2023-01"):
            town.months(first, unit=unit, rooms_checked=HUNDRED, rooms_approved=YEAR)
    return town


def seen(town: Town, kpi: str = QUALITY, scope: str = "pilot/oster", **given: object) -> OneKpi:
    at = {"prices": Prices.FIXED, "as_of": town.home.head()} | given
    return see_kpi(town.home, ANNA, kpi=kpi, scope=scope, **at)


def event(town: Town, *rows: str) -> int:
    return town.send(
        "händelse;rubrik;första dag;sista dag;omfattning\n" + "".join(f"{row}\n" for row in rows)
    )


def test_the_pilot_comes_first_then_its_units_then_groups_and_the_rest(pilot):
    pilot.send(
        "enhet;namn;enhetstyp;förvaltning;område;roll\n"
        "d;Ärlan;skola;bsf;oster;pilot\ne;ångan;förskola;bsf;oster;pilot\n"
        "f;Zoo;skola;bsf;oster;övrig\n"
    )
    found = see_scopes(pilot.home, ANNA, as_of=pilot.home.head())
    assert [scope.key for scope in found] == [
        "pilot/oster",
        *("unit/a", "unit/b", "unit/e", "unit/d"),
        *("area/oster", "department/bsf", "unit_type/förskola", "unit_type/skola"),
        *("unit/c", "unit/f"),
    ]
    assert found[0].name == "Pilot Öster"
    assert found[5].name == "Öster"
    assert scope_of(found, "unit/d") == Scope(Level.UNIT, "d", "Ärlan", "pilot")


def test_a_scope_there_is_not_is_said(pilot):
    with pytest.raises(UsageError, match=r"Okänd omfattning: unit/nej\."):
        seen(pilot, scope="unit/nej")
    with pytest.raises(UsageError, match="Okänt nyckeltal: nej"):
        seen(pilot, kpi="nej")


def test_names_are_in_swedish_order():
    names = ["Österby", "Adam", "Åby", "zoo", "Älvan", "ada"]
    assert sorted(names, key=alphabetical) == ["ada", "Adam", "zoo", "Åby", "Älvan", "Österby"]


def test_the_committee_sees_published_packs_only(pilot):
    with pytest.raises(NotAllowed):
        see_kpi(pilot.home, COMMITTEE, kpi=QUALITY, scope="unit/a", prices=Prices.FIXED, as_of=1)
    with pytest.raises(NotAllowed):
        see_scopes(pilot.home, COMMITTEE, as_of=1)


def test_a_group_shows_its_reading_its_points_and_its_units(pilot):
    found = seen(pilot)
    assert found.series.reading.month == date(2023, 12, 1)
    assert found.series.reading.value == 82.0
    assert found.series.reading.variation is Variation.COMMON
    assert found.series.points.height == 24
    assert [unit.scope.id for unit in found.units] == ["a", "b"]
    assert found.units[0].reading.n == 24
    assert found.definition.text
    assert (found.baseline, found.compared, found.price_base) == (None, None, None)


def test_a_unit_has_no_units_behind_it(pilot):
    assert seen(pilot, scope="unit/a").units == ()


def test_a_unit_that_never_had_the_figure_is_not_shown_empty(pilot):
    pilot.units(d="pilot")
    assert [unit.scope.id for unit in seen(pilot).units] == ["a", "b"]
    assert units_behind(pilot.home, seen(pilot).series.scope, pilot.home.head()) == ["a", "b", "d"]


def test_a_scope_without_figures_has_an_empty_reading(pilot):
    found = seen(pilot, scope="unit/c")
    assert found.series.points.is_empty()
    assert (found.series.reading.month, found.series.reading.status) == (None, Status.TOO_SHORT)
    assert found.events.is_empty()
    assert found.definition == found.kpi.definition[0]


def test_what_it_is_never_read_without_comes_along(pilot):
    (beside,) = seen(pilot, COST).beside
    assert beside.reading.kpi.id == QUALITY
    assert beside.reading.value == 82.0


def test_a_locked_baseline_comes_with_its_decision_and_its_change(pilot):
    head = "nyckeltal;omfattning;första månad;sista månad;låst den;beslut\n"
    pilot.send(f"{head}{QUALITY};;2022-01;2022-12;2023-01-15;SN 1\n")
    assert seen(pilot).baseline == Baseline(
        date(2022, 1, 1), date(2022, 12, 1), date(2023, 1, 15), "SN 1"
    )
    assert seen(pilot).compared == (date(2023, 1, 1), date(2023, 12, 1))
    pilot.send(f"{head}{QUALITY};unit/a;2022-03;2022-12;;\n")
    assert seen(pilot, scope="unit/a").baseline == Baseline(
        date(2022, 3, 1), date(2022, 12, 1), None, ""
    )


def test_what_happened_concerns_a_scope_that_it_names_or_that_is_part_of_it(pilot):
    event(
        pilot,
        "1;Alla;2022-02-01;;",
        "2;Piloten;2023-01-01;;oster",
        "3;Enheten a;2023-02-01;2023-03-31;a",
        "4;Enheten b;2023-02-01;;unit/b",
        "5;Skolorna;2023-04-01;;skola",
        "6;Städningen;2023-05-01;;lokalvård",
        "7;Måltiderna;2023-05-01;;måltider",
        "8;Före;2020-01-01;;",
        "9;Efter;2030-01-01;;",
    )
    assert seen(pilot).events.select("number", "title").rows() == [
        (1, "Alla"),
        (2, "Piloten"),
        (3, "Skolorna"),
        (4, "Städningen"),
    ]
    assert seen(pilot, scope="unit/a").events["title"].to_list() == [
        "Alla",
        "Piloten",
        "Enheten a",
        "Skolorna",
        "Städningen",
    ]
    assert "Enheten b" in seen(pilot, scope="unit/b").events["title"].to_list()


def test_what_began_before_the_series_and_lasts_into_it_is_drawn_too(pilot):
    event(pilot, "1;Länge;2021-06-01;2022-01-01;", "2;Förbi;2021-06-01;2021-12-31;")
    assert seen(pilot).events["title"].to_list() == ["Länge"]


def test_events_are_shown_by_kind_and_keep_their_numbers(pilot):
    pilot.send(
        "händelse;rubrik;första dag;slag\n1;A;2022-02-01;avtal\n2;B;2022-03-01;\n"
        "3;C;2022-04-01;avtal\n"
    )
    events = seen(pilot).events
    assert kinds_of(events) == ["", "avtal"]
    assert of_kinds(events, None).equals(events)
    assert of_kinds(events, ("avtal",))["number"].to_list() == [1, 3]
    assert of_kinds(events, ()).is_empty()


def test_a_layout_for_closed_months_is_not_needed(founded_home, definitions, tmp_path):
    (definitions / "layouts" / "closed_months.toml").unlink()
    town = Town(tmp_path / "home", catalogue=definitions)
    town.send("område;namn\noster;Öster\n")
    town.units(a="pilot")
    town.pilot("2023-01")
    town.months("2022-01", rooms_checked="100 100", rooms_approved="80 82")
    event(town, "1;Städningen;2022-01-01;;cleaning")
    assert seen(town).events["title"].to_list() == ["Städningen"]
    town.home.close()


@pytest.fixture
def costs(pilot: Town) -> Town:
    pilot.prices(m2022_12="400", m2023_01="410")
    for unit in ("a", "b"):
        pilot.months("2022-12", unit=unit, cleaning_cost="1000 1025", cleaned_area_m2="100 100")
    return pilot


def test_fixed_prices_say_whose_money_they_are(costs):
    found = seen(costs, COST)
    assert found.price_base == PriceBase(
        "Konsumentprisindex (KPI), 1980 = 100", date(2023, 1, 1), "1"
    )
    assert seen(costs, COST, prices=Prices.CURRENT).price_base is None


def test_a_target_in_some_month_s_money_is_not_shown_in_current_prices(costs):
    assert not seen(costs, COST, prices=Prices.CURRENT).target_in_fixed
    costs.send(f"nyckeltal;gäller från;målvärde;prismånad\n{COST};2022-01;9,5;2023-01\n")
    assert seen(costs, COST, prices=Prices.CURRENT).target_in_fixed
    fixed = seen(costs, COST)
    assert (fixed.series.reading.target, fixed.target_in_fixed) == (9.5, False)


def test_the_shipped_definitions_are_those_in_force(pilot):
    assert SHIPPED_CATALOGUE.is_dir()
    found = seen(pilot)
    assert found.definition.valid_from <= found.series.reading.month
