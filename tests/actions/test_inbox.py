"""A folder that files are laid in: which are whole, what each comes to, where it goes."""

import csv
import errno
import os
from datetime import datetime
from pathlib import Path

import pytest

from kpi.actions.inbox import Inbox, Sending, look, open_inbox, take
from kpi.errors import UsageError
from kpi.intake import Rule
from kpi.ledger import Status, read
from tests.actions.town import ANNA, Town

JANUARY = "månad;enhet;rooms_checked;rooms_approved\n2024-01;a;40;30\n2024-01;b;20;15\n"
BROKEN = "månad;enhet;rooms_checked\n2024-01;a;4O1\n2024-13;x;1\n"
PERSON = "månad;enhet;rooms_checked;anteckning\n2024-01;a;4;811218-9876\n"


@pytest.fixture
def inbox(tmp_path) -> Inbox:
    (tmp_path / "inkorg").mkdir()
    return open_inbox(tmp_path / "inkorg")


def lay(inbox: Inbox, name: str, text: str) -> Path:
    path = inbox.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def taken(town: Town, inbox: Inbox, **said: object) -> list[str]:
    """What two looks at the folder come to."""
    inbox.whole()
    return [take(town.home, ANNA, inbox, path, Sending(**said)) for path in inbox.whole()]


