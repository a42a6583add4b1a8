"""KPI values become control-chart series: what is in the baseline, and as of when."""

from dataclasses import asdict
from datetime import date

import polars as pl

from kpi.catalogue.judging import DEFAULT, Judging
from kpi.periods import parse_month, shift
from kpi.trends import trend
from kpi.trends.series import SCOPE, chart_rows
from tests.builders_facts import kpi

FIRST = date(2023, 1, 1)
KEY = dict.fromkeys(SCOPE, pl.String)


def values(line: str, *, scope: str = "a", kpi_id: str = "k") -> pl.DataFrame:
    """Months from January 2023: `4 (5) -` is a value, a preliminary one, a missing one."""
    rows = []
    for at, cell in enumerate(line.split()):
        value = None if cell == "-" else float(cell.strip("()"))
        preliminary = cell.startswith("(") or value is None
        reason = None if value is not None else "missing"
        rows.append((kpi_id, "unit", scope, shift(FIRST, at), value, preliminary, reason))
    schema = KEY | {
        "month": pl.Date,
        "value": pl.Float64,
        "preliminary": pl.Boolean,
        "reason": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def baselines(*spans: str, judging: Judging = DEFAULT) -> pl.DataFrame:
    """`a 2023-01 2023-03`: a scope's first and last month."""
    rows = []
    for span in spans:
        scope, first, last = span.split()
        rows.append(("k", "unit", scope, parse_month(first), parse_month(last)))
    schema = KEY | {"first_month": pl.Date, "last_month": pl.Date}
    settings = {name: pl.lit(value) for name, value in asdict(judging).items()}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(**settings)


def targets(*each: str) -> pl.DataFrame:
    """`a 2023-01 3`: a scope's target in a month."""
    rows = [
        ("k", "unit", scope, parse_month(month), float(target))
        for scope, month, target in (line.split() for line in each)
    ]
    schema = KEY | {"month": pl.Date, "target": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def phases(*starts: str) -> pl.DataFrame:
    """`a 2023-03`: a scope's signed start of a phase."""
    rows = [("k", "unit", scope, parse_month(month)) for scope, month in map(str.split, starts)]
    return pl.DataFrame(rows, schema=KEY | {"month": pl.Date}, orient="row")


def charted(
    now: pl.DataFrame,
    *,
    locked=None,
    spans=(),
    target=None,
    starts=(),
    kpis=None,
    judging=DEFAULT,
) -> pl.DataFrame:
    return chart_rows(
        now,
        now.clear() if locked is None else locked,
        baselines(*spans, judging=judging),
        target if target is not None else targets(),
        kpis or [kpi("k")],
        phases=phases(*starts),
    )


def test_without_a_baseline_every_month_stands_as_it_is_now():
    rows = charted(values("4 5 6"))
    assert rows["value"].to_list() == [4, 5, 6]
    assert rows["base"].to_list() == [False] * 3
    assert rows["series"].unique().to_list() == ["k/unit/a"]


def test_months_in_the_baseline_stand_as_when_it_was_locked():
    rows = charted(values("9 9 9 9"), locked=values("4 5 6"), spans=["a 2023-01 2023-02"])
    assert rows["value"].to_list() == [4, 5, 9, 9]
    assert rows["base"].to_list() == [True, True, False, False]


def test_a_month_that_came_after_the_locking_is_not_let_into_the_baseline():
    rows = charted(values("4 5 6"), locked=values("4"), spans=["a 2023-01 2023-02"])
    assert rows["month"].to_list() == [FIRST, shift(FIRST, 2)]


def test_each_scope_has_its_own_baseline():
    both = pl.concat([values("4 5"), values("6 7", scope="b")])
    rows = charted(both, locked=both, spans=["b 2023-01 2023-01"])
    assert rows.select("scope", "base").rows() == [
        ("a", False),
        ("a", False),
        ("b", True),
        ("b", False),
    ]


def test_a_preliminary_month_is_shown_but_not_compared():
    rows = charted(values("4 (5) -"))
    assert rows["value"].to_list() == [4, None, None]
    assert rows["shown"].to_list() == [4, 5, None]
    assert rows["reason"].to_list() == [None, None, "missing"]


def test_direction_and_target_stand_beside_every_month():
    both = pl.concat([values("4 5"), values("6", scope="b")])
    decided = targets("a 2023-01 3", "a 2023-02 4")
    rows = charted(both, target=decided, kpis=[kpi("k", better="higher")])
    assert rows["target"].to_list() == [3, 4, None]
    assert rows["better"].unique().to_list() == ["higher"]


def test_a_new_definition_starts_a_new_phase():
    definitions = tuple(
        {"valid_from": shift(FIRST, at), "text": f"Definition {at}."} for at in (0, 1, 3)
    )
    changed, same = kpi("k", definition=definitions), kpi("j")
    both = pl.concat([values("4 5 6 7 8"), values("1 2", kpi_id="j")])
    rows = charted(both, kpis=[changed, same])
    phases = {name: rows.filter(kpi=name)["phase"].to_list() for name in ("k", "j")}
    assert phases == {"k": [1, 2, 2, 3, 3], "j": [1, 1]}


def test_a_signed_phase_is_its_scopes_own_and_says_why_it_begins():
    both = pl.concat([values("4 5 6"), values("1 2 3", scope="b")])
    rows = charted(both, starts=["a 2023-02"])
    assert rows.filter(scope="a").select("phase", "begins").rows() == [
        (1, None),
        (2, "decision"),
        (2, None),
    ]
    assert rows.filter(scope="b")["phase"].to_list() == [1, 1, 1]


def test_a_signed_phase_in_the_month_of_a_new_definition_is_the_definitions():
    definitions = tuple({"valid_from": shift(FIRST, at), "text": "D."} for at in (0, 1))
    rows = charted(values("4 5 6"), starts=["a 2023-02"], kpis=[kpi("k", definition=definitions)])
    assert rows["phase"].to_list() == [1, 2, 2]
    assert rows["begins"].to_list() == [None, "definition", None]


def test_a_later_phase_with_less_than_a_year_of_the_baseline_is_its_own():
    now, spans = values(" ".join(["4", "6"] * 13)), ["a 2023-01 2024-12"]
    late = charted(now, locked=now, spans=spans, starts=["a 2024-02"])  # eleven of its months
    assert late.group_by("phase").agg(pl.col("base").sum()).sort("phase").rows() == [
        (1, 13),
        (2, 0),
    ]
    early = charted(now, locked=now, spans=spans, starts=["a 2024-01"])  # twelve of them
    assert early.filter(phase=2)["base"].to_list() == [True] * 12 + [False] * 2


def test_a_short_baseline_in_the_first_phase_is_what_was_decided():
    rows = charted(values("4 5 6"), locked=values("4 5 6"), spans=["a 2023-01 2023-02"])
    assert rows["base"].to_list() == [True, True, False]


def test_a_series_is_judged_by_what_its_baseline_was_locked_with_else_as_usual():
    both = pl.concat([values("4 5"), values("6 7", scope="b")])
    strict = Judging(run_length=9, trend_length=6, two_of_three="strict", screen=False)
    rows = charted(both, locked=both, spans=["a 2023-01 2023-01"], judging=strict)
    settings = rows.select("scope", *asdict(strict)).unique(maintain_order=True).rows()
    assert settings == [("a", 9, 6, "strict", False), ("b", 7, 7, "nhs2023", True)]


def test_rows_come_sorted_and_none_is_no_row():
    mixed = pl.concat([values("6", scope="b"), values("4 5").reverse()])
    assert charted(mixed).select("scope", "month").rows() == [
        ("a", FIRST),
        ("a", shift(FIRST, 1)),
        ("b", FIRST),
    ]
    assert charted(values("")).is_empty()


def test_they_are_what_trend_takes():
    rows = charted(
        values(" ".join(["4", "6"] * 7)), locked=values("4 6"), spans=["a 2023-01 2024-02"]
    )
    assert trend(rows).summary["n"].to_list() == [2]
