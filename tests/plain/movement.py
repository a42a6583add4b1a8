"""Two years side by side the dull way: a dict of months, one series at a time."""

from math import sqrt

from kpi.periods import months_apart, shift
from tests.plain.year import definition, value_of


def lack(months, until, baseline):
    """The word for what is lacking before any year is added up; None for nothing."""
    if any(row["withheld"] for row in months.values()):
        return "withheld"
    if baseline is None:
        return "no_baseline"
    if until is None or months_apart(baseline[1], until) < 12:
        return "too_early"
    return None


def movement(months, until, baseline, kpi, variance):
    """year -> value, volume, months; or the word for what is lacking.

    months: month -> its sums; until: the latest year's last month; baseline: its first and last;
    variance: how far chance moves one month's numerator, squared, or None.
    """
    word = lack(months, until, baseline)
    if word is not None:
        return word
    first, last = baseline

    def year(end, among=range(1, 13)):
        span = [shift(end, -back) for back in range(12)]
        there = [m for m in span if m in months and months[m]["usable"] and m >= first]
        return {m.month: months[m] | {"month": m} for m in there if m.month in among}

    monthly = kpi.frequency == "monthly"
    both = year(last).keys() & year(until).keys() if monthly else range(1, 13)
    base, now = year(last, both), year(until, both)
    ends = [summed(of, kpi, variance) for of in (base, now)]
    if None in ends or (monthly and len(both) < 10):
        return "months_lack"
    if len({definition(kpi, row["month"]) for of in (base, now) for row in of.values()}) > 1:
        return "other_definition"
    found = {0: ends[0]}
    for step in range(1, months_apart(last, until) // 12):
        between = year(shift(last, 12 * step), both)
        answer = summed(between, kpi, variance)
        if answer is not None and (len(between) == len(now) or not monthly):
            found[step] = answer
    return found | {-1: ends[1] | {"moved": moved(ends[1], ends[0])}}


def summed(rows, kpi, variance):
    """One year; None where there is nothing to divide by or too few units have reported."""
    volume = sum(row["denominator"] for row in rows.values())
    expected = sum(row["expected"] for row in rows.values())
    reported = sum(row["reported"] for row in rows.values())
    if volume <= 0 or (expected and reported / expected < kpi.smallest_coverage):
        return None
    total = sum(row["numerator"] for row in rows.values())
    spread = (
        None if variance is None else variance * sum(r["denominator"] ** 2 for r in rows.values())
    )
    return {
        "value": value_of(kpi, total, volume),
        "volume": volume / len(rows),
        "months": len(rows),
        "variance": None if spread is None else spread / volume**2,
    }


def moved(now, base):
    if now["variance"] is None or now["variance"] + base["variance"] <= 0:
        return "unknown"
    z = (now["value"] - base["value"]) / sqrt(now["variance"] + base["variance"])
    return "higher" if z > 3 else "lower" if z < -3 else "same"
