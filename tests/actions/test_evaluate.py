"""The home's own units as panels: who is in them, from when, and what stops an effect."""

import json
import shutil
from math import log
from pathlib import Path

import polars as pl
import pytest

from kpi.actions import evaluate
from kpi.actions.evaluate import see_effects, see_gap
from kpi.cli import run
from kpi.effects import Effect, Group, Reason, Scale
from kpi.effects.uncertainty import LeaveOneOut
from kpi.errors import NotAllowed, UsageError
from kpi.settings import SHIPPED_CATALOGUE
from kpi.values import Prices
from kpi.wording.effects import checks
from tests.actions.test_effect_csv import KEYS
from tests.actions.town import COMMITTEE, READER, Town, founded

TWO_YEARS = " ".join(["10"] * 12 + ["10"] * 12)
AFTER = "9 9 8"


def told(town: Town) -> None:
    """Pilot units that fall from 2024, a comparison unit that does not."""
    town.pilot("2024-01")
    for unit, values in (("a", f"{TWO_YEARS} {AFTER}"), ("b", f"{TWO_YEARS} {AFTER}")):
        town.months("2022-01", unit=unit, cleaning_cost=values, cleaned_area_m2=ones())
    town.months("2022-01", unit="c", cleaning_cost=" ".join(["10"] * 27), cleaned_area_m2=ones())


def ones() -> str:
    return " ".join(["1"] * 27)


def seen(town: Town, *kpis: str, prices: Prices = Prices.CURRENT) -> dict[str, Effect]:
    found = see_effects(town.home, READER, kpis=kpis, as_of=town.home.head(), prices=prices)
    return dict(found)


def test_the_homes_units_make_the_panels(town):
    told(town)
    found = seen(town, "cleaning_cost_m2", "nki")
    assert set(found) == {"cleaning_cost_m2"}  # nobody has answered a survey
    cleaning = found["cleaning_cost_m2"]
    assert cleaning.shown(cleaning.between.estimate) == pytest.approx(
        100 * ((0.9 * 0.9 * 0.8) ** (1 / 3) - 1)
    )
    assert set(cleaning.units) == {"a", "b", "c"}
    assert cleaning.reasons == (Reason.FEW_PILOT, Reason.FEW_COMPARISON)


def test_the_courses_behind_an_effect(town):
    told(town)
    asked = {"kpi": "cleaning_cost_m2", "as_of": town.home.head(), "prices": Prices.CURRENT}
    found = see_gap(town.home, READER, **asked)
    pilot = found.filter(pl.col("group") == Group.PILOT)
    shares = [1, 1, 1, 0.9, 0.9, 0.8]
    assert pilot["d"].exp().tail(6).to_list() == pytest.approx(shares)
    assert found.filter(pl.col("group") == Group.COMPARISON)["d"].null_count() == 27  # c is alone
    assert see_gap(town.home, READER, **{**asked, "kpi": "nki"}).is_empty()
    with pytest.raises(NotAllowed):
        see_gap(town.home, COMMITTEE, **asked)


def test_a_unit_that_joins_later_starts_later(town):
    told(town)
    town.send(
        "enhet;namn;enhetstyp;förvaltning;område;roll;tjänst från\n"
        "b;b;skola;bsf;oster;pilot;2024-03\n"
    )
    late = seen(town, "cleaning_cost_m2")["cleaning_cost_m2"]
    # a has two months at 9 and one at 8; of b's only the one at 8 comes after its start.
    assert late.shown(late.units["b"]) == pytest.approx(-20)
    assert late.units["a"] > late.units["b"]


def test_without_a_pilot_there_is_no_effect_and_the_committee_may_not_ask(town):
    with pytest.raises(UsageError, match="Ingen pilot är upplagd"):
        seen(town)
    with pytest.raises(NotAllowed):
        see_effects(town.home, COMMITTEE, kpis=(), as_of=town.home.head())


