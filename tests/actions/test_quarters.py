"""From a file with mostly zeros to what the page says of its quarters (methods §10)."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kpi.actions.calculation import trace
from kpi.actions.events import events_of
from kpi.actions.one_kpi import OneKpi, see_kpi
from kpi.actions.overview import see_overview
from kpi.actions.relocking import see_relocking
from kpi.actions.year import see_year
from kpi.charts.sparkline import sparkline
from kpi.charts.spc import spc_chart
from kpi.settings import SHIPPED_CATALOGUE
from kpi.trends.quarters import months_behind
from kpi.values import Prices
from kpi.wording.sentences import full_sentence, target_words
from tests.actions.town import ANNA, READER, Town, founded

FALLS = """
title = "Fallolyckor"
short_name = "Fallolyckor"
why = "För provet."
service = "cleaning"
source = "Avvikelsesystemet"
perspective = "quality"
formula = "count"
numerator = ["falls_reported"]
unit = "olyckor"
decimals = 0
smallest = 0
better = "lower"
frequency = "monthly"
chart = "xmr"
effect_scale = "level"

[review]
owner = "Enhetschef"
written = 2023-06-08
checked = 2024-02-15
checked_by = "Controller"
next = 2025-02-13

[[definition]]
valid_from = 2018-01-01
text = "Antalet fallolyckor under månaden."
"""
MEASURE = """
[falls_reported]
title = "fallolyckor"
unit = "st"
service = "cleaning"
decimals = 0
"""
YEAR = "0 1 0 0 0 2 1 0 0 1 1 0"  # quarters of 1, 2, 1, 2
GAP = "\u00a0"


@pytest.fixture
def town(tmp_path) -> Iterator[Town]:
    """Three years of baseline at unit a; then a quarter of 9, and a month of the next."""
    folder = Path(shutil.copytree(SHIPPED_CATALOGUE, tmp_path / "definitions"))
    (folder / "kpis" / "falls.toml").write_text(FALLS)
    measures = folder / "measures.toml"
    measures.write_text(measures.read_text() + MEASURE)
    made = founded(tmp_path / "home", catalogue=folder)
    made.pilot("2023-01")
    made.months("2020-01", falls_reported=" ".join([YEAR] * 3))
    made.send(
        "nyckeltal;omfattning;första månad;sista månad;beräknad per\nfalls;;2020-01;2022-12;\n"
    )
    made.months("2023-01", falls_reported="4 0 5 0")
    yield made
    made.home.close()


def seen(town: Town, scope: str = "unit/a") -> OneKpi:
    return see_kpi(
        town.home,
        READER,
        kpi="falls",
        scope=scope,
        prices=Prices.CURRENT,
        as_of=town.home.head(),
    )


def test_a_file_of_mostly_zeros_is_judged_by_its_quarters(town):
    found = seen(town)
    reading = found.series.reading
    # Moving ranges of 1 round 1.5: limits at 1.5 ± 2.66, the lower no further than to 0.
    assert (reading.centre, reading.lower, reading.upper) == (1.5, 0, pytest.approx(4.16))
    assert full_sentence(reading, "a") == (
        f"Fallolyckor, a: 9{GAP}olyckor i första kvartalet 2023. Ovanligt högt i första kvartalet "
        "(normalt 0–\u20604). Ta reda på varför."
    )
    assert found.series.points.height == 14
    assert found.series.points["base"].sum() == 12
    assert found.series.points["reason"].to_list()[-1] == "part_quarter"


def test_the_change_against_the_baseline_is_still_counted_by_months(town):
    found = seen(town)
    assert found.compared == (date(2023, 1, 1), date(2023, 4, 1))
    # 9 in four months, where the same months of each of the baseline's years have 1.
    assert found.series.reading.change == pytest.approx((9 - 1) / 4)


def test_a_months_target_is_three_times_as_much_for_a_quarter(town):
    town.send("nyckeltal;omfattning;gäller från;mål\nfalls;;2023-01;2\n", layout="targets")
    reading = seen(town).series.reading
    assert (reading.target, reading.goal) == (6, 6)
    assert target_words(reading).startswith(f"Mål{GAP}6:")
    assert reading.target_status == "not_met"


def test_whole_years_are_held_against_how_much_months_vary(town):
    town.months("2023-01", falls_reported=" ".join(["3"] * 12))
    asked = {"kpi": "falls", "scope": "unit/a", "prices": Prices.CURRENT}
    found = see_year(town.home, READER, as_of=town.home.head(), **asked)
    assert (found.two_years.now, found.two_years.base) == (36, 6)
    assert found.two_years.answer == "higher"  # s of a quarter 0.89: of two years' sums 2.5


def test_the_pilot_and_the_first_page_say_the_same(town):
    now = see_overview(town.home, READER, as_of=town.home.head())
    (tile,) = [each for each in now.tiles if each.reading.kpi.id == "falls"]
    assert tile.reading.by_quarter
    assert now.data_through == date(2023, 3, 1)


def test_a_corrected_month_of_the_baseline_is_named_as_a_month(town):
    assert see_relocking(town.home, READER, seen(town), as_of=town.home.head()) is None
    town.months("2020-02", falls_reported="3")
    found = see_relocking(town.home, READER, seen(town), as_of=town.home.head())
    assert [(each.month, each.before, each.after) for each in found.months] == [
        (date(2020, 2, 1), 1, 3)
    ]
    assert found.then.points["value"][0] == 3  # 0 + 3 + 0


def test_every_month_of_a_quarter_can_be_traced_to_its_rows(town):
    behind = months_behind(seen(town).series.points)
    assert behind["month"].to_list()[-1] == date(2023, 4, 1)
    asked = {"kpi": "falls", "scope": "unit/a", "prices": Prices.CURRENT}
    values = [
        trace(town.home, ANNA, month=month, as_of=town.home.head(), **asked).value
        for month in behind["month"]
    ]
    assert values == behind["shown"].to_list()


def test_a_quarter_takes_up_its_three_months_in_the_chart(town):
    found = seen(town)
    points = found.series.points
    none = events_of(
        town.home, found.series.scope, points["month"], "cleaning", as_of=town.home.head()
    )
    spec = spc_chart(points, found.kpi, events=none).to_dict()
    assert "9 första kvartalet" in str(spec)
    assert '<path d="M' in sparkline(points, step=3, state="worsening")


def test_each_unit_is_judged_by_what_it_has_itself(town):
    town.months("2020-01", unit="b", falls_reported=" ".join(["9"] * 40))
    units = see_kpi(
        town.home,
        READER,
        kpi="falls",
        scope="pilot/oster",
        prices=Prices.CURRENT,
        as_of=town.home.head(),
    ).units
    assert {each.scope.id: each.reading.by_quarter for each in units} == {"a": True, "b": False}
