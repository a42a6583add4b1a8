"""The demo tells the story it was planted with: what the pilot did, and what it did not."""

import json

import polars as pl
import pytest

from kpi.access import Role, User
from kpi.actions.evaluate import read_panels, see_effects
from kpi.actions.home import open_home
from kpi.cli import run
from kpi.effects import Grade, Reason
from kpi.settings import settings_for
from kpi.values import Prices

READER = User("Rut", Role.READER)


@pytest.fixture(scope="module")
def effects(built_demo):
    home = open_home(settings_for(built_demo), dry=True)
    yield see_effects(home, READER, kpis=(), as_of=home.head())
    home.close()


def test_cleaning_is_cheaper_without_doubt(effects):
    cleaning = effects["cleaning_cost_m2"]
    assert (cleaning.grade, cleaning.reasons) == (Grade.SHOWN, ())
    assert cleaning.shown(cleaning.between.estimate) == pytest.approx(-4.7, abs=0.8)


def test_meals_are_at_most_likely(effects):
    assert effects["meal_cost_portion"].grade in {Grade.LIKELY, Grade.NONE}


@pytest.mark.parametrize("kpi", ["sick_leave", "outdoor_cost_m2", "meals_served"])
def test_what_did_not_change_says_how_small_a_change_would_have_been_seen(effects, kpi):
    assert effects[kpi].grade is Grade.NONE
    assert effects[kpi].between.mde > 0


def test_caretaking_cannot_be_judged_while_its_question_is_open(effects):
    caretaking = effects["caretaking_cost_m2"]
    assert (caretaking.grade, caretaking.reasons) == (Grade.UNKNOWN, (Reason.QUESTION,))


def test_a_unit_whose_figures_are_withheld_is_not_named(effects):
    assert "solglantan" not in effects["nki"].units
    assert "solglantan" in effects["cleaning_cost_m2"].units
    assert len(effects["nki"].units) < 34


def test_units_that_count_as_one_are_two_of_the_pilots_ten(built_demo):
    home = open_home(settings_for(built_demo), dry=True)
    panels = read_panels(home, ["nki"], home.head(), Prices.FIXED)
    home.close()
    own = panels.members.filter(pl.col("kpi") == "nki", pl.col("start").is_not_null())
    assert own.height == 10
    together = panels.rows.filter(pl.col("unit") == "lindgarden + solglantan")
    assert together["panel"].unique().to_list() == ["nki"]
    assert not {"lindgarden", "solglantan"} & set(
        panels.rows.filter(pl.col("panel") == "nki")["unit"]
    )


def test_prices_do_not_move_a_share(built_demo, effects):
    home = open_home(settings_for(built_demo), dry=True)
    kpis = ["cleaning_cost_m2"]
    (now,) = see_effects(home, READER, kpis=kpis, as_of=home.head(), prices=Prices.CURRENT).values()
    home.close()
    fixed = effects["cleaning_cost_m2"].between.estimate
    assert now.between.estimate == pytest.approx(fixed, abs=2e-3)  # a few months are missing


def test_the_command_says_the_same(built_demo, capsys):
    home = ["--home", str(built_demo)]
    assert run(["effect", "--kpi", "outdoor_cost_m2", *home]) == 0
    assert "Ingen säkerställd skillnad" in capsys.readouterr().out
    assert run(["effect", "--kpi", "outdoor_cost_m2", "--json", *home]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["outdoor_cost_m2"]["grade"] == "ingen_skillnad"
