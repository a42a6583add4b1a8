"""What the pilot did in the demo can be found again with plain arithmetic."""

from datetime import date
from itertools import pairwise
from statistics import fmean

import pytest

from kpi.demo.draws import Draws
from kpi.demo.effects import effect as true_effect
from kpi.demo.units import MONTHS, PILOT, PILOT_START, UNITS
from tests.demo.by_hand import BASELINE, PILOT_YEAR, deltas, effect, limits, pilot_series

NINE = [unit.id for unit in UNITS if unit.role == PILOT and unit.id != "manskenet"]


@pytest.mark.parametrize(
    ("kpi", "log", "expected", "within"),
    [
        ("cleaning_cost_m2", True, -4.7, 0.6),
        ("cleaning_quality", False, 4, 1),
        ("meal_cost_portion", True, -2, 0.7),
        ("food_waste_g", True, -12, 2),
        ("fault_lead_days", True, -15, 3),
        ("fleet_utilisation", False, 6, 1),
        ("fulltime_share", False, 5, 0.6),
    ],
)
def test_the_pilots_effects_are_found(kpi, log, expected, within):
    estimate, error = effect(kpi, log=log)
    assert estimate == pytest.approx(expected, abs=within)
    assert abs(estimate) > 2 * error


@pytest.mark.parametrize(
    ("kpi", "log", "within"),
    [
        ("sick_leave", False, 0.3),
        ("outdoor_cost_m2", True, 1),
        ("fleet_cost_mil", True, 2.5),
    ],
)
def test_what_the_pilot_did_not_change_stays(kpi, log, within):
    estimate, error = effect(kpi, log=log)
    assert estimate == pytest.approx(0, abs=within)
    assert abs(estimate) < 2 * error


def test_customers_are_more_satisfied_in_nine_units_and_less_in_manskenet():
    by_unit = deltas("nki", log=False)
    assert fmean(by_unit[unit] for unit in NINE) == pytest.approx(4, abs=0.8)
    assert by_unit["manskenet"] == pytest.approx(-3, abs=1.5)


def test_cleaning_costs_more_at_first_then_falls_in_two_steps():
    (unit,) = (unit for unit in UNITS if unit.id == "larkskolan")
    (outside,) = (unit for unit in UNITS if unit.id == "ronnskolan")
    path = [round(100 * true_effect("cleaning_cost", unit, month)) for month in PILOT_YEAR]
    assert path == [2, 2, -3, -3, -3, -3, -8, -8, -8, -8, -8, -8]
    assert all(true_effect("cleaning_cost", outside, month) == 0 for month in MONTHS)


def test_cleaning_falls_visibly_and_july_is_dear_every_year():
    series = pilot_series("cleaning_cost_m2")
    lower, centre, _ = limits(series)
    assert all(series[month] < centre for month in PILOT_YEAR[3:])
    assert sum(series[month] < lower for month in PILOT_YEAR) >= 3
    for year in (2022, 2023, 2024):
        assert series[date(year, 7, 1)] > 1.02 * series[date(year, 6, 1)]


def test_fleet_cost_climbs_until_it_needs_attention():
    series = pilot_series("fleet_cost_mil")
    *_, upper = limits(series)
    assert all(series[month] > upper for month in PILOT_YEAR[-3:])
    assert all(series[month] < upper for month in PILOT_YEAR[:4])


@pytest.mark.parametrize("kpi", ["meal_cost_portion", "sick_leave"])
def test_some_figures_are_ordinary_in_the_latest_month(kpi):
    series = pilot_series(kpi)
    lower, _, upper = limits(series)
    assert lower < series[MONTHS.last] < upper


@pytest.mark.parametrize(
    ("kpi", "ranges"),
    [
        ("cleaning_cost_m2", (15, 30)),
        ("cleaning_quality", (75, 98)),
        ("meal_cost_portion", (35, 65)),
        ("fault_lead_days", (2, 12)),
        ("fleet_utilisation", (25, 60)),
        ("fleet_cost_mil", (45, 90)),
        ("outdoor_cost_m2", (0.5, 3)),
        ("nki", (60, 80)),
        ("sick_leave", (5, 11)),
        ("fulltime_share", (60, 90)),
    ],
)
def test_every_months_figure_is_one_a_municipality_could_have(kpi, ranges):
    low, high = ranges
    assert all(low < value < high for value in pilot_series(kpi).values())


def test_the_baseline_is_the_two_years_before_the_pilot():
    assert (BASELINE[0], BASELINE[-1]) == (MONTHS.first, BASELINE[23])
    assert BASELINE[-1] < PILOT_START == PILOT_YEAR[0]


def test_arrivals_and_counts_have_the_means_they_are_asked_for():
    draws = Draws("a test of its own")
    assert fmean(draws.arrivals(8) for _ in range(2000)) == pytest.approx(8, abs=0.3)
    assert fmean(draws.count_of(40, 0.86) for _ in range(2000)) == pytest.approx(34.4, abs=0.3)


def test_a_wandering_series_remembers_a_part_of_the_month_before():
    path = Draws("another").wander(4000, 0.03)
    together = fmean(a * b for a, b in pairwise(path))
    assert together / fmean(a * a for a in path) == pytest.approx(0.4, abs=0.05)
