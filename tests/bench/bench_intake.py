"""How long a file takes to check: `python -m tests.bench.bench_intake`.

A month's file of 300 rows; then a million rows, held against what reading the same file into
columns of text takes at all, and against frictionless. All of a round run one after the other, so
that a busy machine slows them alike; what is printed are medians of the rounds' ratios.
"""

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl
from frictionless import Dialect, Package, Resource, Schema, formats

from kpi.intake.limits import CLI_LIMITS
from kpi.intake.read import read
from kpi.intake.validate import Checked, validate
from tests.bench.memory import peak_kilobytes
from tests.intake.files import CATALOGUE, HEADER, KNOWN, LONG

SMALL, LARGE = 300, 1_000_000
REPEATS, ROUNDS = 15, 3
LIMIT = 0.05  # seconds for the small file
TIMES_READING = 2.0  # as long as reading the large file plainly, at most
TIMES_FASTER = 8.0  # than frictionless on the same file, at least
GIGABYTES = 1.5  # at the most while the large file is checked
UNITS = [f"Skola nummer {number}" for number in range(3_000)]
MEASURES = ("Städkostnad", "Städad yta", "Krediterat")
KEYS = ["månad", "enhet", "mått"]
SCHEMA = {  # what a file is held to here that frictionless can be told of
    "fields": [
        {"name": "månad", "type": "yearmonth"},
        {"name": "enhet", "type": "string", "constraints": {"required": True}},
        {"name": "mått", "type": "string", "constraints": {"enum": list(MEASURES)}},
        {"name": "värde", "type": "number", "decimalChar": ","},
    ],
    "primaryKey": KEYS,
    "foreignKeys": [
        {"fields": ["enhet"], "reference": {"resource": "enheter", "fields": ["enhet"]}}
    ],
}


def file(rows: int) -> bytes:
    """A long file of as many rows: every unit, measure and month once, a month at a time."""
    chance, each = Random(1), len(UNITS) * len(MEASURES)
    lines = [HEADER]
    for at in range(rows):
        year, month = divmod(at // each, 12)
        unit, measure = UNITS[at // 3 % len(UNITS)], MEASURES[at % 3]
        value = f"{chance.randint(50_000, 99_999)},{chance.randint(1, 9)}"
        lines.append(f"{2010 + year}-{month + 1:02};{unit};{measure};{value}")
    return "\n".join(lines).encode()


def checked(data: bytes) -> Checked:
    """Everything there is to say of a file, all of whose units are known."""
    units = pl.DataFrame(
        {"unit": [name.replace(" ", "-").lower() for name in UNITS], "name": UNITS}
    )
    known = replace(KNOWN, units=units)
    found = validate(read(data, CATALOGUE, limits=CLI_LIMITS), LONG, CATALOGUE, known)
    assert not found.issues
    return found


def plainly_read(data: bytes) -> list[tuple[str, ...]]:
    """The floor: the csv module's rows as columns of text."""
    lines = data.decode().splitlines(keepends=True)
    return list(zip(*csv.reader(lines, delimiter=";"), strict=True))


def by_frictionless(folder: Path) -> None:
    """The same file by the validator that public bodies use: its rows, keys and known units."""
    control = formats.CsvControl(delimiter=";")
    sent = Resource(
        name="fil",
        path="fil.csv",
        basepath=str(folder),
        dialect=Dialect(controls=[control]),
        schema=Schema.from_descriptor(SCHEMA),
    )
    units = Resource(name="enheter", path="enheter.csv", basepath=str(folder))
    report = Package(resources=[sent, units]).validate()
    assert report.valid, report.flatten(["note"])[:1]


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def peak(path: Path) -> float:
    """Gigabytes that a process of its own holds at most, while it checks a file."""
    words = [sys.executable, "-m", "tests.bench.bench_intake", str(path)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024**2


def rounds(large: bytes, folder: Path) -> tuple[float, float]:
    """How many times as long as plain reading the large file takes, and how much less than
    frictionless."""
    (folder / "fil.csv").write_bytes(large)
    (folder / "enheter.csv").write_text("\n".join(["enhet", *UNITS]), encoding="utf-8")
    slower, faster = [], []
    for _ in range(ROUNDS):
        plain, ours = seconds(partial(plainly_read, large)), seconds(partial(checked, large))
        theirs = seconds(partial(by_frictionless, folder))
        print(f"{LARGE} rows: {ours:.2f} s; plainly {plain:.2f} s; frictionless {theirs:.2f} s")
        slower.append(ours / plain)
        faster.append(theirs / ours)
    return median(slower), median(faster)


def main() -> None:
    """Print the times and ratios, and whether they are good enough."""
    small, large = file(SMALL), file(LARGE)
    checked(small)  # the first call also loads what later calls find ready
    took = median(seconds(partial(checked, small)) for _ in range(REPEATS))
    print(f"{SMALL} rows: {took * 1000:.0f} ms (at most {LIMIT * 1000:.0f})")
    with TemporaryDirectory() as folder:
        slower, faster = rounds(large, Path(folder))
        memory = peak(Path(folder) / "fil.csv")
    print(f"as long as plain reading: {slower:.2f} times (at most {TIMES_READING})")
    print(f"faster than frictionless: {faster:.1f} times (at least {TIMES_FASTER})")
    print(f"memory at the most: {memory:.2f} GB (at most {GIGABYTES})")
    fast = took < LIMIT and slower <= TIMES_READING and faster >= TIMES_FASTER
    print("good enough" if fast and memory <= GIGABYTES else "too slow, or too much memory")


def one_file(path: Path) -> None:
    """What the child of `peak` does: check a file, print how much it held in kilobytes."""
    checked(path.read_bytes())
    print(peak_kilobytes())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one_file(Path(sys.argv[1]))
    else:
        main()
