"""Overhead at a flat rate moves no nyckeltal, and a cost per m² follows the month's own area."""

from datetime import date
from itertools import pairwise

import pytest

from kpi.access import Role, User
from kpi.actions.calculation import trace
from kpi.actions.follow_up import see_values
from kpi.actions.home import open_home
from kpi.actions.split import see_split
from kpi.demo.effects import flat_rate
from kpi.demo.units import MONTHS
from kpi.periods import Span
from kpi.settings import settings_for
from kpi.values import Level, Prices
from tests.demo.by_hand import PILOT_YEAR, reported

RUT = User("Rut", Role.ADMIN)
COST, HOME = "cleaning_cost_m2", "lindgarden"
GREW = date(2023, 3, 1)
DEARER = date(2023, 1, 1)


@pytest.fixture(scope="module")
def demo(built_demo):
    home = open_home(settings_for(built_demo))
    yield home
    home.close()


def unit_values(home, kpi: str = COST) -> dict[date, float]:
    """Lindgården's values in current prices."""
    given = {"kpis": [kpi], "by": Level.UNIT, "as_of": home.head(), "prices": Prices.CURRENT}
    frame = see_values(home, RUT, **given).filter(scope=HOME)
    return dict(frame.drop_nulls("value").select("month", "value").iter_rows())


def test_no_nyckeltal_reads_central_overhead(demo):
    kpis = demo.catalogue(demo.head()).kpis.values()
    read = {measure for kpi in kpis for measure in kpi.measures}
    assert [measure for measure in read if measure.endswith("_central_oh")] == []
    costs = [kpi for kpi in kpis if kpi.price_index]
    assert len(costs) == 5
    assert any(measure.endswith("_service_oh") for kpi in costs for measure in kpi.numerator)


def test_the_flat_rate_moves_the_full_price_and_not_the_nyckeltal(demo):
    # The flat rate rises from 8 to 11 per cent in January 2023.
    assert [flat_rate(month) for month in (date(2022, 12, 1), DEARER)] == [0.08, 0.11]
    values, figures = unit_values(demo), reported()
    shown = [month for month in MONTHS if month in values]
    assert len(shown) > 30
    for month in shown:
        direct, service, central, area = (
            figures.get((HOME, month, measure), 0.0)
            for measure in (
                *("cleaning_cost", "cleaning_cost_service_oh", "cleaning_cost_central_oh"),
                "cleaned_area_m2",
            )
        )
        assert central == pytest.approx(direct * flat_rate(month), rel=0.001)
        assert values[month] == pytest.approx((direct + service) / area)
        assert (direct + service + central) / area > 1.06 * values[month]


def test_the_split_of_the_cost_sees_nothing_of_the_flat_rate(demo):
    # Half a year on each side of the new rate, the same calendar months of two years.
    given = {"kpi": COST, "scope": f"unit/{HOME}", "as_of": demo.head()}
    before, after = (Span(date(year, 1, 1), date(year, 6, 1)) for year in (2022, 2023))
    split = see_split(demo, RUT, before=before, after=after, **given).split
    figures = reported()
    kronor = [
        sum(
            figures[HOME, month, measure]
            for month in span
            if month.month in split.months
            for measure in ("cleaning_cost", "cleaning_cost_service_oh")
        )
        for span in (before, after)
    ]
    assert [float(split.before), float(split.after)] == pytest.approx(kronor)


def test_the_area_is_that_of_the_month(demo):
    given = {"kpi": COST, "scope": f"unit/{HOME}", "as_of": demo.head(), "prices": Prices.CURRENT}
    areas = {m: trace(demo, RUT, month=m, **given).denominator for m in unit_values(demo)}
    assert {area for month, area in areas.items() if month < GREW} == {3500}
    assert {area for month, area in areas.items() if month >= GREW} == {4300}


def test_the_cost_grew_with_the_area_and_the_cost_per_m2_did_not(demo):
    values = unit_values(demo)
    figures = reported()
    around = [month for month in sorted(values) if date(2022, 10, 1) <= month < date(2023, 8, 1)]
    for one, other in pairwise(around):
        assert abs(values[other] / values[one] - 1) < 0.15, other
    kronor = [figures[HOME, month, "cleaning_cost"] for month in (date(2023, 2, 1), GREW)]
    assert kronor[1] > 1.1 * kronor[0]


def test_the_split_calls_a_larger_area_volume_and_not_a_dearer_m2(demo):
    given = {"kpi": COST, "scope": f"unit/{HOME}", "as_of": demo.head()}
    spring, later = Span(date(2022, 3, 1), date(2022, 7, 1)), Span(GREW, date(2023, 7, 1))
    split = see_split(demo, RUT, before=spring, after=later, **given).split
    assert float(split.volume) == pytest.approx(float(split.before) * (4300 / 3500 - 1), rel=1e-6)
    assert abs(float(split.real)) < 0.25 * float(split.volume)
    assert PILOT_YEAR[0] > later.last  # the pilot has not begun
