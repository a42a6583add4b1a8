"""A survey looked at: what each wave rests on, and whether the latest says something new."""

from datetime import date

import pytest

from kpi.actions.survey import see_survey
from kpi.errors import NotAllowed
from tests.actions.town import COMMITTEE, READER, Town

WAVES = ("2022-05", "2022-11", "2023-05", "2023-11")


@pytest.fixture
def survey(town: Town) -> Town:
    """Two pilot units in four waves, the first two of them the baseline; in the last b has 4."""
    town.pilot("2023-01")
    town.send("nyckeltal;månad;namn\n" + "".join(f"nki;{month};Enkät {month}\n" for month in WAVES))
    for month, a, b in zip(WAVES, (60, 62, 70, 71), (64, 66, 72, 90), strict=True):
        answers = "4" if month == WAVES[-1] else "20"
        sent = {"nki_invited": "50", "nki_sd": "10"}
        town.months(month, unit="a", nki=f"{a}", nki_answers="30", **sent)
        town.months(month, unit="b", nki=f"{b}", nki_answers=answers, **sent)
    return town


def lock(town: Town) -> int:
    return town.send("nyckeltal;omfattning;första månad;sista månad\nnki;;2022-05;2022-11\n")


def seen(town: Town, scope: str = "pilot/oster", **given: object):
    at = {"kpi": "nki", "as_of": town.home.head()} | given
    return see_survey(town.home, READER, scope=scope, **at)


def test_the_latest_wave_is_held_against_the_one_before_and_against_the_baseline(survey):
    lock(survey)
    found = seen(survey)
    assert [wave.month for wave in found.waves] == [
        date(2022, 5, 1),
        date(2022, 11, 1),
        date(2023, 5, 1),
        date(2023, 11, 1),
    ]
    assert (found.latest.answers, found.latest.invited) == (34.0, 100.0)
    assert found.latest.rate == 34.0
    assert found.latest.value == pytest.approx((71 * 30 + 90 * 4) / 34)
    assert found.before.size == pytest.approx(found.latest.value - 70.8)
    assert found.before.first == found.before.last == found.previous == date(2023, 5, 1)
    assert (found.baseline.first, found.baseline.last) == (date(2022, 5, 1), date(2022, 11, 1))
    assert found.baseline.size == pytest.approx(found.latest.value - 62.6)


def test_without_a_baseline_only_the_wave_before_is_there_to_compare(survey):
    found = seen(survey)
    assert found.baseline is None
    assert found.before is not None


def test_the_baseline_s_waves_stand_as_when_it_was_locked(survey):
    lock(survey)
    before = seen(survey)
    survey.months("2022-05", unit="a", nki="90", nki_answers="30", nki_invited="50", nki_sd="10")
    after = seen(survey)
    assert after.baseline == before.baseline
    assert after.waves == before.waves


def test_a_unit_s_hidden_wave_is_not_there(survey):
    for unit in ("a", "b"):
        found = seen(survey, f"unit/{unit}")
        assert len(found.waves) == 3
        assert found.latest.month == date(2023, 5, 1)


def test_the_first_wave_has_nothing_before_it(survey):
    found = seen(survey, as_of=6)
    assert (len(found.waves), found.before, found.baseline, found.previous) == (1, None, None, None)


def test_before_any_wave_there_is_nothing(survey):
    found = seen(survey, as_of=5)
    assert (found.waves, found.latest, found.before, found.previous) == ((), None, None, None)


def test_a_nyckeltal_that_is_no_survey_has_none(survey):
    assert seen(survey, kpi="cleaning_quality") is None


def test_the_committee_sees_published_packs_only(survey):
    with pytest.raises(NotAllowed):
        see_survey(survey.home, COMMITTEE, kpi="nki", scope="pilot/oster", as_of=1)
