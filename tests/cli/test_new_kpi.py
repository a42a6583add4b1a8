"""Adding a nyckeltal is adding one file."""

import shutil

from kpi.access import Role, User
from kpi.actions.home import open_home
from kpi.actions.overview import see_overview
from kpi.settings import SHIPPED_CATALOGUE, settings_for

FOOD_COST = """\
title = "Livsmedel, kostnad per portion"
short_name = "Livsmedel per portion"
why = "Råvarorna är den del av måltiden som köken rår över."
service = "meals"
source = "Kökens redovisning"
perspective = "cost"
formula = "ratio"
numerator = ["food_cost"]
denominator = ["portions_served"]
unit = "kr"
decimals = 1
better = "neither"
frequency = "monthly"
chart = "xmr"
effect_scale = "log"

[review]
owner = "Måltidschef"
written = 2024-08-01
checked = 2024-08-01
checked_by = "Controller, kommunkontoret"
next = 2025-08-01

[[definition]]
valid_from = 2021-08-01
text = "Inköpta livsmedel delat med serverade portioner."
"""


def test_one_more_file_is_one_more_nyckeltal_everywhere(kpi, demo_home, tmp_path, monkeypatch):
    definitions = tmp_path / "definitions"
    shutil.copytree(SHIPPED_CATALOGUE, definitions)
    (definitions / "kpis/food_cost_portion.toml").write_text(FOOD_COST, encoding="utf-8")
    monkeypatch.setenv("KPI_CATALOGUE", str(definitions))

    said = kpi("values", "--kpi", "food_cost_portion", "--home", demo_home)
    assert said.code == 0
    assert "food_cost_portion  oster       2024-06" in said.out

    home = open_home(settings_for(demo_home))
    overview = see_overview(home, User("Anna", Role.READER), as_of=home.head())
    earlier = see_overview(home, User("Anna", Role.READER), as_of=home.head() - 1)
    home.close()
    assert "food_cost_portion" in [tile.reading.kpi.id for tile in overview.others]
    assert len(overview.others) == len(earlier.others) + 1
