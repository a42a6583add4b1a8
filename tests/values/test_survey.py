"""How sure a survey's index is: margins, groups as one sample, change against margin."""

from datetime import date
from math import sqrt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue.types import Survey
from kpi.values import Level
from kpi.values.survey import differences, survey_waves, together
from tests.builders import rows
from tests.builders_facts import catalogue, facts, kpi
from tests.plain import survey as plain

SURVEY = Survey(invited="invited", spread="sd")
NKI = kpi(
    "nki",
    formula="index",
    numerator=("nki",),
    denominator=("answers",),
    effect_scale="level",
    frequency="wave",
    withhold_by="answers",
    withhold_below=7,
    survey=SURVEY,
)
MAY = date(2024, 5, 1)


def waves(table: str, by: Level = Level.PILOT, of=NKI) -> list[dict]:
    months = {line.split()[1] for line in table.split("\n") if line.strip()} - {"month"}
    asked = [{"kpi": "nki", "month": date.fromisoformat(f"{month}-01")} for month in months]
    given = facts(table, waves=rows("waves", *asked))
    return survey_waves(given, of, SURVEY, catalogue(of), by).to_dicts()


def close(value):
    return None if value is None else pytest.approx(value, rel=1e-9, abs=1e-6)


TWO_UNITS = """
    unit month   nki answers invited sd
    a    2024-05 60  10      20      12
    b    2024-05 80  30      40      16
"""


def test_a_unit_s_margin_is_student_s():
    (a, b) = waves(TWO_UNITS, Level.UNIT)
    assert (a["scope"], a["month"], a["value"]) == ("a", MAY, 60.0)
    assert (a["answers"], a["invited"], a["spread"]) == (10.0, 20.0, close(12.0))
    assert a["margin"] == pytest.approx(2.262157 * 12 / sqrt(10), rel=1e-6)  # t of 9
    assert b["margin"] == pytest.approx(2.045230 * 16 / sqrt(30), rel=1e-6)  # t of 29


def test_a_group_s_respondents_are_one_sample_within_and_between_units():
    (pilot,) = waves(TWO_UNITS)
    assert (pilot["value"], pilot["answers"], pilot["invited"]) == (75.0, 40.0, 60.0)
    within = 9 * 12**2 + 29 * 16**2
    between = 10 * 15**2 + 30 * 5**2  # from the mean of all, 75
    assert pilot["spread"] == pytest.approx(sqrt((within + between) / 39))
    assert pilot["margin"] == pytest.approx(2.022691 * pilot["spread"] / sqrt(40), rel=1e-6)


def test_without_a_spread_there_is_no_margin():
    (pilot,) = waves(TWO_UNITS.replace("16\n", "-\n"))
    assert (pilot["value"], pilot["answers"]) == (75.0, 40.0)
    assert (pilot["spread"], pilot["margin"]) == (None, None)


def test_one_who_answered_alone_has_no_spread_to_send():
    (pilot,) = waves(TWO_UNITS + "    c    2024-05 50  1       9       -\n")
    assert pilot["answers"] == 41
    assert pilot["spread"] is not None


def test_a_unit_without_answers_changes_nothing():
    (pilot,) = waves(TWO_UNITS + "    c    2024-05 0   0       9       -\n")
    assert (pilot["value"], pilot["answers"], pilot["spread"] is None) == (75.0, 40.0, False)


def test_an_unknown_number_of_asked_makes_the_sum_unknown():
    (pilot,) = waves(TWO_UNITS.replace("40      16", "-       16"))
    assert pilot["invited"] is None
    assert pilot["margin"] is not None


def test_a_withheld_wave_tells_nothing_of_how_many():
    few = TWO_UNITS.replace("a    2024-05 60  10", "a    2024-05 60  4 ")
    assert waves(few, Level.UNIT) == [], "b is hidden with a"
    assert [row["answers"] for row in waves(few)] == [34.0]


