"""The demo's own pack, built once for the tests of every format."""

from datetime import date

import pytest

from kpi.actions.home import open_home
from kpi.actions.pack import build_pack
from kpi.meetings import Meeting, Pack
from kpi.settings import settings_for
from tests.actions.town import ANNA


@pytest.fixture(scope="session")
def demo_pack(built_demo) -> Pack:
    """Every chosen nyckeltal of the demo, as of its latest number."""
    held = date(2024, 9, 18)
    meeting = Meeting(id="2024-09-18-servicenamnden", body="Servicenämnden", held=held)
    home = open_home(settings_for(built_demo), dry=True)
    made = build_pack(home, ANNA, meeting, (), as_of=home.head())
    home.close()
    return made
