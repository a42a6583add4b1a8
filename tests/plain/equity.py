"""Floors, the interval and the funnel with loops and dicts, as methods §12 reads."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from math import asin, sin, sqrt

from kpi.periods import shift

Cell = tuple[float, float] | str  # numerator and denominator, or "missing", "hidden", "closed"


def value_over(
    months: Mapping[str, Mapping[date, Cell]], unit: str, span: list[date], coverage: float
) -> float | None:
    """A unit's Σ numerator / Σ denominator over the span, where it has enough of the months."""
    asked = {month for rows in months.values() for month in rows if month in span}
    own = {month: cell for month, cell in months[unit].items() if month in span}
    there = [cell for cell in own.values() if cell not in ("missing", "hidden")]
    parts = [cell for cell in there if not isinstance(cell, str)]
    below = sum(cell[1] for cell in parts)
    if len(there) < coverage * len(asked) or not below:
        return None
    return sum(cell[0] for cell in parts) / below


def reaching(
    values: Mapping[str, float | None], floors: Mapping[str, float], *, higher: bool
) -> dict[str, bool]:
    """Which units with a value and a floor reach it; a value on the floor does."""
    found = {}
    for unit, value in values.items():
        if value is not None and unit in floors:
            apart = round(value - floors[unit], 9)
            found[unit] = apart >= 0 if higher else apart <= 0
    return found


def twelve(last: date) -> list[date]:
    return [shift(last, -at) for at in range(12)]


def tails(moves: Sequence[int], pilots: int, change: float) -> tuple[float, float]:
    """Of every way to name so many pilot units: how often they lie as low, and as high, as the
    real ones (the first), when a change has been taken from each real one."""
    shifted = [move - change * (at < pilots) for at, move in enumerate(moves)]
    total, ways, low, high = sum(shifted), 0, 0, 0

    def apart(chosen: tuple[int, ...]) -> float:
        own = sum(shifted[at] for at in chosen)
        return own / pilots - (total - own) / (len(moves) - pilots)

    real = apart(tuple(range(pilots)))
    for chosen in combinations(range(len(moves)), pilots):
        ways += 1
        low += apart(chosen) <= real + 1e-9
        high += apart(chosen) >= real - 1e-9
    return low / ways, high / ways


def quantile(values: Sequence[float], at: float) -> float:
    """Type 7: between the two nearest in rank."""
    ordered = sorted(values)
    place = at * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def tau2(units: Sequence[tuple[int, int]]) -> float:
    """The variance between units beyond chance, without the extremes."""
    k = len(units)
    if k < 10:
        return 0.0
    centre = sum(x for x, _ in units) / sum(n for _, n in units)
    z = [(asin(sqrt(x / n)) - asin(sqrt(centre))) / (1 / (2 * sqrt(n))) for x, n in units]
    low, high = quantile(z, 0.1), quantile(z, 0.9)
    phi = sum(min(max(each, low), high) ** 2 for each in z) / k
    if k * phi < k - 1:
        return 0.0
    weights = [1 / (1 / (2 * sqrt(n))) ** 2 for _, n in units]
    whole = sum(weights)
    return (k * phi - (k - 1)) / (whole - sum(w**2 for w in weights) / whole)


def funnel(units: Sequence[tuple[int, int]]) -> list[tuple[float, ...] | None]:
    """(value, centre, low95, high95, low998, high998) for each unit; None without a denominator."""
    sized = [each for each in units if each[1]]
    if not sized:
        return [None for _ in units]
    centre = sum(x for x, _ in sized) / sum(n for _, n in sized)
    extra = tau2(sized)
    found: list[tuple[float, ...] | None] = []
    for x, n in units:
        if not n:
            found.append(None)
            continue
        limits = []
        for reach in (1.959964, 3.090232):
            spread = reach * sqrt(1 / (4 * n) + extra)
            low = max(asin(sqrt(centre)) - spread, 0.0)
            high = min(asin(sqrt(centre)) + spread, asin(1))
            limits += [sin(low) ** 2, sin(high) ** 2]
        found.append((x / n, centre, *limits))
    return found
