"""A suggested phase: never by itself, shown before it is signed, and undone like any delivery."""

from datetime import date

import pytest

from kpi.actions.new_phase import sign_phase, suggested, try_phase
from kpi.errors import InputError, NotAllowed, UsageError
from kpi.trends import Status
from kpi.trends.phases import Begins
from kpi.values import Prices
from tests.actions.test_phases import QUALITY, followed, months, seen, signed
from tests.actions.town import ANNA, COMMITTEE, READER, Town

MARCH = date(2023, 3, 1)
BY = {"kpi": QUALITY, "scope": "unit/a", "month": MARCH}


@pytest.fixture
def shifted(town) -> Town:
    """From March 2023 eight months in a row above the baseline's mean, 82."""
    followed(town)
    months(town, "2023-01", "80 78 90 91 90 91 90 91 90 91")
    return town


def test_the_shifts_first_month_is_suggested_and_any_of_the_phase_may_be_chosen(shifted):
    found = suggested(seen(shifted))
    assert (found.month, found.run) == (MARCH, 8)
    assert (found.months[0], found.months[-1]) == (date(2022, 2, 1), date(2023, 10, 1))


def test_nothing_is_suggested_where_nothing_has_shifted(town):
    assert suggested(seen(followed(town))) is None
    assert suggested(seen(town, "unit/c")) is None  # it has no figures


def test_what_is_tried_is_what_is_signed_and_nothing_is_stored_before(shifted):
    before, head = seen(shifted), shifted.home.head()
    at = {"prices": Prices.FIXED, "as_of": head}
    tried = try_phase(shifted.home, READER, **BY, **at)
    assert shifted.home.head() == head
    assert (tried.reading.status, tried.reading.n) == (Status.PRELIMINARY, 8)
    assert tried.reading.centre == pytest.approx(90.5)

    delivery = sign_phase(shifted.home, ANNA, **BY, reason=" Ny metod ")
    after = seen(shifted)
    assert after.series.points.equals(tried.points)
    (phase,) = after.phases
    assert (phase.month, phase.begins) == (MARCH, Begins.DECISION)
    assert (phase.reason, phase.signed_by) == ("Ny metod", "Anna")
    assert suggested(after) is None
    assert (delivery.number, delivery.kind, delivery.rows) == (head + 1, "phases", 1)
    assert delivery.comment == "Ny fas från mars 2023: Ny metod"

    shifted.undo(delivery.number)
    assert seen(shifted).series.points.equals(before.series.points)


def test_the_common_phases_stay_when_a_scope_gets_one_of_its_own(shifted):
    signed(shifted, "alla 2022-06 Nytt avtal", "alla 2023-03 Fel månad")
    at = {"prices": Prices.FIXED, "as_of": shifted.home.head()}
    tried = try_phase(shifted.home, ANNA, **BY, **at)
    delivery = sign_phase(shifted.home, ANNA, **BY, reason="Ny metod")
    assert delivery.rows == 2
    assert seen(shifted).series.points.equals(tried.points)
    assert [(phase.month, phase.reason) for phase in seen(shifted).phases] == [
        (date(2022, 6, 1), "Nytt avtal"),
        (MARCH, "Ny metod"),
    ]
    sign_phase(shifted.home, ANNA, **(BY | {"month": date(2022, 9, 1)}), reason="En till")
    assert len(seen(shifted).phases) == 3
    assert len(seen(shifted, "pilot/oster").phases) == 2


def test_a_phase_is_signed_with_a_reason_that_names_no_person(shifted):
    with pytest.raises(UsageError, match="Skriv varför fasen börjar"):
        sign_phase(shifted.home, ANNA, **BY, reason=" ")
    with pytest.raises(InputError, match="personnummer"):
        sign_phase(shifted.home, ANNA, **BY, reason="19121212-1212")


def test_who_may_see_may_try_and_who_may_send_may_sign(shifted):
    at = {"prices": Prices.FIXED, "as_of": shifted.home.head()}
    with pytest.raises(NotAllowed):
        try_phase(shifted.home, COMMITTEE, **BY, **at)
    with pytest.raises(NotAllowed):
        sign_phase(shifted.home, READER, **BY, reason="Ny metod")
