"""The state of every expected figure, worked out by hand."""

from datetime import date

import pytest

from tests.builders import rows
from tests.builders_facts import kpi
from tests.coverage.picture import COST, book, cells, drawn
from tests.months.picture import closed, units, waves

TABLE = """
    unit month   cost area
    a    2024-03 10   5
    a    2024-04 10?  -
    b    2024-03 -    5
    b    2024-04 ..   5
"""


def test_a_row_for_each_figure_in_order_with_its_last_day():
    found = cells("unit month cost area\na 2024-05 10 5")
    assert found.columns == ["unit", "measure", "month", "state", "due"]
    assert found.rows() == [
        ("a", "area", date(2024, 5, 1), "delivered", date(2024, 6, 15)),
        ("a", "cost", date(2024, 5, 1), "delivered", date(2024, 6, 15)),
    ]


def test_delivered_preliminary_missing_and_late():
    assert drawn(TABLE.replace("..", "-")) == {
        "a area": "24-03 DLM",
        "a cost": "24-03 DPM",
        "b area": "24-03 DDM",
        "b cost": "24-03 LLM",
    }


def test_a_figure_with_an_open_question_is_in_but_questioned():
    asked = [("a", "cost", "2024-04"), ("b", "", "2024-03")]
    assert drawn(TABLE, questions=asked) == {
        "a area": "24-03 DLM",
        "a cost": "24-03 DQM",  # though preliminary too
        "b area": "24-03 QDM",
        "b cost": "24-03 LLM",  # of what is not in nothing can be asked
    }
    everyone = drawn(TABLE, questions=[("", "", "2024-03"), ("", "cost", "2024-04")])
    assert everyone == {
        "a area": "24-03 QLM",
        "a cost": "24-03 QQM",
        "b area": "24-03 QDM",
        "b cost": "24-03 LLM",
    }


def test_a_figure_is_late_the_day_after_its_last_day():
    table = "unit month cost area\na 2024-04 10 5"
    assert drawn(table, today="2024-06-15")["a cost"] == "24-04 DM"
    assert drawn(table, today="2024-06-16")["a cost"] == "24-04 DL"


def test_nothing_is_late_where_no_layout_says_a_day():
    found = cells(TABLE, of=book(COST, due_day=None))
    assert found["due"].null_count() == found.height
    assert "late" not in found["state"].to_list()


def test_a_month_nobody_has_sent_is_expected_once_it_has_ended():
    table = "unit month cost area\na 2024-01 10 5"
    assert drawn(table, today="2024-03-31")["a cost"] == "24-01 DL"
    assert drawn(table, today="2024-04-01")["a cost"] == "24-01 DLM"


def test_a_month_that_somebody_sent_early_is_expected_too():
    table = "unit month cost area\na 2024-03 10 5\nb 2024-02 10 5"
    assert drawn(table, today="2024-03-02")["b cost"] == "24-02 DM"


@pytest.mark.parametrize(
    ("marker", "letter"),
    [("sekretess", "s"), ("ej_tillamplig", "."), ("bortfall", "L"), ("saknas", "L")],
)
def test_what_the_sender_has_said_of_a_figure_that_is_not_there(marker, letter):
    table = f"unit month cost area\na 2024-04 {marker} 5\nb 2024-04 1 1"
    assert drawn(table, today="2024-05-31")["a cost"] == f"24-04 {letter}"


def test_where_one_measure_is_not_applicable_the_other_is_not_asked_for():
    table = "unit month cost area\na 2024-04 ej_tillamplig -\nb 2024-04 1 1"
    assert drawn(table, today="2024-05-31")["a area"] == "24-04 ."
    assert drawn(table.replace(" -", " 5"), today="2024-05-31")["a area"] == "24-04 D"


def test_unless_another_kpi_asks_for_it():
    both = book(COST, kpi("areas", numerator=("area",), denominator=(), formula="count"))
    table = "unit month cost area\na 2024-04 ej_tillamplig -\na 2024-05 1 1\nb 2024-04 1 1"
    found = drawn(table, of=both)
    assert (found["a cost"], found["a area"]) == ("24-04 .D", "24-04 LD")


