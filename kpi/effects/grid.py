"""The differences of one panel as arrays, and the one number a unit they make (methods §11)."""

from collections.abc import Sequence
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


def grids(units: pl.DataFrame, rows: pl.DataFrame) -> dict[str, Grid]:
    """Every panel's units and differences side by side, by panel; none for one without differences.

    In:  units: panel, unit, area, pilot (Boolean), cohort (Int32; null for comparison units), a row
         a panel and unit; rows: `differences`.
    """
    placed = units.with_columns(row=pl.int_range(pl.len()).over("panel"))
    column = pl.col("at").rank("dense").over("panel", "cohort") - 1
    found = rows.with_columns(column=column).join(
        placed.select("panel", "unit", "row"), on=["panel", "unit"], maintain_order="left"
    )
    members = split(placed)
    return {name: _grid(members[name], own) for name, own in split(found).items()}


def _grid(units: pl.DataFrame, rows: pl.DataFrame) -> Grid:
    began = units["cohort"].to_numpy()
    started, row, column = (rows[name].to_numpy() for name in ("cohort", "row", "column"))
    d, cohorts = rows["d"].to_numpy(), []
    for start in np.unique(started):
        own = started == start
        table = np.full((units.height, int(column[own].max()) + 1), np.nan)
        table[row[own], column[own]] = d[own]
        cohorts.append((began == start, table))
    return Grid(
        tuple(units["unit"]),
        tuple(units["area"]),
        units["pilot"].to_numpy().astype(bool),
        tuple(cohorts),
    )


def split(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Each panel's rows, by panel, in order."""
    parts = rows.partition_by("panel", as_dict=True, maintain_order=True)
    return {str(panel): own for (panel,), own in parts.items()}


def unit_effects(panel: Grid, keep: Flags, treated: Flags | None = None) -> Floats:
    """One number a unit: how much further it has moved than the comparison units, on average.

    Δ of methods §11; nan for a unit without data or not kept. A comparison unit has one for each
    start, weighted by how many pilot units began then. keep: which units are; several such
    selections (selection × unit) give a row each. treated: other units than the pilot's to take as
    treated, all from the start of the one cohort.
    """
    compared = keep & ~(panel.pilot if treated is None else treated)
    total, weights = np.zeros(keep.shape), np.zeros(keep.shape)
    for members, table in panel.cohorts:
        own = _against(table, compared)
        known = keep & ~np.isnan(own)
        began = known & (members if treated is None else treated)
        weight = np.where(began, 1, (known & compared) * began.sum(axis=-1, keepdims=True))
        total += weight * np.where(known, own, 0.0)
        weights += weight
    return _divided(total, weights)


def _against(table: Floats, compared: Flags) -> Floats:
    """Each unit's mean distance from the compared units' mean of the month, a row a selection.

    As products of matrices: what is there times who is compared. nan where nothing is.
    """
    there, filled = (~np.isnan(table)).astype(float), np.nan_to_num(table)
    usual = _divided(compared @ filled, compared @ there)
    known = (~np.isnan(usual)).astype(float)
    apart = known @ filled.T - np.nan_to_num(usual) @ there.T
    return _divided(apart, known @ there.T)


def without_each(panel: Grid) -> Flags:
    """As many selections as units: everyone but it."""
    return ~np.eye(len(panel.units), dtype=bool)


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


def _divided(total: Floats, count: Floats) -> Floats:
    result = np.full(count.shape, np.nan)
    np.divide(total, count, out=result, where=count > 0)
    return result
