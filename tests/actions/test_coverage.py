"""What has come in: the demo's planted gaps, and a small home where little is registered."""

from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest

from kpi.actions.coverage import (
    Coverage,
    count_by_month,
    lacking_in,
    latest_finding,
    see_coverage,
)
from kpi.actions.deliver import commit_file
from kpi.actions.home import Home, open_home
from kpi.actions.questions import list_questions, settle_question
from kpi.coverage import State
from kpi.errors import NotAllowed, UsageError
from kpi.ledger import Status
from kpi.settings import HomeFacts, settings_for
from tests.actions.town import ANNA, COMMITTEE, READER, Town

MARCH_2022, JULY = date(2022, 3, 1), date(2024, 7, 1)


@pytest.fixture(scope="module")
def demo(built_demo) -> Iterator[Home]:
    home = open_home(settings_for(built_demo), dry=True)
    home.head()
    yield home
    home.close()


@pytest.fixture(scope="module")
def seen(demo) -> Coverage:
    return see_coverage(demo, READER, as_of=demo.head())


def at_day(town: Town, day: str) -> Home:
    """The town's home on a fixed day."""
    settings = town.settings.model_copy(update={"facts": HomeFacts(today=date.fromisoformat(day))})
    return Home(settings, town.home.store, town.home.clock)


def test_the_demos_months_counted(seen):
    counted = {row["month"]: row for row in count_by_month(seen).to_dicts()}
    assert len(counted) == 36
    july = counted[JULY]
    assert (july["expected"], july["preliminary"], july["missing"]) == (785, 772, 9)
    assert (july["closed"], july["confidential"], july["late"]) == (45, 4, 0)
    assert july["in_whole"] == 98
    assert counted[MARCH_2022]["late"] == 48


def test_the_school_that_sent_nothing_for_two_months_is_named(seen):
    for month in (MARCH_2022, date(2022, 4, 1)):
        found = lacking_in(seen, month).to_dicts()
        own = [row for row in found if row["unit"] == "abroskolan"]
        assert len(own) == 28
        assert {row["state"] for row in own} == {State.LATE}
        assert own[0]["name"] == "Åbroskolan"
    assert {row["due"] for row in own} == {date(2022, 5, 15)}
    before = lacking_in(seen, date(2022, 2, 1))
    assert "abroskolan" not in before["unit"].to_list()


def test_a_school_that_has_closed_down_is_no_longer_waited_for(seen):
    own = seen.cells.filter(unit="slanskolan")
    assert own["month"].max() == date(2023, 12, 1)


def test_units_stand_by_department_and_name_and_measures_as_the_catalogue_has_them(seen):
    july = lacking_in(seen, JULY).select("department", "name", "service", "measure").rows()
    school = "barn- och skolförvaltningen"
    assert [row[1:] for row in july if row[0] == school][:4] == [
        ("Förskolan Hagtornet", "grounds", "outdoor_cost"),
        ("Förskolan Hagtornet", "grounds", "outdoor_cost_service_oh"),
        ("Förskolan Hagtornet", "grounds", "maintained_area_m2"),
        ("Oxelskolan", "caretaking", "caretaking_cost"),
    ]
    names = seen.cells["name"].unique(maintain_order=True).to_list()
    assert names.index("Åbroskolan") > names.index("Oxelskolan")
    assert seen.services["grounds"] == "Yttre miljö"


def test_the_cells_of_a_department_a_service_or_a_measure(seen):
    assert seen.of().height == seen.cells.height
    care = seen.of(department="vård- och omsorgsförvaltningen")
    assert 0 < care["unit"].n_unique() < 15
    assert set(seen.of(subject="fleet")["service"]) == {"fleet"}
    assert set(seen.of(subject="nki")["measure"]) == {"nki"}


def test_the_latest_month_in_a_few_sentences(seen):
    said = " ".join(latest_finding(seen)).replace("\u00a0", " ")
    assert said == (
        "98 % av talen för juli 2024 är inne. De är preliminära. Två av 34 enheter har något "
        "kvar att lämna i tid. Från tidigare månader saknas 850 tal."
    )


def test_as_of_an_older_number_it_is_judged_on_the_day_that_one_came(demo):
    then = see_coverage(demo, READER, as_of=20)
    assert (then.number, then.day) == (20, date(2022, 6, 15))
    assert then.months[-1] == date(2022, 5, 1)
    counted = count_by_month(then).to_dicts()
    assert counted[-1]["late"] == 0  # that is their last day
    assert counted[-1]["missing"] > 0
    assert see_coverage(demo, READER, as_of=0).day == demo.settings.today


def test_a_confirmed_figure_is_questioned_until_it_is_settled(town):
    town.months("2023-01", unit="a", rooms_checked="40 41 40 42 40 41 40", rooms_approved="9 " * 7)
    number = town.months("2023-08", unit="a", rooms_checked="40", rooms_approved="900")
    head = town.home.head()
    states = see_coverage(at_day(town, "2023-09-10"), ANNA, as_of=head).cells
    august = states.filter(pl.col("month") == date(2023, 8, 1))
    open_ones = [each for each in list_questions(town.home, ANNA, as_of=head) if each.is_open]
    asked = {each.measure for each in open_ones if each.delivery == number}
    assert asked
    assert dict(august.select("measure", "state").rows()) == {
        measure: "questioned" if measure in asked else "delivered"
        for measure in ("rooms_approved", "rooms_checked")
    }
    for each in open_ones:
        settle_question(town.home, ANNA, each.id, "Det stämde")
    after = see_coverage(at_day(town, "2023-09-10"), ANNA, as_of=town.home.head()).cells
    assert "questioned" not in after["state"].to_list()


def test_what_a_delivery_calls_preliminary_is_so_until_a_final_one_replaces_it(town):
    text = "månad;enhet;rooms_checked;rooms_approved\n2024-01;a;40;30\n"
    previewed = town.preview(text)
    commit_file(town.home, ANNA, previewed, status=Status.PRELIMINARY)
    home = at_day(town, "2024-02-10")
    seen = see_coverage(home, READER, as_of=home.head())
    assert seen.cells["state"].to_list() == ["preliminary", "preliminary"]
    assert seen.cells["department"].to_list() == ["bsf", "bsf"]
    town.send(text.replace("40", "41"))
    again = see_coverage(home, READER, as_of=home.head())
    assert again.cells["state"].to_list() == ["delivered", "delivered"]


def test_a_month_without_anything_expected_is_no_answer(town):
    home = at_day(town, "2024-03-01")
    empty = see_coverage(home, READER, as_of=home.head())
    assert (empty.months, count_by_month(empty).height) == ([], 0)
    with pytest.raises(UsageError, match=r"väntas för 2024-01. Månader med väntade tal: inga än"):
        lacking_in(empty, date(2024, 1, 1))
    town.send("månad;enhet;rooms_checked;rooms_approved\n2024-01;a;40;\n")
    seen = see_coverage(home, READER, as_of=home.head())
    assert lacking_in(seen, date(2024, 1, 1))["measure"].to_list() == ["rooms_approved"]
    with pytest.raises(UsageError, match="2024-01–2024-02"):
        lacking_in(seen, date(2024, 3, 1))


def test_the_committee_sees_published_packs_only(demo):
    with pytest.raises(NotAllowed):
        see_coverage(demo, COMMITTEE, as_of=1)
