"""What the catalogue can say: measures, KPIs, file layouts and price indices.

Parsed once by `load`, then carried as these frozen objects; nothing downstream sees TOML.
Rules between keys of one file stand here, as validators on the key that is to be corrected
(their texts are Swedish: they are shown as they are); rules between files stand in `checks`.
"""

import math
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from kpi.catalogue.about import Definition, Link, Review, Survey
from kpi.catalogue.fields import Decimals, Frozen, Id, Real, Whole, Words, Yes, not_empty
from kpi.catalogue.layout import Column, Layout, Shape

__all__ = [
    "Better",
    "Catalogue",
    "Checks",
    "Column",
    "Definition",
    "EffectScale",
    "Formula",
    "Frequency",
    "Kpi",
    "Layout",
    "Link",
    "Measure",
    "Perspective",
    "PriceIndex",
    "Review",
    "Shape",
    "Survey",
]

SHORT_NAME_LENGTH = 26  # what keeps a tile's title on one line


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Formula(StrEnum):
    RATIO = "ratio"  # scale * sum(numerator) / sum(denominator) + offset
    COUNT = "count"  # sum(numerator)
    INDEX = "index"  # mean of the numerator weighted by the denominator


class Frequency(StrEnum):
    MONTHLY = "monthly"
    WAVE = "wave"
    MEASURING_WEEKS = "measuring_weeks"
    YEARLY = "yearly"


class Perspective(StrEnum):
    COST = "cost"
    QUALITY = "quality"
    VOLUME = "volume"


class EffectScale(StrEnum):
    LOG = "log"  # change in per cent
    LEVEL = "level"  # change in the KPI's own points


