"""What has changed a cost, as it is asked for: the periods, the baseline as locked, who may see."""

from datetime import date

import pytest

from kpi.actions.split import CostSplit, Periods, see_periods, see_split
from kpi.errors import NotAllowed, UsageError
from kpi.periods import Span
from kpi.values.prices import PriceBase
from tests.actions.town import ANNA, COMMITTEE, Town

COST = "cleaning_cost_m2"
BEFORE, AFTER = Span(date(2022, 1, 1), date(2022, 2, 1)), Span(date(2023, 1, 1), date(2023, 2, 1))


@pytest.fixture
def pilot(town: Town) -> Town:
    """Two months before and two in a pilot in which prices have risen by a tenth."""
    town.pilot("2023-01")
    town.prices(m2022_01="100", m2022_02="100", m2023_01="110", m2023_02="110")
    town.months("2022-01", unit="a", cleaning_cost="100 100", cleaned_area_m2="10 10")
    town.months("2023-01", unit="a", cleaning_cost="121 110", cleaned_area_m2="10 10")
    return town


def periods(town: Town, kpi: str = COST, scope: str = "pilot/oster") -> Periods | None:
    return see_periods(town.home, ANNA, kpi=kpi, scope=scope, as_of=town.home.head())


def split(town: Town, *, before: Span = BEFORE, after: Span = AFTER) -> CostSplit:
    given = {"kpi": COST, "scope": "pilot/oster", "as_of": town.home.head()}
    return see_split(town.home, ANNA, before=before, after=after, **given)


def baseline(town: Town, first: str, last: str) -> int:
    head = "nyckeltal;omfattning;första månad;sista månad;låst den;beslut\n"
    return town.send(f"{head}{COST};;{first};{last};2023-01-15;SN 1\n")


def test_what_was_before_the_pilot_is_held_against_what_came_after(pilot):
    assert periods(pilot) == Periods(
        (*Span(date(2022, 1, 1), date(2023, 2, 1)),),
        Span(date(2022, 1, 1), date(2022, 12, 1)),
        AFTER,
    )


def test_a_decided_baseline_is_the_period_before(pilot):
    baseline(pilot, "2021-02", "2022-02")
    found = periods(pilot)
    assert found.before == Span(date(2021, 2, 1), date(2022, 2, 1))
    assert found.after == AFTER
    assert found.months[0] == date(2021, 2, 1)


def test_the_change_is_split_with_the_index_named(pilot):
    found = split(pilot)
    assert (found.split.change, found.split.price, found.split.real) == (31, 21, 10)
    assert found.volume.id == "cleaned_area_m2"
    assert found.scope.name == "Pilot Öster"
    title = "Konsumentprisindex (KPI), 1980 = 100"
    assert found.price_base == PriceBase(title, date(2023, 1, 1), "1")


def test_the_baseline_s_months_stand_as_they_were_locked(pilot):
    baseline(pilot, "2022-01", "2022-02")
    pilot.months("2022-01", unit="a", cleaning_cost="900 900", cleaned_area_m2="10 10")
    assert split(pilot).split.before == 200
    pilot.months("2023-01", unit="a", cleaning_cost="900 900", cleaned_area_m2="10 10")
    assert split(pilot).split.after == 1800


def test_without_figures_on_both_sides_there_is_nothing_to_compare(pilot, town):
    assert periods(pilot, scope="unit/c") is None
    assert periods(pilot, kpi="outdoor_cost_m2") is None
    alone = Span(date(2022, 3, 1), date(2022, 4, 1))
    assert split(pilot, before=alone).split is None


def test_figures_from_before_the_pilot_only_are_not_enough(town):
    town.pilot("2023-01")
    town.months("2022-01", unit="a", cleaning_cost="1 1", cleaned_area_m2="10 10")
    assert periods(town) is None


def test_periods_that_overlap_are_refused(pilot):
    with pytest.raises(UsageError, match="börja efter"):
        split(pilot, before=AFTER, after=AFTER)


def test_what_is_no_cost_or_has_no_pilot_is_not_split(town):
    town.months("2022-01", unit="a", rooms_checked="1", rooms_approved="1")
    with pytest.raises(UsageError, match="kan inte delas upp"):
        periods(town, scope="unit/a")  # no pilot: no base month
    town.pilot("2023-01")
    with pytest.raises(UsageError, match="Godkända städkontroller kan inte delas upp"):
        periods(town, kpi="cleaning_quality")


def test_the_committee_sees_published_packs_only(pilot):
    given = {"kpi": COST, "scope": "pilot/oster", "as_of": 1}
    with pytest.raises(NotAllowed):
        see_periods(pilot.home, COMMITTEE, **given)
    with pytest.raises(NotAllowed):
        see_split(pilot.home, COMMITTEE, before=BEFORE, after=AFTER, **given)
