"""At which of the ledger's numbers pages are shown: what an address asks for, else the latest."""

from dataclasses import dataclass
from datetime import date

from kpi.actions.home import Home, days_recorded, ledger_number
from kpi.errors import UsageError
from kpi.periods import parse_day

LONGEST = 40  # characters of an address that are read, and so repeated


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """At which number everything is shown.

    asked: what the address asks for, where there is such a number; else empty. day: the one
    asked for, else that of the number's delivery; None where nothing is asked for or nothing had
    been delivered. is_latest: nothing has come after the number. wrong: what to say of an
    address that asks for what there is not.
    """

    number: int
    asked: str = ""
    day: date | None = None
    is_latest: bool = True
    wrong: str = ""

    @property
    def is_back(self) -> bool:
        """Somebody asks to see it as it was, though it may not have changed since."""
        return bool(self.asked)


def shown_at(home: Home, asked: str) -> Shown:
    """The number meant by `42` or by `2024-04-12`, the end of that day; empty is now.

    What cannot be followed is no reason to show nothing: then it is as now, and `wrong` says why.
    """
    head = home.head()
    asked = asked[:LONGEST]
    if not asked:
        return Shown(number=head)
    try:
        number = ledger_number(home, asked)
    except UsageError as error:
        return Shown(number=head, wrong=str(error))
    day = None if asked.isdecimal() else parse_day(asked)
    return Shown(
        number=number,
        asked=asked,
        day=day or days_recorded(home, head).get(number),
        is_latest=number == head,
    )
