"""Days that matter to a unit: school days, office days, days of the month."""

from calendar import monthrange
from datetime import date

from kpi.demo.units import CARE_HOME, PRESCHOOL, SCHOOL, Unit
from kpi.periods import Month

SCHOOL_DAYS = {8: 11, 9: 21, 10: 20, 11: 20, 12: 14, 1: 16, 2: 16, 3: 20, 4: 16, 5: 19, 6: 5, 7: 0}
PRESCHOOL_DAYS = 21
PRESCHOOL_IN_JULY = 0.35  # of the children that come in other months


def days_in(month: Month) -> int:
    return monthrange(month.year, month.month)[1]


def office_days(month: Month) -> int:
    """Mondays to Fridays; holidays are left in, a pool car can be booked on those too."""
    return sum(
        date(month.year, month.month, day).weekday() < 5 for day in range(1, days_in(month) + 1)
    )


def expected_portions(unit: Unit, month: Month) -> float:
    """Portions an ordinary month of this name brings: eaters, days and who comes."""
    if unit.unit_type == SCHOOL:
        return unit.eaters * SCHOOL_DAYS[month.month] * 0.86
    if unit.unit_type == PRESCHOOL:
        coming = PRESCHOOL_IN_JULY if month.month == 7 else 1.0
        return unit.eaters * PRESCHOOL_DAYS * 0.80 * coming
    return unit.eaters * days_in(month) * 3 * 0.95  # care homes: three meals a day, every day


def eaters_in_measuring_week(unit: Unit) -> float:
    """Meals under the scales in one measuring week; care homes weigh lunch on seven days."""
    share = {SCHOOL: 5 * 0.86, PRESCHOOL: 5 * 0.80, CARE_HOME: 7 * 0.95}[unit.unit_type]
    return unit.eaters * share
