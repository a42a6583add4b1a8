"""Which month or day does a cell mean? A closed list of forms: a date library would guess."""

import re
from datetime import date

from kpi.intake.cells import Bad
from kpi.intake.issue import Rule
from kpi.intake.texts import folded
from kpi.periods import Month

_NUMBERED = re.compile(r"([0-9]{4})(?:-|m|)([0-9]{2})")  # 2024-01, 2024M01, 202401
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NAMED = re.compile(r"([a-z]+)(?:\.? ([0-9]{4})|-([0-9]{2}|[0-9]{4}))")  # jan. 2024, jan-24
_DAY_OR_MONTH_FIRST = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}")  # 01-02-2024

_NAMES = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari"),
            ("feb", "febr", "februari"),
            ("mar", "mars"),
            ("apr", "april"),
            ("maj",),
            ("jun", "juni"),
            ("jul", "juli"),
            ("aug", "augusti"),
            ("sep", "sept", "september"),
            ("okt", "oktober"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}


def read_month(text: str) -> Month | Bad:
    """The month a cell means, as its first day."""
    written = folded(text)
    if match := _NUMBERED.fullmatch(written):
        found = _date(int(match[1]), int(match[2]), 1)
    elif match := _DAY.fullmatch(written):
        found = _date(int(match[1]), int(match[2]), int(match[3]))
    elif match := _NAMED.fullmatch(written):
        year = match[2] or match[3]
        century = 2000 if len(year) == 2 else 0
        found = _date(century + int(year), _NAMES.get(match[1], 0), 1)
    elif _DAY_OR_MONTH_FIRST.fullmatch(written):
        return Bad(Rule.AMBIGUOUS_MONTH)
    else:
        found = None
    return found.replace(day=1) if found else Bad(Rule.NOT_A_MONTH)


def read_day(text: str) -> date | Bad:
    """The day written as `2024-03-01`."""
    match = _DAY.fullmatch(folded(text))
    found = _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    return found or Bad(Rule.NOT_A_DAY)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # the form is right, the calendar has no such day
        return None
