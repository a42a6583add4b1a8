"""Two writers at once, one of them killed again and again: nothing acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kpi.ledger import read, verify
from kpi.ledger.append import LEFTOVER_AGE, sweep
from kpi.ledger.locks import lock
from kpi.store import Store

ROUNDS = 50
# Starts a writer for each name it is told, by forking before Polars has any threads: a round
# then takes as long as the writer lives, not as long as an interpreter takes to start.
NURSERY = """
import os, signal, sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from kpi.ledger import append
from tests.builders import waves
root, said = Path(sys.argv[1]), Path(sys.argv[2])
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    name, child = line.strip(), os.fork()
    if child:
        print(child, flush=True)
        continue
    handle = os.open(said / name, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    for i in count():
        key = f"{name}-{i}"
        sent = append(root, waves({key: i, f"{key}-b": i}, original=b"x" * 5000),
                      clock=lambda: datetime.now(UTC))
        os.write(handle, f"{sent.number} {key}\\n".encode())
"""


@contextmanager
def nursery(root: Path, said: Path) -> Iterator[Callable[[str], int]]:
    """A function that starts a writer with a name; its process number."""
    said.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(root), str(said)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:

        def start(name: str) -> int:
            process.stdin.write(f"{name}\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield start


def killed(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    with suppress(ProcessLookupError):
        while True:
            os.kill(process, 0)
            time.sleep(0.001)


def acknowledged(said: Path) -> list[tuple[int, str]]:
    lines = [line.split() for path in said.iterdir() for line in path.read_text().splitlines()]
    return [(int(number), key) for number, key in lines]


def test_every_acknowledged_delivery_survives_killed_and_competing_writers(tmp_path):
    root, said = tmp_path / "ledger", tmp_path / "said"
    dice = random.Random(20260812)
    with nursery(root, said) as start:
        steady = start("steady")
        for round_number in range(ROUNDS):
            victim = start(f"victim{round_number}")
            time.sleep(dice.uniform(0.0, 0.15))
            killed(victim)
        killed(steady)
    given = acknowledged(said)
    promised = dict(given)
    assert len(promised) == len(given), "a number was given twice"
    assert len(promised) > ROUNDS / 5  # a slow disk takes its time

    numbers = read.numbers(root)
    assert numbers == list(range(1, len(numbers) + 1)), "the numbers have a gap"
    assert promised.keys() <= set(numbers), "an acknowledged delivery is gone"
    assert verify.faults(root) == []
    store = Store(root)
    rows = store.register("waves", store.catch_up())
    where = dict(zip(rows["kpi"], rows["delivery"], strict=True))
    assert all(where[key] == where[f"{key}-b"] == number for number, key in promised.items())
    store.close()
    only_what_is_left_over_is_swept(root)


def only_what_is_left_over_is_swept(root: Path) -> None:
    """The killed have left folders: the old are swept, but neither a young nor a held one."""
    left = list(root.glob(".tmp-*"))
    assert sweep(root) == 0
    (root / ".tmp-held").mkdir()
    held = lock(root / ".tmp-held")
    for folder in (*left, root / ".tmp-held"):
        os.utime(folder, (0, time.time() - LEFTOVER_AGE - 1))
    (root / ".tmp-young").mkdir()
    assert sweep(root) == len(left)
    assert sorted(path.name for path in root.glob(".tmp-*")) == [".tmp-held", ".tmp-young"]
    held.release()
