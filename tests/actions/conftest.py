import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpi.settings import SHIPPED_CATALOGUE
from tests.actions.town import Town, founded


@pytest.fixture(scope="session")
def founded_home(tmp_path_factory) -> Path:
    """Deliveries 1–3: the definitions, the area oster, the units a and b (pilot) and c."""
    town = founded(tmp_path_factory.mktemp("founded") / "home")
    town.home.close()
    return town.settings.home


@pytest.fixture
def town(founded_home, tmp_path) -> Iterator[Town]:
    """A founded home of one's own, open."""
    found = Town(Path(shutil.copytree(founded_home, tmp_path / "home")))
    yield found
    found.home.close()


@pytest.fixture
def definitions(tmp_path) -> Path:
    """A copy of the shipped catalogue, to change."""
    return Path(shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "definitions"))
