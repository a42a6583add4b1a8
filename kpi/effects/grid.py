"""The differences of one panel as arrays, and the one number a unit they make (methods §11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grid:
    """One panel.

    pilot: which units are the pilot's. cohorts: for each start the units that began then, and
    every unit's differences by month (nan where there is none, and for other cohorts' units).
    """

    units: tuple[str, ...]
    areas: tuple[str, ...]
    pilot: Flags
    cohorts: tuple[tuple[Flags, Floats], ...]

    def everyone(self) -> Flags:
        return np.ones(len(self.units), dtype=bool)


def grid(units: pl.DataFrame, rows: pl.DataFrame) -> Grid:
    """One panel's units and differences side by side.

    In:  units: unit, area, pilot (Boolean), cohort (Int32; null for comparison units), a row a
         unit; rows: `differences` of the panel.
    """
    names = units["unit"].to_list()
    place = pl.DataFrame({"unit": names}).with_row_index("row")
    began = units["cohort"].to_numpy()
    cohorts = []
    for (start,), group in rows.group_by("cohort", maintain_order=True):
        months = group.select(month=pl.col("at").rank("dense") - 1)["month"].to_numpy()
        at = group.join(place, on="unit", maintain_order="left")["row"].to_numpy()
        table = np.full((len(names), int(months.max()) + 1), np.nan)
        table[at, months] = group["d"].to_numpy()
        cohorts.append((began == start, table))
    return Grid(
        tuple(names), tuple(units["area"]), units["pilot"].to_numpy().astype(bool), tuple(cohorts)
    )


def unit_effects(panel: Grid, keep: Flags, treated: Flags | None = None) -> Floats:
    """One number a unit: how much further it has moved than the comparison units, on average.

    Δ of methods §11; nan for a unit without data or not kept. A comparison unit has one for each
    start, weighted by how many pilot units began then. treated: other units than the pilot's to
    take as treated, all from the start of the one cohort.
    """
    compared = keep & ~(panel.pilot if treated is None else treated)
    total, weights = np.zeros(len(keep)), np.zeros(len(keep))
    for members, table in panel.cohorts:
        own = _mean(table - _mean(table[compared], axis=0), axis=1)
        began = keep & (members if treated is None else treated) & ~np.isnan(own)
        total[began], weights[began] = own[began], 1.0
        size = began.sum()
        known = compared & ~np.isnan(own)
        total[known] += size * own[known]
        weights[known] += size
    return _divided(total, weights)


def without_one(panel: Grid) -> Iterator[tuple[str, Flags]]:
    """Each unit's name, and everyone but it."""
    for at, name in enumerate(panel.units):
        keep = panel.everyone()
        keep[at] = False
        yield name, keep


def apart(effects: Floats, pilot: Flags) -> tuple[Floats, Floats]:
    """The effects of the pilot's units, and of the comparison units, that have one."""
    known = ~np.isnan(effects)
    return effects[pilot & known], effects[~pilot & known]


def by_area(panel: Grid, effects: Floats) -> Floats:
    """The mean effect of each comparison area."""
    known = ~panel.pilot & ~np.isnan(effects)
    areas: Sequence[str] = sorted({panel.areas[at] for at in np.flatnonzero(known)})
    names = np.array(panel.areas)
    return np.array([effects[known & (names == area)].mean() for area in areas])


def _mean(values: Floats, axis: int) -> Floats:
    """The mean of what is there; nan where nothing is, without a warning."""
    there = ~np.isnan(values)
    count = there.sum(axis=axis)
    return _divided(np.where(there, values, 0.0).sum(axis=axis), count.astype(float))


def _divided(total: Floats, count: Floats) -> Floats:
    result = np.full(count.shape, np.nan)
    np.divide(total, count, out=result, where=count > 0)
    return result
