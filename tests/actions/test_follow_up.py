"""Values and trends of every level, as of any number; a locked baseline stays locked."""

from datetime import date

import polars as pl
import pytest

from kpi.actions.follow_up import see_trends, see_values
from kpi.errors import NotAllowed, UsageError
from kpi.values import Level, Prices
from tests.actions.town import ANNA, COMMITTEE, READER, Town

QUALITY = "cleaning_quality"
COST = "cleaning_cost_m2"
BASE = "80 84 82 80 84 82 80 84 82 80 84 82"  # of 100 rooms; mean 82
HUNDRED = " ".join(["100"] * 12)


def values(town: Town, kpi: str, by: Level = Level.PILOT, **given: object) -> pl.DataFrame:
    at = {"as_of": town.home.head(), "prices": Prices.FIXED} | given
    return see_values(town.home, ANNA, kpis=[kpi], by=by, **at)


def trends(town: Town, kpi: str, by: Level = Level.UNIT, **given: object):
    at = {"as_of": town.home.head(), "prices": Prices.FIXED} | given
    return see_trends(town.home, ANNA, kpis=[kpi], by=by, **at)


def summary(town: Town, kpi: str, scope: str = "a", **given: object) -> dict[str, object]:
    return trends(town, kpi, **given).summary.row(by_predicate=pl.col("scope") == scope, named=True)


def quality(town: Town, first: str, approved: str, unit: str = "a") -> int:
    checked = " ".join("100" for _ in approved.split())
    return town.months(first, unit=unit, rooms_checked=checked, rooms_approved=approved)


def baseline(town: Town, kpi: str = QUALITY, scope: str = "", number: str = "") -> int:
    return town.send(
        "nyckeltal;omfattning;första månad;sista månad;beräknad per\n"
        f"{kpi};{scope};2022-01;2022-12;{number}\n"
    )


@pytest.fixture
def followed(town) -> Town:
    """A year of baseline and two months of pilot at unit a."""
    town.pilot("2023-01")
    quality(town, "2022-01", BASE)
    baseline(town)
    quality(town, "2023-01", "84 99")
    return town


def test_limits_are_shown_no_further_than_values_can_reach(followed):
    """A year between 80 and 84 has the limits 82 ± 7; one between 90 and 98 would pass 100."""
    row = summary(followed, QUALITY)
    assert 70 < row["lower"] < row["upper"] < 100
    quality(followed, "2022-01", "90 98 90 98 90 98 90 98 90 98 90 98")
    baseline(followed, number=str(followed.home.head()))
    row = summary(followed, QUALITY)
    assert row["upper"] == 100
    assert 70 < row["lower"] < 90
    points = trends(followed, QUALITY).points.filter(pl.col("scope") == "a")
    assert set(points["upper"]) == {100}


def test_values_are_summed_over_the_units_of_each_level(town):
    town.pilot("2023-01")
    town.months("2023-01", unit="a", rooms_checked="40 40", rooms_approved="30 40")
    town.months("2023-01", unit="b", rooms_checked="10 .", rooms_approved="10 .")
    town.months("2023-01", unit="c", rooms_checked="50 50", rooms_approved="40 50")

    def at(level: Level) -> dict[tuple[str, int], float]:
        frame = values(town, QUALITY, level)
        assert frame["level"].unique().to_list() == [level.value]
        return {(row["scope"], row["month"].month): row["value"] for row in frame.to_dicts()}

    units = {
        ("a", 1): 75,
        ("a", 2): 100,
        ("b", 1): 100,
        ("b", 2): None,
        ("c", 1): 80,
        ("c", 2): 100,
    }
    assert at(Level.UNIT) == units
    assert at(Level.PILOT) == {("oster", 1): 80, ("oster", 2): 100}
    for level, scope in (
        (Level.UNIT_TYPE, "skola"),
        (Level.DEPARTMENT, "bsf"),
        (Level.AREA, "oster"),
    ):
        assert at(level) == {(scope, 1): 80, (scope, 2): 100}
    preliminary = values(town, QUALITY)["preliminary"].to_list()
    assert preliminary == [False, True]  # one of two units is under the KPI's 80 per cent


def test_all_kpis_are_shown_when_none_is_named(followed):
    found = see_values(followed.home, READER, kpis=(), by=Level.UNIT, as_of=7, prices=Prices.FIXED)
    assert found["kpi"].unique().to_list() == [QUALITY]


@pytest.mark.parametrize("see", [see_values, see_trends])
def test_an_unknown_kpi_is_named_beside_those_there_are(followed, see):
    kpis = ["x", QUALITY, "y"]
    with pytest.raises(UsageError, match=r"Okänt nyckeltal: x, y\. De som finns är caretaking"):
        see(followed.home, ANNA, kpis=kpis, by=Level.UNIT, as_of=7, prices=Prices.FIXED)


