"""The register files: units, areas, closed months, the pilot and what has been decided about it."""

import json
from datetime import date

from kpi.demo.tables import Table, as_utf8
from kpi.demo.units import (
    AREAS,
    CARE_HOME,
    CLOSES,
    CLOSING_SCHOOL,
    CULTURE,
    MONTHS,
    PILOT,
    PILOT_START,
    PRESCHOOL,
    REBUILDING,
    REBUILT_LIBRARY,
    SCHOOL,
    UNITS,
    Area,
    Unit,
)
from kpi.demo.waves import SURVEY_MONTHS, WASTE_MONTHS
from kpi.periods import Month, shift

HALF_HEIGHT, HALF_WIDTH = 0.019, 0.038  # of an area's rectangle, degrees
PLACES = (  # degrees north and east of the area's middle, in the order of its units
    *((-0.008, -0.020), (0.009, -0.009), (-0.004, 0.012), (0.006, 0.024), (-0.012, 0.002)),
    *((0.013, 0.009), (0.001, -0.030), (-0.014, 0.029), (0.014, -0.027), (0.0, 0.0)),
    (0.003, 0.032),
)

KPIS = (
    *("cleaning_cost_m2", "cleaning_m2_fte", "cleaning_quality", "meal_cost_portion"),
    *("meals_served", "food_waste_g", "organic_share", "caretaking_cost_m2"),
    *("fault_lead_days", "fault_on_time", "fleet_utilisation", "fleet_cost_mil"),
    *("outdoor_cost_m2", "nki", "sick_leave", "fulltime_share"),
)
SELECTED = (
    ("cleaning_cost_m2", "serviceförvaltningen"),
    ("cleaning_quality", "barn- och skolförvaltningen"),
    ("meal_cost_portion", "barn- och skolförvaltningen"),
    ("food_waste_g", "utbildningsförvaltningen"),
    ("fault_lead_days", "vård- och omsorgsförvaltningen"),
    ("fleet_cost_mil", "vård- och omsorgsförvaltningen"),
    ("nki", "kultur- och fritidsförvaltningen"),
    ("sick_leave", "serviceförvaltningen"),
)
START_DECISION = "SN 2023/0047 § 31 (påhittat)"
DECISION = "SN 2023/0112 § 84 (påhittat)"
LOCKED_ON = date(2023, 9, 15)
FLOORS = (  # nyckeltal; school, preschool, care home, culture; empty = none decided
    ("cleaning_quality", "83", "82", "84", "83"),
    ("fault_on_time", "78", "76", "76", "72"),
    ("fault_lead_days", "8", "7", "8", "8"),
    ("food_waste_g", "65", "85", "115", ""),
    ("nki", "64", "65", "65", "65"),
)
EVENTS = (
    (
        *("livsmedel2022", "Livsmedel blir dyrare"),
        *("2022-01-01", "2022-12-31", "måltider", "priser"),
        "Priserna på livsmedel steg mer än andra priser under hela året",
    ),
    (
        *("oh2023", "Schablonen för gemensamma kostnader höjs", "2023-01-01", "", "", "ekonomi"),
        "Från 8 till 11 procent av den direkta kostnaden",
    ),
    (
        *("lindgarden2023", "Lindgården byggs ut", "2023-03-01", "", "lindgarden", "lokaler"),
        "Ytan ökar från 3 500 till 4 300 m²",
    ),
    (
        *("pilotstart", "Piloten börjar", "2023-08-01", "", "oster", "pilot"),
        "Tjänsterna samordnas i Område Öster",
    ),
    (
        *("manskenet2023", "Månskenet delar vaktmästare", "2023-08-14", "", "manskenet"),
        *("bemanning", "Förskolans egen vaktmästare ingår nu i områdets team"),
    ),
    (
        *("leasing2024", "Nya leasingavtal för poolbilar", "2024-01-01", "", "fordon", "avtal"),
        "Bilarna byts efter hand under våren och sommaren, till högre avgift",
    ),
    (
        *("slanskolan2024", "Slånskolan läggs ned", "2024-01-01", "", "slanskolan", "lokaler"),
        "Skolan är jämförelseenhet till och med december 2023",
    ),
)


