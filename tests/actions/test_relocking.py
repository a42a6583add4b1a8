"""A corrected baseline month moves nothing until somebody has seen what it would do and signed."""

from datetime import date

import pytest

from kpi.actions.relocking import Corrected, relock, see_relocking
from kpi.errors import InputError, NotAllowed, UsageError
from tests.actions.test_phases import QUALITY, YEAR, followed, months, seen, signed
from tests.actions.town import ANNA, COMMITTEE, READER, Town

MARCH, JUNE = date(2022, 3, 1), date(2022, 6, 1)


def relocking(town: Town, scope: str = "unit/a", user=ANNA):
    return see_relocking(town.home, user, seen(town, scope), as_of=town.home.head())


@pytest.fixture
def corrected(town) -> Town:
    """March was 82 and is 94; the baseline's mean was 82 and would be 83."""
    followed(town)
    months(town, "2022-03", "94")
    return town


def test_nothing_is_proposed_where_nothing_in_the_baseline_has_changed(town):
    followed(town)
    assert relocking(town) is None
    months(town, "2023-02", "99")  # after the baseline
    months(town, "2022-03", "82")  # the same figure again
    months(town, "2022-03", "10", unit="c")  # another unit's
    assert relocking(town) is None
    assert relocking(town, "unit/b") is None  # it has no figures, and so no row of its own


def test_a_nyckeltal_without_baseline_has_nothing_to_relock(town):
    town.pilot("2023-01")
    months(town, "2022-01", YEAR)
    assert relocking(town) is None


def test_the_corrected_months_say_what_they_were_and_which_delivery_it_was(corrected):
    found = relocking(corrected)
    head = corrected.home.head()
    assert found.months == (Corrected(MARCH, 82, 94, (head,)),)
    assert (found.key, found.as_of, found.others) == ((QUALITY, ""), head, ())
    assert (found.now.reading.centre, found.then.reading.centre) == (82, pytest.approx(83))
    change = found.now.reading.change - found.then.reading.change
    assert change == pytest.approx(2)  # of the six months compared, March alone was 12 higher
    assert relocking(corrected, "pilot/oster").months == found.months


def test_a_month_that_came_late_or_went_is_corrected_too(town):
    town.pilot("2023-01")
    months(town, "2022-01", "80 84 82")
    town.send(f"nyckeltal;omfattning;första månad;sista månad\n{QUALITY};;2022-01;2022-12\n")
    late = months(town, "2022-04", "84")
    header = "månad;enhet;mått;värde;bort\n"
    gone = town.send(f"{header}2022-02;a;rooms_checked;;ja\n2022-02;a;rooms_approved;;ja\n")
    assert relocking(town).months == (
        Corrected(date(2022, 2, 1), 84, None, (gone,)),
        Corrected(date(2022, 4, 1), None, 84, (late,)),
    )


def test_a_phase_that_begins_inside_the_baseline_corrects_nothing(town):
    followed(town)
    signed(town, "alla 2022-11 Nytt avtal")
    assert seen(town).series.points.filter("base").height == 10
    assert relocking(town) is None


def test_an_undone_correction_is_none(corrected):
    corrected.undo(corrected.home.head())
    assert relocking(corrected) is None


def test_what_a_register_has_moved_names_the_registers_delivery(town):
    followed(town)
    closed = town.send("enhet;enhetstyp;tjänst;månad;orsak\na;;lokalvård;2022-06;Ombyggnad\n")
    found = relocking(town)
    assert found.months == (Corrected(JUNE, 82, None, ()),)
    assert found.others == (closed,)


def test_relocking_moves_the_baseline_as_shown_and_can_be_undone(corrected):
    before, found = seen(corrected), relocking(corrected)
    corrected_since = months(corrected, "2022-04", "70")  # while somebody was reading
    delivery = relock(
        corrected.home, ANNA, found, reason="Kontrollen var felräknad", reference="§ 7"
    )
    after = seen(corrected)
    assert after.series.points.equals(found.then.points)
    assert (after.baseline.locked_on, after.baseline.reference) == (
        corrected.home.settings.today,
        "§ 7",
    )
    assert (delivery.kind, delivery.rows) == ("baselines", 1)
    assert delivery.comment == "Baslinjen låses om: Kontrollen var felräknad"
    (left,) = relocking(corrected).months  # what came after what was seen
    assert left.deliveries == (corrected_since,)
    corrected.undo(delivery.number)
    assert seen(corrected).series.points.equals(before.series.points)


def test_a_scopes_own_baseline_is_the_one_that_is_relocked(corrected):
    number = corrected.send(
        "nyckeltal;omfattning;första månad;sista månad;beräknad per\n"
        f"{QUALITY};unit/a;2022-02;2022-12;{corrected.home.head() - 1}\n"
    )
    found = relocking(corrected)
    assert (found.key, found.locked_at) == ((QUALITY, "unit/a"), number - 2)
    relock(corrected.home, ANNA, found, reason="Felräknad")
    assert relocking(corrected) is None
    assert relocking(corrected, "pilot/oster") is not None


def test_it_is_signed_with_a_reason_by_one_who_may_send(corrected):
    found = relocking(corrected, user=READER)
    with pytest.raises(UsageError, match="Skriv varför baslinjen låses om"):
        relock(corrected.home, ANNA, found, reason=" ")
    with pytest.raises(InputError, match="personnummer"):
        relock(corrected.home, ANNA, found, reason="19121212-1212")
    with pytest.raises(NotAllowed):
        relock(corrected.home, READER, found, reason="Felräknad")
    with pytest.raises(NotAllowed):
        relocking(corrected, user=COMMITTEE)
