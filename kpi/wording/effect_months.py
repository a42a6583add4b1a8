"""The courses and the units behind an effect, as tables beside their pictures (methods §11)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from kpi.catalogue import Kpi
from kpi.effects import Effect, Group, Scale
from kpi.periods import Month
from kpi.wording.evaluation import points_of
from kpi.wording.numbers import NO_BREAK, in_words, month_and_year, signed
from kpi.wording.one_kpi import event_words

PILOT = "pilot"  # the kind of event that the effect is the effect of
TOO_FEW = "färre än två enheter"
HIDDEN = "Enheter vars siffror inte visas ingår i effekten men står inte här."
NAMED = "Namnet står vid den enhet som betyder mest för effekten."
GROUP: Mapping[Group, str] = {Group.PILOT: "Pilot", Group.COMPARISON: "Jämförelse"}


def unit_of(effect: Effect, kpi: Kpi) -> str:
    """What differences are in: per cent, percentage points or the KPI's own unit."""
    if effect.scale is Scale.LOG:
        return "%"
    return points_of(kpi)


def shown_gap(gap: pl.DataFrame, effect: Effect) -> pl.DataFrame:
    """`effects.gap` with d as it is shown, sorted by month and group."""
    shown = [effect.shown(d) for d in gap["d"].to_list()]
    return gap.with_columns(d=pl.Series(shown, dtype=pl.Float64)).sort("month", "group")


class GapMonth(NamedTuple):
    """Both groups' distance from their baseline and what is between them, as shown."""

    month: Month
    pilot: float | None  # None where fewer than two units have one
    comparison: float | None
    apart: float | None  # what the effect is the mean of, so not their shares' difference


def gap_months(gap: pl.DataFrame, effect: Effect) -> list[GapMonth]:
    """`effects.gap`, a row a month."""
    found: dict[Month, dict[str, float | None]] = {}
    for month, group, d in gap.select("month", "group", "d").sort("month").iter_rows():
        found.setdefault(month, {})[group] = d
    rows = []
    for month, both in found.items():
        pilot, others = (both.get(group) for group in Group)
        apart = None if pilot is None or others is None else pilot - others
        rows.append(GapMonth(month, *(effect.shown(d) for d in (pilot, others, apart))))
    return rows


def gap_headings(unit: str) -> list[str]:
    """The columns of the courses' table and file."""
    return ["Månad", *(f"{GROUP[group]}, {unit}" for group in Group), f"Skillnad, {unit}"]


def gap_table(rows: Sequence[GapMonth], unit: str) -> tuple[list[str], list[list[str]]]:
    """A row a month: both groups' distance from their baseline, and the difference."""
    return gap_headings(unit), [
        [
            month_and_year(row.month),
            _cell(row.pilot),
            _cell(row.comparison),
            "" if row.apart is None else signed(row.apart, 1),
        ]
        for row in rows
    ]


def _cell(value: float | None) -> str:
    return TOO_FEW if value is None else signed(value, 1)


def unit_rows(effect: Effect, names: Mapping[str, str], pilots: frozenset[str]) -> pl.DataFrame:
    """unit (its name), group, d (as shown), the lowest first: the units that may be shown."""
    rows = [
        (names.get(unit, unit), Group.PILOT if unit in pilots else Group.COMPARISON, shown)
        for unit, own in effect.units.items()
        if (shown := effect.shown(own)) is not None
    ]
    schema = {"unit": pl.String, "group": pl.String, "d": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("d", "unit")


def unit_headings(unit: str) -> list[str]:
    """The columns of the units' table and file."""
    return ["Enhet", "Grupp", f"Skillnad, {unit}"]


def unit_table(rows: pl.DataFrame, unit: str) -> tuple[list[str], list[list[str]]]:
    """By name: no ranking."""
    return unit_headings(unit), [
        [name, GROUP[Group(group)], signed(d, 1)]
        for name, group, d in rows.sort("unit").iter_rows()
    ]


def gap_words(rows: Sequence[GapMonth], unit: str) -> str:
    """The picture in words: where both courses were in the latest month they share."""
    both = [row for row in rows if row.apart is not None]
    if not both:
        return "Kurvorna har ingen gemensam månad."
    month, *sizes = both[-1]
    pilot, others, apart = (f"{signed(size or 0.0, 1)}{NO_BREAK}{unit}" for size in sizes)
    return (
        f"Mot samma månad i baslinjen låg pilotens enheter i {month_and_year(month)} på {pilot} "
        f"och jämförelseenheterna på {others}; skillnaden är {apart}."
    )


def units_words(rows: pl.DataFrame, unit: str) -> str:
    """The picture of units in words: how many of the pilot's lie below no difference."""
    own = rows.filter(pl.col("group") == Group.PILOT)
    if own.is_empty():
        return "Ingen av pilotens enheter kan visas var för sig."
    below = own.filter(pl.col("d") < 0).height
    values: list[float] = own["d"].to_list()
    low, high = (signed(end, 1) for end in (min(values), max(values)))
    if own.height == 1:
        return f"Den enda av pilotens enheter som visas ligger på {low}{NO_BREAK}{unit}."
    return (
        f"Av pilotens {in_words(own.height)} enheter som visas ligger {_share(below, own.height)} "
        f"till vänster om strecket för ingen skillnad; de går från {low} till "
        f"{high}{NO_BREAK}{unit}."
    )


def _share(count: int, of: int) -> str:
    return {0: "ingen", of: "alla"}.get(count, in_words(count))


def may_explain(events: pl.DataFrame, start: Month) -> str:
    """What else happened from the start on, which no comparison can tell from the pilot."""
    until = pl.coalesce("last_day", "first_day")
    others = events.filter((pl.col("kind") != PILOT) & (until >= start))
    said = [
        event_words(row["title"], row["first_day"], row["last_day"]) for row in others.to_dicts()
    ]
    return f"Kan också bero på annat som har hänt: {'; '.join(said)}." if said else ""