COMMENTS = (
    (
        *("cleaning_cost_m2", "pilot/oster", "2024-07", "ekonom"),
        "Kostnaden per städad yta är lägre än vanliga julimånader.",
        "Sommarens storstädning samordnades mellan skolorna, med färre inhyrda timmar.",
        "Samma upplägg nästa sommar. Städkontrollerna följs varje månad så att kvaliteten håller.",
        *("Ekonom, serviceförvaltningen", "2024-08-12"),
    ),
    (
        *("fleet_cost_mil", "pilot/oster", "2024-05", "verksamhetschef"),
        "Kostnaden per mil har stigit sedan årsskiftet.",
        "De nya leasingavtalen har högre avgift, och bilarna körs färre mil än när de beställdes.",
        "Två bilar lämnas tillbaka i höst. Uppföljning i oktober.",
        *("Verksamhetschef, fordon och transport", "2024-06-14"),
    ),
    (
        *("nki", "unit/manskenet", "2024-05", "enhetschef"),
        "Kunderna är mindre nöjda än före piloten.",
        "Vår egen vaktmästare ingår sedan augusti i områdets team, och småfel får vänta längre.",
        *("Vi vill pröva fasta tider för teamet, två förmiddagar i veckan.", "", ""),
    ),
)


# nyckeltal, riktning, huvudnyckeltal, marginal
PLAN = (
    ("cleaning_cost_m2", "lägre", "ja", ""),
    ("meal_cost_portion", "lägre", "ja", ""),
    ("cleaning_quality", "högre", "ja", "2"),
    ("nki", "högre", "nej", "3"),
    ("food_waste_g", "lägre", "nej", "5"),
    ("fault_lead_days", "lägre", "nej", "5"),
    ("fault_on_time", "högre", "nej", "3"),
    ("sick_leave", "oförändrat", "nej", "0,5"),
)
PLAN_DECISION = "SN 2023/0047 § 33 (påhittat)"
PLANNED_ON = date(2023, 6, 14)
PILOT_COSTS = (  # what, for how many months, kr a month, why
    ("projektledning", 12, "9500", "En dag i veckan"),
    ("utbildning", 2, "18000", "Gemensam introduktion för servicemedarbetare"),
    ("planeringssystem", 1, "24000", "Gemensam planering sätts upp"),
)


def register_files() -> dict[str, bytes]:
    tables = {
        "enheter": _units(UNITS),
        "enheter_2024-01": _units([unit for unit in UNITS if unit.id == CLOSING_SCHOOL], CLOSES),
        "omraden": _areas(),
        "stangda_manader": _closed_months(),
        "pilot": _pilot(),
        "baslinjer": _baselines(),
        "malvarden": _targets(),
        "golv": _floors(),
        "handelser": _events(),
        "kommentarer": _comments(),
        "barande_nyckeltal": _selected(),
        "effektplan": _plan(),
        "pilotkostnader": _pilot_costs(),
        "matvagor": _waves(),
    }
    return {f"{name}.csv": as_utf8(table) for name, table in tables.items()}


def _units(units: list[Unit] | tuple[Unit, ...], closes: Month | None = None) -> Table:
    header = ["enhet", "namn", "enhetstyp", "förvaltning", "område", "roll", "tjänst från"]
    header += ["gäller från", "gäller till", "latitud", "longitud", "storlek"]
    last = f"{shift(closes, -1):%Y-%m}" if closes else ""
    return [header, *(_unit_row(unit, last) for unit in units)]


def _unit_row(unit: Unit, last_month: str) -> list[str]:
    area = next(area for area in AREAS if area.id == unit.area)
    order = [other.id for other in UNITS if other.area == unit.area].index(unit.id)
    north, east = PLACES[order]
    return [
        *(unit.id, unit.name, unit.unit_type, unit.department, unit.area, unit.role),
        f"{PILOT_START:%Y-%m}" if unit.role == PILOT else "",
        *(f"{MONTHS.first:%Y-%m}", last_month),
        *(_degrees(area.lat + north), _degrees(area.lon + east)),
        str(unit.m2) if unit.m2 else "",
    ]


def _areas() -> Table:
    rows = [[area.id, area.name, _rectangle(area), area.note] for area in AREAS]
    return [["område", "namn", "gräns", "anteckning"], *rows]


def _rectangle(area: Area) -> str:
    south, north = area.lat - HALF_HEIGHT, area.lat + HALF_HEIGHT
    west, east = area.lon - HALF_WIDTH, area.lon + HALF_WIDTH
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    ring = [[round(lon, 3), round(lat, 3)] for lon, lat in corners]
    return json.dumps({"type": "Polygon", "coordinates": [ring]}, separators=(",", ":"))


def _degrees(value: float) -> str:
    return f"{value:.4f}".replace(".", ",")


