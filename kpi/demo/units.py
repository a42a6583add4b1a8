"""The demo's units and areas. Every name is made up; the places lie near Lund so a map shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kpi.periods import Month, Span

MONTHS = Span(date(2021, 8, 1), date(2024, 7, 1))  # what the demo has sent
NEXT_MONTH = date(2024, 8, 1)  # what a newcomer may try to send
PILOT_START = date(2023, 8, 1)

SCHOOL, PRESCHOOL = "skola", "förskola"
CARE_HOME, CULTURE = "särskilt boende", "kultur och fritid"
TEAM = "serviceteam"
PILOT, COMPARISON, OTHER = "pilot", "jämförelse", "övrig"

DEPARTMENTS: Mapping[str, str] = MappingProxyType(
    {
        SCHOOL: "barn- och skolförvaltningen",
        PRESCHOOL: "barn- och skolförvaltningen",
        CARE_HOME: "vård- och omsorgsförvaltningen",
        CULTURE: "kultur- och fritidsförvaltningen",
        TEAM: "serviceförvaltningen",
    }
)

CLEANING, MEALS, CARETAKING = "lokalvård", "måltider", "vaktmästeri"
FLEET, GROUNDS, STAFF = "fordon", "yttre miljö", "personal"
SURVEY = "kundnöjdhet"

_BUILDINGS = frozenset({SCHOOL, PRESCHOOL, CARE_HOME, CULTURE})
HAVING: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        CLEANING: _BUILDINGS,
        MEALS: frozenset({SCHOOL, PRESCHOOL, CARE_HOME}),
        CARETAKING: _BUILDINGS,
        FLEET: frozenset({SCHOOL, CARE_HOME, CULTURE}),
        GROUNDS: frozenset({SCHOOL, PRESCHOOL, CARE_HOME}),
        STAFF: _BUILDINGS | {TEAM},
        SURVEY: _BUILDINGS,
    }
)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the municipality, drawn as a rectangle around its middle."""

    id: str
    name: str
    lat: float
    lon: float
    note: str = ""


