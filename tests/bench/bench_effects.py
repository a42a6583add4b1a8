"""How long the effects take: `python -m tests.bench.bench_effects`.

34 units and 36 months a panel, the first 24 the baseline, a month missing here and there. As the
page Effekt asks for its KPIs, with every check; the lots of one panel alone; and 290 panels in
one call against ten calls of 29. Ends with an error when it is too slow.

Processor time, and the quickest of several rounds: other work on the machine then counts little.
"""

import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from time import process_time

import numpy as np
import polars as pl

from kpi.effects import Question, Scale, effects
from kpi.effects.uncertainty import permutation_p
from tests.effects.panels import panel

KPIS = 12
ROUNDS = 7
PAGE = 0.5  # s: every check of every KPI, at most
LOTS = 0.020  # s: 9,999 draws for one panel, at most
MUNICIPALITIES = 290
GROWTH = 1.2  # times as long in one call as in ten, at most: it grows with the panels, no faster
ALL_CHECKS = Question(scale=Scale.LOG)
NO_LOTS = Question(scale=Scale.LOG, draws=0)


def panels(many: int) -> pl.DataFrame:
    """`many` panels of 10 pilot units and 24 others, 3 % of the months missing."""
    drawn = [panel(seed=seed, effect=-0.03) for seed in range(KPIS)]
    rows = pl.concat(
        [
            drawn[number % KPIS].with_columns(panel=pl.lit(f"panel {number:03d}"))
            for number in range(many)
        ]
    )
    there = np.random.default_rng(1).random(rows.height) > 0.03
    return rows.with_columns(value=pl.when(pl.Series(there)).then("value"))


def seconds(**works: Callable[[], object]) -> dict[str, float]:
    """The least processor time of each piece of work, all of them in turn, round after round."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS + 1):
        for name, work in works.items():
            start = process_time()
            work()
            taken[name].append(process_time() - start)
    # The first round also loads what later rounds find ready.
    return {name: min(times[1:]) for name, times in taken.items()}


def one_by_one(rows: pl.DataFrame) -> None:
    """A tenth of the panels, ten times."""
    for _ in range(10):
        effects(rows, NO_LOTS)


def main() -> bool:
    """Print the times and whether they are good enough."""
    numbers = np.random.default_rng(2).normal(0, 0.02, 34)
    seed = count(10)  # other lots each time: those of the last round are remembered
    took = seconds(
        page=partial(effects, panels(KPIS), ALL_CHECKS),
        lots=lambda: permutation_p(numbers, np.arange(34) < 10, seed=next(seed)),
        tenths=partial(one_by_one, panels(MUNICIPALITIES // 10)),
        whole=partial(effects, panels(MUNICIPALITIES), NO_LOTS),
    )
    growth = took["whole"] / took["tenths"]
    print(f"{KPIS} KPIs with every check: {took['page']:.3f} s (at most {PAGE})")
    print(f"9,999 lots of one panel: {1000 * took['lots']:.1f} ms (at most {1000 * LOTS:.0f})")
    print(
        f"{MUNICIPALITIES} panels: {took['whole']:.2f} s, {growth:.2f} times as long as in ten "
        f"calls (at most {GROWTH})"
    )
    fast = took["page"] <= PAGE and took["lots"] <= LOTS and growth <= GROWTH
    print("good enough" if fast else "too slow")
    return fast


if __name__ == "__main__":
    sys.exit(not main())