def lists(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def lying(inbox: Inbox) -> list[str]:
    files = (path for path in inbox.folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(inbox.folder).as_posix() for path in files)


def test_a_file_is_whole_once_it_has_stood_still_between_two_looks(inbox):
    path = lay(inbox, "a.csv", "half")
    assert inbox.whole() == []
    lay(inbox, "a.csv", "half and")
    assert inbox.whole() == []
    assert inbox.whole() == [path]
    os.utime(path, ns=(1, 1))  # the same size, written anew
    assert inbox.whole() == []


def test_the_oldest_file_comes_first(inbox):
    for age, name in ((3, "a.csv"), (2, "b.csv"), (2, "c.csv")):
        os.utime(lay(inbox, name, name), ns=(0, age))
    inbox.whole()
    assert [path.name for path in inbox.whole()] == ["b.csv", "c.csv", "a.csv"]


def test_folders_links_hidden_and_passing_files_are_left_alone(inbox):
    for name in (".hidden.csv", "~$2024.xlsx", "a.csv.part", "b.TMP"):
        lay(inbox, name, JANUARY)
    (inbox.folder / "c.csv").symlink_to(lay(inbox, "d.csv", JANUARY))
    (inbox.folder / "folder.csv").mkdir()
    assert [path.name for path in look(inbox.folder)] == ["d.csv"]


def test_what_is_no_folder_cannot_be_watched(tmp_path):
    with pytest.raises(UsageError, match=r"nix är inte en mapp\."):
        open_inbox(tmp_path / "nix")


def test_a_good_file_is_sent_and_put_away(town, inbox):
    lay(inbox, "januari.csv", JANUARY)
    said = taken(town, inbox, comment="Januari", status=Status.PRELIMINARY)
    assert said == ["januari.csv: Lämnad som leverans 4. Flyttad till done/januari.csv."]
    assert lying(inbox) == ["done/januari.csv"]
    sent = read.delivery(town.settings.ledger, 4)
    assert (sent.sender, sent.comment, sent.status) == ("Anna", "Januari", Status.PRELIMINARY)
    assert read.original(town.settings.ledger, 4) == JANUARY.encode()


def test_a_file_with_errors_is_put_away_with_a_list_of_them(town, inbox):
    lay(inbox, "b.csv", BROKEN)
    assert taken(town, inbox) == [
        "b.csv: Inte lämnad: 3\u00a0fel som måste rättas. Flyttad till failed/b.csv. "
        "Vad som är fel står i failed/b.csv.fel.csv."
    ]
    heading, *rows = lists(inbox.folder / "failed" / "b.csv.fel.csv")
    assert heading == ["Nivå", "Rad", "Kolumn", "I filen står", "Vad som är fel", "Gör så här"]
    assert [row[:4] for row in rows] == [
        ["Fel", "2", "rooms_checked", "4O1"],
        ["Fel", "3", "enhet", "x"],
        ["Fel", "3", "månad", "2024-13"],
    ]
    assert rows[0][4:] == ["”4O1” är inte ett tal.", "Skriv ”401” om det är talet som menas."]
    assert read.head(town.settings.ledger) == 3


def test_nothing_that_was_put_away_is_written_over(town, inbox):
    for _ in range(3):
        lay(inbox, "b.csv", BROKEN)
        taken(town, inbox)
    (inbox.folder / "failed" / "b (4).csv.fel.csv").touch()
    lay(inbox, "b.csv", BROKEN)
    assert "Flyttad till failed/b (5).csv." in taken(town, inbox)[0]
    assert {name for name in lying(inbox) if not name.endswith(".fel.csv")} == {
        "failed/b.csv",
        "failed/b (2).csv",
        "failed/b (3).csv",
        "failed/b (5).csv",
    }


@pytest.mark.parametrize("name", ["å" * 120 + ".csv", "noending", "x." + "y" * 240])
def test_any_name_has_room_for_its_list(town, inbox, name):
    lay(inbox, name, BROKEN)
    assert len(taken(town, inbox)) == 1
    found = lying(inbox)
    assert len(found) == 2
    assert found[1] == f"{found[0]}.fel.csv"


def test_a_person_is_said_once_and_masked_until_the_file_changes(town, inbox):
    path = lay(inbox, "811218-9876.csv", PERSON)
    said = taken(town, inbox)
    assert len(said) == 1
    assert said[0].startswith("8112••-••••.csv: Stoppad, för här står personuppgifter. ")
    assert " 1\u00a0ställe till. " in said[0]
    assert "9876" not in said[0]
    assert taken(town, inbox) == []
    assert lying(inbox) == ["811218-9876.csv"]
    lay(inbox, path.name, PERSON.replace("811218-9876", "ingen"))
    assert len(taken(town, inbox)) == 1  # its name is still a person's
    path.rename(inbox.folder / "januari.csv")
    assert "Lämnad som leverans 4." in taken(town, inbox)[0]


def test_one_place_with_a_person_is_no_other_places(town, inbox):
    lay(inbox, "a.csv", PERSON)
    assert "till." not in taken(town, inbox)[0]


def test_what_somebody_must_answer_for_is_put_away_until_someone_does(town, inbox):
    town.months("2023-01", rooms_checked="40 41 40 42 40 41 40 39 40 41 40 42")
    tenfold = "månad;enhet;rooms_checked\n2024-01;a;4000\n"
    lay(inbox, "januari.csv", tenfold)
    what = "Inte lämnad, för någon måste svara för: ovanligt höga eller låga tal."
    how = (
        "Stämmer det ändå, lämna filen med kpi import och --confirm unusual_jump "
        '--comment "varför det stämmer".'
    )
    (said,) = taken(town, inbox)
    assert said.startswith(f"januari.csv: {what} {how} Flyttad till failed/januari.csv.")
    first, *rest = lists(inbox.folder / "failed" / "januari.csv.fel.csv")[1:]
    assert first == ["Fel", "", "", "", what, how]
    assert [row[:4] for row in rest] == [["Varning", "2", "rooms_checked", "4000"]]
    lay(inbox, "januari.csv", tenfold)
    reasons = {Rule.UNUSUAL_JUMP: "Vi räknade allt"}
    assert taken(town, inbox, comment="Vi räknade allt", reasons=reasons) == [
        "januari.csv: Lämnad som leverans 5. En öppen fråga: se kpi questions. "
        "Flyttad till done/januari.csv."
    ]


def test_the_same_bytes_again_are_done_with_a_note(town, inbox):
    lay(inbox, "januari.csv", JANUARY)
    taken(town, inbox)
    lay(inbox, "januari.csv", JANUARY)
    assert taken(town, inbox) == [
        "januari.csv: Filen är redan inläst 2024-01-08 (leverans 4). Inget har ändrats. "
        "Flyttad till done/januari (2).csv."
    ]
    assert read.head(town.settings.ledger) == 4


def test_a_file_that_is_written_to_while_it_is_sent_is_read_in_its_turn(town, inbox):
    def writing_on() -> datetime:
        lay(inbox, "januari.csv", JANUARY + "2024-02;a;1;1\n")
        return town.now

    path = lay(inbox, "januari.csv", JANUARY)
    disturbed = Town(town.settings.home, clock=writing_on)
    (said,) = taken(disturbed, inbox)
    disturbed.home.close()
    assert said == (
        "januari.csv: Lämnad som leverans 4. Filen har ändrats sedan dess; den ligger kvar och "
        "läses igen."
    )
    assert read.original(town.settings.ledger, 4) == JANUARY.encode()
    assert path.exists()
    assert "Lämnad som leverans 5." in taken(town, inbox)[0]


def test_a_file_that_changes_or_goes_away_before_it_is_read_must_wait(town, inbox):
    path = lay(inbox, "811218-9876.csv", JANUARY)
    inbox.whole()
    inbox.whole()
    path.unlink()
    said = take(town.home, ANNA, inbox, path, Sending())
    assert said == "8112••-••••.csv: Filen skrivs eller flyttas just nu; den får vänta."


def test_what_cannot_be_sent_now_is_left_for_the_next_look(town, inbox):
    lay(inbox, "januari.csv", JANUARY)
    (said,) = taken(town, inbox, layout="bred")
    assert said.startswith("januari.csv: Layouten bred finns inte.")
    assert said.endswith("Filen ligger kvar; nytt försök snart.")
    assert lying(inbox) == ["januari.csv"]
    assert "Lämnad som leverans 4." in taken(town, inbox)[0]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_no_half_list_is_left_when_the_disk_says_no(town, inbox, monkeypatch, number):
    lay(inbox, "b.csv", BROKEN)

    def full(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        if number == errno.ENOSPC:
            (said,) = taken(town, inbox)
            assert said == "b.csv: Disken är full. Filen ligger kvar; nytt försök snart."
        else:
            with pytest.raises(OSError, match="Input/output"):
                taken(town, inbox)
    assert lying(inbox) == ["b.csv"]
    assert "Flyttad till failed/b.csv." in taken(town, inbox)[0]
