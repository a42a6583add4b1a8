"""What has been decided reaches the scopes it was decided for."""

from datetime import date
from decimal import Decimal

import polars as pl

from kpi.actions.decisions import baselines_of, in_prices, pilot_start, targets_of
from kpi.values import Prices
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi

PILOT_START = date(2023, 8, 1)


def scopes(*named: str) -> pl.DataFrame:
    """Values with one month each: `kpi unit/a`, and the month."""
    cells = [line.split() for line in named]
    return pl.DataFrame(
        [(k, *scope.split("/"), date.fromisoformat(f"{month}-01")) for k, scope, month in cells],
        schema={"kpi": pl.String, "level": pl.String, "scope": pl.String, "month": pl.Date},
        orient="row",
    )


def baseline(kpi_id: str, scope: str = "", **fields: object) -> dict[str, object]:
    span = {"first_month": date(2022, 1, 1), "last_month": date(2022, 12, 1)}
    return {"kpi": kpi_id, "scope": scope} | span | fields


def decided(*given: dict[str, object], delivery: int = 7) -> pl.DataFrame:
    return rows("baselines", *given).with_columns(delivery=pl.lit(delivery))


def test_a_pilot_starts_when_its_first_does_and_none_has_no_start():
    pilot = rows(
        "pilot",
        {"pilot": "a", "starts": date(2024, 1, 1)},
        {"pilot": "b", "starts": PILOT_START},
    )
    assert pilot_start(facts("unit month", pilot=pilot)) == PILOT_START
    assert pilot_start(facts("unit month", pilot=rows("pilot"))) is None


def test_an_empty_scope_is_every_scope_but_those_with_their_own():
    values = scopes("k unit/a 2024-01", "k unit/b 2024-01", "k pilot/p 2024-01", "j unit/a 2024-01")
    register = decided(baseline("k"), baseline("k", "unit/b", first_month=date(2021, 1, 1)))
    found = baselines_of(register, values, None).sort("level", "scope")
    assert found.select("kpi", "level", "scope", "first_month").rows() == [
        ("k", "pilot", "p", date(2022, 1, 1)),
        ("k", "unit", "a", date(2022, 1, 1)),
        ("k", "unit", "b", date(2021, 1, 1)),
    ]


def test_a_baseline_rests_on_its_own_number_else_on_the_delivery_that_brought_it():
    values = scopes("k unit/a 2024-01", "j unit/a 2024-01")
    found = baselines_of(decided(baseline("k", as_of=5), baseline("j")), values, None)
    assert dict(found.select("kpi", "locked_at").iter_rows()) == {"k": 5, "j": 7}


def test_follow_up_begins_with_the_pilot_and_never_inside_the_baseline():
    values = scopes("k unit/a 2024-01")
    starts = [
        baselines_of(decided(baseline("k")), values, pilot)["start"].item()
        for pilot in (None, PILOT_START, date(2022, 6, 1))
    ]
    assert starts == [date(2023, 1, 1), PILOT_START, date(2023, 1, 1)]


def target(line: str) -> dict[str, object]:
    """`unit/a 2024-01 20`: for whom, from when, how much; `*` is everyone."""
    scope, month, value, *tolerance = line.split()
    given = {"scope": scope.replace("*", ""), "valid_from": date.fromisoformat(f"{month}-01")}
    slack = {"tolerance": Decimal(tolerance[0])} if tolerance else {}
    return {"kpi": "k", "value": Decimal(value)} | given | slack


def in_force(values: pl.DataFrame, *lines: str) -> list[tuple[str, str, int]]:
    found = targets_of(rows("targets", *map(target, lines)), values)
    return [(s, f"{m:%Y-%m}", int(v)) for s, m, v in found.select("scope", "month", "value").rows()]


MONTHS = [f"k unit/a 2023-{month:02}" for month in range(1, 5)]


def test_each_month_has_the_target_in_force_then_and_none_before_the_first():
    assert in_force(scopes(*MONTHS), "* 2023-02 10", "* 2023-04 20", "* 2023-05 30") == [
        ("a", "2023-02", 10),
        ("a", "2023-03", 10),
        ("a", "2023-04", 20),
    ]


def test_a_scope_s_own_target_comes_before_that_for_all_from_when_it_is_in_force():
    months = scopes(*MONTHS, "k unit/b 2023-04", "j unit/a 2023-04")
    assert in_force(months, "* 2023-02 10", "unit/a 2023-03 20", "* 2023-04 30") == [
        ("a", "2023-02", 10),
        ("a", "2023-03", 20),
        ("a", "2023-04", 20),
        ("b", "2023-04", 30),
    ]


def test_no_target_is_none_in_any_month():
    assert in_force(scopes(*MONTHS)) == []
    assert targets_of(rows("targets", target("* 2023-01 10")), scopes(*MONTHS).clear()).is_empty()


def test_a_target_that_is_no_cost_has_no_prices():
    decided = targets_of(rows("targets", target("* 2023-04 20 0.5")), scopes(*MONTHS))
    for prices in Prices:
        found = in_prices(decided, facts("unit month"), catalogue(kpi("k")), prices)
        assert found.rows() == [("k", "unit", "a", date(2023, 4, 1), 20.0, 0.5, True)]
