"""What would a file move? The months that are reported already, and the pilot's nyckeltal."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from math import isclose

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.coverage_after import coverage_after
from kpi.actions.deliver import Previewed
from kpi.actions.follow_up import see_trends
from kpi.actions.home import Home
from kpi.actions.overview import Overview, pilot_of, tiles_of
from kpi.actions.touched_packs import touched_packs
from kpi.catalogue import Catalogue
from kpi.intake.preview import Preview
from kpi.periods import Month
from kpi.store.what_if import WhatIf
from kpi.values import Level, Prices
from kpi.wording.impact import Impact, Moved
from kpi.wording.sentences import Reading

TOLD = ("month", "value", "change", "variation", "assurance", "status")  # what a tile says


def see_impact(home: Home, user: User, previewed: Previewed, now: Overview) -> Impact:
    """What committing a previewed file would move; nothing is stored.

    `now` is Översikt as the file was checked. Afterwards is asked of the same verbs, in a store
    where the file is the next delivery, so that the page will say what is said here.
    """
    require(user, Permission.SEND_FILES)
    checked, found = previewed.checked, previewed.preview
    if checked.layout is None or found is None:
        return Impact((), ())
    then = previewed.checked_at + 1
    what_if = replace(home, store=WhatIf(home.store, checked.layout.kind, checked.rows, then))
    before = {tile.reading.kpi.id: tile.reading for tile in (*now.tiles, *now.others)}
    kpis = _read_from(home.catalogue(previewed.checked_at), found)
    after = _readings(what_if, user, kpis, then)
    covered = coverage_after(home, user, previewed)
    packs = touched_packs(home, what_if, user, kpis, now=previewed.checked_at)
    return Impact(_months(found), _moved(before, after), covered, packs)


def _moved(before: Mapping[str, Reading], after: Mapping[str, Reading]) -> tuple[Moved, ...]:
    """The nyckeltal whose tile says something else; those with another verdict come first."""
    nothing = {
        kpi: Reading(kpi=reading.kpi, month=None, value=None, n=0)
        for kpi, reading in after.items()
        if reading.month is not None
    }
    pairs = [
        Moved(was, after[kpi])
        for kpi, was in (nothing | dict(before)).items()
        if kpi in after and _differ(was, after[kpi])
    ]
    return tuple(sorted(pairs, key=lambda moved: moved.before.variation is moved.after.variation))


def _differ(was: Reading, becomes: Reading) -> bool:
    """Whether a tile says something else; sums of the same figures may differ in a last digit."""
    for name in TOLD:
        one, other = getattr(was, name), getattr(becomes, name)
        if isinstance(one, float) and isinstance(other, float):
            if not isclose(one, other, rel_tol=1e-9, abs_tol=1e-9):
                return True
        elif one != other:
            return True
    return False


def _months(found: Preview) -> tuple[tuple[Month, int], ...]:
    """The months with figures in already that change or go, with how many."""
    if "month" not in found.changed.columns:
        return ()
    months = Counter([*found.changed["month"], *found.removed["month"]])
    return tuple(sorted(months.items()))


def _read_from(catalogue: Catalogue, found: Preview) -> list[str]:
    """The nyckeltal that read what the file moves; a register may move any of them."""
    kpis = catalogue.kpis.values()
    if "measure" not in found.new.columns:
        return [kpi.id for kpi in kpis]
    moved = pl.concat([each["measure"] for each in (found.new, found.changed, found.removed)])
    return [kpi.id for kpi in kpis if set(moved).intersection(kpi.measures)]


def _readings(home: Home, user: User, kpis: list[str], as_of: int) -> dict[str, Reading]:
    """What the pilot's tiles say as of a number; nothing while there is no pilot."""
    pilot = pilot_of(home.store.register("pilot", as_of))
    if pilot is None or not kpis:
        return {}
    trend = see_trends(home, user, kpis=kpis, by=Level.PILOT, as_of=as_of, prices=Prices.FIXED)
    tiles = tiles_of(trend, pilot, home.catalogue(as_of))
    return {kpi: tile.reading for kpi, tile in tiles.items()}
