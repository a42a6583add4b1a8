"""The demo's few: what is hidden for their sake, and that the pilot's own figures stand."""

from kpi.access import Role, User
from kpi.actions.follow_up import see_values
from kpi.actions.home import open_home
from kpi.settings import settings_for
from kpi.values import Level, Prices

READER = User("Rut", Role.READER)


def test_a_wave_with_four_answers_and_a_team_of_eight_hide_no_more_than_they_must(demo_home):
    home = open_home(settings_for(demo_home))
    hidden: dict[str, list[str]] = {}
    for by in Level:
        asked = {"kpis": (), "by": by, "as_of": home.head(), "prices": Prices.FIXED}
        found = see_values(home, READER, **asked)
        for row in found.filter(found["reason"] == "withheld").to_dicts():
            what = f"{row['level']}/{row['scope']}"
            hidden.setdefault(f"{row['kpi']} {what}", []).append(f"{row['month']:%Y-%m}")
    home.close()
    team = ("unit/serviceteamoster", "unit_type/serviceteam", "department/serviceförvaltningen")
    always = {f"{kpi} {scope}" for kpi in ("sick_leave", "fulltime_share") for scope in team}
    always |= {f"{kpi} area/oster" for kpi in ("sick_leave", "fulltime_share")}
    waves = {"nki unit/solglantan", "nki unit/lindgarden"}
    assert hidden.keys() == always | waves
    assert {tuple(hidden[each]) for each in waves} == {("2024-05",)}
    assert {len(hidden[each]) for each in always} == {36}
