"""check, import, undo and deliveries: the analyst's month, without a page."""

import json
import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kpi.ledger import read
from kpi.settings import DEMO_FILES
from tests.cli.conftest import JANUARY
from tests.intake.workbooks import saved, with_sheets

FIELDS = ["file", "sheet", "row", "column", "found", "rule", "level", "message"]
BROKEN = "månad;enhet;rooms_checked\n2024-01;a;4O1\n2024-13;x;1\n"


@contextmanager
def somebody_else():
    """Root may read and write everything, so be another user for a moment."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_can_be_sent(kpi, home, january):
    said = kpi("check", january, "--home", home)
    assert plain(said.out).splitlines() == [
        "januari.csv: 2 rader, kan lämnas.",
        "  Efter filen är januari 2024 komplett: 2 av 2 enheter har lämnat allt.",
    ]
    assert (said.code, said.err) == (0, "")
    assert read.head(home / "ledger") == 4


def test_every_mistake_is_said_with_place_and_advice(kpi, home, tmp_path):
    said = kpi("check", written(tmp_path / "b.csv", BROKEN), "--home", home)
    assert said.code == 1
    assert said.out.splitlines() == [
        "b.csv: 2\u00a0rader, kan inte lämnas än.",
        "  Rad 2, kolumnen rooms_checked: ”4O1” är inte ett tal. Skriv ”401” om det är talet som "
        "menas.",
        "  Rad 3, kolumnen enhet: enheten ”x” finns inte i registret. Kontrollera namnet, eller "
        "lägg till enheten i registret.",
        "  Rad 3, kolumnen månad: ”2024-13” är inte en månad. Skriv år och månad som 2024-07. Även "
        "202407, 2024M07, jul-24 och juli 2024 går bra.",
    ]


def test_programs_get_every_mistake_of_every_file_as_json(kpi, home, january, tmp_path):
    said = kpi("check", january, written(tmp_path / "b.csv", BROKEN), "--json", "--home", home)
    assert said.code == 1
    found = json.loads(said.out)
    assert [list(each) for each in found] == [FIELDS] * 3
    assert found[0] == {
        "file": "b.csv",
        "sheet": "",
        "row": 2,
        "column": "rooms_checked",
        "found": "4O1",
        "rule": "not_a_number",
        "level": "error",
        "message": "Rad 2, kolumnen rooms_checked: ”4O1” är inte ett tal.",
    }
    assert json.loads(kpi("check", january, "--json", "--home", home).out) == []


def test_many_alike_mistakes_are_one_cause_with_its_count_first(kpi, home, tmp_path):
    lines = "".join(f"2024-01;x{at};1\n" for at in range(2000))
    path = written(tmp_path / "many.csv", "månad;enhet;rooms_checked\n" + lines)
    said = kpi("check", path, "--home", home)
    assert said.out.splitlines()[1:] == [
        "  2\u00a0000\u00a0fel: Till exempel: enheten ”x0” finns inte i registret. Kontrollera "
        "namnet, eller lägg till enheten i registret.",
        "    Rad 2, 3, 4, 5, 6, 7, 8, 9 och 1\u00a0992 till, kolumnen enhet.",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Filen är tom."),
        (bytes(range(256)) * 20, "Filen är inte en textfil."),
        (b"PK\x03\x04" + b"\0" * 100, "Filen är "),
        (b"a;b;c\n1;2;3\n", "rubrikerna stämmer inte med någon känd filtyp"),
        ("månad;enhet;värde\n2024-01;a;3\n".encode(), "ingen kolumn har ett känt mått"),
        (b"m\xe5nad;enhet;rooms_checked\n", "inga uppgifter att läsa in"),
    ],
    ids=["empty", "binary", "zip", "no layout", "missing column", "no rows"],
)
def test_a_file_that_cannot_be_used_is_exit_1_with_the_reason(kpi, home, tmp_path, content, says):
    path = tmp_path / "fil.csv"
    path.write_bytes(content)
    checked = kpi("check", path, "--home", home)
    assert (checked.code, checked.err) == (1, "")
    assert says in checked.out
    refused = kpi("import", path, "--home", home)
    last = "fil.csv är inte lämnad. Ingenting i den är sparat.\n"
    assert refused == (1, "", checked.out + last)
    assert read.head(home / "ledger") == 4


def test_a_missing_column_is_named_where_the_layout_is_given(kpi, home, tmp_path):
    path = written(tmp_path / "fil.csv", "månad;enhet;värde\n2024-01;a;3\n")
    said = kpi("check", path, "--layout", "long", "--home", home)
    assert said.code == 1
    assert "kolumnen mått: kolumnen saknas i filen." in said.out


@pytest.mark.parametrize("command", ["check", "import"])
def test_paths_and_layouts_that_are_not_there_are_exit_2(kpi, home, january, command):
    for words, says in (
        ((home / "nix.csv",), "nix.csv finns inte."),
        ((home,), "home är en mapp, inte en fil."),
        ((january, "--layout", "bred"), "Layouten bred finns inte. De som finns är areas,"),
        ((january, "--home", january), "januari.csv är inte en mapp."),
    ):
        said = kpi(command, *words, *(() if "--home" in words else ("--home", home)))
        assert said.code == 2
        assert says in said.err


def test_what_one_may_not_read_or_write_is_exit_3(kpi, home):
    with TemporaryDirectory() as folder:  # tmp_path lies where only its owner may look
        Path(folder).chmod(0o755)
        closed = written(Path(folder) / "januari.csv", JANUARY)
        closed.chmod(0)
        with somebody_else():
            said = kpi("check", closed, "--home", folder)
            unwritable = kpi("values", "--home", folder)
            unreadable = kpi("deliveries", "--home", home)
    assert (said.code, said.err) == (3, f"{closed} får du inte läsa.\n")
    assert (unwritable.code, unreadable.code) == (3, 3)
    assert unwritable.err == f"Du får inte skriva i {folder}/ledger. Ingenting har sparats.\n"
    assert unreadable.err == f"{home / 'home.json'} får du inte läsa eller skriva.\n"


def test_a_file_is_sent_after_a_yes(kpi, home, january):
    said = kpi(
        "import", january, "--as", "Anna", "--comment", "Januari", "--home", home, answers="Ja\n"
    )
    assert said.code == 0
    assert said.out.startswith("januari.csv: 2\u00a0rader, kan lämnas.\nNya 4, ändrade 0, oförän")
    assert "Lämna filen? Svara ja eller nej [nej]:" in said.out
    assert said.out.endswith("Lämnad som leverans 5.\n")
    sent = read.delivery(home / "ledger", 5)
    assert (sent.sender, sent.comment, sent.status.value) == ("Anna", "Januari", "final")


def test_what_is_odd_about_a_change_is_said_before_the_question(kpi, home, tmp_path):
    path = written(tmp_path / "bort.csv", "månad;enhet;mått;värde;bort\n2024-01;a;nki;;ja\n")
    said = kpi("import", path, "--home", home, answers="nej\n")
    assert "  Rad 2: raden ska tas bort men finns inte. Kontrollera" in said.out


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ("nej\n", "januari.csv är inte lämnad."),
        ("\n", "januari.csv är inte lämnad."),
        ("", "Avbrutet. Ingenting mer har sparats."),
    ],
)
def test_anything_else_sends_nothing(kpi, home, january, answers, says):
    said = kpi("import", january, "--home", home, answers=answers)
    assert said.code == 1
    assert said.err.strip() == says
    assert read.head(home / "ledger") == 4


def test_yes_can_be_said_beforehand_and_files_go_in_one_by_one(kpi, home, january, tmp_path):
    second = written(tmp_path / "feb.csv", JANUARY.replace("2024-01", "2024-02"))
    broken = written(tmp_path / "b.csv", BROKEN)
    words = ("--yes", "--status", "preliminary", "--home", home)
    said = kpi("import", january, second, broken, *words)
    assert said.code == 1
    assert said.out.count("Lämnad som leverans") == 2
    assert "b.csv är inte lämnad." in said.err
    assert read.delivery(home / "ledger", 6).status.value == "preliminary"


def test_the_same_file_again_changes_nothing_and_is_no_mistake(kpi, home, january):
    kpi("import", january, "--yes", "--home", home)
    said = kpi("import", january, "--yes", "--home", home)
    assert said.code == 0
    assert said.out.startswith("Filen är redan inläst ")
    assert said.out.endswith("(leverans 5). Inget har ändrats.\n")


def test_the_trial_files_say_what_their_names_promise(kpi, built_demo):
    for name, says in (
        ("bokstav_i_stallet_for_siffra", "”12080O” är inte ett tal."),
        ("manad_som_inte_finns", "”2024-13” är inte en månad."),
        ("okand_enhet", "finns inte i registret."),
    ):
        said = kpi("check", DEMO_FILES / "prova" / f"{name}.csv", "--home", built_demo)
        assert said.code == 1
        assert says in said.out


def test_a_sheet_of_an_excel_file_is_checked_and_sent(kpi, home, tmp_path):
    path = tmp_path / "2024.xlsx"
    header = ["månad", "enhet", "rooms_checked"]
    path.write_bytes(
        saved(with_sheets(Jan=[header, ["2024-01", "a", 4]], Feb=[header, ["2024-02", "a", "4O"]]))
    )
    said = kpi("check", path, "--home", home)
    assert said == (
        1,
        "2024.xlsx: 0\u00a0rader, kan inte lämnas än.\n"
        "  Det går inte att veta vilket blad i filen som ska läsas. Välj bladet ”Jan” eller "
        "”Feb”.\n",
        "",
    )
    found = json.loads(kpi("check", path, "--sheet", "Feb", "--json", "--home", home).out)
    assert [(each["sheet"], each["row"], each["rule"]) for each in found] == [
        ("Feb", 2, "not_a_number")
    ]
    said = kpi("import", path, "--sheet", "jan", "--yes", "--home", home)
    assert said.code == 0
    assert "Lämnad som leverans 5." in said.out
    assert "2024 (blad Jan).xlsx" in kpi("deliveries", "--home", home).out
