"""Which unit, area, pilot, measure or KPI does a text mean?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

import polars as pl

from kpi.catalogue.types import Catalogue
from kpi.intake.cells import Bad, Reader
from kpi.intake.issue import Rule
from kpi.intake.texts import folded, forbidden_character
from kpi.intake.usual import NO_HISTORY
from kpi.ledger.kinds import CLOSED_MONTHS, UNITS

NEAREST = 3  # names proposed for an unknown one
PROPOSALS = 25  # unknown texts that get proposals; a million would take hours
CLOSED = CLOSED_MONTHS.row_schema
SPANS = {name: UNITS.row_schema[name] for name in ("unit", "unit_type", "valid_from", "valid_to")}
LONGEST_PROPOSED_FOR = 100  # characters: the comparison takes the square of the length


def _known(field_name: str) -> pl.DataFrame:
    return pl.DataFrame(schema={field_name: pl.String, "name": pl.String})


@dataclass(frozen=True, slots=True)
class Known:
    """What the home knows: the ids that a file may refer to, their names, and the day."""

    units: pl.DataFrame = field(default_factory=lambda: _known("unit"))  # unit, name
    areas: pl.DataFrame = field(default_factory=lambda: _known("area"))  # area, name
    pilots: pl.DataFrame = field(default_factory=lambda: _known("pilot"))  # pilot, name
    today: date | None = None  # no figures can be of a month after this; None = any month
    # unit, measure, month, value: the figures visible now; and when something is expected
    history: pl.DataFrame = field(default_factory=lambda: NO_HISTORY)
    # unit, unit_type, valid_from, valid_to (null = open)
    spans: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SPANS))
    closed: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=CLOSED))


class Names:
    """Everything that ids may be called. An id comes before a name that looks like it."""

    def __init__(self, unknown: Rule, named: Iterable[tuple[str, Iterable[str | None]]]) -> None:
        self._unknown = unknown
        self._ids: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._shown: dict[str, str] = {}  # folded -> what is proposed
        self._proposals_left = PROPOSALS
        for key, names in named:
            self._ids[folded(key)] = key
            written = [name for name in names if name]
            for name in written:
                self._names.setdefault(folded(name), set()).add(key)
            for name in (*written, key):
                self._shown.setdefault(folded(name), written[0] if written else key)

    def __contains__(self, text: str) -> bool:
        return folded(text) in self._shown

    def read(self, text: str) -> str | Bad:
        """The id that a text means."""
        if character := forbidden_character(text):
            return Bad(Rule.CONTROL_CHARACTER, (character,))
        key = folded(text)
        if key in self._ids:
            return self._ids[key]
        ids = self._names.get(key, set())
        if len(ids) == 1:
            return next(iter(ids))
        return Bad(Rule.SHARED_NAME, tuple(sorted(ids))) if ids else self._bad(key)

    def _bad(self, key: str) -> Bad:
        if not self._proposals_left or len(key) > LONGEST_PROPOSED_FOR:
            return Bad(self._unknown)
        self._proposals_left -= 1
        near = get_close_matches(key, self._shown, n=NEAREST)
        return Bad(self._unknown, tuple(dict.fromkeys(self._shown[name] for name in near)))


def unit_names(known: Known) -> Names:
    return Names(Rule.UNKNOWN_UNIT, _rows(known.units, "unit"))


def measure_names(catalogue: Catalogue) -> Names:
    named = ((m.id, (m.title, *m.aliases)) for m in catalogue.measures.values())
    return Names(Rule.UNKNOWN_MEASURE, named)


def reference_reader(field_name: str, known: Known, catalogue: Catalogue) -> Reader | None:
    """How a register's field is read that refers to something; None for any other field."""
    match field_name:
        case "unit":
            return unit_names(known).read
        case "area":
            return Names(Rule.UNKNOWN_AREA, _rows(known.areas, "area")).read
        case "pilot":
            return Names(Rule.UNKNOWN_PILOT, _rows(known.pilots, "pilot")).read
        case "measure":
            return measure_names(catalogue).read
        case "kpi":
            named = ((k.id, (k.title, k.short_name)) for k in catalogue.kpis.values())
            return Names(Rule.UNKNOWN_KPI, named).read
        case _:
            return None


def _rows(frame: pl.DataFrame, key: str) -> Iterable[tuple[str, tuple[str | None]]]:
    return ((row[0], (row[1],)) for row in frame.select(key, "name").iter_rows())
