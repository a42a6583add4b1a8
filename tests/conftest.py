"""What every test may use: the demo's home, built once, and Hypothesis without a stopwatch."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from kpi.actions.home import open_home
from kpi.actions.pack import build_pack
from kpi.cli import run
from kpi.meetings import Meeting, Pack
from kpi.settings import settings_for
from tests.actions.town import ANNA

settings.register_profile("project", deadline=None)  # speed is measured by `make bench`
settings.load_profile("project")

for name in ("KPI_HOME", "KPI_CATALOGUE"):  # a developer's own must not reach the tests
    os.environ.pop(name, None)


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory) -> Path:
    """The demo's home as `kpi demo --build-only` leaves it. Read it, never write to it."""
    folder = tmp_path_factory.mktemp("demo") / "home"
    assert run(["demo", "--home", str(folder), "--build-only"]) == 0
    return folder


@pytest.fixture
def demo_home(built_demo, tmp_path) -> Path:
    """A copy of the demo's home for one test to do with as it likes."""
    return Path(shutil.copytree(built_demo, tmp_path / "demo"))


@pytest.fixture(scope="session")
def demo_pack(built_demo) -> Pack:
    """What a committee is shown of the demo: every chosen nyckeltal, as of its latest number."""
    held = date(2024, 9, 18)
    meeting = Meeting(id="2024-09-18-servicenamnden", body="Servicenämnden", held=held)
    home = open_home(settings_for(built_demo), dry=True)
    made = build_pack(home, ANNA, meeting, (), as_of=home.head())
    home.close()
    return made
