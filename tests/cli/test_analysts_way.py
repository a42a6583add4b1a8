"""An analyst's whole month by command: a template, mistakes, a correction, a change, an undo."""

import json
from decimal import Decimal

from kpi.ledger import read


def test_from_template_to_undo(kpi, home, january, tmp_path):
    kpi("import", january, "--yes", "--as", "Anna", "--home", home)
    file = tmp_path / "februari.csv"

    # A template knows the month after the latest one, the units, and what they report.
    assert kpi("template", "wide", "--out", file, "--home", home).code == 0
    text = file.read_bytes().decode("utf-8-sig")
    heading, *rows = text.splitlines()
    assert heading.startswith("månad;enhet;")
    columns = heading.split(";")
    assert [row.split(";")[:2] for row in rows] == [["2024-02", unit] for unit in "abc"]

    # Filled in, with a letter among digits, a unit that is not there, a month there is not.
    figures = {"kontrollerade rum": ("40", "20"), "godkända rum": ("31", "16")}
    places = {columns.index(name): values for name, values in figures.items()}
    filled = []
    for row, unit in zip(rows[:2], (0, 1), strict=True):
        cells = row.split(";")
        for place, values in places.items():
            cells[place] = values[unit]
        filled.append(cells)
    right = [";".join(cells) for cells in filled]
    wrong = [right[0].replace(";40", ";4O"), right[1].replace(";b;", ";bb;")]
    wrong.append(right[0].replace("2024-02", "2024-13"))
    file.write_text("\n".join([heading, *wrong]) + "\n", encoding="utf-8")
    said = kpi("import", file, "--yes", "--home", home)
    assert said.code == 1
    assert said.err.endswith("februari.csv är inte lämnad. Ingenting i den är sparat.\n")
    found = json.loads(kpi("check", file, "--json", "--home", home).out)
    errors = [(each["row"], each["rule"]) for each in found if each["level"] == "error"]
    assert errors == [(2, "not_a_number"), (3, "unknown_unit"), (4, "not_a_month")]
    assert read.head(home / "ledger") == 5

    # Mended: the preview says what is new, nothing is sent without a yes, then it is.
    file.write_text("\n".join([heading, *right]) + "\n", encoding="utf-8")
    preview = kpi("import", file, "--home", home, answers="nej\n")
    assert "Nya 4, ändrade 0, oförändrade 0, borttagna 0." in preview.out
    assert read.head(home / "ledger") == 5
    assert "Lämnad som leverans 6." in kpi("import", file, "--yes", "--home", home).out

    # One value is changed: what it was and what it became.
    change = tmp_path / "rattelse.csv"
    change.write_text("månad;enhet;rooms_approved\n2024-02;a;36\n", encoding="utf-8")
    said = kpi("import", change, "--yes", "--home", home)
    assert "Nya 0, ändrade 1, oförändrade 0, borttagna 0." in said.out
    assert "31" in kpi("diff", 7, "--home", home).out
    assert quality(kpi, home) == Decimal("90.00")  # 36 of 40

    # Undone: the figure is what it was, and that is said.
    said = kpi("undo", 7, "--why", "Fel enhet", "--home", home)
    assert "1\u00a0rad blir som i leverans\u00a06 (februari.csv" in said.out
    assert quality(kpi, home) == Decimal("77.50")  # 31 of 40
    assert kpi("verify", "--home", home).code == 0


def quality(kpi, home) -> Decimal:
    """The share of approved rooms of unit a in February."""
    words = ("values", "--kpi", "cleaning_quality", "--by", "unit", "--format", "json")
    rows = json.loads(kpi(*words, "--home", home).out)
    (value,) = [row["value"] for row in rows if (row["scope"], row["month"]) == ("a", "2024-02")]
    return round(Decimal(value), 2)
