"""A calculation shown down to the rows of the files."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kpi.actions.calculation import Calculation, trace, trace_all
from kpi.errors import NotAllowed, UsageError
from kpi.values import NoValue, Prices
from tests.actions.town import ANNA, READER, Town

QUALITY, COST = "cleaning_quality", "cleaning_cost_m2"


@pytest.fixture
def costs(town: Town) -> Town:
    """Two pilot units with two months of cleaning; a has overhead, b has none."""
    town.pilot("2023-01")
    town.prices(m2022_12="400", m2023_01="410")
    town.months(
        "2022-12",
        unit="a",
        cleaning_cost="1000 1200",
        cleaning_cost_service_oh="100 120",
        cleaned_area_m2="100 100",
    )
    town.months("2022-12", unit="b", cleaning_cost="500 600", cleaned_area_m2="50 50")
    return town


def traced(
    town: Town, month: str = "2022-12", kpi: str = COST, scope: str = "pilot/oster", **given: object
) -> Calculation:
    at = {"prices": Prices.FIXED, "as_of": town.home.head()} | given
    day = date.fromisoformat(f"{month}-01")
    return trace(town.home, ANNA, kpi=kpi, scope=scope, month=day, **at)


def states(found: Calculation) -> list[tuple[str, str, str]]:
    return found.rows.select("unit", "measure", "state").rows()


def test_the_sums_are_those_of_the_rows(costs):
    found = traced(costs, prices=Prices.CURRENT)
    assert (found.numerator, found.denominator, found.value) == (1600.0, 150.0, 1600 / 150)
    assert (found.expected, found.reported, found.reason) == (2, 2, None)
    assert not found.preliminary
    counted = found.rows.filter((pl.col("state") == "counted") & (pl.col("part") == "numerator"))
    assert counted["value"].sum() == 1600
    assert (found.deflator, found.locked_at) == (None, None)


def test_each_row_says_where_it_came_from(costs):
    found = traced(costs)
    first = found.rows.row(0, named=True)
    assert (first["delivery"], first["source_row"], first["file_name"]) == (6, 2, "fil.csv")
    assert (first["sender"], first["recorded"]) == ("Anna", date(2024, 1, 8))
    assert found.rows["name"].to_list() == ["a", "a", "a", "b", "b", "b"]


def test_fixed_prices_say_what_kronor_are_multiplied_by(costs):
    found = traced(costs)
    assert found.deflator == pytest.approx(410 / 400)
    assert found.numerator == pytest.approx(1600 * 410 / 400)
    assert found.rows["value"].sum() == 1600 + 150, "the rows stand as they were reported"


def test_a_month_without_an_index_says_so(costs):
    costs.months("2023-02", unit="b", cleaning_cost="900", cleaned_area_m2="50")
    found = traced(costs, "2023-02", scope="unit/b")
    assert (found.value, found.reason, found.deflator) == (None, NoValue.NO_INDEX, None)
    assert states(found)[0] == ("b", "cleaning_cost", "no_index")


def test_what_a_unit_never_reports_and_what_is_missing_are_told_apart(costs):
    costs.months("2023-02", unit="a", cleaning_cost="900", cleaned_area_m2=".")
    costs.months("2023-02", unit="b", cleaning_cost="900", cleaned_area_m2="50")
    found = traced(costs, "2023-02", prices=Prices.CURRENT)
    assert states(found) == [
        ("a", "cleaning_cost", "incomplete"),
        ("a", "cleaning_cost_service_oh", "missing"),
        ("a", "cleaned_area_m2", "missing"),
        ("b", "cleaning_cost", "counted"),
        ("b", "cleaning_cost_service_oh", "never"),
        ("b", "cleaned_area_m2", "counted"),
    ]
    assert (found.reported, found.expected, found.preliminary) == (1, 2, True)


def test_a_closed_month_says_so(costs):
    costs.send("enhet;enhetstyp;tjänst;månad;orsak\nb;;lokalvård;2022-12;Ombyggnad\n")
    found = traced(costs)
    assert {state for unit, _, state in states(found) if unit == "b"} == {"closed"}
    assert found.expected == 1


def test_a_month_nothing_was_expected_of_is_said(costs):
    with pytest.raises(UsageError, match="väntades inte ha"):
        traced(costs, "2021-01")


def test_a_corrected_month_stands_on_the_newer_delivery_unless_it_is_in_a_locked_baseline(costs):
    before = costs.home.head()
    costs.months("2022-12", unit="b", cleaning_cost="700", cleaned_area_m2="50")
    assert traced(costs, prices=Prices.CURRENT).numerator == 1800.0
    assert traced(costs, prices=Prices.CURRENT, as_of=before).numerator == 1600.0
    costs.send(
        "nyckeltal;omfattning;första månad;sista månad;beräknad per\n"
        f"{COST};;2022-12;2022-12;{before}\n"
    )
    found = traced(costs, prices=Prices.CURRENT)
    assert (found.numerator, found.locked_at) == (1600.0, before)
    assert found.rows.filter(pl.col("unit") == "b")["delivery"].to_list() == [7, None, 7]
    assert traced(costs, "2023-01", prices=Prices.CURRENT).locked_at is None


def test_values_read_together_are_each_as_if_read_alone(costs):
    """One of another nyckeltal, one of a locked baseline and one after it."""
    costs.months("2022-12", unit="a", rooms_checked="10 10", rooms_approved="8 9")
    before = costs.home.head()
    costs.months("2022-12", unit="b", cleaning_cost="700", cleaned_area_m2="50")
    costs.send(
        "nyckeltal;omfattning;första månad;sista månad;beräknad per\n"
        f"{COST};;2022-12;2022-12;{before}\n"
    )
    asked = [(COST, "2023-01"), (QUALITY, "2022-12"), (COST, "2022-12")]
    days = [(kpi, date.fromisoformat(f"{month}-01")) for kpi, month in asked]
    at = {"scope": "pilot/oster", "prices": Prices.FIXED, "as_of": costs.home.head()}
    together = trace_all(costs.home, ANNA, asked=days, **at)
    assert [each.locked_at for each in together] == [None, None, before]
    for found, (kpi, month) in zip(together, asked, strict=True):
        alone = traced(costs, month, kpi)
        assert replace(found, rows=None) == replace(alone, rows=None)
        assert found.rows.equals(alone.rows)


def test_only_those_who_may_see_rows_may_follow_a_figure(costs):
    with pytest.raises(NotAllowed, match="rader"):
        trace(
            costs.home,
            READER,
            kpi=COST,
            scope="unit/a",
            month=date(2022, 12, 1),
            prices=Prices.FIXED,
            as_of=costs.home.head(),
        )


@pytest.fixture
def survey(town: Town) -> Town:
    """Answers of three pilot units in one wave: 6, 20 and 9."""
    town.units(a="pilot", b="pilot", d="pilot")
    town.pilot("2023-01")
    town.send("nyckeltal;månad;namn\nnki;2023-05;Våren 2023\n")
    for unit, answers in (("a", "6"), ("b", "20"), ("d", "9")):
        town.months("2023-05", unit=unit, nki="70", nki_answers=answers)
    return town


def test_a_unit_with_too_few_answers_is_hidden_and_so_is_one_more(survey):
    found = traced(survey, "2023-05", kpi="nki")
    assert found.value == pytest.approx(70)
    assert found.denominator == 35
    hidden = {unit for unit, _, state in states(found) if state == "withheld"}
    assert hidden == {"a", "d"}, "a alone could be had by subtracting b and d from the sum"
    assert found.rows.filter(pl.col("unit") == "a")["value"].null_count() == 2


def test_a_value_that_is_withheld_hides_all_of_its_rows_and_its_sums(survey):
    found = traced(survey, "2023-05", kpi="nki", scope="unit/a")
    assert (found.value, found.reason) == (None, NoValue.WITHHELD)
    assert (found.numerator, found.denominator) == (None, None)
    assert {state for *_, state in states(found)} == {"withheld"}


def test_nothing_is_hidden_where_everyone_has_enough(survey):
    found = traced(survey, "2023-05", kpi="nki", scope="unit/b")
    assert {state for *_, state in states(found)} == {"counted"}
    assert (found.numerator, found.denominator) == (1400.0, 20.0)
