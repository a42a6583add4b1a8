"""Lots, leave-one-out and the pilot's own course (methods §11)."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest

from kpi.effects.before_after import before_after
from kpi.effects.uncertainty import permutation_p, welch
from tests.effects.panels import panel
from tests.effects.test_grade import asked


def test_lots_are_drawn_as_every_split_would_have_it():
    chance = np.random.default_rng(7)
    values, pilot = chance.normal(0, 1, 9), np.arange(9) < 4
    values[pilot] += 1.2

    def apart(labels: np.ndarray) -> float:
        found = welch(values[labels], values[~labels])
        return abs(found.estimate) / found.se

    splits = [np.isin(np.arange(9), each) for each in combinations(range(9), 4)]
    share = np.mean([apart(split) >= apart(pilot) - 1e-9 for split in splits])
    assert permutation_p(values, pilot) == pytest.approx(share, abs=0.015)
    assert permutation_p(values, pilot) == permutation_p(values, pilot)  # seeded


def test_lots_need_two_units_a_side():
    assert permutation_p(np.array([1.0, 2.0, 3.0]), np.array([True, False, False])) is None


def test_one_unit_that_carries_it_all_is_named():
    one = (pl.col("unit") == "enhet 03") & (pl.col("start") <= pl.col("month"))
    found = asked(
        panel(effect=0.0, seed=8).with_columns(
            value=pl.when(one).then(pl.col("value") * 0.4).otherwise("value")
        )
    )
    assert found.leave_one_out.most_influential == "enhet 03"
    assert abs(found.leave_one_out.high) < abs(found.between.estimate)


def course(errors: np.ndarray, *, step: float = 0.0, begins: int = 24) -> pl.DataFrame:
    at = np.arange(len(errors))
    after = (at >= begins).astype(float)
    wave = 0.3 * np.cos(2 * np.pi * at / 12) - 0.1 * np.sin(4 * np.pi * at / 12)
    return pl.DataFrame(
        {
            "at": at,
            "y": 1 + 0.01 * at + wave + step * after + errors,
            "step": after,
            "since": after * (at - begins),
        }
    )


def test_a_course_without_errors_gives_the_step_that_was_put_in():
    found = before_after(course(np.zeros(48), step=-0.5))
    assert found.between.estimate == pytest.approx(-0.5, abs=1e-6)


def test_months_that_hang_together_are_seen_and_widen_the_interval():
    chance = np.random.default_rng(3)
    errors = np.zeros(240)
    for at in range(1, 240):
        errors[at] = 0.7 * errors[at - 1] + chance.normal(0, 0.05)
    together = before_after(course(errors, begins=120))
    shuffled = before_after(course(chance.permutation(errors), begins=120))
    assert together.rho == pytest.approx(0.7, abs=0.15)
    assert abs(shuffled.rho) < 0.2
    assert together.between.se > 1.5 * shuffled.between.se


def test_a_course_of_months_that_all_come_after_tells_nothing():
    assert before_after(course(np.zeros(30), begins=0)) is None
    assert before_after(course(np.zeros(8))) is None


def test_the_courses_interval_covers_what_was_put_in():
    chance, covered = np.random.default_rng(4), 0
    for _ in range(200):
        errors = np.zeros(60)
        for at in range(1, 60):
            errors[at] = 0.3 * errors[at - 1] + chance.normal(0, 0.05)
        between = before_after(course(errors, step=0.1, begins=36)).between
        covered += between.low <= 0.1 <= between.high
    assert 175 <= covered <= 199  # 95 %; the likeness is itself estimated
