"""`kpi effect` on a CSV: its panel, its mistakes, its answer (contract in docs/methods.md §11)."""

import json
from pathlib import Path

import polars as pl
import pytest

from kpi.actions.effect_csv import effect_from_csv
from kpi.cli import run
from kpi.effects import Grade, Scale
from kpi.errors import InputError, UsageError
from tests.effects.panels import START, panel

KEYS = {
    *("estimate", "se", "df", "low", "high", "p", "percent", "units", "placebo", "leave_one_out"),
    *("permutation_p", "area", "mde", "grade", "reasons"),
}


def written(path: Path, panels: pl.DataFrame, *, starts: bool = False) -> Path:
    start = pl.col("start").dt.strftime("%Y-%m") if starts else pl.lit("")
    rows = panels.select(
        "unit",
        "area",
        pilot=pl.col("start").is_not_null().cast(pl.Int8),
        month=pl.col("month").dt.strftime("%Y-%m"),
        value="value",
        start=start,
    )
    rows.write_csv(path)
    return path


def answer(path: Path, **how: object):
    return effect_from_csv(
        path, **{"start": START, "scale": Scale.LOG, "baseline_months": 24, **how}
    )


def test_a_panel_and_its_start_give_an_effect(tmp_path):
    found = answer(written(tmp_path / "panel.csv", panel(effect=-0.05)))
    assert found.grade is Grade.SHOWN


def test_a_unit_may_have_its_own_start(tmp_path):
    path = written(tmp_path / "panel.csv", panel(effect=-0.05), starts=True)
    assert answer(path, start=None).between == answer(path).between
    none = written(tmp_path / "utan.csv", panel())
    with pytest.raises(UsageError, match="när piloten började"):
        answer(none, start=None)


def test_every_mistake_is_told_at_once(tmp_path):
    path = tmp_path / "fel.csv"
    path.write_text(
        "unit,area,pilot,month,value\n"
        "a,öster,ja,2023-01,1\n"
        "b,norr,0,2023,1\n"
        "c,norr,0,2023-01,1,5\n"
        "d,norr,0,2023-01,x\n"
        "e,norr,0,2023-01,1\n"
        "e,söder,1,2023-01,2\n"
        ",norr,0,2023-01,2\n"
    )
    with pytest.raises(InputError) as raised:
        answer(path)
    assert str(raised.value).splitlines() == [
        "fel.csv, rad 2, kolumnen pilot: ”ja” är varken 0 eller 1.",
        "fel.csv, rad 3, kolumnen month: ”2023” är inte en månad (skriv till exempel 2024-01).",
        "fel.csv, rad 4, raden har 6 celler men rubrikraden 5 (decimaltecknet skrivs som punkt).",
        "fel.csv, rad 5, kolumnen value: ”x” är inte ett tal (decimaltecknet skrivs som punkt).",
        "fel.csv, rad 6, kolumnen unit: ”e” har mer än ett område i kolumnen area.",
        "fel.csv, rad 6, kolumnen unit: ”e” har mer än ett svar i kolumnen pilot.",
        "fel.csv, rad 7, kolumnen month: ”2023-01” har enheten redan en rad för.",
        "fel.csv, rad 8, kolumnen unit: cellen är tom.",
    ]
    empty = tmp_path / "tom.csv"
    empty.write_text("unit,month\n")
    with pytest.raises(InputError, match="kolumnen pilot saknas"):
        answer(empty)


def test_the_answer_as_json_has_what_programs_were_promised(tmp_path, capsys):
    path = written(tmp_path / "panel.csv", panel(effect=-0.05))
    assert run(["effect", str(path), "--start", "2023-08", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == KEYS
    assert found["percent"]["low"] < found["percent"]["estimate"] < found["percent"]["high"]
    assert set(found["area"]) == {"low", "high", "areas"}
    assert set(found["placebo"]) == {"estimate", "p", "rank", "of"}
    assert set(found["leave_one_out"]) == {"low", "high", "most_influential"}
    assert (found["grade"], found["reasons"], len(found["units"])) == ("sakerstalld", [], 34)


def test_the_answer_for_the_eye(tmp_path, capsys):
    path = written(tmp_path / "panel.csv", panel(seed=4))
    assert run(["effect", str(path), "--start", "2023-08", "--baseline-months", "all"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Ingen säkerställd skillnad: ")
    assert "Slumpen räcker som förklaring. En skillnad på" in said
    assert "Lottad indelning av enheterna: p = 0," in said


def test_a_single_unit_and_a_lone_pilot(tmp_path, capsys):
    path = written(tmp_path / "en.csv", panel(pilot=1, effect=-0.05))
    assert run(["effect", str(path), "--start", "2023-08", "--scale", "level", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["percent"] == {"estimate": None, "low": None, "high": None}
    assert found["placebo"]["of"] == 25
    assert run(["effect", str(path), "--start", "2023-08"]) == 0
    assert "Plats bland alla enheter: " in capsys.readouterr().out
    alone = written(tmp_path / "ensam.csv", panel(others=0, effect=-0.1))
    assert run(["effect", str(alone), "--start", "2023-08"]) == 0
    assert "orsak okänd" in capsys.readouterr().out


@pytest.mark.parametrize("months", ["0", "två", "-3"])
def test_a_baseline_is_a_number_of_months(tmp_path, capsys, months):
    path = written(tmp_path / "panel.csv", panel())
    assert run(["effect", str(path), "--start", "2023-08", "--baseline-months", months]) == 2
    assert "--baseline-months" in capsys.readouterr().err
