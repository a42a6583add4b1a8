"""What goes wrong on the way from what happened to what was sent the first time.

Each fault is one a municipality meets: a unit that forgets, a figure ten times too large, an
invoice that is credited two months later, a cost booked on the wrong school.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kpi.demo.draws import Draws
from kpi.demo.figures import MONTHLY, Figures
from kpi.demo.units import CARETAKING, MEALS, MONTHS, PILOT, STAFF, UNITS
from kpi.periods import Month

FORGETFUL, FORGOTTEN = "abroskolan", (date(2022, 3, 1), date(2022, 4, 1))
MISSING_SHARE = 0.03  # of the blocks: one unit's figures for one service and month
COMPLETE_FROM = date(2024, 6, 1)  # the pilot units have been reminded by now

TENFOLD_UNIT, TENFOLD_MONTH = "kastanjen", date(2023, 11, 1)
CREDITED_MONTH, CREDIT = date(2024, 2, 1), 0.08
MISBOOKED_MONTH, MISBOOKED_KR = date(2023, 10, 1), 9_500
MISBOOKED_ON, BELONGS_TO = "larkskolan", "ekbackeskolan"

Gap = tuple[str, str, Month]  # service, unit, month


@dataclass(frozen=True, slots=True)
class Sent:
    """The figures of the month files, and what stands in the cells that have none."""

    figures: Figures
    gaps: Mapping[Gap, str]  # the text in the block's cells: empty, or a marker


def first_sent(true: Figures) -> Sent:
    """What the files said before any correction."""
    figures = {
        service: {key: dict(row) for key, row in rows.items()} for service, rows in true.items()
    }
    for month in FORGOTTEN:
        for service in MONTHLY:
            del figures[service][FORGETFUL, month]
    figures[CARETAKING][TENFOLD_UNIT, TENFOLD_MONTH]["caretaking_cost"] *= 10
    figures[CARETAKING][MISBOOKED_ON, MISBOOKED_MONTH]["caretaking_cost"] += MISBOOKED_KR
    figures[CARETAKING][BELONGS_TO, MISBOOKED_MONTH]["caretaking_cost"] -= MISBOOKED_KR
    for (_, month), row in figures[MEALS].items():
        if month == CREDITED_MONTH:
            row["meal_cost"] = round(row["meal_cost"] / (1 - CREDIT))
    gaps = _gaps(figures)
    for service, unit, month in gaps:
        del figures[service][unit, month]
    return Sent(figures, gaps)


def credited(sent: Sent) -> dict[str, float]:
    """Each unit's meal cost of February 2024 after the supplier's credit note."""
    return {
        unit: round(row["meal_cost"] * (1 - CREDIT))
        for (unit, month), row in sent.figures[MEALS].items()
        if month == CREDITED_MONTH
    }


def rebooked(sent: Sent) -> dict[str, float]:
    """Both schools' caretaking cost of October 2023 with the invoice where it belongs."""
    october = sent.figures[CARETAKING]
    on = october[MISBOOKED_ON, MISBOOKED_MONTH]["caretaking_cost"]
    to = october[BELONGS_TO, MISBOOKED_MONTH]["caretaking_cost"]
    return {MISBOOKED_ON: on - MISBOOKED_KR, BELONGS_TO: to + MISBOOKED_KR}


def _gaps(figures: Figures) -> dict[Gap, str]:
    """Blocks that never came; most are left empty, some are marked."""
    pilot = {unit.id for unit in UNITS if unit.role == PILOT}
    kept = {
        (CARETAKING, TENFOLD_UNIT, TENFOLD_MONTH),
        (CARETAKING, MISBOOKED_ON, MISBOOKED_MONTH),
        (CARETAKING, BELONGS_TO, MISBOOKED_MONTH),
    }
    gaps = {}
    for service in MONTHLY:
        for unit, month in figures[service]:
            draws = Draws(unit, service, str(month), "missing")
            if not draws.chance(MISSING_SHARE) or (service, unit, month) in kept:
                continue
            if month in MONTHS and not (unit in pilot and month >= COMPLETE_FROM):
                gaps[service, unit, month] = _marker(service, draws)
    return gaps


def _marker(service: str, draws: Draws) -> str:
    if not draws.chance(0.25):
        return ""
    return ".." if service == STAFF else "saknas"
