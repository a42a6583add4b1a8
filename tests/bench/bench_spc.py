"""How long the charts take: `python -m tests.bench.bench_spc`.

48 months a series, the first 24 the baseline, rows already in order; all four rules. Beside it
one plain mean per series on the same frame: what any answer at all would cost.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random
from statistics import median
from time import perf_counter

import polars as pl

from kpi.periods import shift
from kpi.trends.spc import points

MONTHS = 48
BASELINE = 24
REPEATS = 15
LIMIT = 0.2  # seconds for 1,000 series
GROWTH = 12  # times as long for ten times as many


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
        )
        .sort("series", "month")
    )


def seconds(work: Callable[[], object]) -> float:
    """The median time of a piece of work."""
    taken = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def means(values: pl.DataFrame) -> pl.DataFrame:
    """The floor: one number per series."""
    return values.group_by("series").agg(pl.col("value").mean())


def main() -> None:
    """Print the times, and whether they are good enough."""
    took = {}
    for count in (1_000, 10_000):
        values = frame(count)
        points(values)  # the first call also loads what later calls find ready
        took[count] = seconds(partial(points, values))
        floor = seconds(partial(means, values))
        print(f"{count:>6} series: {took[count]:.4f} s; a mean per series: {floor:.4f} s")
    growth = took[10_000] / took[1_000]
    print(f"10,000 against 1,000 series: {growth:.1f} times")
    fast = took[1_000] < LIMIT and growth < GROWTH
    print("good enough" if fast else f"too slow: at most {LIMIT} s and {GROWTH} times")


if __name__ == "__main__":
    main()
