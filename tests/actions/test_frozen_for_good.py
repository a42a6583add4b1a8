"""What a meeting was shown can be made again, to the byte, whatever is sent afterwards."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kpi.actions.meet import add_meeting, freeze, publish
from kpi.actions.meeting_list import pack_files, see_meeting
from kpi.actions.then_and_now import then_and_now
from kpi.documents import Format
from kpi.ledger.delivery import sha256
from kpi.meetings.then_and_now import Why
from kpi.settings import ROOT
from tests.actions.test_then_and_now import approved, furnish
from tests.actions.town import ANNA, COMMITTEE, Town

ID = "2024-03-01-servicenamnden"
MAKE = "import sys; from kpi.cli import run; sys.exit(run(sys.argv[1:]))"


def made_elsewhere(home: Path, folder: Path, zone: str, language: str) -> dict[str, str]:
    """The hash of each file by name, made of a copy of the home by a process of its own."""
    copy, out = shutil.copytree(home, folder / "kopia"), folder / "utskick"
    (copy / "index.duckdb").unlink(missing_ok=True)
    told = {"TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-c", MAKE, "pack", ID, "--out", str(out), "--home", str(copy)],
        cwd=folder,
        env=os.environ | told,
        capture_output=True,
        check=True,
    )
    return {path.name: sha256(path.read_bytes()) for path in out.iterdir()}


def kept(town: Town) -> dict[str, str]:
    files = pack_files(town.home, ANNA, ID, as_of=town.home.head())
    return {name: sha256(content) for name, content in files.items()}


@pytest.fixture
def met(town) -> Town:
    furnish(town)
    add_meeting(town.home, ANNA, body="Servicenämnden", held=date(2024, 3, 1))
    freeze(town.home, ANNA, ID)
    publish(town.home, ANNA, ID)
    return town


def test_after_a_correction_and_its_undo_every_file_is_the_same_to_the_byte(met, tmp_path):
    before = kept(met)
    assert len(before) == len(Format)
    late = approved(met, 5)
    lasting = approved(met, 6, "b")
    met.undo(late)
    assert kept(met) == before
    for zone, language in (("Pacific/Auckland", "C"), ("America/New_York", "sv_SE.UTF-8")):
        folder = tmp_path / zone.replace("/", "-")
        folder.mkdir()
        assert made_elsewhere(met.settings.home, folder, zone, language) == before
    n = met.home.head()
    (changed,) = then_and_now(met.home, ANNA, ID, as_of=n).changed
    assert [(each.why, each.delivery) for each in changed.causes] == [(Why.CORRECTED, lasting)]
    assert see_meeting(met.home, COMMITTEE, ID, as_of=n).published
