"""What the page of the effect shows, as it is asked for: who may see, names, what is hidden."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from kpi.actions.evaluation import Evaluation, see_evaluation
from kpi.effects import Grade, Group, Reason
from kpi.effects.plan import Timing
from kpi.errors import NotAllowed, UsageError
from kpi.values.prices import PriceBase
from kpi.wording.evaluation import Evaluated
from tests.actions.test_evaluate import told
from tests.actions.town import COMMITTEE, READER, Town

CLEANING = "cleaning_cost_m2"
INDEX = {f"m{2022 + at // 12}_{at % 12 + 1:02d}": "100" for at in range(27)}
NAMED = "enhet;namn;enhetstyp;förvaltning;område;roll\n"


@pytest.fixture
def pilot(town: Town) -> Town:
    """a and b have fallen since 2024-01, c has not; prices stand still."""
    told(town)
    town.prices(**INDEX)
    return town


def seen(town: Town) -> Evaluation | None:
    return see_evaluation(town.home, READER, as_of=town.home.head())


def cleaning(town: Town) -> Evaluated:
    (found,) = (each for each in seen(town).seen if each.kpi.id == CLEANING)
    return found


def plan(town: Town, made_on: str) -> None:
    header = "pilot;nyckeltal;önskad riktning;huvudnyckeltal;bestämd den"
    town.send(f"{header}\noster;{CLEANING};lägre;ja;{made_on}\n")


def test_every_kpi_that_pilot_units_report_is_there_with_its_courses_and_its_latest_month(pilot):
    found = seen(pilot)
    assert [each.kpi.id for each in found.seen] == [CLEANING]
    assert found.seen[0].last == date(2024, 3, 1)
    assert found.start == date(2024, 1, 1)
    assert (found.pilot_units, found.comparison_units) == ({"a", "b"}, {"c"})
    assert set(found.gaps) == set(found.events) == {CLEANING}
    assert set(found.gaps[CLEANING]["group"]) == set(Group)


def test_the_fixed_prices_are_named_with_month_and_index(pilot):
    title = "Konsumentprisindex (KPI), 1980 = 100"
    base = PriceBase(title, date(2024, 1, 1), "1")
    assert seen(pilot).price_bases[CLEANING] == base


def test_a_kpi_that_only_others_report_has_no_effect(pilot):
    pilot.months("2022-01", unit="c", outdoor_cost="5 5", maintained_area_m2="1 1")
    found = seen(pilot)
    assert [each.kpi.id for each in found.seen] == [CLEANING]
    assert set(found.gaps) == {CLEANING}
    assert found.comparison_units == {"c"}


def test_what_is_asked_in_waves_has_no_holes_between_them(pilot):
    waves = ["2022-05", "2022-11", "2023-05", "2023-11", "2024-03"]
    pilot.send("nyckeltal;månad;namn\n" + "".join(f"nki;{month};NKI\n" for month in waves))
    rows = [f"{month};{unit};50;40;60;10\n" for month in waves for unit in "abc"]
    pilot.send("månad;enhet;nki;nki_answers;nki_invited;nki_sd\n" + "".join(rows))
    gaps = seen(pilot).gaps
    months = gaps["nki"].filter(pl.col("group") == Group.PILOT)["month"].to_list()
    assert months == [date(2022, 5, 1), date(2022, 11, 1), date(2023, 5, 1), date(2023, 11, 1)]
    assert gaps[CLEANING].height == 2 * 27  # monthly: every month has its row


def test_without_a_pilot_there_is_nothing_to_evaluate(town):
    assert seen(town) is None


def test_the_committee_sees_published_packs_only(pilot):
    with pytest.raises(NotAllowed):
        see_evaluation(pilot.home, COMMITTEE, as_of=pilot.home.head())


def test_a_plan_that_cannot_be_followed_is_said(pilot):
    header = "pilot;nyckeltal;önskad riktning;jämförelseenheter;bestämd den"
    pilot.send(f'{header}\noster;{CLEANING};lägre;"a, c";2023-11-30\n')
    with pytest.raises(UsageError, match="pilotens egen enhet a"):
        seen(pilot)


@pytest.mark.parametrize(
    ("entered", "made_on", "timing"),
    [
        (datetime(2024, 1, 8, tzinfo=UTC), "2023-11-30", Timing.BEFORE),
        (datetime(2024, 2, 8, tzinfo=UTC), "2023-11-30", Timing.ENTERED_LATE),
        (datetime(2024, 2, 8, tzinfo=UTC), "2024-01-15", Timing.MADE_LATE),
    ],
)
def test_a_plan_stands_with_when_it_was_made(pilot, entered, made_on, timing):
    assert (cleaning(pilot).plan, cleaning(pilot).timing) == (None, None)
    pilot.now = entered
    plan(pilot, made_on)
    found = cleaning(pilot)
    assert (found.main, found.timing) == (True, timing)


def test_a_plans_own_start_is_what_it_is_early_or_late_by(pilot):
    pilot.now = datetime(2024, 2, 8, tzinfo=UTC)
    header = "pilot;nyckeltal;önskad riktning;start;bestämd den"
    pilot.send(f"{header}\noster;{CLEANING};lägre;2024-03;2024-02-01\n")
    assert cleaning(pilot).timing is Timing.BEFORE


def test_the_unit_that_moves_it_most_is_called_by_its_name(pilot):
    """Of three to compare with, one rises: without it the pilot has moved less."""
    pilot.send(f"{NAMED}d;Dal;skola;bsf;oster;jämförelse\ne;Ek;skola;bsf;oster;jämförelse\n")
    ones = " ".join(["1"] * 27)
    for unit, after in (("d", 10), ("e", 30)):
        line = " ".join(["10"] * 24 + [str(after)] * 3)
        pilot.months("2022-01", unit=unit, cleaning_cost=line, cleaned_area_m2=ones)
    assert seen(pilot).names["e"] == "Ek"
    assert cleaning(pilot).effect.leave_one_out.most_influential == "Ek"


def test_what_happened_to_the_area_stands_with_its_months(pilot):
    head = "händelse;rubrik;första dag;sista dag;omfattning;slag;anteckning\n"
    pilot.send(f"{head}ny;Ny taxa;2024-02-01;;oster;avtal;\nlangt;Långt före;2019-02-01;;;avtal;\n")
    assert seen(pilot).events[CLEANING]["title"].to_list() == ["Ny taxa"]


def test_a_kpi_with_units_that_may_not_be_shown_says_so(pilot):
    """Sick leave of eight people in a, of fifty in b and c; a is hidden, and b with it."""
    assert seen(pilot).hides == frozenset()
    for unit, people in (("a", 8), ("b", 50), ("c", 50)):
        pilot.months(
            "2022-01",
            unit=unit,
            sick_hours=" ".join(["10"] * 27),
            ordinary_hours=" ".join(["100"] * 27),
            employees=" ".join([str(people)] * 27),
        )
    found = seen(pilot)
    assert found.hides == {"sick_leave"}
    (leave,) = (each for each in found.seen if each.kpi.id == "sick_leave")
    assert not {"a", "b"} & set(leave.effect.units)


def test_with_few_units_nothing_is_worth_kronor(pilot):
    found = seen(pilot)
    assert found.savings is None
    assert found.seen[0].effect.grade is Grade.UNKNOWN
    assert Reason.FEW_PILOT in found.seen[0].effect.reasons
