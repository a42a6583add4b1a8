"""What stands over a page that is shown as it was."""

from datetime import date

from kpi.wording.looking_back import looking_back

APRIL = date(2024, 4, 12)


def said(number: int, day: date | None = APRIL, *, is_latest: bool = False) -> str:
    return looking_back(number, day, is_latest=is_latest).replace("\u00a0", " ")


def test_the_day_and_the_delivery_are_said():
    assert said(61) == "Så här såg det ut den 12 april 2024, vid leverans 61."
    assert said(61, None) == "Så här såg det ut vid leverans 61."


def test_the_latest_delivery_is_how_it_is_and_not_how_it_was():
    assert said(66, is_latest=True) == "Så här ser det ut vid leverans 66, som är den senaste."


def test_before_the_first_delivery():
    assert said(0) == "Så här såg det ut den 12 april 2024, innan något hade lämnats."
    assert said(0, None) == "Så här såg det ut innan något hade lämnats."
