"""The effect of a pilot with loops and dicts, as methods §11 reads (no frames, no arrays)."""

from collections import defaultdict
from datetime import date
from math import log
from statistics import fmean

Row = tuple[str, date | None, date, float | None]  # unit, start, month, value


def number(month: date) -> int:
    return month.year * 12 + month.month - 1


def differences(
    rows: list[Row], start: int, units: set[str], first: int, last: int, *, logs: bool
) -> dict[str, dict[int, float]]:
    """For each unit and month from start to last: y less its own mean of that calendar month."""
    y: dict[str, dict[int, float]] = defaultdict(dict)
    for unit, _, month, value in rows:
        if unit in units and value is not None and not (logs and value <= 0):
            y[unit][number(month)] = log(value) if logs else value
    found: dict[str, dict[int, float]] = {}
    for unit, months in y.items():
        usual = defaultdict(list)
        for at, value in months.items():
            if first <= at < start:
                usual[at % 12].append(value)
        found[unit] = {
            at: value - fmean(usual[at % 12])
            for at, value in months.items()
            if start <= at <= last and at % 12 in usual
        }
    return found


def unit_numbers(
    rows: list[Row], *, logs: bool, months: int | None = 24, placebo: bool = False, out: str = ""
) -> dict[str, float]:
    """Every unit's own number; `out` is left out of everything."""
    rows = [row for row in rows if row[0] != out]
    starts = {unit: start for unit, start, _, _ in rows}
    others = {unit for unit, start in starts.items() if start is None}
    usable = [row for row in rows if row[3] is not None and not (logs and row[3] <= 0)]
    seen: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for cohort in sorted({start for start in starts.values() if start is not None}):
        members = {unit for unit, start in starts.items() if start == cohort}
        if not any(unit in members for unit, *_ in usable):
            continue
        own = [row for row in usable if row[0] in members | others]
        begins, last = number(cohort), 10**6
        first = min(number(month) for _, _, month, _ in own)
        first = first if months is None else max(first, begins - months)
        if placebo:
            if begins - first < 24:
                continue
            begins, last = first + 12, first + 23
        d = differences(own, begins, members | others, first, last, logs=logs)
        usual = defaultdict(list)
        for unit in others:
            for at, value in d.get(unit, {}).items():
                usual[at].append(value)
        effects = {}
        for unit, by_month in d.items():
            apart = [value - fmean(usual[at]) for at, value in by_month.items() if at in usual]
            if apart:
                effects[unit] = fmean(apart)
        size = sum(unit in members for unit in effects)
        for unit, effect in effects.items():
            seen[unit].append((effect, 1 if unit in members else size))
    return {
        unit: sum(e * w for e, w in pairs) / sum(w for _, w in pairs)
        for unit, pairs in seen.items()
        if sum(w for _, w in pairs)
    }


def estimate(numbers: dict[str, float], pilot: set[str]) -> float | None:
    """The pilot's mean less the others'; None where a side has nobody."""
    mine = [value for unit, value in numbers.items() if unit in pilot]
    theirs = [value for unit, value in numbers.items() if unit not in pilot]
    return fmean(mine) - fmean(theirs) if mine and theirs else None


def courses(
    rows: list[Row], *, logs: bool, months: int | None = 24
) -> dict[tuple[str, date], list[float]]:
    """Each group's units' distance from the same month of their own baseline, month by month."""
    starts = {unit: start for unit, start, _, _ in rows}
    pilots = {unit for unit, start in starts.items() if start is not None}
    usable = [row for row in rows if row[3] is not None and not (logs and row[3] <= 0)]
    seen: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
    for cohort in sorted({starts[unit] for unit in pilots}):
        members = {unit for unit in pilots if starts[unit] == cohort}
        size = len(members & {unit for unit, *_ in usable})
        own = [row for row in usable if row[0] not in pilots - members]
        if not size:
            continue
        begins, first = number(cohort), min(number(month) for _, _, month, _ in own)
        first = first if months is None else max(first, begins - months)
        for unit, _, month, value in own:
            at = number(month)
            same = [
                log(other) if logs else other
                for who, _, when, other in own
                if who == unit and number(when) % 12 == at % 12 and first <= number(when) < begins
            ]
            if at >= first and len(same) > (at < begins):
                seen[unit, at].append(((log(value) if logs else value) - fmean(same), size))
    found: dict[tuple[str, date], list[float]] = defaultdict(list)
    for (unit, at), pairs in seen.items():
        group = "pilot" if unit in pilots else "comparison"
        mean = sum(d * w for d, w in pairs) / sum(w for _, w in pairs)
        found[group, date(at // 12, at % 12 + 1, 1)].append(mean)
    return found
