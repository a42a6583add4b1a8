"""Expected months: a unit and month is awaited, closed or not looked for at all."""

import pytest

from kpi.months import expected_unit_months
from kpi.periods import parse_month
from tests.builders import rows
from tests.months.picture import closed, every, named, units, waves

NO_WAVES = rows("waves")
SCHOOLS = units(a="skola", b="skola")


def awaited(reported, *, of=None, register=SCHOOLS, shut=None, surveys=NO_WAVES, through=None):
    """`a: 01 02x` means that a is expected in January and closed in February."""
    frame = expected_unit_months(
        [every("monthly")] if of is None else of,
        reported,
        register,
        closed() if shut is None else shut,
        surveys,
        through=through and parse_month(through),
    )
    assert frame.columns == ["kpi", "unit", "month", "closed"]
    found = {}
    for _, unit, month, is_closed in frame.rows():
        found.setdefault(unit, []).append(f"{month:%y-%m}{'x' * is_closed}")
    return {unit: " ".join(when) for unit, when in found.items()}


def test_every_month_between_the_first_and_the_last_anyone_reported():
    table = """
        a: 2023-11 2024-02
        b: 2023-12
    """
    everything = "23-11 23-12 24-01 24-02"
    assert awaited(named(table)) == {"a": everything, "b": everything}


def test_a_unit_that_never_reported_is_not_awaited():
    assert awaited(named("a: 2024-01")) == {"a": "24-01"}


def test_a_unit_outside_the_register_is_not_awaited():
    assert awaited(named("a: 2024-01\nokand: 2024-02")) == {"a": "24-01 24-02"}


@pytest.mark.parametrize(
    ("life", "when"),
    [
        ("skola", "24-01 24-02 24-03"),
        ("skola 2024-02…", "24-02 24-03"),
        ("skola …2024-02", "24-01 24-02"),
        ("skola 2024-02…2024-02", "24-02"),
        ("skola 2025-01…", None),
    ],
)
def test_a_unit_is_awaited_while_it_is_there_both_ends_included(life, when):
    reported = named("a: 2024-01 2024-03\nb: 2024-02")
    assert awaited(reported, register=units(a="skola", b=life)).get("b") == when


def test_a_closed_month_is_marked_and_kept():
    shut = closed("a * cleaning 2024-02 ombyggnad", "* skola * 2024-03 lov")
    assert awaited(named("a: 2024-01 2024-04"), shut=shut) == {"a": "24-01 24-02x 24-03x 24-04"}


def test_another_services_closed_month_does_not_count():
    assert awaited(named("a: 2024-01"), shut=closed("a * meals 2024-01 lov")) == {"a": "24-01"}


def test_a_month_closed_twice_over_is_one_row():
    shut = closed("a * cleaning 2024-01 ombyggnad", "a * * 2024-01 lov")
    assert awaited(named("a: 2024-01"), shut=shut) == {"a": "24-01x"}


@pytest.mark.parametrize("frequency", ["wave", "measuring_weeks"])
def test_a_survey_is_awaited_in_its_waves_alone(frequency):
    assert awaited(
        named("a: 2023-05 2023-06 2024-05"),
        of=[every(frequency)],
        surveys=waves("cost_m2", "2023-05 2023-11 2024-05"),
    ) == {"a": "23-05 23-11 24-05"}


def test_a_wave_that_nobody_has_come_to_or_that_came_too_early_is_not_awaited():
    assert awaited(
        named("a: 2023-11 2024-05"),
        of=[every("wave")],
        surveys=waves("cost_m2", "2022-11 2023-11 2024-05 2024-11"),
    ) == {"a": "23-11 24-05"}


def test_another_kpis_waves_say_nothing():
    surveys = waves("annat", "2023-05")
    assert awaited(named("a: 2023-05"), of=[every("wave")], surveys=surveys) == {}
    assert awaited(named("a: 2023-05"), surveys=waves("cost_m2", "2023-06")) == {"a": "23-05"}


def test_a_yearly_kpi_is_awaited_in_the_month_it_began_with():
    reported = named("a: 2021-03 2024-03")
    assert awaited(reported, of=[every("yearly")]) == {"a": "21-03 22-03 23-03 24-03"}


def test_every_kpi_has_its_own_months_and_its_own_service():
    both = [every("monthly", "stad"), every("yearly", "mat", "meals")]
    reported = named("a: 2023-01 2023-02", "stad").vstack(named("a: 2023-01 2024-01", "mat"))
    frame = expected_unit_months(both, reported, SCHOOLS, closed("a * meals 2024-01 kok"), NO_WAVES)
    assert [f"{kpi} {month:%y-%m}{'x' * shut}" for kpi, _, month, shut in frame.rows()] == [
        "mat 23-01",
        "mat 24-01x",
        "stad 23-01",
        "stad 23-02",
    ]


def test_nothing_reported_and_no_kpis_are_nothing_awaited():
    assert awaited(named("")) == {}
    assert awaited(named(""), of=[]) == {}


def test_a_month_that_nobody_has_come_to_is_awaited_when_it_is_asked_for():
    register = units(a="skola …2024-02")
    assert awaited(named("a: 2023-12"), register=register, through="2024-03") == {
        "a": "23-12 24-01 24-02"
    }
    assert awaited(named("a: 2024-03"), through="2024-01") == {"a": "24-03"}
    assert awaited(named(""), through="2024-01") == {}


def test_so_is_a_wave_but_not_a_year():
    surveys = waves("cost_m2", "2023-11 2024-05 2024-11")
    reported = named("a: 2023-11")
    for frequency, when in (("wave", "23-11 24-05"), ("yearly", "23-11")):
        found = awaited(reported, of=[every(frequency)], surveys=surveys, through="2024-10")
        assert found == {"a": when}
