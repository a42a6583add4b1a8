"""What a baseline was locked with decides how its series is judged, and what its page says."""

from datetime import date

import pytest

from kpi.actions.relocking import relock, see_relocking
from kpi.catalogue.judging import DEFAULT, FORM, Judging
from kpi.errors import UsageError
from kpi.intake import Rule
from kpi.ledger import Draft, append
from tests.actions.test_phases import QUALITY, YEAR, months, seen
from tests.actions.town import ANNA, Town
from tests.builders import rows

HEADER = "nyckeltal;omfattning;första månad;sista månad;inställningar\n"


def locked(town: Town, settings: str) -> int:
    return town.send(f'{HEADER}{QUALITY};;2022-01;2022-12;"{settings}"\n')


@pytest.fixture
def shifted(town) -> Town:
    """A year around 82, then eight months a little above it."""
    town.pilot("2023-01")
    months(town, "2022-01", YEAR)
    months(town, "2023-01", "83 84 83 84 83 84 83 84")
    return town


def test_a_longer_shift_is_asked_for_where_the_baseline_was_locked_so(shifted):
    locked(shifted, "")
    assert (seen(shifted).series.reading.signal, seen(shifted).judging) == ("shift", DEFAULT)
    locked(shifted, "skift 9, två av tre strikt")
    found = seen(shifted)
    assert found.series.reading.signal == "none"
    assert found.judging == Judging(run_length=9, two_of_three="strict")
    assert seen(shifted, "unit/c").judging == DEFAULT  # it has no figures


def test_settings_that_cannot_be_read_are_refused(shifted):
    found = shifted.preview(f"{HEADER}{QUALITY};;2022-01;2022-12;strängt\n")
    assert found.checked.totals == {Rule.NOT_SETTINGS: 1}
    assert found.preview is None


def test_settings_from_before_they_were_checked_name_their_row(shifted):
    span = {"first_month": date(2022, 1, 1), "last_month": date(2022, 12, 1)}
    given = {"kpi": QUALITY, "scope": "", "settings": "strängt"} | span
    old = Draft(kind="baselines", rows=rows("baselines", given), sender="test")
    append(shifted.settings.ledger, old, clock=shifted.home.clock)
    with pytest.raises(UsageError, match="”strängt” i baslinjen för cleaning_quality går inte"):
        seen(shifted)


@pytest.mark.parametrize(("settings", "kept"), [("", FORM), ("skift 9", "skift 9")])
def test_a_relocking_keeps_the_settings_and_writes_them_out(shifted, settings, kept):
    locked(shifted, settings)
    months(shifted, "2022-03", "94")
    found = see_relocking(shifted.home, ANNA, seen(shifted), as_of=shifted.home.head())
    relock(shifted.home, ANNA, found, reason="Felräknad")
    assert shifted.home.store.register("baselines", shifted.home.head())["settings"].item() == kept
