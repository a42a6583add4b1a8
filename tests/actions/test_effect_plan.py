"""What was decided beforehand decides how the effect is computed and graded (methods §11)."""

from datetime import UTC, date, datetime

import pytest

from kpi.actions.effect_plan import read_plans
from kpi.actions.evaluate import see_effects, see_gap
from kpi.effects import Scale
from kpi.effects.plan import Direction
from kpi.errors import UsageError
from kpi.intake.issue import Rule
from kpi.values import Prices
from tests.actions.town import READER, Town

FLAT = " ".join(["10"] * 24)


@pytest.fixture
def told(town) -> Town:
    """a falls to 9 for two months and to 5 in the third, b to 9; c and d stay, e rises."""
    town.pilot("2024-01")
    town.units(d="jämförelse", e="övrig")
    for unit, after in {"a": "9 9 5", "b": "9 9 9", "c": "10 10 10", "d": "10 10 10"}.items():
        costs(town, unit, after)
    costs(town, "e", "20 20 20")
    return town


def costs(town: Town, unit: str, after: str) -> None:
    ones = " ".join(["1"] * 27)
    town.months("2022-01", unit=unit, cleaning_cost=f"{FLAT} {after}", cleaned_area_m2=ones)


def decide(town: Town, *rows: str) -> None:
    header = "pilot;nyckeltal;önskad riktning;huvudnyckeltal;bestämd den"
    town.send("\n".join([header, *(f"oster;{row};2023-11-30" for row in rows)]) + "\n")


def plan(town: Town, **columns: str) -> None:
    names = {"pilot": "oster", "nyckeltal": "cleaning_cost_m2", "önskad riktning": "lägre"}
    cells = names | columns | {"bestämd den": "2023-11-30"}
    town.send(f"{';'.join(cells)}\n{';'.join(cells.values())}\n")


def cleaning(town: Town):
    found = see_effects(
        town.home,
        READER,
        kpis=["cleaning_cost_m2"],
        as_of=town.home.head(),
        prices=Prices.CURRENT,
    )
    return found["cleaning_cost_m2"]


def test_a_plan_is_read_with_the_day_it_came(town):
    town.pilot("2024-01")
    town.now = datetime(2024, 3, 5, 23, 30, tzinfo=UTC)  # past midnight in Lund
    plan(
        town,
        huvudnyckeltal="ja",
        marginal="2,5",
        beslut="SN § 1",
        skala="enheter",
        inkörning="2",
        jämförelseenheter="c",
        start="2024-02",
    )
    found = read_plans(town.home, town.home.head())["cleaning_cost_m2"]
    assert (found.direction, found.scale, found.main) == (Direction.LOWER, Scale.LEVEL, True)
    assert (found.margin, found.transition, found.comparison) == (2.5, 2, {"c"})
    assert (found.starts, found.reference) == (date(2024, 2, 1), "SN § 1")
    assert (found.made_on, found.entered) == (date(2023, 11, 30), date(2024, 3, 6))


def test_what_is_left_empty_is_the_pilots_and_the_kpis_own(town):
    town.pilot("2024-01")
    plan(town)
    found = read_plans(town.home, town.home.head())["cleaning_cost_m2"]
    assert (found.scale, found.main, found.margin) == (Scale.LOG, False, None)
    assert (found.starts, found.transition, found.comparison) == (None, 0, frozenset())


def test_months_of_transition_are_left_out(told):
    whole = cleaning(told)
    assert whole.shown(whole.units["a"]) == pytest.approx(100 * ((0.9 * 0.9 * 0.5) ** (1 / 3) - 1))
    plan(told, inkörning="2")
    found = cleaning(told)
    assert found.shown(found.units["a"]) == pytest.approx(-50)
    assert found.shown(found.units["b"]) == pytest.approx(-10)


def test_the_plans_own_start_counts(told):
    plan(told, start="2024-03")
    found = cleaning(told)
    assert found.shown(found.units["a"]) == pytest.approx(-50)
    assert found.shown(found.units["b"]) == pytest.approx(-10)
    gap = see_gap(
        told.home,
        READER,
        kpi="cleaning_cost_m2",
        as_of=told.home.head(),
        prices=Prices.CURRENT,
    )
    assert gap["month"].max() == date(2024, 3, 1)


def test_the_units_that_the_plan_names_are_compared_with(told):
    assert set(cleaning(told).units) == {"a", "b", "c", "d"}
    plan(told, jämförelseenheter='"c, e"')
    assert set(cleaning(told).units) == {"a", "b", "c", "e"}


def test_a_plan_in_the_kpis_own_unit_counts_kronor_in_fixed_prices_only(told):
    plan(told, skala="enheter")
    with pytest.raises(UsageError, match="bara i fasta priser"):
        cleaning(told)


def test_main_kpis_are_judged_together_whichever_are_named(town):
    """One of two must pass at half the level: p is doubled, and the grade goes by that."""
    town.pilot("2024-01")
    names = [f"p{at}" for at in range(6)], [f"j{at}" for at in range(6)]
    town.units(**dict.fromkeys(names[0], "pilot"), **dict.fromkeys(names[1], "jämförelse"))
    shares = {"p": (9.91, 9.71, 9.81, 10.06, 9.56, 9.86), "j": (9.9, 10, 10.1, 9.95, 10.05, 10.15)}
    for side, units in zip("pj", names, strict=True):
        for unit, share in zip(units, shares[side], strict=True):
            after = " ".join([f"{share}".replace(".", ",")] * 3)
            costs(town, unit, after)
            town.months(
                "2022-01",
                unit=unit,
                caretaking_cost=f"{FLAT} {after}",
                floor_area_m2=" ".join(["1"] * 27),
            )
    alone = cleaning(town)
    assert 0.025 < alone.between.p < 0.05
    assert alone.grade == "sannolik"
    decide(town, "cleaning_cost_m2;lägre;ja", "caretaking_cost_m2;lägre;ja")
    together = cleaning(town)
    assert together.between == alone.between
    assert together.grade == "ingen_skillnad"


def test_a_main_kpi_without_figures_takes_no_share(told):
    before = cleaning(told)
    decide(told, "cleaning_cost_m2;lägre;ja", "nki;högre;ja", "sick_leave;lägre;nej")
    assert cleaning(told) == before


def test_too_many_main_kpis_are_refused_when_they_are_used(told):
    decide(
        told,
        *("cleaning_cost_m2;lägre;ja", "nki;högre;ja"),
        *("sick_leave;lägre;ja", "meals_served;oförändrat;ja"),
    )
    with pytest.raises(UsageError, match="har 4 huvudnyckeltal"):
        cleaning(told)


def test_a_unit_is_not_compared_with_itself(told):
    plan(told, jämförelseenheter='"c, a"')
    with pytest.raises(UsageError, match="jämför med pilotens egen enhet a"):
        cleaning(told)


def test_a_unit_nobody_knows_is_an_error_in_the_file(town):
    town.pilot("2024-01")
    header = "pilot;nyckeltal;önskad riktning;jämförelseenheter;bestämd den"
    found = town.preview(f'{header}\noster;nki;högre;"c, Okända";2023-11-30\n')
    assert found.checked.totals == {Rule.UNKNOWN_UNIT: 1}


def test_a_main_kpi_without_a_p_does_not_take_part_in_the_others(told):
    plan(told, huvudnyckeltal="ja", jämförelseenheter="c")  # one unit to compare with: no interval
    assert (cleaning(told).between.p, cleaning(told).between.estimate < 0) == (None, True)
