import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpi.settings import SHIPPED_CATALOGUE
from tests.actions.town import Town, founded


@pytest.fixture
def town(tmp_path) -> Iterator[Town]:
    """Deliveries 1–3: the definitions, the area oster, the units a and b (pilot) and c."""
    found = founded(tmp_path / "home")
    yield found
    found.home.close()


@pytest.fixture
def definitions(tmp_path) -> Path:
    """A copy of the shipped catalogue, to change."""
    return Path(shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "definitions"))
