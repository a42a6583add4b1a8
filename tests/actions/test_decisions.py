"""What has been decided reaches the scopes it was decided for."""

from datetime import date

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


def test_the_target_in_force_is_the_latest_begun_by_the_scopes_last_month():
    values = scopes("k unit/a 2023-12", "k unit/b 2024-02")
    register = rows(
        "targets",
        *(
            {"kpi": "k", "scope": "", "valid_from": month, "value": value}
            for month, value in ((date(2023, 1, 1), 10), (date(2024, 1, 1), 20))
        ),
    )
    found = targets_of(register, values)
    assert dict(found.select("scope", "value").iter_rows()) == {"a": 10, "b": 20}


def test_a_target_that_is_no_cost_has_no_prices():
    each = kpi("k")
    targets = pl.DataFrame(
        [("k", "unit", "a", 20, None)],
        schema={
            "kpi": pl.String,
            "level": pl.String,
            "scope": pl.String,
            "value": pl.Decimal(18, 4),
            "price_month": pl.Date,
        },
        orient="row",
    )
    for prices in Prices:
        found = in_prices(targets, facts("unit month"), catalogue(each), prices)
        assert found.rows() == [("k", "unit", "a", 20.0, True)]
