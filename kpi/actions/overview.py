"""The first screen: how the pilot's chosen nyckeltal stand, what needs attention first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.follow_up import Trend, see_trends
from kpi.actions.home import Home
from kpi.catalogue import Catalogue, Kpi
from kpi.periods import Month
from kpi.trends import Assurance, Side, Signal, Status, Variation
from kpi.trends.chance import lit_by_chance
from kpi.trends.target_status import TargetStatus
from kpi.values import Level, Prices
from kpi.wording.sentences import Reading


@dataclass(frozen=True, slots=True)
class Tile:
    """One nyckeltal for the whole pilot: its reading, and its points for the picture."""

    reading: Reading
    points: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Pilot:
    """The pilot as registered. `ends` is None while no end is decided."""

    id: str
    name: str
    area: str | None  # None or empty: pilot units of every area
    starts: Month
    ends: Month | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The pilot's state as of one ledger number.

    `pilot` is None until one is registered; `data_through` is None until figures have come.
    `tiles` are the chosen nyckeltal in order of need of attention, `others` the rest that have
    values. `reported` of `expected` pilot units have sent anything for `data_through`.
    """

    number: int
    pilot: Pilot | None
    units: int
    data_through: Month | None
    reported: int
    expected: int
    has_baseline: bool
    tiles: tuple[Tile, ...]
    others: tuple[Tile, ...]

    @property
    def first_month(self) -> Month | None:
        """The first month any tile shows: where every picture begins."""
        months = [tile.points.select(pl.col("month").min()).item() for tile in self.tiles]
        return min((month for month in months if month), default=None)


def see_overview(home: Home, user: User, *, as_of: int, prices: Prices = Prices.FIXED) -> Overview:
    """Everything the first screen shows, as of a ledger number."""
    require(user, Permission.SEE_FIGURES)
    pilot = pilot_of(home.store.register("pilot", as_of))
    units = home.store.register("units", as_of).height
    if pilot is None:
        return Overview(as_of, None, units, None, 0, 0, False, (), ())
    trend = see_trends(home, user, kpis=(), by=Level.PILOT, as_of=as_of, prices=prices)
    tiles = tiles_of(trend, pilot, home.catalogue(as_of))
    chosen = _chosen(home.store.register("selected_kpis", as_of), pilot, tiles)
    through = max(
        (tile.reading.through for tile in tiles.values() if tile.reading.through), default=None
    )
    reported, expected = _coverage(home, pilot, through, as_of)
    return Overview(
        number=as_of,
        pilot=pilot,
        units=units,
        data_through=through,
        reported=reported,
        expected=expected,
        has_baseline=not home.store.register("baselines", as_of).is_empty(),
        tiles=tuple(sorted((tiles[kpi] for kpi in chosen), key=attention)),
        others=tuple(tiles[kpi] for kpi in _with_values(tiles) if kpi not in chosen),
    )


def attention(tile: Tile) -> tuple[int, float]:
    """The order on the page: worsening first, improving last; the strongest first in each."""
    reading = tile.reading
    if reading.variation is Variation.WORSENING:
        group = 0
    elif reading.variation is None:
        group = 1
    elif reading.variation in {Variation.HIGH, Variation.LOW}:
        group = 2
    elif reading.variation is Variation.IMPROVING:
        group = 6
    else:
        group = {Assurance.MISSES: 3, Assurance.VARIES: 4}.get(reading.assurance, 5)
    return group, -_strength(reading)


def lit_by_chance_alone(tiles: Sequence[Tile]) -> tuple[float, int]:
    """How many of the judged tiles chance alone would light, and how many are judged."""
    judged = [tile for tile in tiles if tile.reading.variation is not None]
    locked = [
        tile.points.filter(pl.col("base") & pl.col("value").is_not_null()).height for tile in judged
    ]
    return lit_by_chance(locked), len(judged)


def _strength(reading: Reading) -> float:
    """How far the latest value stands from the centre, in widths of the normal range."""
    if reading.value is None or reading.centre is None or reading.upper is None:
        return 0.0
    return abs(reading.value - reading.centre) / (reading.upper - reading.centre)


def pilot_of(register: pl.DataFrame) -> Pilot | None:
    """The pilot that began last; one is followed at a time on this page."""
    names = ("name", "area", "starts", "ends")
    latest = register.sort("starts").tail(1).to_dicts()
    pilots = [Pilot(row["pilot"], *(row[name] for name in names)) for row in latest]
    return pilots[0] if pilots else None


def _chosen(register: pl.DataFrame, pilot: Pilot, tiles: dict[str, Tile]) -> list[str]:
    """The agreed nyckeltal; until any is agreed, every one that has values."""
    agreed = register.filter(pl.col("pilot") == pilot.id).sort("position", nulls_last=True)
    return [kpi for kpi in agreed["kpi"] if kpi in tiles] or _with_values(tiles)


def _with_values(tiles: dict[str, Tile]) -> list[str]:
    """Not those of which only a part has been reported: they were never meant to be shown."""
    return [kpi for kpi, tile in tiles.items() if tile.reading.month]


def tiles_of(trend: Trend, pilot: Pilot, catalogue: Catalogue) -> dict[str, Tile]:
    summary = trend.summary.filter(pl.col("scope") == pilot.id)
    points = trend.points.filter(pl.col("scope") == pilot.id).partition_by(
        "kpi", as_dict=True, include_key=True
    )
    return {
        row["kpi"]: Tile(reading_of(catalogue.kpis[row["kpi"]], row), points[(row["kpi"],)])
        for row in summary.to_dicts()
    }


def reading_of(kpi: Kpi, row: dict[str, Any]) -> Reading:
    """One row of a trend's summary, as words can be made of it."""
    return Reading(
        kpi=kpi,
        **{name: row[name] for name in ("month", "value", "n", "centre", "lower", "upper")},
        **{name: row[name] for name in ("target", "goal", "tolerance", "change", "redefined")},
        target_status=row["target_status"] and TargetStatus(row["target_status"]),
        target_decided=bool(row["target_decided"]),
        variation=row["variation"] and Variation(row["variation"]),
        assurance=Assurance(row["assurance"]),
        status=Status(row["status"]),
        signal=Signal(row["signal"] or Signal.NONE),
        side=row["side"] and Side(row["side"]),
        run=row["run"] or 0,
        steps=row["steps"] or 0,
        linked=row["linked"],
        by_quarter=row["by_quarter"],
    )


def _coverage(home: Home, pilot: Pilot, month: date | None, as_of: int) -> tuple[int, int]:
    found = home.store.frame("follow_up/coverage", month=month, area=pilot.area, as_of=as_of)
    row = found.row(0)
    return int(row[0]), int(row[1])
