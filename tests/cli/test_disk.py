"""A disk that fills, writers at once, and what an interrupted one left: the ledger holds."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kpi.ledger import read, verify
from kpi.ledger.locks import lock
from kpi.periods import shift
from kpi.settings import ROOT
from tests.cli.test_sending import written

EACH = 100  # deliveries by each of the two writers
FIRST = date(2010, 1, 1)


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of its own with room for a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if mounted.returncode:
        pytest.skip("a disk of its own can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_calmly_and_everything_acknowledged_is_there(
    kpi, home, small_disk, tmp_path
):
    there = Path(shutil.copytree(home, small_disk / "home"))
    dice = random.Random(1)
    sent = 4
    for at in range(200):
        note = "".join(dice.choices("abcdefghijklmnop", k=20_000))  # packs to half at most
        month = f"{shift(FIRST, at):%Y-%m}"
        text = f"månad;enhet;rooms_checked;x\n{month};a;40;{note}\n"
        said = kpi("import", written(tmp_path / f"{at}.csv", text), "--yes", "--home", there)
        if said.code:
            break
        sent += 1
    assert (said.code, said.err) == (4, "Disken är full. Ingenting har sparats.\n")
    assert sent > 10
    ledger = there / "ledger"
    assert read.numbers(ledger) == list(range(1, sent + 1))
    assert verify.faults(ledger) == []
    assert list(ledger.glob(".tmp-*")) == []
    shutil.rmtree(ledger / f"{sent:08d}")  # the latest away: now there is room for a small one
    small = written(tmp_path / "small.csv", "månad;enhet;rooms_checked\n2024-01;b;4\n")
    assert kpi("import", small, "--yes", "--home", there).code == 0
    assert read.numbers(ledger) == list(range(1, sent + 1))


def test_a_full_disk_leaves_a_watched_file_where_it_lies(kpi, home, small_disk):
    from kpi.actions.inbox import Sending, open_inbox, take
    from tests.actions.town import ANNA, Town

    inbox_folder = small_disk / "inkorg"
    inbox_folder.mkdir()
    inbox = open_inbox(inbox_folder)
    bad = "månad;enhet;rooms_checked\n" + "2024-01;a;4O1\n" * 2000
    path = written(inbox_folder / "b.csv", bad)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(b"x" * 2_000_000)
    town = Town(home)
    inbox.whole()
    inbox.whole()
    said = take(town.home, ANNA, inbox, path, Sending())
    assert said == "b.csv: Disken är full. Filen ligger kvar; nytt försök snart."
    assert list((inbox_folder / "failed").iterdir()) == []
    filler.unlink()
    assert "Flyttad till failed/b.csv." in take(town.home, ANNA, inbox, path, Sending())
    town.home.close()


SERVER = """
import sys
from pathlib import Path
from kpi.access import Role, User
from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.home import open_home
from kpi.settings import settings_for
home = open_home(settings_for(Path(sys.argv[1])), serving=True)
print("ready", flush=True)
for name in sys.argv[2:]:
    previewed = preview_file(home, User("server", Role.ADMIN), Path(name).read_bytes(), name)
    print(commit_file(home, User("server", Role.ADMIN), previewed).number, flush=True)
home.close()
"""


def event_files(folder: Path, name: str) -> list[str]:
    folder.mkdir()
    return [
        str(
            written(
                folder / f"{at}.csv",
                f"händelse;rubrik;första dag\n{name}-{at};Provning {at};2024-01-08\n",
            )
        )
        for at in range(EACH)
    ]


def test_a_server_and_a_command_at_once_both_get_everything_in(home, tmp_path):
    """200 deliveries of different keys: none lost, none refused, no number left out."""
    b_files = event_files(tmp_path / "b", "b")
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(home), *event_files(tmp_path / "a", "a")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout.readline() == "ready\n"
    words = ["import", "--yes", "--as", "command", "--home", str(home)]
    command = subprocess.run(
        [sys.executable, "-c", "from kpi.cli import main; main()", *words, *b_files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    by_server = [int(line) for line in server.communicate()[0].split()]
    assert (server.returncode, command.returncode, command.stderr) == (0, 0, "")
    by_command = [
        int(line.removeprefix("Lämnad som leverans ").rstrip("."))
        for line in command.stdout.splitlines()
        if line.startswith("Lämnad som leverans ")
    ]
    assert sorted(by_server + by_command) == list(range(5, 5 + 2 * EACH))
    ledger = home / "ledger"
    assert read.numbers(ledger) == list(range(1, 5 + 2 * EACH))
    assert verify.faults(ledger) == []
    for number in by_server:
        assert read.delivery(ledger, number).sender == "server"
    sent = [read.rows(ledger, number)["event"].item() for number in range(5, 5 + 2 * EACH)]
    assert sorted(sent) == sorted(f"{name}-{at}" for name in "ab" for at in range(EACH))


def test_what_an_interrupted_writer_left_is_swept_at_the_next_start_and_said(kpi, home):
    old, held, young = (home / "ledger" / f".tmp-{name}" for name in ("old", "held", "young"))
    for folder in (old, held, young):
        folder.mkdir()
    for folder in (old, held):
        os.utime(folder, (0, time.time() - 61))
    holding = lock(held)
    said = kpi("deliveries", "--home", home)
    holding.release()
    assert said.err == "Bortstädat: 1\u00a0avbruten leverans låg kvar; inget därifrån var sparat.\n"
    assert (old.exists(), held.exists(), young.exists()) == (False, True, True)
    assert kpi("check", "nix.csv", "--home", home).err == "nix.csv finns inte.\n"
    assert held.exists()  # a check stores nothing and takes nothing away
