"""By which day a measure is due, of the layouts that may carry it."""

from kpi.coverage.due import due_days
from tests.coverage.picture import COST, book, layout

UNIT = {"unit": {"name": "enhet"}}


def days(**layouts):
    given = {name: layout(name, **fields) for name, fields in layouts.items()}
    return dict(due_days(book(COST).model_copy(update={"layouts": given})).rows())


def wide(day: int | None, *measures: str) -> dict[str, object]:
    return {
        "shape": "wide",
        "due_day": day,
        "measures": {name: {"name": name} for name in measures},
    }


def test_a_layout_for_every_measure_says_it_for_all():
    assert days(long={"due_day": 15}) == {"area": 15, "cost": 15}


def test_a_layout_that_names_the_measure_goes_first():
    assert days(long={"due_day": 15}, ekonomi=wide(10, "cost")) == {"area": 15, "cost": 10}


def test_of_several_alike_the_latest_counts():
    assert days(long={"due_day": 15}, wide=wide(20), a=wide(5, "cost"), b=wide(8, "cost")) == {
        "area": 20,
        "cost": 8,
    }


def test_a_layout_without_a_day_says_nothing():
    assert days(long={}, ekonomi=wide(10, "cost"), x=wide(None, "area")) == {
        "area": None,
        "cost": 10,
    }
    assert days() == {"area": None, "cost": None}


def test_a_layout_of_months_names_its_one_measure():
    months = {"shape": "months", "measure": "cost", "due_day": 10, "columns": UNIT}
    assert days(long={"due_day": 15}, kostnad=months) == {"area": 15, "cost": 10}
