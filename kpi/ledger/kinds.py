"""What kinds of delivery there are, and which columns each one carries.

Every register of the product is one kind: key columns that say which row is meant, and
value columns that the newest live delivery decides. `sql/schema.sql` has one table a kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

import polars as pl

NUMBER_DTYPE = pl.Decimal(18, 4)


class FieldType(Enum):
    """How a column is written in a file, and how it is stored."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    MONTH = "month"  # stored as the first day
    DAY = "day"

    @property
    def dtype(self) -> pl.DataType:
        return _DTYPES[self]


_DTYPES: Mapping[FieldType, pl.DataType] = {
    FieldType.TEXT: pl.String(),
    FieldType.NUMBER: NUMBER_DTYPE,
    FieldType.INTEGER: pl.Int32(),
    FieldType.MONTH: pl.Date(),
    FieldType.DAY: pl.Date(),
}

TEXT, NUMBER, INTEGER = FieldType.TEXT, FieldType.NUMBER, FieldType.INTEGER
MONTH, DAY = FieldType.MONTH, FieldType.DAY


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of delivery.

    A key is never null: an empty text key means "all" (a closed month for every service).
    """

    name: str
    keys: Mapping[str, FieldType]
    values: Mapping[str, FieldType]

    @property
    def fields(self) -> dict[str, FieldType]:
        return {**self.keys, **self.values}

    @property
    def row_schema(self) -> dict[str, pl.DataType]:
        """The columns of `rows.parquet`, in order: fields, removed, source_row.

        `removed` says that the row takes its key away; `source_row` is the row number in the
        file as a spreadsheet shows it (null where there was no file).
        """
        fields = {name: field.dtype for name, field in self.fields.items()}
        return {**fields, "removed": pl.Boolean(), "source_row": pl.Int32()}


def _kind(name: str, keys: dict[str, FieldType], values: dict[str, FieldType]) -> Kind:
    return Kind(name, MappingProxyType(keys), MappingProxyType(values))


MEASURES = _kind(
    "measures",
    {"unit": TEXT, "measure": TEXT, "month": MONTH},
    {"value": NUMBER, "missing": TEXT},  # one of the two; `missing` names why there is no value
)
UNITS = _kind(
    "units",
    {"unit": TEXT},
    {
        "name": TEXT,
        "unit_type": TEXT,
        "department": TEXT,
        "area": TEXT,
        "role": TEXT,  # pilot, comparison, other
        "service_start": MONTH,
        "valid_from": MONTH,
        "valid_to": MONTH,  # the last month, included
        "lat": NUMBER,
        "lon": NUMBER,
        "size": NUMBER,
    },
)
AREAS = _kind("areas", {"area": TEXT}, {"name": TEXT, "boundary": TEXT, "note": TEXT})
CLOSED_MONTHS = _kind(
    "closed_months",
    {"unit": TEXT, "unit_type": TEXT, "service": TEXT, "month": MONTH},
    {"reason": TEXT},
)
PILOT = _kind(
    "pilot",
    {"pilot": TEXT},
    {
        "name": TEXT,
        "area": TEXT,
        "starts": MONTH,
        "ends": MONTH,
        "evaluation": MONTH,
        "reference": TEXT,
        "services": TEXT,
    },
)
PRICE_INDEX = _kind(
    "price_index",
    {"series": TEXT, "month": MONTH, "edition": TEXT},
    {"value": NUMBER, "source": TEXT, "status": TEXT},
)
BASELINES = _kind(
    "baselines",
    {"kpi": TEXT, "scope": TEXT},  # an empty scope means every scope of the KPI
    {
        "first_month": MONTH,
        "last_month": MONTH,
        "settings": TEXT,
        "as_of": INTEGER,  # N0; null means the delivery that brought the row
        "locked_on": DAY,
        "reference": TEXT,
        "reason": TEXT,
    },
)
PHASES = _kind(
    "phases",
    {"kpi": TEXT, "scope": TEXT, "valid_from": MONTH},  # an empty scope means every scope
    {"reason": TEXT, "signed_by": TEXT},
)
TARGETS = _kind(
    "targets",
    {"kpi": TEXT, "scope": TEXT, "valid_from": MONTH},
    {"value": NUMBER, "tolerance": NUMBER, "price_month": MONTH, "reference": TEXT},
)
FLOORS = _kind(
    "floors",
    {"kpi": TEXT, "unit_type": TEXT, "valid_from": MONTH},
    {"value": NUMBER, "reference": TEXT},
)
EVENTS = _kind(
    "events",
    {"event": TEXT},
    {
        "title": TEXT,
        "first_day": DAY,
        "last_day": DAY,
        "scope": TEXT,
        "event_kind": TEXT,
        "note": TEXT,
    },
)
COMMENTS = _kind(
    "comments",
    {"kpi": TEXT, "scope": TEXT, "month": MONTH, "author_role": TEXT},
    {
        "what": TEXT,
        "why": TEXT,
        "action": TEXT,
        "signed": TEXT,  # by whom; null while it is a draft
        "signed_on": DAY,
    },
)
SELECTED_KPIS = _kind(
    "selected_kpis",
    {"pilot": TEXT, "kpi": TEXT},
    {"position": INTEGER, "agreed_with": TEXT, "reference": TEXT},
)
EFFECT_PLANS = _kind(
    "effect_plans",
    {"pilot": TEXT, "kpi": TEXT},
    {
        "direction": TEXT,  # lower, higher: what the pilot is hoped to do
        "scale": TEXT,  # log, level; null means the KPI's own
        "starts": MONTH,  # null means the pilot's start
        "transition_months": INTEGER,  # left out from the start on; null means none
        "comparison_units": TEXT,  # ids with commas between; null means every comparison unit
        "main": TEXT,  # yes, no: one of the primary KPIs
        "margin": NUMBER,  # how much worse still counts as as good; per cent or the KPI's unit
        "reference": TEXT,
        "made_on": DAY,
    },
)
PILOT_COSTS = _kind(
    "pilot_costs",
    {"pilot": TEXT, "month": MONTH, "cost_kind": TEXT},
    {"amount": NUMBER, "note": TEXT},  # kr in the month's own prices
)
WAVES = _kind("waves", {"kpi": TEXT, "month": MONTH}, {"name": TEXT})
QUESTIONS = _kind(
    "questions",
    {"unit": TEXT, "measure": TEXT, "month": MONTH},  # an empty unit or measure means all
    {
        "rule": TEXT,  # what made a check doubt the figure; several are joined by a comma
        "reason": TEXT,  # why it stands all the same, as its sender wrote it
        "settled_on": DAY,  # null while the question is open
        "settled_by": TEXT,
    },
)
MEETINGS = _kind(
    "meetings",
    {"meeting": TEXT},
    {
        "body": TEXT,
        "held": DAY,
        "dnr": TEXT,
        "cutoff": INTEGER,  # the ledger's number that its pack reads; null = the latest
        "kpis": TEXT,  # ids with commas between; null = the selected ones
        "level": TEXT,  # short, full
        "purpose": TEXT,  # this and the next two in paragraphs, a line each
        "analysis": TEXT,
        "proposal": TEXT,
    },
)
PACKS = _kind(
    "packs",
    {"meeting": TEXT},
    {
        "content": TEXT,  # JSON, as kpi.meetings writes it
        "files": TEXT,  # JSON: sha256 of each rendered file by its name; they lie in the original
        "cutoff": INTEGER,
        "frozen_on": DAY,
    },
)
# By pack, so that a pack that stands again after an undo is as published as it was.
PUBLICATIONS = _kind("publications", {"meeting": TEXT, "pack": INTEGER}, {"published_on": DAY})
LAYOUTS = _kind("layouts", {"layout": TEXT}, {"content": TEXT})  # TOML, as in the catalogue
CATALOGUE = _kind("catalogue", {"path": TEXT}, {"content": TEXT})

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            MEASURES,
            UNITS,
            AREAS,
            CLOSED_MONTHS,
            PILOT,
            PRICE_INDEX,
            BASELINES,
            PHASES,
            TARGETS,
            FLOORS,
            EVENTS,
            COMMENTS,
            SELECTED_KPIS,
            EFFECT_PLANS,
            PILOT_COSTS,
            WAVES,
            QUESTIONS,
            MEETINGS,
            PACKS,
            PUBLICATIONS,
            LAYOUTS,
            CATALOGUE,
        )
    }
)
WITHDRAWAL = "withdrawal"  # a delivery without rows that names the one it withdraws
