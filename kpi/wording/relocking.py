"""What is said where months of a baseline have been corrected since it was locked."""

from collections.abc import Sequence
from datetime import date

from kpi.catalogue import Kpi
from kpi.wording.numbers import NO_BREAK, in_words, month_and_year, number
from kpi.wording.sentences import Reading, change_text, state_word

MONTHS = ["Månad", "När baslinjen låstes", "Nu"]
SIDES = ["Uppgift", "Som nu", "Om baslinjen låses om"]
NOTHING = "inget värde"


def corrected_title(months: int) -> str:
    """`Tre månader i baslinjen har rättats sedan den låstes`."""
    count = in_words(months).capitalize() if months > 1 else "En"
    many = "månader" if months > 1 else "månad"
    return f"{count} {many} i baslinjen har rättats sedan den låstes"


def corrected_words(locked_at: int, *, common: bool) -> str:
    """What it means that nothing has moved, and whom a relocking concerns."""
    said = (
        f"Medel och gränser räknas fortfarande på talen som de var i leverans{NO_BREAK}"
        f"{locked_at}. De flyttas bara om någon låser om baslinjen och skriver varför."
    )
    if not common:
        return said
    return (
        f"{said} Baslinjen är gemensam: låses den om gäller det nyckeltalet för alla enheter "
        "och grupper."
    )


def months_rows(
    months: Sequence[tuple[date, float | None, float | None]], kpi: Kpi
) -> list[list[str]]:
    """Each corrected month, before and after, under MONTHS."""
    return [
        [month_and_year(month), _value(before, kpi), _value(after, kpi)]
        for month, before, after in months
    ]


def sides_rows(now: Reading, then: Reading) -> list[list[str]]:
    """What the baseline gives as it is and as it would be, under SIDES.

    Centre and limits are the latest month's: they may follow the month's volume or season.
    """
    when = f" i {now.when(now.month)}" if now.month else ""
    kpi = now.kpi
    return [
        [f"Medel{when}", _value(now.centre, kpi), _value(then.centre, kpi)],
        [f"Nedre gräns{when}", _value(now.lower, kpi), _value(then.lower, kpi)],
        [f"Övre gräns{when}", _value(now.upper, kpi), _value(then.upper, kpi)],
        ["Förändring mot baslinjen", *(change_text(each) or NOTHING for each in (now, then))],
        ["Läge", state_word(now), state_word(then)],
    ]


def relocked_title(number_: int) -> str:
    return f"Baslinjen är omlåst i leverans{NO_BREAK}{number_}."


def _value(value: float | None, kpi: Kpi) -> str:
    if value is None:
        return NOTHING
    return f"{number(value, kpi.decimals)}{NO_BREAK}{kpi.unit}"
