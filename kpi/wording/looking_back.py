"""What is said over a page that is shown as it was."""

from datetime import date

from kpi.wording.numbers import NO_BREAK, day_and_year

NO_SENDING = "Här går inget att lämna eller ändra."
LEAVE = "Visa som det är nu"
STAYS = "Sidorna visas som det är nu."


def looking_back(number: int, day: date | None, *, is_latest: bool) -> str:
    """`Så här såg det ut den 12 april 2024, vid leverans 61.`

    day: the one asked for, else the delivery's; None is not said. is_latest: nothing came since.
    """
    delivery = f"leverans{NO_BREAK}{number}"
    if is_latest:
        return f"Så här ser det ut vid {delivery}, som är den senaste."
    when = f"den {day_and_year(day)}, " if day else ""
    return f"Så här såg det ut {when}{f'vid {delivery}' if number else 'innan något hade lämnats'}."
