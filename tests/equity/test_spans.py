"""Which months are compared, and what makes a unit's value over them."""

from datetime import date

import polars as pl
import pytest

from kpi.equity.spans import (
    floors_in_force,
    latest_month,
    now_and_before,
    spans_frame,
    unit_spans,
    with_floors,
    years_until,
)
from kpi.periods import Span, parse_month
from tests.equity.picture import KPIS, QUALITY, floors, months

YEAR = Span(date(2022, 1, 1), date(2022, 12, 1))


def span(text: str) -> Span:
    first, last = text.split()
    return Span(parse_month(first), parse_month(last))


def one(line: str, kpi=QUALITY, others: str = "12*50") -> dict[str, object]:
    """What is made of a's year, beside a unit that has every month."""
    drawn = months({"a": line, "o": others}, kpi)
    found = unit_spans(drawn, spans_frame(kpi.id, {"now": YEAR}), [kpi])
    return found.filter(pl.col("unit") == "a").row(0, named=True)


@pytest.mark.parametrize(
    ("last", "now", "before"),
    [
        ("2023-02", "2023-01 2023-02", "2022-01 2022-02"),  # two months against the same two
        ("2023-12", "2023-01 2023-12", "2022-01 2022-12"),
        ("2024-03", "2023-04 2024-03", "2021-04 2022-03"),  # no month of the pilot before
        ("2024-12", "2024-01 2024-12", "2022-01 2022-12"),
    ],
)
def test_the_same_calendar_months_before_the_pilot(last, now, before):
    found = now_and_before(date(2020, 1, 1), parse_month(last), date(2023, 1, 1))
    assert found == (span(now), span(before))


def test_there_is_no_before_that_begins_before_the_figures():
    last, start = date(2023, 6, 1), date(2023, 1, 1)
    assert now_and_before(date(2022, 1, 1), last, start)[1] is not None
    assert now_and_before(date(2022, 2, 1), last, start)[1] is None


def test_a_year_ends_with_each_month_that_has_one_behind_it():
    waves = [date(2022, 5, 1), date(2022, 11, 1), date(2023, 4, 1), date(2023, 5, 1)]
    assert years_until(waves) == {
        "2023-04-01": span("2022-05 2023-04"),
        "2023-05-01": span("2022-06 2023-05"),
    }


def test_sums_come_before_the_ratio():
    drawn = months({"a": "12*50"}).with_columns(
        denominator=pl.when(pl.col("month") == YEAR.last).then(500.0).otherwise("denominator")
    )
    found = unit_spans(drawn, spans_frame(QUALITY.id, {"now": YEAR}), [QUALITY]).row(0, named=True)
    assert found["value"] == pytest.approx(100 * 600 / 1600)
    assert (found["numerator"], found["denominator"]) == (600.0, 1600.0)


def test_a_unit_needs_as_large_a_part_of_the_months_as_a_month_of_its_units():
    assert one("10*80 2*-")["value"] == 80.0  # 10 of 12 are more than 80 %
    assert one("9*80 3*-")["value"] is None
    assert one("6*80 6*.")["value"] is None  # it has shut down
    assert one("12*-", others="12*-")["value"] is None


def test_a_closed_month_is_no_gap_and_its_costs_count():
    assert one("9*80 3*c")["value"] == 80.0
    with_costs = one("9*80 3*c40")
    assert (with_costs["numerator"], with_costs["denominator"]) == (9 * 80 + 3 * 40, 900.0)
    assert one("12*c")["value"] is None


def test_a_hidden_month_is_a_gap_and_gives_no_number():
    assert one("10*80 2*h") | {"withheld": None} == one("10*80 2*-") | {"withheld": None}
    assert one("10*80 2*h")["withheld"] is True
    assert one("9*80 3*h")["value"] is None


def test_no_denominator_is_no_value():
    drawn = months({"a": "12*0"}).with_columns(denominator=pl.lit(0.0))
    found = unit_spans(drawn, spans_frame(QUALITY.id, {"now": YEAR}), [QUALITY])
    assert found["value"].to_list() == [None]


def test_a_count_is_its_mean_per_month():
    meals = KPIS["meals_served"]
    drawn = months({"a": "6*100 6*300"}, meals).with_columns(denominator=pl.lit(1.0))
    found = unit_spans(drawn, spans_frame(meals.id, {"now": YEAR}), [meals]).row(0, named=True)
    assert found["value"] == pytest.approx(200 * 100)  # the picture is of a hundred


def test_chance_is_known_of_shares_where_nobody_is_hidden():
    assert one("12*80")["se2"] == pytest.approx(100**2 * 0.8 * 0.2 / 1200)
    assert one("12*80", KPIS["nki"])["se2"] is None
    assert one("12*80", KPIS["fulltime_share"])["se2"] is None


def test_the_latest_month_is_the_pilots():
    drawn = months({"a": "80 80 -", "u": "80 80 80"})
    assert latest_month(drawn, {"a"}, 0.8) == date(2022, 2, 1)
    assert latest_month(drawn, {"a", "u"}, 0.5) == date(2022, 3, 1)
    closed = months({"a": "80 c c80"})
    assert latest_month(closed, {"a"}, 0.8) == date(2022, 1, 1)


def test_the_latest_floor_decided_by_a_month_is_in_force():
    register = floors("skola 2023-06 85", "skola 2022-01 70", "förskola 2024-01 60")
    found = floors_in_force(register, date(2023, 6, 1))
    assert found.select("unit_type", "floor", "reference").rows() == [("skola", 85.0, "§ 1")]
    assert floors_in_force(register, date(2021, 12, 1)).is_empty()


def test_what_has_no_direction_has_no_good_side():
    meals = KPIS["meals_served"]
    values = pl.DataFrame({"kpi": [meals.id], "unit_type": ["skola"], "value": [5.0]})
    register = floors_in_force(floors("skola 2022-01 4", kpi=meals), date(2022, 1, 1))
    found = with_floors(values, register, [meals]).row(0, named=True)
    assert (found["floor"], found["distance"]) == (4.0, None)
