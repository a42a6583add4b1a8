"""The tables behind the pictures of likvärdighet, as headings and cells."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from kpi.catalogue import Kpi
from kpi.equity import Equity, Share
from kpi.values import NoValue
from kpi.wording.equity import (
    distance_words,
    floor_words,
    listed,
    share_words,
)
from kpi.wording.labels import NO_VALUE
from kpi.wording.numbers import NO_BREAK, in_words, month_and_year, number, with_unit

Table = tuple[list[str], list[list[str]]]
HIDDEN = NO_VALUE[NoValue.WITHHELD]
SHORT, NO_FLOOR = "för få månader", "inget golv"
NO_SPREAD = (
    "Spridningen visas bara för enhetstyper med minst tio enheter som har värden: av färre syns "
    "mer vilka de är än hur långt ifrån varandra de ligger. Ingen enhetstyp har så många."
)
SIDE = {True: "Pilot", False: "Jämförelse"}
OUTSIDE = {"high": "över gränsen", "low": "under gränsen", "": ""}


def units_table(found: Equity, kpi: Kpi, names: Mapping[str, str]) -> Table:
    """Every unit by type and name, never by result."""
    headings = ["Enhet", "Enhetstyp", "Grupp", "Före", "Nu", "Golv", "Avstånd", "Klarar golvet"]
    rows = [
        [
            names.get(row["unit"], row["unit"]),
            row["unit_type"],
            SIDE[row["pilot"]],
            _value(row["value_before"], kpi),
            _value(row["value"], kpi) or (HIDDEN if row["withheld"] else SHORT),
            floor_words(row["floor"], kpi) or NO_FLOOR,
            distance_words(row["distance"], kpi),
            reaches_word(row),
        ]
        for row in in_order(found.units, names)
    ]
    return headings, rows


def named(rows: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The same rows with each unit's name."""
    return [{**row, "name": names.get(row["unit"], row["unit"])} for row in rows]


def in_order(units: pl.DataFrame, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """By type, the pilot's first, then by name."""

    def key(row: dict[str, Any]) -> tuple[str, bool, str]:
        return row["unit_type"], not row["pilot"], names.get(row["unit"], row["unit"])

    return sorted(units.to_dicts(), key=key)


def units_word(count: int) -> str:
    """`Sex enheter att jämföra med`."""
    if count == 1:
        return "En enhet att jämföra med"
    word = in_words(count)
    return f"{word[:1].upper()}{word[1:]} enheter att jämföra med"


def reaches_word(row: Mapping[str, Any]) -> str:
    if row["distance"] is None:
        return ""
    return "ja" if row["distance"] >= 0 else "nej"


def history_table(found: Equity) -> Table:
    """The share month by month, the latest first."""
    rows = []
    for month in found.history["month"].unique().sort(descending=True):
        at = {row["pilot"]: row for row in found.history.filter(month=month).to_dicts()}
        rows.append([month_and_year(month), *(_share(at.get(side)) for side in (True, False))])
    return ["Tolv månader till och med", "Piloten", "Jämförelsen"], rows


def _share(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    share = Share(row["good"], row["units"])
    return f"{share_words(share)} ({number(100 * (share.part or 0.0), 0)}{NO_BREAK}%)"


def funnel_table(found: pl.DataFrame, kpi: Kpi, names: Mapping[str, str]) -> Table:
    """Each unit's share with its limits, by name.

    In:  unit, pilot, denominator, value, low998, high998 (0 to 1), outside.
    """
    headings = ["Enhet", "Grupp", kpi.short_name, "Antal", "Nedre gräns", "Övre gräns", "Utanför"]
    rows = [
        [
            names.get(row["unit"], row["unit"]),
            SIDE[row["pilot"]],
            *(
                with_unit(kpi.scale * row["value"], kpi.decimals, kpi.unit),
                number(row["denominator"], 0),
                with_unit(kpi.scale * row["low998"], kpi.decimals, kpi.unit),
                with_unit(kpi.scale * row["high998"], kpi.decimals, kpi.unit),
            ),
            OUTSIDE[row["outside"]],
        ]
        for row in found.to_dicts()
    ]
    return headings, sorted(rows)


def spread_table(spreads: pl.DataFrame, kpi: Kpi) -> Table:
    """How far apart the units of each type lie that has ten of them."""
    headings = ["Enhetstyp", "Enheter", "Lägst tiondel", "Högst tiondel", "Avstånd emellan"]
    rows = [
        [
            row["unit_type"],
            number(row["units"], 0),
            *(_value(row[name], kpi) for name in ("p10", "p90", "distance")),
            "" if row["times"] is None else f"{number(row['times'], 2)} gånger",
            "" if row["variation"] is None else f"{number(100 * row['variation'], 1)}{NO_BREAK}%",
            _true_spread(row["true_variance"], kpi),
        ]
        for row in spreads.to_dicts()
    ]
    return [*headings, "Högst mot lägst", "Variationskoefficient", "Spridning utan slump"], rows


def _true_spread(variance: float | None, kpi: Kpi) -> str:
    """As a standard deviation: in the nyckeltal's own unit."""
    return "inte känd" if variance is None else _value(variance**0.5, kpi)


def _value(value: float | None, kpi: Kpi) -> str:
    return "" if value is None else with_unit(value, kpi.decimals, kpi.unit)


def outside_sentence(found: pl.DataFrame, names: Mapping[str, str]) -> str:
    """What the funnel shows: who lies outside its wide limits, and that the others do not."""
    inside = (
        "innanför det som deras storlek och enheternas vanliga olikhet förklarar "
        "(gränser på 99,8\u00a0%)"
    )
    beyond = {
        side: sorted(names.get(unit, unit) for unit in found.filter(outside=side)["unit"])
        for side in ("high", "low")
    }
    if not any(beyond.values()):
        return f"Alla {number(found.height, 0)} enheter ligger {inside}."
    said = [
        f"{listed(units)} ligger {where} det som kunde väntas"
        for units, where in ((beyond["high"], "över"), (beyond["low"], "under"))
        if units
    ]
    return f"{listed(said)}. De andra ligger {inside}."