def test_a_difference_in_kronor_is_shown_in_fixed_prices_only(tmp_path):
    town = founded(tmp_path / "home", catalogue=in_points(tmp_path))
    told(town)
    with pytest.raises(UsageError, match="bara i fasta priser"):
        seen(town, "cleaning_cost_m2")
    town.prices(**{f"m{2022 + at // 12}_{at % 12 + 1:02d}": "100" for at in range(27)})
    found = seen(town, "cleaning_cost_m2", prices=Prices.FIXED)["cleaning_cost_m2"]
    assert (found.scale, found.between.estimate) == (Scale.LEVEL, pytest.approx(-4 / 3))
    town.home.close()


def test_a_share_is_the_same_in_current_and_fixed_prices_when_no_month_lacks(town):
    told(town)
    town.prices(**{f"m{2022 + at // 12}_{at % 12 + 1:02d}": str(100 + at * 3) for at in range(27)})
    now, fixed = (
        seen(town, "cleaning_cost_m2", prices=prices)["cleaning_cost_m2"] for prices in Prices
    )
    assert now.between.estimate == pytest.approx(fixed.between.estimate, abs=1e-9)
    assert now.units == pytest.approx(fixed.units, abs=1e-9)


def test_the_command_answers_for_the_home_as_it_stood(town, capsys):
    told(town)
    home = ["--home", str(town.settings.home), "--prices", "current"]
    asked = ["effect", "--kpi", "cleaning_cost_m2", *home]
    assert run([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"cleaning_cost_m2"}
    assert set(found["cleaning_cost_m2"]) == KEYS
    assert found["cleaning_cost_m2"]["estimate"] == pytest.approx(log(0.9 * 0.9 * 0.8) / 3)
    before_b = str(town.home.head() - 2)  # b and c were told last
    assert run([*asked, "--json", "--as-of", before_b]) == 0
    assert json.loads(capsys.readouterr().out)["cleaning_cost_m2"]["units"] == {}
    assert run([*asked, "--as-of", "3"]) == 2
    assert "Ingen pilot är upplagd" in capsys.readouterr().err
    assert run(["effect", "--kpi", "finns_inte", *home]) == 2
    assert "finns_inte" in capsys.readouterr().err


def in_points(tmp_path: Path) -> Path:
    """The shipped definitions with the cleaning cost followed in kronor."""
    folder = Path(shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "definitions"))
    kpi = folder / "kpis" / "cleaning_cost_m2.toml"
    kpi.write_text(kpi.read_text().replace('effect_scale = "log"', 'effect_scale = "level"'))
    return folder


def test_a_definition_that_changed_within_the_months_compared_stops_it(tmp_path):
    folder = Path(shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "definitions"))
    kpi = folder / "kpis" / "cleaning_cost_m2.toml"
    kpi.write_text(kpi.read_text() + '\n[[definition]]\nvalid_from = 2023-06-01\ntext = "Ny."\n')
    town = founded(tmp_path / "home", catalogue=folder)
    told(town)
    assert Reason.DEFINITION in seen(town, "cleaning_cost_m2")["cleaning_cost_m2"].reasons
    town.home.close()


def test_an_open_question_in_the_panel_stops_it(town):
    told(town)
    town.months("2024-04", unit="a", cleaning_cost="800", cleaned_area_m2="1")
    assert Reason.QUESTION in seen(town, "cleaning_cost_m2")["cleaning_cost_m2"].reasons


def test_a_unit_that_may_not_be_shown_is_not_named_as_what_moved_most():
    left = LeaveOneOut(-3.0, -1.0, "a", same_sign=True)
    whole = Effect(
        scale=Scale.LEVEL, between=None, units={"a": -9.0, "b": -1.0}, leave_one_out=left
    )
    found = evaluate.without_units(whole, {"a"})
    assert found.units == {"b": -1.0}
    assert "mest utan en som inte visas" in checks(found)[0][1]
    assert evaluate.without_units(whole, {"c"}) == whole
    alone = Effect(scale=Scale.LEVEL, between=None)
    assert evaluate.without_units(alone, {"a"}) == alone