def test_a_closed_month_lacks_nothing_whatever_has_been_sent():
    shut = closed("a * cleaning 2024-04 lov", "* * * 2024-05 ombyggnad")
    register = units(a="skola", b="skola")
    table = "unit month cost area\na 2024-04 - 5\nb 2024-04 sekretess 5"
    assert drawn(table, closed_months=shut, units=register) == {
        "a area": "24-04 xx",
        "a cost": "24-04 xx",
        "b area": "24-04 Dx",
        "b cost": "24-04 sx",
    }


def test_a_measure_of_two_services_is_closed_only_where_both_are():
    both = book(COST, kpi("meal_m2", numerator=("meal",), service="meals"))
    table = "unit month cost meal area\na 2024-04 1 1 1\na 2024-05 - - -"
    shut = closed("a * meals 2024-05 lov")
    assert drawn(table, of=both, closed_months=shut, today="2024-06-20") == {
        "a area": "24-04 DL",
        "a cost": "24-04 DL",
        "a meal": "24-04 Dx",
    }


def test_a_unit_that_is_closed_all_year_lacks_nothing():
    shut = closed(*(f"a * * 2024-0{month} ombyggnad" for month in (1, 2, 3)))
    table = "unit month cost area\na 2024-01 - 5\nb 2024-01 1 1"
    found = drawn(table, closed_months=shut, today="2024-04-02")
    assert found["a cost"] == "24-01 xxx"


def test_a_unit_is_waited_for_from_its_first_month_to_its_last():
    register = units(a="skola", new="skola 2024-05…", gone="skola …2024-04", later="skola 2025-01…")
    table = """
        unit month   cost area
        a    2024-03 1    1
        new  2024-05 1    -
        gone 2024-03 1    1
        later 2024-05 1   1
    """
    assert drawn(table, units=register) == {
        "a area": "24-03 DLM",
        "a cost": "24-03 DLM",
        "gone area": "24-03 DL",
        "gone cost": "24-03 DL",
        "new area": "24-05 M",
        "new cost": "24-05 D",
    }


def test_a_unit_that_has_never_named_anything_of_a_kpi_is_not_waited_for():
    both = book(COST, kpi("meal_m2", numerator=("meal",), denominator=("portions",)))
    found = drawn("unit month cost meal\na 2024-05 1 -\nb 2024-05 - saknas", of=both)
    assert sorted(found) == ["a area", "a cost", "b meal", "b portions"]


def test_overhead_is_waited_for_once_the_unit_has_had_a_value_of_it():
    full = kpi("full", numerator=("cost", "oh"))
    table = """
        unit month   cost oh     area
        a    2024-04 1    saknas 1
        b    2024-04 1    1      1
        b    2024-05 1    -      1
        c    2024-04 1    ej_tillamplig -
    """
    found = drawn(table, of=book(full, overhead=("oh",)), today="2024-06-20")
    assert "a oh" not in found
    assert "c oh" not in found
    assert found["b oh"] == "24-04 DL"
    assert found["c area"] == "24-04 LL"  # a mark on what is left out says nothing


def test_what_a_kpi_is_withheld_by_is_waited_for_with_it():
    small = kpi("sick", numerator=("hours",), withhold_by="persons", withhold_below=11)
    table = "unit month hours area persons\na 2024-05 1 1 -\nb 2024-05 - - 5"
    assert drawn(table, of=book(small)) == {
        "a area": "24-05 D",
        "a hours": "24-05 D",
        "a persons": "24-05 M",
    }


def test_a_survey_is_waited_for_in_the_waves_that_have_been():
    survey = book(kpi("cost_m2", frequency="wave"))
    when = waves("cost_m2", "2023-11 2024-05 2024-11")
    table = "unit month cost area\na 2023-11 1 1\na 2024-01 1 1"
    assert drawn(table, of=survey, waves=when)["a cost"] == "23-11 DM"


def test_no_units_no_measures_and_no_kpis_are_nothing_to_wait_for():
    assert drawn("unit month cost area\na 2024-05 1 1", units=rows("units")) == {}
    assert drawn("unit month\n") == {}
    assert drawn("unit month\n", of=book()) == {}
    assert cells("unit month\n").columns == ["unit", "measure", "month", "state", "due"]
