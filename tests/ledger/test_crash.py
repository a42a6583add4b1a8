"""Two writers at once, one of them killed again and again: nothing acknowledged is lost."""

import random
import subprocess
import sys
import time
from pathlib import Path

from kpi.ledger import read, verify
from kpi.store import Store

ROUNDS = 20
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kpi.ledger import append
from tests.builders import waves
root, name = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
for i in range(int(sys.argv[3])):
    key = f"{name}-{i}"
    sent = append(root, waves({key: i, f"{key}-b": i}, original=b"x" * 5000),
                  clock=lambda: datetime.now(UTC))
    print(sent.number, key, flush=True)
"""


def writer(root: Path, name: str, times: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), name, str(times)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def acknowledged(output: str) -> dict[int, str]:
    whole = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return {int(number): key for number, key in (words for words in whole if len(words) == 2)}


def test_every_acknowledged_delivery_survives_killed_and_competing_writers(tmp_path):
    root = tmp_path / "ledger"
    dice = random.Random(20260812)
    promised: dict[int, str] = {}
    with (tmp_path / "steady.txt").open("w") as file:
        steady = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root), "steady", "100000"],
            stdout=file,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for round_number in range(ROUNDS):
            victim = writer(root, f"victim{round_number}", 100_000)
            assert victim.stdout.readline() == "ready\n"
            time.sleep(dice.uniform(0.0, 0.15))
            victim.kill()
            kept = acknowledged(victim.communicate()[0])
            assert not promised.keys() & kept.keys(), "a number was given twice"
            promised |= kept
        steady.kill()
        steady.wait()
    kept = acknowledged((tmp_path / "steady.txt").read_text())
    assert not promised.keys() & kept.keys(), "a number was given twice"
    promised |= kept
    assert len(promised) > ROUNDS

    numbers = read.numbers(root)
    assert numbers == list(range(1, len(numbers) + 1)), "the numbers have a gap"
    assert promised.keys() <= set(numbers), "an acknowledged delivery is gone"
    assert verify.faults(root) == []
    store = Store(root)
    rows = store.register("waves", store.catch_up())
    where = dict(zip(rows["kpi"], rows["delivery"], strict=True))
    assert all(where[key] == where[f"{key}-b"] == number for number, key in promised.items())
    store.close()
