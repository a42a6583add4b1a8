"""A layout that somebody saved on the page is a layout on the command line too."""

from tests.actions.test_saved_layouts import STRANGE, SYSTEM, save
from tests.actions.town import Town


def test_an_unknown_file_is_sent_to_the_page_and_a_saved_layout_reads_it(kpi, home, tmp_path):
    (tmp_path / "export.csv").write_text(STRANGE, encoding="utf-8")
    said = kpi("check", "export.csv", "--home", home)
    assert said.code == 1
    assert "tolka filen på sidan Lämna fil" in said.out
    town = Town(home)
    save(town)
    save(town, SYSTEM.replace("Period", "Månad").replace("= 1000", "= 1"), "annat")
    town.home.close()
    assert kpi("check", "export.csv", "--home", home).code == 0
    assert kpi("check", "export.csv", "--layout", "systemet", "--home", home).code == 0
    wrong = kpi("check", "export.csv", "--layout", "annat", "--home", home)
    assert "Kolumnen Månad" in wrong.out or "kolumnen Månad" in wrong.out
    assert kpi("template", "systemet", "--home", home).out.startswith("Period;Fastighet;Kostnad")
    unknown = kpi("template", "nonsens", "--home", home)
    assert unknown.err.endswith("wide, annat, systemet.\n")
    assert kpi("import", "export.csv", "--yes", "--home", home).code == 0
