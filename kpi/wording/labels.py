"""The Swedish word of every state. Pages, documents and the CLI take them from here."""

from collections.abc import Mapping
from typing import NamedTuple

from kpi.catalogue.types import Better, Frequency
from kpi.ledger import WITHDRAWAL
from kpi.ledger import Status as DeliveryStatus
from kpi.trends import Assurance, Status, Variation
from kpi.values import Level, NoValue, Prices

VARIATION: Mapping[Variation, str] = {
    Variation.COMMON: "Normal variation",
    Variation.IMPROVING: "Förbättring",
    Variation.WORSENING: "Försämring",
    Variation.HIGH: "Ovanligt högt",
    Variation.LOW: "Ovanligt lågt",
}
ASSURANCE: Mapping[Assurance, str] = {
    Assurance.MEETS: "nås",
    Assurance.VARIES: "nås ibland",
    Assurance.MISSES: "nås inte",
    Assurance.NONE: "för tidigt att säga",
}
STATUS: Mapping[Status, str] = {
    Status.OK: "",
    Status.PRELIMINARY: "preliminära gränser",
    Status.TOO_SHORT: "för få värden",
    Status.NO_VARIATION: "oförändrat",
}
NO_VALUE: Mapping[NoValue, str] = {
    NoValue.MISSING: "saknas",
    NoValue.CLOSED: "stängt",
    NoValue.CONFIDENTIAL: "sekretess",
    NoValue.WITHHELD: "dold, för att skydda enskilda",
    NoValue.ZERO_DENOMINATOR: "kan inte räknas, nämnaren är 0",
    NoValue.INCOMPLETE: "alla enheter har inte lämnat",
    NoValue.NO_INDEX: "prisindex saknas",
    NoValue.PART_QUARTER: "alla tre månader har inte lämnats",
    NoValue.SPLIT_QUARTER: "jämförs inte, en ny fas börjar mitt i kvartalet",
    NoValue.NO_SEASON: "kan inte jämföras, baslinjen har nästan inget den månaden",
}
LEVEL: Mapping[Level, str] = {
    Level.UNIT: "enhet",
    Level.UNIT_TYPE: "enhetstyp",
    Level.DEPARTMENT: "förvaltning",
    Level.AREA: "område",
    Level.PILOT: "pilot",
}
PRICES: Mapping[Prices, str] = {Prices.FIXED: "fasta priser", Prices.CURRENT: "löpande priser"}
BETTER: Mapping[Better, str] = {
    Better.HIGHER: "högre är bättre",
    Better.LOWER: "lägre är bättre",
    Better.NEITHER: "varken högre eller lägre är bättre",
}


class Period(NamedTuple):
    """What one expected period of a KPI is called."""

    one: str
    many: str
    the_many: str


_QUARTER = Period("kvartal", "kvartal", "kvartalen")
_SURVEY = Period("mätning", "mätningar", "mätningarna")
PERIODS: Mapping[Frequency, Period] = {
    Frequency.MONTHLY: Period("månad", "månader", "månaderna"),
    Frequency.WAVE: _SURVEY,
    Frequency.MEASURING_WEEKS: _SURVEY,
    Frequency.YEARLY: Period("år", "år", "åren"),
}
KIND: Mapping[str, str] = {
    "measures": "månadens tal",
    "units": "enheter",
    "areas": "områden",
    "closed_months": "stängda månader",
    "pilot": "pilot",
    "price_index": "prisindex",
    "baselines": "baslinjer",
    "phases": "faser",
    "targets": "mål",
    "floors": "golv",
    "events": "händelser",
    "comments": "kommentarer",
    "selected_kpis": "bärande nyckeltal",
    "effect_plans": "effektplan",
    "pilot_costs": "pilotens kostnader",
    "waves": "mätomgångar",
    "questions": "öppna frågor",
    "meetings": "sammanträden",
    "packs": "fryst underlag",
    "publications": "publicerat underlag",
    "layouts": "sparade tolkningar",
    "catalogue": "definitioner",
    WITHDRAWAL: "ångrad leverans",
}
DELIVERY_STATE: Mapping[str, str] = {"live": "", "withdrawn": "ångrad"}
DELIVERY_STATUS: Mapping[DeliveryStatus, str] = {
    DeliveryStatus.PRELIMINARY: "preliminär",
    DeliveryStatus.FINAL: "slutlig",
}


def period_of(frequency: Frequency, *, by_quarter: bool) -> Period:
    """What a series' period is called; a monthly one may be judged by quarters (methods §10)."""
    return _QUARTER if by_quarter else PERIODS[frequency]


def too_few(frequency: Frequency, *, by_quarter: bool = False) -> str:
    """The state in which nothing can be told from chance yet."""
    return f"För få {period_of(frequency, by_quarter=by_quarter).many}"
