"""What is said of a unit: who it is, what it measures, and where it lies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from kpi.catalogue import Kpi
from kpi.periods import Month
from kpi.values import NoValue
from kpi.wording.numbers import exact, in_words, month_and_year
from kpi.wording.overview import finding
from kpi.wording.sentences import Reading

ROLE: Mapping[str, str] = {
    "pilot": "Ingår i piloten",
    "comparison": "Jämförs med piloten",
}
OUTSIDE = "Ingår inte i piloten och jämförs inte"
SHORT: Mapping[NoValue, str] = {  # one word where a tile's value would stand
    NoValue.MISSING: "Saknas",
    NoValue.CLOSED: "Stängt",
    NoValue.CONFIDENTIAL: "Sekretess",
    NoValue.WITHHELD: "Dold",
    NoValue.ZERO_DENOMINATOR: "Kan inte räknas",
    NoValue.INCOMPLETE: "Saknas",
    NoValue.NO_INDEX: "Saknas",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as registered. None and empty texts are what nobody has registered."""

    id: str
    name: str
    unit_type: str
    department: str
    area: str
    area_name: str
    role: str
    service_start: Month | None
    valid_from: Month | None
    valid_to: Month | None
    size: Decimal | None

    def is_open(self, month: Month) -> bool:
        """Whether the unit is there in that month."""
        return self.valid_to is None or self.valid_to >= month


def unit_facts(unit: Unit) -> list[tuple[str, str]]:
    """Name and value of what is registered of a unit."""
    rows = [
        ("Typ", unit.unit_type.capitalize()),
        ("Förvaltning", unit.department.capitalize()),
        ("Område", unit.area_name),
        ("Roll", ROLE.get(unit.role, OUTSIDE)),
        ("Tjänst från", month_and_year(unit.service_start) if unit.service_start else ""),
        ("Nedlagd efter", month_and_year(unit.valid_to) if unit.valid_to else ""),
        ("Storlek", "" if unit.size is None else exact(unit.size)),
    ]
    return [(name, value) for name, value in rows if value]


UNIT_HEADINGS = [
    *("Enhet", "Namn", "Typ", "Förvaltning", "Område", "Roll"),
    *("Tjänst från", "Nedlagd efter", "Storlek"),
]


def unit_row(unit: Unit) -> list[str]:
    """What is registered of a unit as a row of a file, under UNIT_HEADINGS."""
    months = [f"{month:%Y-%m}" if month else "" for month in (unit.service_start, unit.valid_to)]
    size = "" if unit.size is None else exact(unit.size)
    place = (unit.unit_type, unit.department, unit.area_name, ROLE.get(unit.role, OUTSIDE))
    return [unit.id, unit.name, *place, *months, size]


def units_finding(units: Sequence[Unit]) -> tuple[str, str]:
    """`Tio enheter i piloten.` and what else there is."""
    roles = Counter(unit.role if unit.role in ROLE else "other" for unit in units)
    parts = [
        text
        for count, text in (
            (roles["comparison"], f"{in_words(roles['comparison'])} att jämföra med"),
            (roles["other"], f"{in_words(roles['other'])} utanför båda"),
        )
        if count
    ]
    said = f"{_units(roles['pilot']).capitalize()} i piloten."
    rest = " och ".join(parts)
    return said, f"{rest[:1].upper()}{rest[1:]}." if rest else ""


def map_sentence(units: Sequence[Unit], pilot_areas: Sequence[str], areas: int) -> str:
    """The map in words, for whoever does not see it."""
    names = {unit.area: unit.area_name for unit in units}
    where = " och ".join(names.get(area, area) for area in pilot_areas)
    inside = [unit for unit in units if unit.role == "pilot"]
    others = len({unit.area for unit in units if unit.role == "comparison"})
    parts = [f"Karta över {_areas(areas)} och {_units(len(units))}."]
    if where:
        parts.append(f"Pilotområdet {where} har {_units(len(inside))} i piloten.")
    if others:
        parts.append(f"Enheterna att jämföra med ligger i {_areas(others)}.")
    return " ".join(parts)


def _units(count: int) -> str:
    return {0: "inga enheter", 1: "en enhet"}.get(count, f"{in_words(count)} enheter")


def _areas(count: int) -> str:
    return {0: "inga områden", 1: "ett område"}.get(count, f"{in_words(count)} områden")


def lacking_sentence(kpis: Sequence[Kpi]) -> str:
    """`Enheten mäter inte …`; empty when it measures everything."""
    if not kpis:
        return ""
    *names, last = sorted(kpi.short_name for kpi in kpis)
    listed = f"{', '.join(names)} och {last}" if names else last
    return f"Enheten mäter inte {listed}."


def unit_finding(unit: Unit, readings: Sequence[Reading]) -> tuple[str, str]:
    """What a unit's figures say together; for the pilot's also that the cause is open."""
    if not readings:
        return f"{unit.name} har inte lämnat några tal än.", ""
    if all(reading.variation is None for reading in readings):
        return "Inget av enhetens nyckeltal kan bedömas än.", ""
    said, cause = finding(readings)
    return said, cause if unit.role == "pilot" else ""


def no_value_title(points: pl.DataFrame) -> str:
    """The word in a tile where its value would stand: why the series has none.

    In: one series' points: month, reason.
    """
    reasons = points.sort("month")["reason"].drop_nulls()
    return SHORT[NoValue(reasons[-1])] if reasons.len() else SHORT[NoValue.MISSING]
