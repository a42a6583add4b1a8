"""The courses and the units behind an effect, as tables beside their pictures (methods §11)."""

from collections.abc import Mapping
from datetime import date

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


def gap_table(shown: pl.DataFrame, unit: str) -> tuple[list[str], list[list[str]]]:
    """A row a month: both groups' distance from their baseline, and the difference."""
    found: dict[date, dict[str, float | None]] = {}
    for month, group, d in shown.select("month", "group", "d").iter_rows():
        found.setdefault(month, {})[group] = d
    headings = ["Månad", *(f"{GROUP[group]}, {unit}" for group in Group), f"Skillnad, {unit}"]
    return headings, [
        [month_and_year(month), *(_cell(both.get(group)) for group in Group), _difference(both)]
        for month, both in found.items()
    ]


def _difference(both: Mapping[str, float | None]) -> str:
    pilot, others = (both.get(group) for group in Group)
    return "" if pilot is None or others is None else signed(pilot - others, 1)


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


def unit_table(rows: pl.DataFrame, unit: str) -> tuple[list[str], list[list[str]]]:
    """By name: no ranking."""
    return ["Enhet", "Grupp", f"Skillnad, {unit}"], [
        [name, GROUP[Group(group)], signed(d, 1)]
        for name, group, d in rows.sort("unit").iter_rows()
    ]


def gap_words(shown: pl.DataFrame, unit: str) -> str:
    """The picture in words: where both courses were in the latest month they share."""
    _, rows = gap_table(shown, unit)
    both = [row for row in rows if row[3]]
    if not both:
        return "Kurvorna har ingen gemensam månad."
    month, pilot, others, apart = both[-1]
    return (
        f"Mot samma månad i baslinjen låg pilotens enheter i {month} på {pilot}{NO_BREAK}{unit} "
        f"och jämförelseenheterna på {others}{NO_BREAK}{unit}; skillnaden är {apart}."
    )


def units_words(rows: pl.DataFrame, unit: str) -> str:
    """The picture of units in words: how many of the pilot's lie below no difference."""
    own = rows.filter(pl.col("group") == Group.PILOT)
    if own.is_empty():
        return "Ingen av pilotens enheter kan visas var för sig."
    below = own.filter(pl.col("d") < 0).height
    low, high = own["d"].to_list()[0], own["d"].to_list()[-1]
    ends = f"{signed(low, 1)} till {signed(high, 1)}{NO_BREAK}{unit}"
    return (
        f"Av pilotens {in_words(own.height)} enheter som visas ligger {in_words(below)} under "
        f"strecket för ingen skillnad; de går från {ends}."
    )


def may_explain(events: pl.DataFrame, start: Month) -> str:
    """What else happened from the start on, which no comparison can tell from the pilot."""
    until = pl.coalesce("last_day", "first_day")
    others = events.filter((pl.col("kind") != PILOT) & (until >= start))
    said = [
        event_words(row["title"], row["first_day"], row["last_day"]) for row in others.to_dicts()
    ]
    return f"Kan också bero på annat som har hänt: {'; '.join(said)}." if said else ""
