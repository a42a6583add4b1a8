"""Every file of a pack: named by its meeting, the same bytes wherever and whenever it is made."""

import hashlib
import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from kpi.documents import Format, render
from kpi.meetings.pack import to_text
from kpi.settings import ROOT
from tests.documents.picture import pack

SCRIPT = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from kpi.documents import render
from kpi.meetings.pack import from_text
for name, content in render(from_text(Path(sys.argv[1]).read_text("utf-8"))).items():
    print(name, hashlib.sha256(content).hexdigest())
"""


def made_elsewhere(kept: Path, folder: Path, zone: str, language: str) -> list[str]:
    """Name and hash of every file, made in a process with another clock's zone and language."""
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT, kept, ROOT],
        cwd=folder,
        env=os.environ | {"TZ": zone, "LANG": language, "LC_ALL": language},
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.splitlines()


def test_the_files_have_the_meetings_name_and_progress_is_told_before_each():
    told = []
    files = render(pack(), [Format.XLSX, Format.HTML], progress=told.append)
    assert list(files) == ["2024-09-18-servicenamnden.html", "2024-09-18-servicenamnden.xlsx"]
    assert told == ["HTML", "XLSX"]


def test_the_same_pack_gives_the_same_bytes_in_another_zone_language_and_folder(tmp_path):
    kept = tmp_path / "pack.json"
    kept.write_text(to_text(pack()), "utf-8")
    here = render(pack())
    time.sleep(1)  # a clock in the bytes would have moved
    hashes = [f"{name} {hashlib.sha256(each).hexdigest()}" for name, each in here.items()]
    assert made_elsewhere(kept, tmp_path, "Pacific/Auckland", "C") == hashes
    assert made_elsewhere(kept, Path("/"), "America/New_York", "sv_SE.UTF-8") == hashes


def inside(content: bytes) -> Iterator[bytes]:
    """The file, and every file in it where it is a zip."""
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for each in packed.infolist():
                assert each.date_time == (1980, 1, 1, 0, 0, 0), each.filename
                yield from inside(packed.read(each))


def test_no_file_holds_the_day_it_was_made():
    today = f"{datetime.now(UTC).date()}".encode()
    for name, content in render(pack()).items():
        assert not any(today in each for each in inside(content)), name
