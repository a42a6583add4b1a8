"""undo, deliveries and diff: what has been delivered, and what stands when it is taken back."""

import json

import pytest

from kpi.catalogue.load import read_texts
from kpi.settings import SHIPPED_CATALOGUE
from tests.cli.test_sending import written

FEBRUARY = "månad;enhet;rooms_checked\n2024-01;a;41\n2024-01;b;20\n"


@pytest.fixture
def corrected(kpi, home, january, tmp_path):
    """January is delivery 5; 6 corrects one of its four figures and repeats another."""
    kpi("import", january, "--yes", "--home", home)
    kpi("import", written(tmp_path / "rattelse.csv", FEBRUARY), "--yes", "--home", home)
    return home


def words(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_an_undo_says_both_numbers(kpi, home, january):
    kpi("import", january, "--yes", "--home", home)
    said = kpi("undo", 5, "--why", "fel månad", "--as", "Anna", "--home", home)
    assert said.code == 0
    assert words(said.out)[:3] == [
        "Leverans 5 är ångrad, som leverans 6.",
        "4 rader försvinner, för där fanns inget förut.",
        "Rad för rad före och efter:",
    ]
    assert kpi("undo", 5, "--why", "igen", "--home", home) == (
        2,
        "",
        "Leverans 5 är redan ångrad.\n",
    )


def test_deliveries_are_listed_in_swedish_the_latest_first(kpi, home, january):
    kpi("import", january, "--yes", "--as", "Anna", "--home", home)
    kpi("undo", 5, "--why", "fel månad", "--home", home)
    said = kpi("deliveries", "--home", home)
    heading, _, *lines = said.out.splitlines()
    assert " ".join(heading.split()) == "nr lämnad (UTC) slag avsändare fil rader kommentar"
    words = [" ".join(line.split()[:1] + line.split()[3:]) for line in lines]
    files = len(read_texts(SHIPPED_CATALOGUE))
    assert words == [
        "6 ångrad leverans kpi 0 fel månad",
        "5 månadens tal Anna januari.csv 4 ångrad",
        "4 pilot Anna fil.csv 1",
        "3 enheter Anna fil.csv 3",
        "2 områden Anna fil.csv 1",
        f"1 definitioner Pilotkollen {files} Definitionerna ändrade i {files} filer",
    ]


def test_a_preliminary_delivery_says_so_until_the_same_file_comes_as_final(kpi, home, january):
    kpi("import", january, "--yes", "--status", "preliminary", "--home", home)
    assert "preliminär" in kpi("deliveries", "--home", home).out
    said = kpi("import", january, "--yes", "--status", "final", "--home", home)
    assert (said.code, "Lämnad som leverans 6." in said.out) == (0, True)


def test_programs_get_deliveries_as_json_as_of_a_number_or_a_day(kpi, home):
    found = json.loads(kpi("deliveries", "--json", "--as-of", 2, "--home", home).out)
    assert [each["number"] for each in found] == [2, 1]
    assert found[0]["kind"] == "areas"
    assert found[0]["state"] == "live"
    assert found[0]["recorded"] == "2024-01-08T12:00:00Z"
    assert (
        json.loads(kpi("deliveries", "--json", "--as-of", "2024-01-07", "--home", home).out) == []
    )
    assert kpi("deliveries", "--as-of", "igår", "--home", home).code == 2


def test_undoing_a_correction_lists_the_values_that_were_kept(kpi, corrected):
    said = kpi("undo", 6, "--why", "fel", "--home", corrected)
    lines = words(said.out)
    assert lines[:2] == [
        "Leverans 6 är ångrad, som leverans 7.",
        lines[1],
    ]
    assert lines[1].startswith("2 rader blir som i leverans 5 (januari.csv, ")
    assert lines[3].startswith("Enhet Mått Månad Före Efter Enligt")
    assert lines[5].startswith("a ")
    assert lines[5].endswith("januari 2024 41 rum 40 rum leverans 5")
    assert lines[6].endswith("januari 2024 20 rum 20 rum leverans 5")


def test_undoing_the_older_one_lists_what_is_replaced_already(kpi, corrected):  # case 84
    said = kpi("undo", 5, "--why", "fel", "--home", corrected)
    lines = words(said.out)
    assert (said.code, lines[0]) == (0, "Leverans 5 är ångrad, som leverans 7.")
    assert lines[1].startswith(
        "2 rader försvinner, för där fanns inget förut. "
        "2 rader är redan ersatta i leverans 6 (rattelse.csv, "
    )
    assert lines[1].endswith(" och påverkas inte.")
    ends = [line.split("januari 2024 ")[1] for line in lines[5:]]
    assert ends == [
        "30 rum inget ingen leverans",
        "15 rum inget ingen leverans",
        "41 rum 41 rum leverans 6 redan",
        "20 rum 20 rum leverans 6 redan",
    ]


def test_a_delivery_is_looked_into_before_it_is_undone(kpi, corrected):
    lines = words(kpi("diff", 6, "--home", corrected).out)
    assert lines[:2] == [
        "Leverans 6: månadens tal. Gäller.",
        "Vad leveransen ändrade: nya 0, ändrade 1, oförändrade 1, borttagna 0.",
    ]
    assert lines[4].endswith("januari 2024 40 41 +2,5 %")
    assert lines[5].startswith("Om leverans 6 ångras: 2 rader blir som i leverans 5 (januari.csv")
    older = words(kpi("diff", 5, "--home", corrected).out)
    assert older[1] == "Vad leveransen ändrade: Allt var nytt: 4 rader."
    assert older[2].startswith("2 rader har ersatts i leverans 6 (rattelse.csv, ")


def test_a_delivery_as_it_stood_before_it_was_corrected_is_not_undone_from_there(kpi, corrected):
    then = words(kpi("diff", 5, "--as-of", 5, "--home", corrected).out)
    assert then == [
        "Leverans 5: månadens tal. Gäller.",
        "Vad leveransen ändrade: Allt var nytt: 4 rader.",
    ]
    assert kpi("diff", 6, "--as-of", 5, "--home", corrected).err == "Leverans 6 finns inte.\n"


def test_a_registers_rows_are_listed_too_and_definitions_have_no_undo(kpi, home, tmp_path):
    changed = written(tmp_path / "omraden.csv", "område;namn\noster;Östra staden\n")
    kpi("import", changed, "--yes", "--home", home)
    lines = words(kpi("diff", 5, "--home", home).out)
    assert lines[4] == "oster namn Öster Östra staden"
    assert lines[-1] == "oster Östra staden Öster leverans 2"
    definitions = kpi("diff", 1, "--home", home)
    assert definitions.code == 0
    assert "ångras" not in definitions.out
    assert kpi("diff", 77, "--home", home).err == "Leverans 77 finns inte.\n"


def test_programs_get_every_row_as_json(kpi, corrected):
    found = json.loads(kpi("diff", 5, "--json", "--home", corrected).out)
    assert found["changes"] == {"new": 4, "changed": 0, "unchanged": 0, "removed": 0}
    assert (found["number"], found["kind"], found["replaced_by"]) == (5, "measures", {"6": 2})
    assert found["undo"]["replaced_by"] == {"6": 2}
    assert found["undo"]["back_to"] == {}
    assert [
        (row["unit"], row["measure"], row["value"], row["then_value"], row["then_delivery"])
        for row in found["undo"]["rows"]
    ] == [
        ("a", "rooms_approved", 30.0, None, None),
        ("a", "rooms_checked", 41.0, 41.0, 6),
        ("b", "rooms_approved", 15.0, None, None),
        ("b", "rooms_checked", 20.0, 20.0, 6),
    ]
    assert json.loads(kpi("diff", 1, "--json", "--home", corrected).out)["undo"] is None
