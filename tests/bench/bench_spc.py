"""How long the charts take: `python -m tests.bench.bench_spc`.

48 months a series, the first 24 the baseline, rows already in order; all four rules for every
series, as `kpi spc` judges, and then as the pages do, where linked months heed one. Beside it
one plain mean per series on the same frame: what any answer at all would cost. Ends with an error
when it is too slow.

Every kind of work is timed in turn, round after round, and its quickest round counts: what else
the machine does then slows all of them, and mostly the rounds that do not count. A mean is so
short that it would always find a quiet moment, so several are timed together.
"""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random
from time import perf_counter

import polars as pl

from kpi.periods import shift
from kpi.trends.spc import Rules, points

MONTHS = 48
BASELINE = 24
ROUNDS = 9
MEANS = 15  # timed together
TIMES_A_MEAN = 15  # 10,000 series, as long as a plain mean of each, at most
GROWTH = 20  # times as long for ten times as many series, at most
TIMES_XMR = 2  # as long for I' or a season as for XmR, at most
FOUR_RULES = Rules(heed_links=False)


def frame(count: int) -> pl.DataFrame:
    """`count` series of MONTHS months around 100, sorted, with a gap here and there."""
    chance = Random(1)
    names = pl.DataFrame({"series": [f"unit {number:06d}" for number in range(count)]})
    months = pl.DataFrame({"month": [shift(date(2021, 1, 1), at) for at in range(MONTHS)]})
    values = [
        None if chance.random() < 0.01 else chance.gauss(100, 10) for _ in range(count * MONTHS)
    ]
    return (
        names.join(months, how="cross", maintain_order="left_right")
        .with_columns(
            value=pl.Series(values, dtype=pl.Float64),
            phase=pl.lit(1, pl.Int64),
            base=pl.col("month") < shift(date(2021, 1, 1), BASELINE),
            better=pl.lit("lower"),
            target=pl.lit(95.0),
            two_of_three=pl.lit("nhs2023"),
            screen=pl.lit(True),
            chart=pl.lit("xmr"),
            denominator=pl.int_range(pl.len()) % 400 + 100.0,
            scale=pl.lit(1.0),
            seasonal=pl.lit(False),
        )
        .sort("series", "month")
    )


def seconds(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The shortest time of each piece of work."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS + 1):
        for name, work in works.items():
            start = perf_counter()
            work()
            taken[name].append(perf_counter() - start)
    # The first round also loads what later rounds find ready.
    return {name: min(times[1:]) for name, times in taken.items()}


def means(values: pl.DataFrame) -> None:
    """The floor: one number per series, MEANS times."""
    for _ in range(MEANS):
        values.group_by("series").agg(pl.col("value").mean())


def main() -> bool:
    """Print the times and ratios, and whether they are good enough."""
    values, many = frame(10_000), frame(100_000)
    took = seconds(
        {
            "means": partial(means, values),
            "xmr": partial(points, values, FOUR_RULES),
            "iprime": partial(points, values.with_columns(chart=pl.lit("iprime")), FOUR_RULES),
            "season": partial(points, values.with_columns(seasonal=pl.lit(True)), FOUR_RULES),
            "linked": partial(points, values),
        }
    )
    took |= seconds({"many": partial(points, many, FOUR_RULES)})
    floor, xmr = took["means"] / MEANS, took["xmr"]
    print(f"a mean per series: {floor:.4f} s; charts: {xmr:.3f} s; 100,000: {took['many']:.2f} s")
    bounds = {
        "10,000 series, times a mean": (xmr / floor, TIMES_A_MEAN),
        "100,000 series, times 10,000": (took["many"] / xmr, GROWTH),
        "I' against XmR, times": (took["iprime"] / xmr, TIMES_XMR),
        "season against XmR, times": (took["season"] / xmr, TIMES_XMR),
    }
    for name, (ratio, most) in bounds.items():
        print(f"{name}: {ratio:.1f} (at most {most})")
    print(f"with the look for linked months: {took['linked'] / floor:.1f} times a mean")
    fast = all(ratio <= most for ratio, most in bounds.values())
    print("good enough" if fast else "too slow")
    return fast


if __name__ == "__main__":
    sys.exit(not main())
