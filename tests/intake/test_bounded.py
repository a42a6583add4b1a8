"""Whatever ten megabytes hold, the answer comes within ten seconds and 300 MB of memory."""

import random
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from kpi.intake.limits import PAGE_LIMITS
from tests.intake.files import HEADER, ROW
from tests.intake.workbooks import xlsx

SIZE = PAGE_LIMITS.bytes
SECONDS = 10  # of processor: a busy machine must not fail the test
MEGABYTES = 300
CHILD = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from kpi.intake.read import read
from kpi.intake.validate import validate
from kpi.wording.issues import issue_sentence
from tests.bench.memory import peak_kilobytes
from tests.intake.files import CATALOGUE, KNOWN, LONG
def used():
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime
data, before = Path(sys.argv[1]).read_bytes(), used()
checked = validate(read(data, CATALOGUE, name="fil"), LONG, CATALOGUE, KNOWN)
for issue in checked.issues:
    issue_sentence(issue)
peak = peak_kilobytes() // 1024
print(used() - before, peak, len(checked.issues) + checked.rows.height)
"""


def repeated(text: str) -> bytes:
    return (HEADER + "\n" + text * (SIZE // len(text.encode())))[: SIZE - 100].encode("utf-8")[
        :SIZE
    ]


def different_rows() -> bytes:
    dice = random.Random(1)
    rows = [HEADER]
    while sum(map(len, rows[-1:])) and len(rows) < 330_000:
        rows.append(f"2024-{dice.randint(1, 12):02};Lärkskolan;yta;{dice.random() * 1e6:.2f}")
    return "\n".join(rows).encode()[:SIZE]


def stored_workbook() -> bytes:
    """A workbook that is not packed: ten megabytes of cells."""
    dice = random.Random(1)
    packed = xlsx(
        HEADER.split(";"),
        *(["2024-01", f"enhet {at}", "yta", dice.random()] for at in range(25_000)),
    )
    content = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(content, "w", ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return content.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "one row again and again": lambda: repeated(ROW + "\n"),
    "different rows": different_rows,
    "unknown units": lambda: "\n".join(
        [HEADER, *(f"2024-01;enhet {at};yta;{at}" for at in range(330_000))]
    ).encode()[:SIZE],
    "random bytes": lambda: random.Random(1).randbytes(SIZE),
    "random bytes after a header": lambda: (
        HEADER.encode() + b"\n" + random.Random(1).randbytes(SIZE - 100)
    ),
    "one line": lambda: b"x" * SIZE,
    "a long line below": lambda: repeated("x"),
    "delimiters": lambda: repeated(";"),
    "line ends": lambda: repeated("\n"),
    "quotes": lambda: repeated('"'),
    "rows of the wrong width": lambda: repeated("a;b\n"),
    "persons": lambda: repeated("2024-01;811218-9876;yta;1\n"),
    "nul bytes": lambda: HEADER.encode() + bytes(SIZE - 100),
    "a workbook": stored_workbook,
}


@pytest.mark.parametrize("kind", FILES)
def test_ten_megabytes_of_anything_are_answered_in_bounds(kind, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(FILES[kind]())
    assert path.stat().st_size <= SIZE
    said = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    seconds, peak, answers = float(said[0]), int(said[1]), int(said[2])
    print(f"{kind}: {seconds:.1f} s, {peak} MB")
    assert answers > 0
    assert seconds < SECONDS
    assert peak < MEGABYTES