@pytest.mark.parametrize("see", [see_values, see_trends])
def test_the_committee_sees_only_published_packs(followed, see):
    with pytest.raises(NotAllowed, match="Rollen nämnd får inte se nyckeltalen"):
        see(followed.home, COMMITTEE, kpis=(), by=Level.UNIT, as_of=1, prices=Prices.FIXED)


def test_fixed_prices_need_a_pilot(town):
    quality(town, "2022-01", BASE)
    for see in (values, trends):
        with pytest.raises(UsageError, match="ingen pilot är upplagd"):
            see(town, QUALITY, Level.UNIT)
        see(town, QUALITY, Level.UNIT, prices=Prices.CURRENT)


def test_costs_are_in_the_pilots_first_months_money(town):
    town.pilot("2023-01")
    town.months("2022-01", cleaning_cost="100 100", cleaned_area_m2="10 10")
    town.prices(m2022_01="200", m2023_01="220")
    fixed = values(town, COST, Level.UNIT)
    assert fixed["value"].to_list() == [pytest.approx(11), None]
    assert fixed["reason"].to_list() == [None, "no_index"]
    current = values(town, COST, Level.UNIT, prices=Prices.CURRENT)
    assert current["value"].to_list() == [10, 10]


def test_limits_come_from_the_baseline_and_signals_from_the_months_after(followed):
    said = summary(followed, QUALITY)
    # P′ of as many rooms every month: moving ranges 4 2 2 4 2 2 4 2 2 4 2, mean 30 / 11
    distance = 3 / 1.128 * 30 / 11
    assert said["centre"] == 82
    assert said["upper"] == pytest.approx(82 + distance)
    assert (said["month"], said["value"], said["n"]) == (date(2023, 2, 1), 99, 14)
    assert (said["signal"], said["side"], said["variation"]) == ("outside", "high", "improving")
    assert said["assurance"] == "none"
    # (84 + 99) / 2 against the same months of the baseline, (80 + 84) / 2
    assert said["change"] == pytest.approx(9.5)
    assert (said["first"], said["last"]) == (date(2023, 1, 1), date(2023, 2, 1))
    assert (said["months"], said["units"]) == (2, 1)
    assert said["series"] == f"{QUALITY}/unit/a"


def test_points_carry_limits_beside_what_was_reported(followed):
    points = trends(followed, QUALITY).points
    assert points["base"].to_list() == [True] * 12 + [False] * 2
    assert points["centre"].unique().to_list() == [82]
    last = points.row(-1, named=True)
    assert (last["shown"], last["reported"], last["expected"]) == (99, 1, 1)
    assert last["signal"] == "outside"


def test_a_correction_inside_the_baseline_moves_nothing(followed):
    before = trends(followed, QUALITY)
    quality(followed, "2022-03", "0 100")
    after = trends(followed, QUALITY)
    assert after.points.equals(before.points)
    assert after.summary.equals(before.summary)


def test_a_correction_after_the_baseline_counts_at_once(followed):
    quality(followed, "2023-02", "85")
    said = summary(followed, QUALITY)
    assert (said["value"], said["variation"]) == (85, "common")
    assert said["change"] == pytest.approx(2.5)


def test_a_locked_baseline_may_rest_on_an_earlier_number(town):
    town.pilot("2023-01")
    first = quality(town, "2022-01", BASE)
    quality(town, "2022-03", "0")
    quality(town, "2023-01", "84 99")
    baseline(town, number=str(first))
    assert summary(town, QUALITY)["centre"] == 82


def test_a_number_still_to_come_shows_no_later_figures(town):
    town.pilot("2023-01")
    quality(town, "2022-01", BASE)
    then = baseline(town, number="99")
    before = trends(town, QUALITY)
    quality(town, "2022-03", "0")
    assert trends(town, QUALITY, as_of=then).points.equals(before.points)


def test_a_scopes_own_baseline_goes_before_the_common_one(town):
    town.pilot("2023-01")
    quality(town, "2022-01", BASE)
    quality(town, "2022-01", BASE, unit="b")
    baseline(town)
    town.send(f"nyckeltal;omfattning;första månad;sista månad\n{QUALITY};unit/b;2022-04;2022-09\n")
    points = trends(town, QUALITY).points
    in_base = points.filter("base").group_by("scope").len().sort("scope")
    assert in_base["len"].to_list() == [12, 6]


def signed(town: Town, *rows: str) -> int:
    """Signed phases: `unit/a 2022-07`, and `2022-07` for every scope without its own."""
    lines = [f"{QUALITY};{';'.join(['', *row.split()][-2:])};Nytt avtal;Eva" for row in rows]
    header = "nyckeltal;omfattning;ny fas från;skäl;signerad av"
    return town.send("\n".join([header, *lines]) + "\n")


def test_no_limit_crosses_the_start_of_a_signed_phase(followed):
    signed(followed, "2023-01")
    points = trends(followed, QUALITY).points
    assert points["phase"].to_list() == [1] * 12 + [2] * 2
    assert points["begins"].to_list() == [None] * 12 + ["decision", None]
    assert points["centre"].to_list() == [82] * 12 + [None] * 2  # two values: too short
    said = summary(followed, QUALITY)
    assert (said["status"], said["variation"], said["n"]) == ("too_short", None, 2)


