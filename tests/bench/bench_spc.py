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
REPEATS = 9
TIMES_A_MEAN = 15  # 10,000 series, as long as a plain mean of each, at most
GROWTH = 20  # times as long for ten times as many series, at most
TIMES_XMR = 2  # as long for I' or a season as for XmR, at most


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
    """Print the times and ratios, and whether they are good enough."""
    took = {}
    for count in (10_000, 100_000):
        values = frame(count)
        points(values)  # the first call also loads what later calls find ready
        took[count] = seconds(partial(points, values))
        floor = seconds(partial(means, values))
        print(f"{count:>6} series: {took[count]:.3f} s; a mean per series: {floor:.3f} s")
        if count == 10_000:
            by_volume = values.with_columns(chart=pl.lit("iprime"))
            iprime = seconds(partial(points, by_volume)) / took[count]
            by_month = values.with_columns(seasonal=pl.lit(True))
            season = seconds(partial(points, by_month)) / took[count]
            times = took[count] / floor
    growth = took[100_000] / took[10_000]
    print(f"10,000 series: {times:.1f} times a mean (at most {TIMES_A_MEAN})")
    print(f"100,000 series: {growth:.1f} times 10,000 (at most {GROWTH})")
    print(f"I' against XmR: {iprime:.1f} times (at most {TIMES_XMR})")
    print(f"season against XmR: {season:.1f} times (at most {TIMES_XMR})")
    fast = times <= TIMES_A_MEAN and growth <= GROWTH and max(iprime, season) <= TIMES_XMR
    print("good enough" if fast else "too slow")


if __name__ == "__main__":
    main()
