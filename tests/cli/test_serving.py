"""serve and demo: what they refuse, and that what they start can be stopped."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from kpi.cli import serving
from kpi.ledger.locks import try_lock
from kpi.settings import ROOT


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


@pytest.fixture
def free(taken) -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def test_a_demo_that_is_there_is_not_built_again(kpi, demo_home):
    before = sorted(path.stat().st_mtime_ns for path in demo_home.rglob("*"))
    said = kpi("demo", "--build-only", "--home", demo_home)
    assert said == (0, f"Demopiloten ligger i {demo_home}.\n", "")
    assert sorted(path.stat().st_mtime_ns for path in demo_home.rglob("*")) == before


def test_a_home_with_real_deliveries_is_no_place_for_the_demo(kpi, home):
    said = kpi("demo", "--home", home)
    assert said == (2, "", f"{home} har riktiga leveranser. Visa dem med kpi serve.\n")


def test_neither_is_a_folder_with_something_else_nor_a_file(kpi, tmp_path, monkeypatch):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    for folder in ("full", "full/letter.txt"):
        monkeypatch.setenv("KPI_HOME", folder)
        said = kpi("demo", "--build-only")
        assert said.code == 2
        assert said.err == f"{folder} är inte en tom mapp. Välj en annan med --home.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full"]


def test_a_taken_port_is_exit_4(kpi, home, demo_home, taken):
    for command, folder in (("serve", home), ("demo", demo_home)):
        said = kpi(command, "--home", folder, "--port", taken)
        assert said.code == 4
        assert said.err.startswith(f"Port {taken} är upptagen. Välj en annan")


def test_a_home_that_is_served_already_is_exit_4_and_the_port_is_let_go(kpi, home, free):
    (home / "server.lock").touch()
    lock = try_lock(home / "server.lock")
    said = kpi("serve", "--home", home, "--port", free)
    lock.release()
    assert said == (4, "", f"En annan server visar redan {home}.\n")
    with socket.socket() as again:
        again.bind(("127.0.0.1", free))


def test_without_sign_in_only_this_computer_is_served(kpi, home):
    said = kpi("serve", "--home", home, "--host", "10.0.0.1")
    assert said.code == 2
    assert said.err.startswith("Utan inloggning svarar servern bara på den egna datorn")


def test_a_home_that_is_a_file_is_not_served(kpi, january, free):
    said = kpi("serve", "--home", january, "--port", free)
    assert (said.code, said.err) == (2, f"{january} är inte en mapp.\n")


def test_a_server_says_where_it_is_and_stops_when_told(home, free):
    command = "import sys; from kpi.cli import main; sys.argv[0] = 'kpi'; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--home", str(home), "--port", str(free)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    where = f"http://127.0.0.1:{free}"
    assert server.stdout.readline() == f"Pilotkollen finns på {where} (avsluta med Ctrl+C).\n"
    with urlopen(f"{where}/healthz") as answer:
        assert answer.status == 200
    server.send_signal(signal.SIGINT)
    assert server.communicate(timeout=20) == ("", "")
    assert server.returncode == 0
    lock = try_lock(home / "server.lock")
    assert lock is not None
    lock.release()


def test_the_address_is_said_once_it_answers(capsys):
    serving._say_where("http://127.0.0.1:8501")
    assert capsys.readouterr().out == (
        "Pilotkollen finns på http://127.0.0.1:8501 (avsluta med Ctrl+C).\n"
    )
