"""Small municipalities by chance, and the KPIs that are computed of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import polars as pl

from kpi.catalogue import PriceIndex
from kpi.periods import shift
from kpi.values import Facts
from tests.builders import rows
from tests.builders_facts import catalogue, kpi

FIRST = date(2022, 1, 1)
MARKERS = ["saknas", "bortfall", "sekretess", "ej_tillamplig"]
MEASURES = ["cost", "overhead", "area", "portions", "nki", "answers"]
SURVEY = {"numerator": ("nki",), "denominator": ("answers",), "effect_scale": "level"}
KPIS = [
    kpi("cost_m2", price_index="kpi"),
    kpi("full_cost", numerator=("cost", "overhead"), price_index="mix", smallest_coverage=0.5),
    kpi("oh_m2", numerator=("overhead",), service="meals"),
    kpi("deviation", numerator=("portions",), scale=100, offset=-100, effect_scale="level"),
    kpi("meals", formula="count", numerator=("portions",), denominator=(), service="meals"),
    kpi(
        "guests",
        formula="count",
        numerator=("portions", "cost"),
        denominator=(),
        withhold_by="answers",
        withhold_below=7,
    ),
    kpi("nki", formula="index", **SURVEY, withhold_by="answers", withhold_below=7),
    kpi("waves", formula="index", **SURVEY, frequency="wave"),
    kpi("weeks", frequency="measuring_weeks", withhold_by="answers", withhold_below=9),
    kpi("yearly", frequency="yearly", denominator=("portions",)),
]
BOOK = catalogue(
    *KPIS,
    overhead=("overhead",),
    kpi=PriceIndex(id="kpi", title="KPI", source="SCB", weights={"kpi": 1.0}),
    mix=PriceIndex(id="mix", title="Blandat", source="Egen", weights={"kpi": 0.25, "lon": 0.75}),
)


class Municipality:
    """Small facts by chance: units that come and go, gaps, zeros, markers, closed months."""

    def __init__(self, seed: int, units: int, months: int) -> None:
        self.chance = Random(seed)
        self.names = [f"u{at}" for at in range(units)]
        self.months = [shift(FIRST, at) for at in range(months)]

    def facts(self) -> Facts:
        habits = {(unit, measure): self._habit() for unit in self.names for measure in MEASURES}
        return Facts(
            measures=self._measures(habits),
            units=rows("units", *map(self._unit, self.names)),
            closed_months=self._some("closed_months", self._closed, 6),
            waves=self._some("waves", self._wave, 12),
            price_index=self._some("price_index", self._price, 3 * len(self.months)),
            pilot=rows("pilot", *(self._pilot(name) for name in ("p", "q")[: self._upto(2)])),
        )

    def again(self, facts: Facts) -> Facts:
        """The same municipality at another time: some rows of each kind were not there yet."""
        return replace(
            facts,
            measures=self._fewer(facts.measures),
            units=self._fewer(facts.units),
            closed_months=self._fewer(facts.closed_months),
        )

    def baselines(self, scopes: pl.DataFrame) -> pl.DataFrame:
        each = [
            (kpi, scope, *sorted((self._month(), self._month())), self._month())
            for kpi in (each.id for each in KPIS)
            for scope in scopes["scope"].unique().sort()
            if self._one_in(2)
        ]
        names = ["kpi", "scope", "first_month", "last_month", "start"]
        types = [pl.String, pl.String, pl.Date, pl.Date, pl.Date]
        return pl.DataFrame(each, schema=dict(zip(names, types, strict=True)), orient="row")

    def _measures(self, habits: dict) -> pl.DataFrame:
        cells = [
            {"unit": unit, "measure": measure, "month": month} | self._cell(measure)
            for (unit, measure), habit in habits.items()
            for month in self.months
            if self.chance.random() < habit
        ]
        return rows("measures", *cells).select("unit", "measure", "month", "value", "missing")

    def _habit(self) -> float:
        """How often a unit names a measure."""
        return self.chance.choice([0, 0.1, 0.7, 0.9, 1, 1, 1])

    def _cell(self, measure: str) -> dict:
        if self._one_in(9):
            return {"missing": self.chance.choice(MARKERS)}
        if self._one_in(9):
            return {"value": Decimal(0)}
        largest = 12 if measure == "answers" else 1000
        smallest = -3 if measure == "cost" else 0
        return {"value": Decimal(self.chance.randint(10 * smallest, 10 * largest)) / 10}

    def _unit(self, name: str) -> dict:
        return {
            "unit": name,
            "name": name,
            "unit_type": self.chance.choice(["skola", "forskola", None]),
            "department": self.chance.choice(["bsf", "uf"]),
            "area": self.chance.choice(["oster", "norr", None]),
            "role": self.chance.choice(["pilot", "pilot", "comparison", None]),
            "valid_from": self._month() if self._one_in(4) else None,
            "valid_to": self._month() if self._one_in(4) else None,
        }

    def _closed(self) -> dict:
        return {
            "unit": self.chance.choice(["", *self.names]),
            "unit_type": self.chance.choice(["", "skola", "bad"]),
            "service": self.chance.choice(["", "cleaning", "meals"]),
            "month": self._month(),
        }

    def _wave(self) -> dict:
        return {"kpi": self.chance.choice(["waves", "weeks"]), "month": self._month()}

    def _price(self) -> dict:
        return {
            "series": self.chance.choice(["kpi", "lon"]),
            "month": self._month(),
            "edition": self.chance.choice(["2023-01", "2024-01"]),
            "value": self.chance.choice([None, 0, 90, 100, 100, 120, 130.5]),
        }

    def _pilot(self, name: str) -> dict:
        return {
            "pilot": name,
            "area": self.chance.choice(["oster", "norr", "", None]),
            "starts": None if self._one_in(5) else self._month(),
        }

    def _some(self, kind: str, make, most: int) -> pl.DataFrame:
        """Up to so many rows of a register, no key twice."""
        return rows(kind, *(make() for _ in range(self._upto(most)))).unique(
            [
                name
                for name in ("unit", "unit_type", "service", "kpi", "series", "edition", "month")
                if name in rows(kind).columns
            ],
            keep="first",
            maintain_order=True,
        )

    def _fewer(self, frame: pl.DataFrame) -> pl.DataFrame:
        return frame.filter(
            pl.Series([not self._one_in(9) for _ in range(frame.height)], dtype=pl.Boolean)
        )

    def _month(self) -> date:
        return shift(FIRST, self.chance.randint(-1, len(self.months)))

    def _upto(self, most: int) -> int:
        return self.chance.randint(0, most)

    def _one_in(self, many: int) -> bool:
        return self.chance.random() < 1 / many