AREAS = (
    Area("oster", "Område Öster", 55.712, 13.285, "Pilotområde från augusti 2023"),
    Area("norr", "Område Norr", 55.752, 13.205),
    Area("soder", "Område Söder", 55.672, 13.205),
    Area("vaster", "Område Väster", 55.712, 13.125),
    Area("centrum", "Område Centrum", 55.712, 13.205),
    Area("sydost", "Område Sydost", 55.672, 13.285),
    Area("landsbygd", "Område Landsbygd", 55.702, 13.405),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A place that uses services, as large as it is in the first month."""

    id: str
    name: str
    unit_type: str
    area: str
    m2: int
    employees: int
    eaters: int = 0
    vehicles: int = 0

    @property
    def role(self) -> str:
        if self.unit_type == TEAM:
            return OTHER
        return PILOT if self.area == "oster" else COMPARISON

    @property
    def department(self) -> str:
        if self.id == "tallgymnasiet":
            return "utbildningsförvaltningen"
        return DEPARTMENTS[self.unit_type]

    def has(self, service: str) -> bool:
        return self.unit_type in HAVING[service]


UNITS = (
    Unit("larkskolan", "Lärkskolan", SCHOOL, "oster", 6850, 54, 415, 2),
    Unit("ekbackeskolan", "Ekbackeskolan", SCHOOL, "oster", 7420, 61, 452, 2),
    Unit("abroskolan", "Åbroskolan", SCHOOL, "oster", 5930, 47, 366, 1),
    Unit("tallgymnasiet", "Tallgymnasiet", SCHOOL, "oster", 9180, 72, 538, 3),
    Unit("tussilagon", "Förskolan Tussilagon", PRESCHOOL, "oster", 1060, 19, 78),
    Unit("kastanjen", "Förskolan Kastanjen", PRESCHOOL, "oster", 1310, 24, 96),
    Unit("manskenet", "Förskolan Månskenet", PRESCHOOL, "oster", 890, 17, 64),
    Unit("lindgarden", "Lindgårdens särskilda boende", CARE_HOME, "oster", 3500, 58, 54, 4),
    Unit("solglantan", "Solgläntans särskilda boende", CARE_HOME, "oster", 2980, 49, 46, 3),
    Unit("osterporten", "Österporten bibliotek och fritid", CULTURE, "oster", 1870, 18, 0, 2),
    Unit("serviceteamoster", "Vaktmästarteam Öster", TEAM, "oster", 0, 8),
    Unit("bjorkhagsskolan", "Björkhagsskolan", SCHOOL, "norr", 6210, 50, 388, 2),
    Unit("blaklockan", "Förskolan Blåklockan", PRESCHOOL, "norr", 1180, 21, 84),
    Unit("norrgarden", "Norrgårdens särskilda boende", CARE_HOME, "norr", 3720, 60, 56, 4),
    Unit("norrskenet", "Fritidsgården Norrskenet", CULTURE, "norr", 1490, 15, 0, 2),
    Unit("hasselskolan", "Hasselskolan", SCHOOL, "soder", 8340, 66, 486, 2),
    Unit("slandan", "Förskolan Sländan", PRESCHOOL, "soder", 960, 18, 70),
    Unit("sorgarden", "Sörgårdens särskilda boende", CARE_HOME, "soder", 4150, 66, 62, 4),
    Unit("solrosen", "Biblioteket Solrosen", CULTURE, "soder", 1720, 16, 0, 1),
    Unit("ronnskolan", "Rönnskolan", SCHOOL, "vaster", 7080, 57, 431, 2),
    Unit("gullvivan", "Förskolan Gullvivan", PRESCHOOL, "vaster", 1240, 22, 88),
    Unit("vastanvinden", "Västanvindens särskilda boende", CARE_HOME, "vaster", 3290, 53, 50, 3),
    Unit("vaderkvarnen", "Biblioteket Väderkvarnen", CULTURE, "vaster", 2240, 20, 0, 2),
    Unit("almgardsskolan", "Almgårdsskolan", SCHOOL, "centrum", 7760, 62, 468, 2),
    Unit("smultronet", "Förskolan Smultronet", PRESCHOOL, "centrum", 1020, 18, 74),
    Unit("klockargarden", "Klockargårdens särskilda boende", CARE_HOME, "centrum", 2760, 46, 44, 3),
    Unit("spegeln", "Kulturhuset Spegeln", CULTURE, "centrum", 2610, 23, 0, 2),
    Unit("oxelskolan", "Oxelskolan", SCHOOL, "sydost", 5580, 45, 344, 1),
    Unit("tranan", "Förskolan Tranan", PRESCHOOL, "sydost", 1390, 25, 98),
    Unit("angsgarden", "Ängsgårdens särskilda boende", CARE_HOME, "sydost", 3860, 62, 58, 4),
    Unit("kompassen", "Fritidsgården Kompassen", CULTURE, "sydost", 1330, 14, 0, 1),
    Unit("slanskolan", "Slånskolan", SCHOOL, "landsbygd", 4920, 41, 302, 2),
    Unit("hagtornet", "Förskolan Hagtornet", PRESCHOOL, "landsbygd", 870, 16, 62),
    Unit("backagarden", "Backagårdens särskilda boende", CARE_HOME, "landsbygd", 3140, 51, 48, 5),
    Unit("granen", "Bygdebiblioteket Granen", CULTURE, "landsbygd", 1580, 15, 0, 2),
)

CLOSING_SCHOOL, CLOSES = "slanskolan", date(2024, 1, 1)  # the first month it is not there
REBUILT_LIBRARY, REBUILDING = "vaderkvarnen", date(2022, 7, 1)
OWN_CONTRACT = frozenset(  # private cleaning: the price holds the overhead, none is reported
    {"kastanjen", "osterporten", "slandan", "spegeln", "oxelskolan", "granen"}
)


def is_there(unit: Unit, month: Month) -> bool:
    return unit.id != CLOSING_SCHOOL or month < CLOSES


def is_closed(unit: Unit, service: str, month: Month) -> bool:
    """True in a month when the service rests; what it still costs is reported all the same."""
    if service == MEALS:
        return unit.unit_type == SCHOOL and month.month == 7
    return service == CLEANING and (unit.id, month) == (REBUILT_LIBRARY, REBUILDING)
