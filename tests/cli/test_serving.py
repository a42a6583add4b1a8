"""serve and demo: what they refuse, and that what they start can be stopped."""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from urllib.request import urlopen

import pytest
from streamlit import config

from kpi.ledger.locks import try_lock


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


def test_a_server_says_where_it_is_and_stops_when_told(kpi, home, free, monkeypatch):
    monkeypatch.setenv("KPI_HOME", "somewhere else")  # put back afterwards
    monkeypatch.setattr(config, "_config_options", config._config_options)
    answers: list[int] = []
    ended = threading.Event()

    def ask_then_stop() -> None:
        while not answers and not ended.wait(0.05):
            with suppress(OSError), urlopen(f"http://127.0.0.1:{free}/healthz") as answer:
                answers.append(answer.status)
        if not ended.is_set():
            os.kill(os.getpid(), signal.SIGINT)

    visitor = threading.Thread(target=ask_then_stop)
    visitor.start()
    said = kpi("serve", "--home", home, "--port", free)
    ended.set()
    visitor.join()
    where = f"http://127.0.0.1:{free}"
    assert said == (0, f"Pilotkollen finns på {where} (avsluta med Ctrl+C).\n", "")
    assert answers == [200]
    lock = try_lock(home / "server.lock")
    assert lock is not None
    lock.release()