class Measure(Frozen):
    """One thing that units report: a sum over a month, never a ready-made ratio."""

    id: Id
    title: Words
    unit: Words
    service: Id
    decimals: Decimals
    may_be_negative: Yes = False  # a cost can be: credit notes
    # Absent in the file: 0, or None (no bound at all) when the measure may be negative.
    smallest: Decimal | None = Field(default=None, validate_default=True)
    largest: Decimal | None = None
    overhead: Yes = False  # may be absent for a unit that has never reported it (methods §2)
    aliases: tuple[Words, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the measure may be called in a file."""
        return (self.id, self.title, *self.aliases)

    @field_validator("smallest")
    @classmethod
    def _lower_bound(cls, smallest: Decimal | None, info: ValidationInfo) -> Decimal | None:
        if not info.data.get("may_be_negative"):
            return Decimal(0) if smallest is None else smallest
        if smallest is not None:
            raise ValueError("ska inte anges när may_be_negative = true")
        return None

    @field_validator("largest")
    @classmethod
    def _upper_bound(cls, largest: Decimal | None, info: ValidationInfo) -> Decimal | None:
        smallest = info.data.get("smallest")
        if largest is not None and smallest is not None and largest < smallest:
            raise ValueError(f"ska vara minst så stort som smallest, {smallest}")
        return largest


# What the values are made of decides how they are drawn and judged (methods §4).
ChartName = Literal["xmr", "iprime", "p", "pprime", "u", "uprime", "run"]


class Kpi(Frozen):
    """One nyckeltal: how it is computed, which way is better, and who answers for it."""

    id: Id
    title: Words
    short_name: Annotated[str, Field(min_length=1, max_length=SHORT_NAME_LENGTH)]
    why: Words
    service: Id
    source: Words  # the systems or papers that the figures come from
    perspective: Perspective
    formula: Formula
    numerator: Annotated[tuple[Id, ...], AfterValidator(not_empty)]
    denominator: tuple[Id, ...] = Field(default=(), validate_default=True)
    scale: Real = Field(default=1.0, gt=0)
    offset: Real = 0.0  # added after the ratio: a deviation in per cent is scale 100, offset -100
    unit: Words
    decimals: Decimals
    smallest: Real | None = None  # no value can lie outside these; None: there is no such bound
    largest: Real | None = None
    better: Better
    frequency: Frequency
    chart: ChartName
    seasonal: bool = Field(default=False, strict=True)  # judged without its season (methods §8)
    price_index: Id | None = None
    effect_scale: EffectScale
    smallest_coverage: Real = Field(default=0.8, gt=0, le=1)
    withhold_by: Id | None = None  # the measure that counts persons or answers
    withhold_below: Whole | None = Field(default=None, ge=5, validate_default=True)
    survey: Survey | None = None
    beside: tuple[Id, ...] = ()  # never shown without these
    link: tuple[Link, ...] = ()  # the qualities that a cost is held against (methods §9)
    review: Review
    definition: Annotated[tuple[Definition, ...], AfterValidator(not_empty)]

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure the KPI reads, without repeats."""
        withhold = (self.withhold_by,) if self.withhold_by else ()
        return tuple(dict.fromkeys((*self.numerator, *self.denominator, *withhold)))

    @property
    def redefined(self) -> tuple[date, ...]:
        """The months in which the definition changed: figures are never compared across one."""
        return tuple(each.valid_from for each in self.definition[1:])

    @property
    def read(self) -> tuple[str, ...]:
        """The same with what says how sure the value is; it is not waited for."""
        beside = (self.survey.invited, self.survey.spread) if self.survey else ()
        return tuple(dict.fromkeys((*self.measures, *beside)))

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the largest value there can be, in the KPI's unit."""
        least = -math.inf if self.smallest is None else self.smallest
        return least, math.inf if self.largest is None else self.largest

    @field_validator("largest")
    @classmethod
    def _above_smallest(cls, largest: float | None, info: ValidationInfo) -> float | None:
        smallest = info.data.get("smallest")
        if largest is not None and smallest is not None and largest <= smallest:
            raise ValueError(f"ska vara större än smallest, {smallest:g}")
        return largest

    @field_validator("numerator", "denominator")
    @classmethod
    def _no_repeats(cls, part: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(part)) < len(part):
            raise ValueError("samma mått står två gånger")
        return part

    @field_validator("denominator")
    @classmethod
    def _fits_formula(cls, denominator: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        formula = info.data.get("formula")
        if formula is Formula.COUNT and denominator:
            raise ValueError("ska inte anges när formula är count")
        if formula in (Formula.RATIO, Formula.INDEX) and not denominator:
            raise ValueError("saknas; formula ratio och index behöver en nämnare")
        return denominator

    @field_validator("chart")
    @classmethod
    def _has_volume(cls, chart: str, info: ValidationInfo) -> str:
        if chart not in ("xmr", "run") and not info.data.get("denominator"):
            raise ValueError(f"{chart} behöver en nämnare; välj xmr eller run")
        counted = chart in ("p", "pprime", "u", "uprime")
        if counted and (info.data.get("offset") or info.data.get("formula") is Formula.INDEX):
            raise ValueError(f"{chart} räknar antal; välj iprime eller xmr")
        return chart

    @field_validator("seasonal")
    @classmethod
    def _by_month(cls, seasonal: bool, info: ValidationInfo) -> bool:
        frequency = info.data.get("frequency", Frequency.MONTHLY)
        if seasonal and (info.data.get("chart", "xmr") != "xmr" or frequency != Frequency.MONTHLY):
            raise ValueError("går bara för ett nyckeltal som mäts varje månad och har chart xmr")
        return seasonal

    @field_validator("withhold_below")
    @classmethod
    def _with_measure(cls, below: int | None, info: ValidationInfo) -> int | None:
        if "withhold_by" in info.data and (info.data["withhold_by"] is None) != (below is None):
            raise ValueError("withhold_by och withhold_below anges båda eller ingen av dem")
        return below

    @field_validator("survey")
    @classmethod
    def _of_an_index(cls, survey: Survey | None, info: ValidationInfo) -> Survey | None:
        if survey is not None and info.data.get("formula", Formula.INDEX) is not Formula.INDEX:
            raise ValueError("går bara för ett nyckeltal som är ett index")
        return survey

    @field_validator("link")
    @classmethod
    def _of_a_cost(cls, link: tuple[Link, ...], info: ValidationInfo) -> tuple[Link, ...]:
        asked = ("cost", "ratio", "monthly", "lower")
        keys = ("perspective", "formula", "frequency", "better")
        if link and any(info.data.get(k, v) != v for k, v in zip(keys, asked, strict=True)):
            raise ValueError(
                "går bara för en kostnad per volym som mäts varje månad och där lägre är bättre"
            )
        if len({each.quality for each in link}) < len(link):
            raise ValueError("samma nyckeltal står två gånger")
        return link

    @field_validator("definition")
    @classmethod
    def _in_order(cls, definition: tuple[Definition, ...]) -> tuple[Definition, ...]:
        if any(later.valid_from <= earlier.valid_from for earlier, later in pairwise(definition)):
            raise ValueError("ska stå i tidsordning, med högst en definition per valid_from")
        return definition


class PriceIndex(Frozen):
    """A price index: one series, or a weighted mix of several (methods §3)."""

    id: Id
    title: Words
    source: Words
    weights: dict[Id, Annotated[Real, Field(gt=0)]]  # series in register price_index -> weight

    @field_validator("weights")
    @classmethod
    def _sum_to_one(cls, weights: dict[str, float]) -> dict[str, float]:
        total = sum(weights.values())
        if not math.isclose(total, 1, abs_tol=1e-4):  # a third may be written 0.3333
            raise ValueError(f"ska ha summan 1, men har {total:.6g}")
        return weights


class Checks(Frozen):
    """What must be confirmed before a file is sent: rules that intake knows by these names."""

    confirm: tuple[Id, ...] = ()

    @field_validator("confirm")
    @classmethod
    def _no_repeats(cls, confirm: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(confirm)) < len(confirm):
            raise ValueError("samma regel står två gånger")
        return confirm


class Catalogue(Frozen):
    """Everything defined, by id, in the order of the files' names.

    `saved` are the layouts that come from the register `layouts` and not from the files.
    """

    measures: dict[str, Measure]
    kpis: dict[str, Kpi]
    layouts: dict[str, Layout]
    prices: dict[str, PriceIndex]
    checks: Checks = Checks()
    saved: frozenset[str] = frozenset()
