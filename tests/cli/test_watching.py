"""kpi import --watch: a real process, real files, and the signals that end it."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kpi.ledger import read
from kpi.ledger.locks import lock
from kpi.settings import ROOT
from tests.cli.conftest import JANUARY
from tests.cli.test_sending import BROKEN, written

PERSON = "månad;enhet;rooms_checked;anteckning\n2024-01;a;4;811218-9876\n"
PATIENCE = 60.0  # seconds until something must have happened, on a busy machine


@pytest.fixture
def folder(tmp_path) -> Path:
    path = tmp_path / "inkorg"
    path.mkdir()
    return path


def wait_for(*paths: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not all(path.exists() for path in paths):
        assert time.monotonic() < until, f"never came: {[p for p in paths if not p.exists()]}"
        time.sleep(0.05)


def when_there(act, *paths: Path) -> threading.Thread:
    """Do something once files are there, beside the command that this test runs."""

    def work() -> None:
        try:
            wait_for(*paths)
        finally:
            act()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_files_are_taken_as_they_appear_until_a_signal_ends_it_calmly(home, folder, ending):
    words = ["import", "--watch", str(folder), "--as", "Anna", "--home", str(home)]
    process = subprocess.Popen(
        [sys.executable, "-c", "from kpi.cli import main; main()", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr.readline() == f"Väntar på filer i {folder} (avsluta med Ctrl+C).\n"
    written(folder / "person.csv", PERSON)
    written(folder / "b.csv", BROKEN)
    with (folder / "januari.csv").open("w", encoding="utf-8") as slow:
        for line in JANUARY.splitlines(keepends=True):  # as a copy over a slow network comes
            slow.write(line)
            slow.flush()
            time.sleep(0.4)
    wait_for(folder / "done" / "januari.csv", folder / "failed" / "b.csv")
    process.send_signal(ending)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (
        0,
        "Slutar vänta. Filer som ligger kvar läses nästa gång.\n",
    )
    lines = sorted(out.splitlines())
    assert lines[0].startswith("b.csv: Inte lämnad: 3\u00a0fel")
    assert lines[1] == "januari.csv: Lämnad som leverans 5. Flyttad till done/januari.csv."
    assert lines[2].startswith("person.csv: Stoppad, för här står personuppgifter. Rad 2")
    assert len(lines) == 3
    assert "9876" not in out
    assert sorted(path.name for path in folder.rglob("*.csv")) == [
        *("b.csv", "b.csv.fel.csv", "januari.csv", "person.csv")
    ]
    assert read.delivery(home / "ledger", 5).sender == "Anna"


def test_named_files_are_sent_first_and_then_those_laid_there(kpi, home, january, folder):
    second = written(folder / "feb.csv", JANUARY.replace("2024-01", "2024-02"))
    stop = when_there(lambda: os.kill(os.getpid(), signal.SIGTERM), folder / "done" / second.name)
    said = kpi("import", january, "--yes", "--watch", folder, "--home", home)
    stop.join()
    assert said.code == 0
    assert "Lämnad som leverans 5.\nfeb.csv: Lämnad som leverans 6." in said.out


def test_a_signal_lets_the_file_at_hand_be_finished_and_leaves_the_rest(kpi, home, folder):
    for number in range(12):
        written(folder / f"{number}.csv", BROKEN)
    stop = when_there(lambda: os.kill(os.getpid(), signal.SIGINT), folder / "failed" / "0.csv")
    said = kpi("import", "--watch", folder, "--home", home)
    stop.join()
    assert said.code == 0
    taken = {path.name for path in (folder / "failed").glob("*.csv")}
    whole = {name for name in taken if not name.endswith(".fel.csv")}
    assert taken == whole | {f"{name}.fel.csv" for name in whole}
    assert whole | {path.name for path in folder.glob("*.csv")} == {f"{n}.csv" for n in range(12)}
    assert len(said.out.splitlines()) == len(whole)


def test_what_cannot_be_sent_yet_is_said_once_and_tried_again(kpi, home, folder, tmp_path):
    written(folder / "januari.csv", JANUARY)
    ledger, aside = home / "ledger", tmp_path / "aside"

    def give_back() -> None:
        time.sleep(4.0)  # several looks
        ledger.unlink()
        aside.rename(ledger)

    def take_away() -> None:
        aside_now = ledger.rename(aside)
        ledger.touch()  # a file where a folder is to be
        assert aside_now == aside
        give_back()

    started = when_there(take_away, folder / "done")
    stop = when_there(lambda: os.kill(os.getpid(), signal.SIGTERM), folder / "done" / "januari.csv")
    said = kpi("import", "--watch", folder, "--home", home)
    started.join()
    stop.join()
    assert said.code == 0
    lines = said.out.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("Filen ligger kvar; nytt försök snart.")
    assert lines[1].startswith("januari.csv: Lämnad som leverans 5.")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "Skriv en FIL att lämna, eller --watch MAPP."),
        (("--watch", "nix"), 2, "nix är inte en mapp."),
        (("--watch", "inkorg", "--layout", "bred"), 2, "Layouten bred finns inte."),
        (("--watch", "inkorg", "--confirm", "unusual_jump"), 2, "--confirm kräver --comment."),
        (("--watch", "inkorg", "--comment", "ring 070-123 45 67"), 1, "ett telefonnummer."),
    ],
)
def test_what_can_never_work_is_said_before_the_waiting(kpi, home, folder, *, words, code, says):
    said = kpi("import", *words, "--home", home)
    assert said.code == code
    assert says in said.err


def test_a_folder_is_watched_by_one_at_a_time(kpi, home, folder):
    held = lock(folder)
    said = kpi("import", "--watch", folder, "--home", home)
    held.release()
    assert said.code == 4
    assert said.err == f"En annan kpi import väntar redan på filer i {folder}.\n"
