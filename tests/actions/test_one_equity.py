"""Likvärdighet in one nyckeltal: what is drawn, and what happened to those below their floor."""

from datetime import date

import pytest

from kpi.access import Role, User
from kpi.actions.home import open_home
from kpi.actions.one_equity import KpiEquity, UnitEvent, see_kpi_equity
from kpi.errors import NotAllowed, UsageError
from kpi.settings import settings_for
from tests.actions.test_equity import FLOORS, told
from tests.actions.town import COMMITTEE, READER, Town

RUT = User("Rut", Role.READER)


def seen(town: Town, kpi: str = "cleaning_quality") -> KpiEquity | None:
    return see_kpi_equity(town.home, READER, kpi=kpi, as_of=town.home.head())


@pytest.fixture(scope="module")
def demo(built_demo):
    home = open_home(settings_for(built_demo), dry=True)
    yield lambda kpi: see_kpi_equity(home, RUT, kpi=kpi, as_of=home.head())
    home.close()


def test_the_event_that_explains_manskenet_stands_beside_it(demo):
    nki = demo("nki")
    assert [(each.unit, each.title) for each in nki.happened] == [
        ("manskenet", "Månskenet delar vaktmästare"),
        ("", "Schablonen för gemensamma kostnader höjs"),
        ("", "Piloten börjar"),
    ]
    assert "Piloten börjar" in nki.events["title"].to_list()
    assert nki.names["manskenet"] == "Förskolan Månskenet"


def test_only_shares_of_counts_have_a_funnel(demo):
    share, survey, staff = (demo(kpi) for kpi in ("cleaning_quality", "nki", "fulltime_share"))
    assert share.tunnel.height == 33
    assert share.lines.height == 60
    assert share.volume.id == "rooms_checked"
    assert set(share.tunnel.filter("pilot")["unit"]) >= {"manskenet", "solglantan"}
    for other in (survey, staff):
        assert (other.tunnel, other.lines, other.volume) == (None, None, None)


def test_a_cost_says_in_which_money_its_floor_is(demo):
    assert demo("cleaning_cost_m2").price_base is not None
    assert demo("nki").price_base is None


def test_a_spread_needs_ten_units_of_a_type(demo, town):
    assert demo("nki").spreads.is_empty()
    told(town)
    town.units(**{f"u{at}": "jämförelse" for at in range(7)})
    hundred = " ".join(["100"] * 14)
    for at in range(7):
        approved = " ".join([str(80 + at)] * 14)
        town.months("2023-01", unit=f"u{at}", rooms_checked=hundred, rooms_approved=approved)
    (row,) = seen(town).spreads.to_dicts()
    assert (row["unit_type"], row["units"]) == ("skola", 10)
    assert row["true_variance"] is not None


def test_events_are_of_those_below_their_floor_only(town):
    told(town)
    before = town.send(FLOORS, layout="floors")
    town.send(
        "händelse;rubrik;första dag;sista dag;omfattning;slag;anteckning\n"
        "e1;Ny entreprenör;2024-01-10;2024-02-10;b;;\n"  # b fell below its floor
        "e2;Vattenskada;2024-01-12;;a;;\n"
        "e3;Allmän oro;2023-05-01;;;;\n"  # to everyone, so said once
        "e4;Länge sedan;2022-05-01;;b;;\n"
    )
    found = seen(town)
    assert found.happened == (
        UnitEvent("b", "Ny entreprenör", date(2024, 1, 10), date(2024, 2, 10)),
        UnitEvent("", "Allmän oro", date(2023, 5, 1), None),
    )
    early = see_kpi_equity(town.home, READER, kpi="cleaning_quality", as_of=before)
    assert early.happened == ()
    assert early.found.history.height == 2 * 3


def test_what_nobody_measures_is_none_and_what_there_is_not_is_wrong_usage(town):
    with pytest.raises(UsageError, match="Ingen pilot"):
        seen(town)
    told(town)
    assert seen(town, "nki") is None
    with pytest.raises(UsageError, match="Okänt nyckeltal"):
        seen(town, "nonsens")
    with pytest.raises(NotAllowed):
        see_kpi_equity(town.home, COMMITTEE, kpi="nki", as_of=town.home.head())
