"""The demo's files read and reckoned with dicts and loops, as a check with a pocket calculator.

Nothing here uses the product's own intake, values, trends or effects.
"""

import csv
import io
import math
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import fmean, stdev

from kpi.demo.prices import index
from kpi.demo.script import SENDINGS, Sending
from kpi.demo.units import COMPARISON, MONTHS, PILOT, PILOT_START, UNITS, is_closed
from kpi.periods import Month, parse_month, shift
from kpi.settings import DEMO_FILES

BASELINE = tuple(shift(PILOT_START, -back) for back in range(24, 0, -1))
PILOT_YEAR = tuple(month for month in MONTHS if month >= PILOT_START)

# numerator, denominator, scale, the service that may rest, and whether it is a cost
RATIOS = {
    "cleaning_cost_m2": ("cleaning_cost", "cleaned_area_m2", 1, "lokalvård", True),
    "cleaning_quality": ("rooms_approved", "rooms_checked", 100, "lokalvård", False),
    "meal_cost_portion": ("meal_cost", "portions_served", 1, "måltider", True),
    "food_waste_g": ("food_waste_g", "eaters", 1, "måltider", False),
    "fault_lead_days": ("fault_days", "faults_closed", 1, "vaktmästeri", False),
    "fleet_utilisation": ("booked_hours", "bookable_hours", 100, "fordon", False),
    "fleet_cost_mil": ("fleet_cost", "fleet_km", 10, "fordon", True),
    "outdoor_cost_m2": ("outdoor_cost", "maintained_area_m2", 1, "yttre miljö", True),
    "nki": ("nki", "", 1, "kundnöjdhet", False),
    "sick_leave": ("sick_hours", "ordinary_hours", 100, "personal", False),
    "fulltime_share": ("full_time_employees", "employees", 100, "personal", False),
}
MISSING = {"", "saknas", ".."}

Values = dict[tuple[str, Month], float]


def read(file: str) -> list[dict[str, str]]:
    """The rows of a file in data/demo, cells as written."""
    return rows((DEMO_FILES / file).read_bytes())


def rows(content: bytes) -> list[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def to_number(cell: str) -> float:
    return float(cell.replace("\u00a0", "").replace("\u2009", "").replace(",", "."))


def live(sendings: tuple[Sending, ...] = SENDINGS) -> list[Sending]:
    """The accepted sendings that nobody has withdrawn, the latest word being the last."""
    withdrawn: set[int] = set()
    accepted = [sending for sending in sendings if sending.expected == "accepted"]
    for at, sending in reversed(list(enumerate(accepted))):
        if sending.withdraws and at not in withdrawn:
            withdrawn.add(max(i for i in range(at) if accepted[i].name == sending.withdraws))
    return [each for at, each in enumerate(accepted) if at not in withdrawn and each.file]


@cache
def reported() -> dict[tuple[str, Month, str], float]:
    """Every figure by unit, month and measure once everything has been sent."""
    values = {}
    for sending in live():
        if sending.layout not in {"wide", "long"}:
            continue
        for row in read(sending.file):
            unit, month = row.pop("enhet"), parse_month(row.pop("månad"))
            cells = {row["mått"]: row["värde"]} if sending.layout == "long" else row
            for measure, cell in cells.items():
                if cell not in MISSING:
                    values[unit, month, measure] = to_number(cell)
    return values


def part_sums(kpi: str, unit: str, month: Month) -> tuple[float, float] | None:
    """A unit's numerator (fixed prices, with the service's overhead) and denominator."""
    above, below, scale, service, is_cost = RATIOS[kpi]
    values = reported()
    if (unit, month, above) not in values or is_closed(_unit(unit), service, month):
        return None
    numerator = values[unit, month, above] + values.get((unit, month, f"{above}_service_oh"), 0)
    if is_cost:
        numerator *= index()[PILOT_START] / index()[month]
    denominator = values.get((unit, month, below), 0) if below else 1
    return (scale * numerator, denominator) if denominator else None


def pilot_series(kpi: str) -> dict[Month, float]:
    """The pilot's figure by month: sum over sum, answers as weights for the NKI."""
    series = {}
    for month in MONTHS:
        parts = []
        for unit in UNITS:
            sums = part_sums(kpi, unit.id, month) if unit.role == PILOT else None
            if sums and kpi == "nki":
                answers = reported()[unit.id, month, "nki_answers"]
                sums = (sums[0] * answers, answers)
            parts += [sums] if sums else []
        if parts:
            series[month] = sum(n for n, _ in parts) / sum(d for _, d in parts)
    return series


def limits(series: dict[Month, float]) -> tuple[float, float, float]:
    """Lower limit, centre and upper limit of an XmR chart over the 24 baseline months."""
    base = [series.get(month) for month in BASELINE]
    ranges = [abs(b - a) for a, b in pairwise(base) if a and b]
    ordinary = [step for step in ranges if step <= 3.267 * fmean(ranges)]
    centre = fmean(value for value in base if value)
    return centre - 2.66 * fmean(ordinary), centre, centre + 2.66 * fmean(ordinary)


def deltas(kpi: str, *, log: bool) -> dict[str, float]:
    """Each unit's change against its own same months, beyond the comparison units' mean."""
    change: Values = {}
    for unit in UNITS:
        level = {}
        for month in MONTHS:
            sums = part_sums(kpi, unit.id, month)
            if sums and (sums[0] > 0 or not log):
                level[month] = math.log(sums[0] / sums[1]) if log else sums[0] / sums[1]
        for month in PILOT_YEAR:
            before = [level[m] for m in BASELINE if m.month == month.month and m in level]
            if month in level and before:
                change[unit.id, month] = level[month] - fmean(before)
    return _beyond_comparison(change)


def effect(kpi: str, *, log: bool) -> tuple[float, float]:
    """The pilot's effect and its standard error; per cent on the log scale, else points."""
    delta = deltas(kpi, log=log)
    pilot = [delta[unit.id] for unit in UNITS if unit.role == PILOT and unit.id in delta]
    others = [delta[unit.id] for unit in UNITS if unit.role == COMPARISON and unit.id in delta]
    error = math.hypot(stdev(pilot) / len(pilot) ** 0.5, stdev(others) / len(others) ** 0.5)
    estimate = fmean(pilot) - fmean(others)
    return (100 * math.expm1(estimate), 100 * error) if log else (estimate, error)


def _beyond_comparison(change: Values) -> dict[str, float]:
    by_unit = defaultdict(list)
    for month in PILOT_YEAR:
        others = [change.get((unit.id, month)) for unit in UNITS if unit.role == COMPARISON]
        known = [each for each in others if each is not None]
        for unit in UNITS:
            if (unit.id, month) in change:
                by_unit[unit.id].append(change[unit.id, month] - fmean(known))
    return {unit: fmean(each) for unit, each in by_unit.items()}


def _unit(unit_id: str):
    return next(unit for unit in UNITS if unit.id == unit_id)


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def month_files() -> dict[date, list[dict[str, str]]]:
    return {month: read(f"{month:%Y-%m}.csv") for month in MONTHS}
