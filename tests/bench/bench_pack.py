"""How long it takes to freeze a meeting of twelve nyckeltal on the demo, with every file of it.

`python -m tests.bench.bench_pack`. The clock is what a person waits, and it is right only where
nothing else runs; the work is in seconds of one core.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from kpi.access import Role, User
from kpi.actions.home import open_home
from kpi.actions.meet import add_meeting, freeze
from kpi.charts import export
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
        export.png({"data": {"values": []}, "mark": "point"})  # the program that draws is started
        told: dict[str, float] = {}
        start, worked = perf_counter(), process_time()
        freeze(home, analyst, meeting, progress=lambda what: told.setdefault(what, process_time()))
        took, work = perf_counter() - start, process_time() - worked
        home.close()
    built = told[Format.DOCX.value.upper()] - worked  # the first file that is awaited
    print(f"content of {KPIS} KPIs: {built:.1f} s of work")
    print(f"its {len(Format)} files: {work - built:.1f} s of work")
    print(f"frozen in {took:.1f} s on the clock (at most {LIMIT:.0f}), {work:.1f} s of work")
    fast = took <= LIMIT
    print("good enough" if fast else "too slow")
    return fast


if __name__ == "__main__":
    sys.exit(not main())