def test_a_scopes_own_phases_go_before_the_common_ones(followed):
    quality(followed, "2022-01", BASE, unit="b")
    baseline(followed, number=str(followed.home.head()))
    signed(followed, "2022-07", "unit/b 2022-10")
    points = trends(followed, QUALITY).points
    begun = points.filter(pl.col("begins").is_not_null()).select("scope", "month").rows()
    assert begun == [("a", date(2022, 7, 1)), ("b", date(2022, 10, 1))]
    assert trends(followed, QUALITY, Level.PILOT).points["phase"].max() == 2


def test_a_phase_is_undone_like_any_delivery(followed):
    before = trends(followed, QUALITY)
    number = signed(followed, "2022-07")
    followed.undo(number)
    assert trends(followed, QUALITY).points.equals(before.points)


def test_without_a_baseline_every_month_sets_the_limits_and_nothing_is_compared(town):
    town.pilot("2023-01")
    quality(town, "2022-01", BASE)
    said = summary(town, QUALITY)
    assert said["centre"] == 82
    assert (said["status"], said["variation"], said["change"]) == ("preliminary", None, None)


def test_a_home_without_figures_has_empty_frames(town):
    town.pilot("2023-01")
    assert values(town, QUALITY).is_empty()
    found = trends(town, QUALITY)
    assert found.points.is_empty()
    assert found.summary.is_empty()


@pytest.mark.parametrize(
    ("target", "prices", "expected"),
    [
        ("2023-01;20;2022-01", Prices.FIXED, 22),  # 20 kr of January 2022 are 22 of the pilot's
        ("2023-01;20;2022-01", Prices.CURRENT, None),  # and no one amount month by month
        ("2023-01;20;", Prices.FIXED, 20),
        ("2023-01;20;2021-01", Prices.FIXED, None),  # no index that month
        ("2024-01;20;", Prices.FIXED, None),  # not in force yet
    ],
)
def test_a_target_is_carried_to_the_prices_shown(town, target, prices, expected):
    town.pilot("2023-01")
    town.prices(m2022_01="200", m2023_01="220")
    town.months("2023-01", cleaning_cost="100", cleaned_area_m2="10")
    starts, value, month = target.split(";")
    town.send(
        f"nyckeltal;omfattning;gäller från;målvärde;prismånad\n{COST};;{starts};{value};{month}\n"
    )
    assert summary(town, COST, prices=prices)["target"] == (expected and pytest.approx(expected))


def test_the_latest_target_in_force_is_held_against_the_limits(followed):
    followed.send(
        "nyckeltal;omfattning;gäller från;målvärde\n"
        f"{QUALITY};;2022-06;50\n{QUALITY};;2023-02;95\n{QUALITY};;2023-03;10\n"
        f"{QUALITY};unit/b;2022-01;1\n"
    )
    said = summary(followed, QUALITY)
    assert (said["target"], said["assurance"]) == (95, "misses")


def test_the_target_is_dated_and_its_status_is_apart_from_what_has_changed(followed):
    """January's 84 against 90 is nothing to do with February's 99 against 98."""
    followed.send(
        "nyckeltal;omfattning;gäller från;målvärde;tolerans\n"
        f"{QUALITY};;2023-01;90;\n{QUALITY};;2023-02;100;2\n"
    )
    points = trends(followed, QUALITY).points.filter(pl.col("scope") == "a")
    assert points["target"].to_list() == [*[None] * 12, 90, 100]
    said = summary(followed, QUALITY)
    assert (said["variation"], said["target_status"]) == ("improving", "partly")
    assert (said["target"], said["goal"], said["tolerance"]) == (100, 100, 2)


def test_a_tolerance_in_some_month_s_money_follows_its_target(town):
    town.pilot("2023-01")
    town.prices(m2022_01="200", m2023_01="220")
    town.months("2023-01", cleaning_cost="100", cleaned_area_m2="10")
    town.send(
        "nyckeltal;omfattning;gäller från;målvärde;tolerans;prismånad\n"
        f"{COST};;2023-01;20;1;2022-01\n"
    )
    said = summary(town, COST)
    assert (said["target"], said["tolerance"]) == (pytest.approx(22), pytest.approx(1.1))
    current = summary(town, COST, prices=Prices.CURRENT)
    assert (current["target"], current["target_status"]) == (None, "unknown")


def test_a_baseline_locked_before_the_base_months_index_came_is_filled_in(town):
    town.pilot("2023-01")
    town.prices(m2022_01="200")
    town.send("månad;enhet;mått;värde\n2022-01;a;cleaning_cost;100\n2022-01;a;cleaned_area_m2;10\n")
    baseline(town, COST)
    town.prices(m2023_01="220")  # published after the baseline was locked
    points = trends(town, COST).points
    assert points["value"].to_list() == [pytest.approx(11.0)]
    assert points["base"].to_list() == [True]
