"""How long it takes to freeze a meeting of twelve nyckeltal on the demo, with every file of it.

`python -m tests.bench.bench_pack`. The clock is what a person waits, and it is right only where
nothing else runs; the work is in seconds of one core, with that of the process that draws.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from kpi.access import Role, User
from kpi.actions.home import open_home
from kpi.actions.meet import add_meeting, freeze
from kpi.demo.send import build_demo
from kpi.documents import Format
from kpi.settings import settings_for

KPIS = 12
LIMIT = 10.0  # seconds, with two cores of our own


def main() -> bool:
    """Print the time of each step and whether the whole is good enough."""
    with tempfile.TemporaryDirectory() as folder:
        build_demo(Path(folder) / "demo")
        home = open_home(settings_for(Path(folder) / "demo"))
        analyst = User("Anna", Role.ANALYST)
        kpis = tuple(home.catalogue(home.head()).kpis)[:KPIS]
        meeting = add_meeting(
            home, analyst, body="Servicenämnden", held=date(2024, 10, 16), kpis=kpis
        )
        told: dict[str, float] = {}
        start, worked = perf_counter(), work()
        freeze(home, analyst, meeting, progress=lambda what: told.setdefault(what, perf_counter()))
        took, worked = perf_counter() - start, work() - worked
        home.close()
    built = told[Format.PDF.value.upper()] - start  # the first file that is awaited
    print(f"content of {KPIS} KPIs: after {built:.1f} s")
    print(f"its {len(Format)} files: {took - built:.1f} s more")
    print(f"frozen in {took:.1f} s on the clock (at most {LIMIT:.0f}), {worked:.1f} s of work")
    fast = took <= LIMIT
    print("good enough" if fast else "too slow")
    return fast


def work() -> float:
    """Seconds of this process and of those it has waited for."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    sys.exit(not main())
