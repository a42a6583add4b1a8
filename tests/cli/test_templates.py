"""The command that gives a file to fill in."""

import shutil
from pathlib import Path

from kpi.settings import SHIPPED_CATALOGUE
from tests.cli.conftest import Said


def headings(said: Said) -> list[str]:
    return said.out.splitlines()[0].split(";")


def test_a_template_is_printed_or_written(kpi, home, tmp_path):
    said = kpi("template", "areas", "--home", home)
    assert said.out.splitlines() == ["område;namn;gräns;anteckning", "oster;Öster;;"]
    said = kpi("template", "units", "--home", home, "--out", "enheter.csv")
    assert (said.code, said.out) == (0, "Mallen ligger i enheter.csv.\n")
    written = (tmp_path / "enheter.csv").read_bytes()
    assert written.startswith("\ufeffenhet;namn;".encode())
    assert kpi("check", "enheter.csv", "--home", home).code == 0


def test_a_template_named_xlsx_is_an_excel_file(kpi, home, tmp_path):
    said = kpi("template", "units", "--home", home, "--out", "enheter.XLSX")
    assert (said.code, said.out) == (0, "Mallen ligger i enheter.XLSX.\n")
    assert (tmp_path / "enheter.XLSX").read_bytes().startswith(b"PK")
    assert kpi("check", "enheter.XLSX", "--home", home).code == 0


def test_a_template_as_of_a_number_has_the_rows_and_definitions_of_then(
    kpi, home, january, tmp_path, monkeypatch
):
    kpi("import", january, "--yes", "--home", home)
    wide = ("template", "wide", "--home", home)
    measures = Path(shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "ny")) / "measures.toml"
    measures.write_text(measures.read_text("utf-8").replace("kontrollerade rum", "rum"), "utf-8")
    monkeypatch.setenv("KPI_CATALOGUE", str(measures.parent))
    assert headings(kpi(*wide)) == ["månad", "enhet", "rum", "godkända rum"]
    then = kpi(*wide, "--as-of", 5)
    assert headings(then) == ["månad", "enhet", "kontrollerade rum", "godkända rum"]
    # Nothing was reported yet, so that every measure is asked for.
    assert len(headings(kpi(*wide, "--as-of", 4))) > len(headings(then))
    said = kpi("template", "units", "--as-of", 2, "--home", home)
    assert said.out.count("\n") == 1  # the units came in delivery 3


def test_what_cannot_be_is_a_sentence(kpi, home):
    assert kpi("template", "nonsens", "--home", home).code == 2
    said = kpi("template", "units", "--home", home, "--out", "saknas/enheter.csv")
    assert said.code == 2
    assert "går inte att skriva" in said.err
