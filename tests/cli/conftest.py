import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kpi.cli import run
from tests.actions.town import founded

JANUARY = """\
månad;enhet;rooms_checked;rooms_approved
2024-01;a;40;30
2024-01;b;20;15
"""


class Said(NamedTuple):
    """A command's exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def kpi(capsys, monkeypatch, tmp_path) -> Callable[..., Said]:
    """Run a command in an empty folder; `answers` is what is typed when it asks."""
    monkeypatch.chdir(tmp_path)

    def called(*words: object, answers: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        code = run([str(word) for word in words])
        said = Said(code, *capsys.readouterr())
        assert ("Traceback" in said.err) == (code == 70), said.err
        return said

    return called


@pytest.fixture(scope="session")
def piloted_home(tmp_path_factory) -> Path:
    """A home with the area oster, the pilot units a and b, and a pilot (deliveries 1–4)."""
    town = founded(tmp_path_factory.mktemp("piloted") / "home")
    town.pilot("2024-01")
    town.home.close()
    return town.settings.home


@pytest.fixture
def home(piloted_home, tmp_path) -> Path:
    """A copy of it for one test to do with as it likes."""
    return Path(shutil.copytree(piloted_home, tmp_path / "home"))


@pytest.fixture
def january(tmp_path) -> Path:
    path = tmp_path / "januari.csv"
    path.write_text(JANUARY, encoding="utf-8")
    return path
