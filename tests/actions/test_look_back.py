"""An address asks for a number or a day; what it cannot have is said, and the present is shown."""

from datetime import date

import pytest

from kpi.actions.look_back import Shown, shown_at
from tests.actions.town import Town

FOUNDED = date(2024, 1, 8)  # deliveries 1–3


@pytest.fixture
def later(town) -> Town:
    """Delivery 4, two days after the others."""
    town.now = town.now.replace(day=10)
    town.pilot("2023-01")
    return town


def test_nothing_asked_for_is_the_latest_and_no_looking_back(later):
    shown = shown_at(later.home, "")
    assert shown == Shown(number=4)
    assert not shown.is_back


def test_a_number_is_itself_and_its_delivery_says_the_day(later):
    shown = shown_at(later.home, "2")
    assert shown == Shown(number=2, asked="2", day=FOUNDED, is_latest=False)
    assert shown.is_back


def test_a_day_is_its_last_delivery_and_stays_the_day_that_was_asked_for(later):
    day = date(2024, 1, 9)  # nothing came that day
    shown = shown_at(later.home, "2024-01-09")
    assert shown == Shown(number=3, asked="2024-01-09", day=day, is_latest=False)


def test_the_latest_number_is_looking_back_too_since_it_will_not_be_the_latest_for_ever(later):
    shown = shown_at(later.home, "4")
    assert (shown.number, shown.is_latest, shown.is_back) == (4, True, True)
    later.send("område;namn\nnorr;Norr\n")
    assert not shown_at(later.home, "4").is_latest


def test_before_the_first_delivery_there_is_no_day_but_one_that_was_asked_for(later):
    assert shown_at(later.home, "0") == Shown(number=0, asked="0", is_latest=False)
    assert shown_at(later.home, "2023-12-31").day == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("5", "Leverans 5 finns inte än; den senaste är 4."),
        ("2024-02-30", "”2024-02-30” är varken ett leveransnummer eller ett datum"),
        ("-1", "”-1” är varken"),
        ("9" * 5000, "9" * 40 + " finns inte än"),
        ("<b>", "”<b>” är varken"),
    ],
)
def test_what_there_is_not_is_said_and_the_present_is_shown(later, asked, says):
    shown = shown_at(later.home, asked)
    assert says in shown.wrong
    assert (shown.number, shown.asked, shown.is_back) == (4, "", False)
