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
from kpi.trends.movement import Lack, Moved, movements
from kpi.trends.paths import Quadrant, paths
from kpi.trends.rolling import month_spread
from kpi.values import Level, Prices
from kpi.values.levels import units_by
from kpi.values.prices import PriceBase
from kpi.wording.links import Pair, Path, Place
from kpi.wording.questions import Question, about

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
    pairs = {each.key: each for each in _pairs(home.catalogue(as_of))}
    chosen = pairs.get(pair)
    if chosen is None:
        raise UsageError(f"{pair} är inte ett par av kostnad och kvalitet i definitionerna.")
    if level not in LEVELS:
        raise UsageError("Samband visas för enheter eller områden.")
    asked = _asked(home, user, chosen, as_of)
    whole, each = (
        _doubted(home, of, _paths(home, user, chosen, of, as_of), asked, as_of)
        for of in (Level.PILOT, level)
    )
    years = {month for path in (*whole, *each) for place in path.places for month in place.year}
    return Links(
        pair=chosen,
        whole=whole,
        paths=each,
        asked=_in_words(home, user, asked, as_of),
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


def _asked(home: Home, user: User, pair: Pair, as_of: int) -> list[Question]:
    """The open questions about figures that the pair is computed from."""
    units = home.store.register("units", as_of)["unit"].to_list()
    rests_on = {"", *pair.cost.measures, *pair.quality.measures}
    found = open_about(home, user, units, as_of=as_of)
    return [question for question in found if question.measure in rests_on]


def _in_words(home: Home, user: User, asked: list[Question], as_of: int) -> tuple[str, ...]:
    names = {unit.id: unit.name for unit in see_units(home, user, as_of=as_of).units}
    measures = {each.id: each.title for each in home.catalogue(as_of).measures.values()}
    return tuple(about(question, names, measures) for question in asked)


def _doubted(
    home: Home, level: Level, ways: tuple[Path, ...], asked: list[Question], as_of: int
) -> tuple[Path, ...]:
    """The ways, with those marked whose years have a month that somebody has asked about."""
    units, pilots = (home.store.register(kind, as_of) for kind in ("units", "pilot"))
    behind = set(units_by(level, units, pilots).iter_rows())
    return tuple(
        replace(
            path,
            doubted=any(
                (not question.unit or (path.scope, question.unit) in behind)
                and any(question.month in place.year for place in path.places)
                for question in asked
            ),
        )
        for path in ways
    )
