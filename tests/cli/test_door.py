"""Whatever is typed, the answer is a sentence in Swedish and an exit code; a bug is a traceback."""

import errno
import os
import re
import shlex
import subprocess
import sys

import pytest
from typer.main import get_command

from kpi.cli import app, main, run
from kpi.settings import ROOT

COMMANDS = get_command(app).commands
ENGLISH = re.compile(r"Usage|Options|Arguments|Commands|default|required|exit|message", re.I)


@pytest.mark.parametrize("words", [[], ["--help"]])
def test_the_program_says_what_it_can_do(kpi, words):
    said = kpi(*words)
    assert said.code == 0
    assert "blir det billigare, lika bra och mer likvärdigt?" in said.out
    assert all(f"\n  {name} " in said.out for name in COMMANDS)
    assert not ENGLISH.search(said.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_swedish_help_with_an_example_that_can_be_run(kpi, name):
    said = kpi(name, "--help")
    assert said.code == 0
    assert said.out.startswith(f"Så här: kpi {name} [FLAGGOR]")
    assert not ENGLISH.search(said.out)
    example = " ".join(said.out.split("Exempel: ")[1].split())
    program, command, *words = shlex.split(example)
    assert (program, command) == ("kpi", name)
    COMMANDS[name].make_context(name, words)  # raises what the command line would


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("blaj", "Kommandot blaj finns inte. De som finns är demo, serve, check, "),
        ("check --jsonn x", "Flaggan --jsonn finns inte. Menas --json? Läs mer med kpi check --h"),
        ("check --q x", "Flaggan --q finns inte. Läs mer med kpi check --help."),
        ("--q", "Flaggan --q finns inte. Läs mer med kpi --help."),
        ("undo 3 --why", "Flaggan --why behöver ett värde efter sig."),
        ("check x --json=ja", "Flaggan --json har inget värde."),
        ("check", "FIL saknas. Läs mer med kpi check --help."),
        ("undo 3", "--why saknas."),
        ("undo tre --why x", "NR kan inte ha det värdet. Läs"),
        ("serve --port 0", "--port kan inte ha det värdet. Läs"),
        ("values --by vecka", "--by kan inte ha det värdet. Välj bland unit, unit_type, departm"),
        ("values --format xml", "Välj bland table, csv, json, parquet."),
        ("verify nu", "Det står något för mycket eller för lite på raden. Läs mer med kpi veri"),
    ],
)
def test_what_cannot_be_understood_is_exit_2_and_one_sentence(kpi, line, says):
    said = kpi(*line.split())
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1


def raising(error: BaseException):
    def broken(*_: object) -> None:
        raise error

    return broken


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (ZeroDivisionError("x"), 70, "Ett fel i Pilotkollen. Raderna ovan hjälper den som rättar"),
        (OSError(errno.EIO, "i/o"), 70, "OSError"),
        (OSError(errno.ENOSPC, "no space"), 4, "Disken är full."),
        (PermissionError(errno.EPERM, "no", "/a"), 3, "/a får du inte läsa eller skriva."),
        (PermissionError(errno.EPERM, "no"), 3, "Detta får du inte läsa eller skriva."),
        (KeyboardInterrupt(), 1, "Avbrutet. Ingenting mer har sparats."),
    ],
)
def test_what_goes_wrong_inside_has_its_exit_code(kpi, monkeypatch, error, code, says):
    monkeypatch.setattr("kpi.cli.care.verify_home", raising(error))
    said = kpi("verify")
    assert said.code == code
    assert says in said.err


def test_a_reader_that_has_seen_enough_ends_it_quietly(home, monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as nobody:
        monkeypatch.setattr("sys.stdout", nobody)
        assert run(["deliveries", "--home", str(home)]) == 0


def test_so_it_does_in_a_pipe(home):
    process = subprocess.Popen(
        [sys.executable, "-c", "from kpi.cli import main; main()", "deliveries", "--home", home],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.parametrize(("words", "code"), [(["--help"], 0), (["blaj"], 2)])
def test_the_process_ends_with_the_commands_code(monkeypatch, capsys, words, code):
    monkeypatch.setattr(sys, "argv", ["kpi", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    assert capsys.readouterr().out or code


def test_streams_that_are_no_text_files_are_left_alone(monkeypatch):
    import io

    monkeypatch.setattr(sys, "argv", ["kpi", "--help"])
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with pytest.raises(SystemExit):
        main()
    assert sys.stdout.getvalue()
