"""See a cost and a quality together: where every unit stood, and where it stands now."""

from dataclasses import dataclass, replace
from typing import Any

from kpi.access import Permission, User, require
from kpi.actions.follow_up import see_trends
from kpi.actions.home import Home
from kpi.actions.price_base import price_base_of
from kpi.actions.questions import open_about
from kpi.actions.scopes import PILOT_UNIT, alphabetical, see_scopes
from kpi.actions.unit_profile import see_units
from kpi.actions.year_sums import held_sums
from kpi.catalogue import Catalogue
from kpi.errors import UsageError
from kpi.periods import shift
from kpi.trends.movement import Lack, Moved, movements
from kpi.trends.paths import Quadrant, paths
from kpi.trends.rolling import month_spread
from kpi.values import Level, Prices
from kpi.values.prices import PriceBase
from kpi.wording.links import Pair, Path, Place
from kpi.wording.questions import about

LEVELS = (Level.UNIT, Level.AREA)


@dataclass(frozen=True, slots=True)
class Links:
    """One pair for a whole level.

    whole: the pilots themselves; paths: every unit or area in alphabetical order. asked: the open
    questions about figures that the pair rests on. price_base: None in the money of each month.
    """

    pair: Pair
    whole: tuple[Path, ...]
    paths: tuple[Path, ...]
    asked: tuple[str, ...]
    price_base: PriceBase | None


def see_pairs(home: Home, user: User, *, as_of: int) -> list[Pair]:
    """Every cost and quality that the catalogue declares to belong together, in its order."""
    require(user, Permission.SEE_FIGURES)
    return _pairs(home.catalogue(as_of))


def see_links(home: Home, user: User, *, pair: str, level: Level, as_of: int) -> Links:
    """A cost, in fixed prices, and a quality for every unit or area. UsageError for what is not."""
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    chosen = next((each for each in _pairs(catalogue) if each.key == pair), None)
    if chosen is None:
        raise UsageError(f"{pair} är inte ett par av kostnad och kvalitet i definitionerna.")
    if level not in LEVELS:
        raise UsageError("Samband visas för enheter eller områden.")
    whole = _paths(home, user, chosen, Level.PILOT, as_of)
    each = _paths(home, user, chosen, level, as_of)
    months = [place.month for path in (*whole, *each) for place in path.places]
    years = [shift(month, -back) for month in set(months) for back in range(12)]
    return Links(
        pair=chosen,
        whole=whole,
        paths=each,
        asked=_asked(home, user, chosen, catalogue, as_of),
        price_base=price_base_of(home, chosen.cost, Prices.FIXED, as_of, years),
    )


def _pairs(catalogue: Catalogue) -> list[Pair]:
    return [
        Pair(kpi, catalogue.kpis[link.quality], catalogue.measures[link.volume])
        for kpi in catalogue.kpis.values()
        for link in kpi.link
    ]


def _paths(home: Home, user: User, pair: Pair, level: Level, as_of: int) -> tuple[Path, ...]:
    both = [pair.cost, pair.quality]
    sums, spans = held_sums(home, both, level, Prices.FIXED, as_of)
    ids = [kpi.id for kpi in both]
    trend = see_trends(home, user, kpis=ids, by=level, as_of=as_of, prices=Prices.FIXED)
    moves = movements(sums, month_spread(trend.points, both), spans, both)
    years = paths(moves, pair.cost, pair.quality).to_dicts()
    found = []
    for path in _everyone(home, user, level, as_of):
        own = [row for row in years if row["scope"] == path.scope]
        if own:
            found.append(_with_years(path, own, pair))
    return tuple(sorted(found, key=lambda path: alphabetical(path.name)))


def _everyone(home: Home, user: User, level: Level, as_of: int) -> list[Path]:
    """Every scope of a level by its name and role, without any year yet."""
    if level is Level.PILOT:
        scopes = [each for each in see_scopes(home, user, as_of=as_of) if each.level is level]
        return [Path(scope=each.id, name=each.name, role=PILOT_UNIT) for each in scopes]
    seen = see_units(home, user, as_of=as_of)
    if level is Level.UNIT:
        return [
            Path(scope=unit.id, name=unit.name, role=unit.role, unit_type=unit.unit_type)
            for unit in seen.units
        ]
    names = {unit.area: unit.area_name for unit in seen.units if unit.area}
    return [
        Path(scope=area, name=name, role=PILOT_UNIT if area in seen.pilot_areas else "comparison")
        for area, name in names.items()
    ]


def _with_years(path: Path, rows: list[dict[str, Any]], pair: Pair) -> Path:
    """The same with its years. rows: of `paths`, the latest last."""
    latest = rows[-1]
    if latest["lack"] is not None:
        return replace(path, lack=Lack(latest["lack"]))
    volume = "cost_volume" if pair.volume.id in pair.cost.denominator else "quality_volume"
    return replace(
        path,
        places=tuple(
            Place(
                month=row["month"],
                cost=row["cost_value"],
                quality=row["quality_value"],
                volume=row[volume],
            )
            for row in rows
        ),
        cost_moved=Moved(latest["cost_moved"]),
        quality_moved=Moved(latest["quality_moved"]),
        cost_months=latest["cost_months"],
        quality_months=latest["quality_months"],
        quadrant=Quadrant(latest["quadrant"]),
    )


def _asked(home: Home, user: User, pair: Pair, catalogue: Catalogue, as_of: int) -> tuple[str, ...]:
    """The open questions about figures that the pair is computed from."""
    seen = see_units(home, user, as_of=as_of)
    units = {unit.id: unit.name for unit in seen.units}
    measures = {each.id: each.title for each in catalogue.measures.values()}
    rests_on = {"", *pair.cost.measures, *pair.quality.measures}
    asked = open_about(home, user, units, as_of=as_of)
    return tuple(about(each, units, measures) for each in asked if each.measure in rests_on)
