"""The command that gives a file to fill in."""


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


def test_what_cannot_be_is_a_sentence(kpi, home):
    assert kpi("template", "nonsens", "--home", home).code == 2
    said = kpi("template", "units", "--home", home, "--out", "saknas/enheter.csv")
    assert said.code == 2
    assert "går inte att skriva" in said.err
