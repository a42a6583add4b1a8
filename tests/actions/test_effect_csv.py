"""`kpi effect` on a CSV: its panel, its mistakes, its answer (contract in docs/methods.md §11)."""

import json
from math import expm1
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
    assert found["percent"] == {
        name: pytest.approx(100 * expm1(found[name])) for name in ("estimate", "low", "high")
    }
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


def januaries(path: Path, **units: str) -> Path:
    """A line a unit, a value for January of each year from 2021; a and b are the pilot's."""
    rows = ["unit,area,pilot,month,value"]
    for unit, line in units.items():
        for at, value in enumerate(line.split()):
            rows.append(f"{unit},öster,{int(unit in 'ab')},{2021 + at}-01,{value}")
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.mark.parametrize(
    ("months", "usual"), [("12", 20), ("24", (10 + 20) / 2), ("36", 25), ("all", 25)]
)
def test_the_baseline_is_as_long_as_was_asked_for(tmp_path, capsys, months, usual):
    pilot, still = "45 10 20 18", "7 7 7 7"
    path = januaries(tmp_path / "panel.csv", a=pilot, b=pilot, c=still, d=still)
    how = ["--start", "2024-01", "--scale", "level", "--baseline-months", months, "--json"]
    assert run(["effect", str(path), *how]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["estimate"] == pytest.approx(18 - usual)
    assert found["units"] == pytest.approx({"a": 18 - usual, "b": 18 - usual, "c": 0, "d": 0})


def test_units_that_start_when_they_say_and_else_when_told(tmp_path, capsys):
    """As in tests/effects/test_estimate.py by hand: b begins in January as told, e in February."""
    told = {"a": ("1,2024-01", "0 0 5 7"), "b": ("1,", "0 0 2 4"), "e": ("1,2024-02", "0 0 9 10")}
    told |= {"c": ("0,", "0 0 1 2"), "d": ("0,", "0 0 3 6")}
    rows = ["unit,area,month,value,pilot,start"]
    months = ("2023-01", "2023-02", "2024-01", "2024-02")
    for unit, (starts, line) in told.items():
        for month, value in zip(months, line.split(), strict=True):
            rows.append(f"{unit},öster,{month},{value},{starts}")
    path = tmp_path / "panel.csv"
    path.write_text("\n".join(rows) + "\n")
    assert run(["effect", str(path), "--start", "2024-01", "--scale", "level", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["units"] == pytest.approx({"a": 3, "b": 0, "c": -5 / 3, "d": 5 / 3, "e": 6})
    assert found["estimate"] == pytest.approx(3)


def test_the_exit_code_says_whose_mistake_it_was(tmp_path, capsys):
    path = written(tmp_path / "panel.csv", panel())
    wrong = tmp_path / "fel.csv"
    wrong.write_text("unit,area,pilot,month,value\na,öster,1,2023-01,x\n")
    start = ["--start", "2023-08"]
    for code, said, asked in (
        (1, "fel.csv, rad 2, kolumnen value", [str(wrong), *start]),
        (2, "när piloten började", [str(path)]),
        (2, "”augusti” är ingen månad", [str(path), "--start", "augusti"]),
        (2, "scale", [str(path), *start, "--scale", "procent"]),
    ):
        assert run(["effect", *asked]) == code
        assert said in capsys.readouterr().err


def test_grades_are_called_what_programs_were_promised():
    assert {grade.value for grade in Grade} == {
        *("sakerstalld", "sannolik", "ingen_skillnad", "kan_inte_bedomas"),
        "forandring_orsak_okand",
    }


@pytest.mark.parametrize("months", ["0", "två", "-3"])
def test_a_baseline_is_a_number_of_months(tmp_path, capsys, months):
    path = written(tmp_path / "panel.csv", panel())
    assert run(["effect", str(path), "--start", "2023-08", "--baseline-months", months]) == 2
    assert "--baseline-months" in capsys.readouterr().err