def test_answers_that_are_all_alike_are_sure():
    (a, _) = waves(TWO_UNITS.replace("12\n", "0\n"), Level.UNIT)
    assert (a["spread"], a["margin"]) == (0.0, 0.0)


def test_a_scale_follows_the_value():
    tenth = NKI.model_copy(update={"scale": 0.1})
    (pilot,) = waves(TWO_UNITS, of=tenth)
    assert pilot["value"] == pytest.approx(7.5)
    (whole,) = waves(TWO_UNITS)
    assert pilot["margin"] == pytest.approx(whole["margin"] / 10)


def test_one_answer_in_all_has_no_spread():
    alone = NKI.model_copy(update={"withhold_by": None, "withhold_below": None})
    (row,) = waves("unit month nki answers invited sd\na 2024-05 60 1 20 0", of=alone)
    assert (row["spread"], row["margin"]) == (None, None)


def sample(scope: str, value: float, answers: float, spread: float | None) -> pl.DataFrame:
    return pl.DataFrame(
        [(scope, value, answers, spread)],
        schema={
            "scope": pl.String,
            "value": pl.Float64,
            "answers": pl.Float64,
            "spread": pl.Float64,
        },
        orient="row",
    )


def test_two_waves_are_two_samples():
    found = differences(sample("p", 72, 50, 15), sample("p", 68, 40, 16))
    (row,) = found.to_dicts()
    assert row["difference"] == 4.0
    assert row["margin"] == pytest.approx(1.9893 * sqrt(225 / 50 + 256 / 40), rel=1e-3)


def test_without_a_spread_on_both_sides_a_difference_is_not_judged():
    for now, then in ((15, None), (None, 16)):
        found = differences(sample("p", 72, 50, now), sample("p", 68, 40, then))
        assert found.rows() == [("p", None, 4.0)]


def test_no_spread_at_all_leaves_no_margin():
    found = differences(sample("p", 72, 50, 0), sample("p", 68, 40, 0))
    assert found["margin"].to_list() == [0.0]


def test_only_scopes_with_both_are_compared():
    assert differences(sample("p", 72, 50, 1), sample("q", 68, 40, 1)).is_empty()


UNITS = st.lists(
    st.tuples(
        st.floats(0, 100),
        st.integers(0, 30),
        st.one_of(st.none(), st.floats(0, 40)),
    ),
    min_size=1,
    max_size=5,
).filter(lambda units: sum(many for _, many, _ in units) >= 7)


@given(UNITS, UNITS)
def test_samples_agree_with_the_dull_ones(now, then):
    found = []
    for units in (now, then):
        lines = [
            f"u{at} 2024-05 {index:.3f} {many} 99 {'-' if spread is None else f'{spread:.3f}'}"
            for at, (index, many, spread) in enumerate(units)
        ]
        (row,) = waves("\n".join(["unit month nki answers invited sd", *lines]))
        dull = plain.pooled(
            [(round(i, 3), many, None if s is None else round(s, 3)) for i, many, s in units]
        )
        assert (row["value"], row["answers"]) == (close(dull[0]), dull[1])
        assert row["spread"] == (dull[2] if dull[2] is None else pytest.approx(dull[2], abs=1e-4))
        found.append(dull)
    fast = differences(sample("p", *found[0]), sample("p", *found[1])).row(0, named=True)
    size, margin = plain.difference(*found)
    assert (fast["difference"], fast["margin"]) == (close(size), close(margin))


@given(UNITS)
def test_waves_together_agree_too(units):
    seven = [(index, max(many, 7), spread) for index, many, spread in units]
    frame = pl.concat([sample("p", *one) for one in seven])
    row = together(frame).row(0, named=True)
    mean, answers, spread = plain.pooled(seven)
    assert (row["value"], row["answers"]) == (close(mean), answers)
    assert row["spread"] == (spread if spread is None else pytest.approx(spread, abs=1e-4))