def _closed_months() -> Table:
    summers = [month for month in MONTHS if month.month == 7]
    kitchens = [
        ["", "skola", "måltider", f"{month:%Y-%m}", "Sommarlov, skolköken är stängda"]
        for month in summers
    ]
    rebuilding = [REBUILT_LIBRARY, "", "lokalvård", f"{REBUILDING:%Y-%m}", "Ombyggnad av lokalerna"]
    return [["enhet", "enhetstyp", "tjänst", "månad", "orsak"], *kitchens, rebuilding]


def _pilot() -> Table:
    header = ["pilot", "namn", "område", "start", "slut", "utvärdering", "beslut", "tjänster"]
    services = "lokalvård, måltider, vaktmästeri, fordon, yttre miljö"
    row = ["oster", "Pilot Område Öster", "oster", f"{PILOT_START:%Y-%m}", "2025-07", "2025-05"]
    return [header, [*row, START_DECISION, services]]


def _baselines() -> Table:
    header = ["nyckeltal", "omfattning", "första månad", "sista månad", "inställningar"]
    header += ["beräknad per", "låst den", "beslut", "skäl"]
    why = "Två hela år före pilotens start"
    first, last = f"{MONTHS.first:%Y-%m}", f"{shift(PILOT_START, -1):%Y-%m}"
    rest = ["", "", f"{LOCKED_ON}", DECISION, why]
    return [header, *([kpi, "", first, last, *rest] for kpi in KPIS)]


def _targets() -> Table:
    header = ["nyckeltal", "omfattning", "gäller från", "målvärde", "tolerans", "prismånad"]
    header += ["beslut"]
    start = f"{PILOT_START:%Y-%m}"
    values = (
        ("cleaning_cost_m2", "22,8", "0,3", start),
        ("cleaning_quality", "90", "1", ""),
        ("meal_cost_portion", "53,5", "0,5", start),
        ("food_waste_g", "60", "2", ""),
        ("fault_lead_days", "6", "0,3", ""),
        ("fleet_cost_mil", "66", "1", start),
        ("nki", "70", "1", ""),
        ("sick_leave", "7", "0,2", ""),
    )
    rows = [[kpi, "", start, value, slack, month, DECISION] for kpi, value, slack, month in values]
    return [header, *rows]


def _floors() -> Table:
    header = ["nyckeltal", "enhetstyp", "gäller från", "golv", "beslut"]
    types = (SCHOOL, PRESCHOOL, CARE_HOME, CULTURE)
    rows = [
        [kpi, unit_type, f"{PILOT_START:%Y-%m}", floor, DECISION]
        for kpi, *floors in FLOORS
        for unit_type, floor in zip(types, floors, strict=True)
        if floor
    ]
    return [header, *rows]


def _selected() -> Table:
    rows = [
        ["oster", kpi, str(order), agreed_with, START_DECISION]
        for order, (kpi, agreed_with) in enumerate(SELECTED, start=1)
    ]
    return [["pilot", "nyckeltal", "ordning", "överenskommet med", "beslut"], *rows]


def _plan() -> Table:
    header = ["pilot", "nyckeltal", "önskad riktning", "huvudnyckeltal", "marginal", "beslut"]
    rows = [["oster", *row, PLAN_DECISION, f"{PLANNED_ON}"] for row in PLAN]
    return [[*header, "bestämd den"], *rows]


def _pilot_costs() -> Table:
    """A row a month and kind, from the pilot's first month."""
    rows = [
        ["oster", f"{shift(PILOT_START, at):%Y-%m}", kind, amount, note]
        for kind, months, amount, note in PILOT_COSTS
        for at in range(months)
    ]
    return [["pilot", "månad", "slag", "kr", "anteckning"], *rows]


def _waves() -> Table:
    seasons = {11: "hösten", 5: "våren", 10: "hösten", 3: "våren"}
    rows = [
        [kpi, f"{month:%Y-%m}", f"{what} {seasons[month.month]} {month.year}"]
        for kpi, what, months in (
            ("nki", "Kundenkät", SURVEY_MONTHS),
            ("food_waste_g", "Mätveckor", WASTE_MONTHS),
        )
        for month in months
    ]
    return [["nyckeltal", "månad", "namn"], *rows]


def _events() -> Table:
    header = ["händelse", "rubrik", "första dag", "sista dag", "omfattning", "slag", "anteckning"]
    return [header, *EVENTS]


def _comments() -> Table:
    header = ["nyckeltal", "omfattning", "månad", "roll", "vad som har hänt", "varför", "åtgärd"]
    return [[*header, "signerad av", "signerad den"], *COMMENTS]
