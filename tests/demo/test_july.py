"""Schools are cleaned thoroughly every July, and no July is called unusually dear for it."""

from datetime import date

import polars as pl

from kpi.access import Role, User
from kpi.actions.follow_up import see_trends
from kpi.actions.home import open_home
from kpi.settings import settings_for
from kpi.values import Level, Prices

KPI = "cleaning_cost_m2"


def test_no_schools_july_lies_above_what_is_normal(demo_home):
    home = open_home(settings_for(demo_home))
    head = home.head()
    chosen = {"kpis": [KPI], "by": Level.UNIT, "as_of": head, "prices": Prices.FIXED}
    points = see_trends(home, User("Anna", Role.ADMIN), **chosen).points
    units = home.store.register("units", head)
    schools = units.filter(pl.col("unit_type") == "skola")["unit"].to_list()
    home.close()
    julys = points.filter(
        pl.col("scope").is_in(schools),
        pl.col("month").dt.month() == 7,
        pl.col("value").is_not_null(),
    )
    assert julys["month"].unique().sort().to_list() == [date(y, 7, 1) for y in (2022, 2023, 2024)]
    dear = julys.filter(pl.col("signal") == "outside", pl.col("side") == "high")
    assert dear["scope"].to_list() == []
