"""One answer a panel: how large, how sure, and what speaks against it (methods §11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from kpi.effects.before_after import before_after, own_course
from kpi.effects.differences import (
    as_placebo,
    baseline_span,
    by_cohort,
    differences,
    usable,
    without_transition,
)
from kpi.effects.grade import ALPHA, FEWEST_MONTHS, Evidence, grade
from kpi.effects.grid import Floats, Grid, apart, by_area, grids, split, unit_effects
from kpi.effects.states import Grade, Reason, Scale
from kpi.effects.uncertainty import (
    DRAWS,
    Between,
    Interval,
    LeaveOneOut,
    area_interval,
    leave_one_out,
    permutation_p,
    placebo_rank,
    welch,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of every panel.

    baseline_months: None for all before the start. draws: permutations, 0 for none. questioned,
    redefined: panels with an unsettled question, or whose definition changed between baseline and
    latest month. adjusted: the p that a panel's grade goes by, where it is one of several primary.
    transition: how many months from the start on are left out of a panel, as decided beforehand.
    """

    scale: Scale
    baseline_months: int | None = 24
    draws: int = DRAWS
    questioned: frozenset[str] = frozenset()
    redefined: frozenset[str] = frozenset()
    adjusted: Mapping[str, float] = field(default_factory=dict)
    transition: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placebo:
    """The same formula where nothing happened. rank, of: only where a single unit is treated."""

    estimate: float | None = None
    p: float | None = None
    rank: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a panel says. On the question's scale: shares as logarithms, else the value's unit.

    between is None where either side has no difference at all. units: every unit's own number.
    areas: how many comparison areas. dropped: values left out because they have no logarithm.
    """

    scale: Scale
    between: Between | None
    units: Mapping[str, float] = field(default_factory=dict)
    placebo: Placebo = Placebo()
    leave_one_out: LeaveOneOut | None = None
    permutation_p: float | None = None
    area: Interval | None = None
    areas: int = 0
    dropped: int = 0
    grade: Grade = Grade.UNKNOWN
    reasons: tuple[Reason, ...] = (Reason.NO_DATA,)

    def shown(self, value: float | None) -> float | None:
        """A number of this effect as it is shown: per cent on the log scale, else as it is."""
        if value is None or self.scale is Scale.LEVEL:
            return value
        return float(100 * np.expm1(value))


def effects(panels: pl.DataFrame, question: Question) -> dict[str, Effect]:
    """The effect in every panel, by panel.

    In:  panel, unit, area (String), start (Date, first of month; null for a unit that never joins),
         month (Date), value (Float64, null = missing); one row per panel, unit and month. area and
         start are the same in all of a unit's rows.
    """
    rows = usable(panels, question.scale)
    dropped = rows.group_by("panel").agg(pl.col("y").is_null().sum())
    lost: dict[str, int] = dict(dropped.iter_rows())
    cohorts = without_transition(
        by_cohort(rows, baseline_months=question.baseline_months), question.transition
    )
    spans: dict[str, int] = dict(baseline_span(cohorts).iter_rows())
    units = _units(panels)
    before, after = (grids(units, differences(each)) for each in (as_placebo(cohorts), cohorts))
    uncompared = units.group_by("panel", maintain_order=True).agg(pl.col("pilot").all())
    courses = split(cohorts.join(uncompared.filter("pilot"), on="panel", how="semi"))
    found = {}
    for name, alone in uncompared.iter_rows():
        span = spans.get(name, 0)
        if alone:
            answer = _without_comparison(name, courses.get(name, cohorts.clear()), span, question)
        else:
            answer = _compared(name, after.get(name), before.get(name), span, question)
        found[name] = replace(answer, dropped=lost.get(name, 0))
    return found


def _compared(
    name: str, panel: Grid | None, before: Grid | None, span: int, question: Question
) -> Effect:
    if panel is None:
        return Effect(scale=question.scale, between=None)
    effect = unit_effects(panel, panel.everyone())
    pilot, others = apart(effect, panel.pilot)
    if not len(pilot) or not len(others):
        return Effect(scale=question.scale, between=None)
    between, placebo = welch(pilot, others), _placebo(before)
    found = Evidence(
        pilot_units=len(pilot),
        comparison_units=len(others),
        comparison_areas=len(by_area(panel, effect)),
        baseline_months=span,
        between=between,
        p=question.adjusted.get(name, between.p),
        placebo_p=placebo.p,
        leave_one_out=leave_one_out(panel, between.estimate),
        area=area_interval(panel, effect),
        open_question=name in question.questioned,
        definition_changed=name in question.redefined,
    )
    graded, reasons = grade(found)
    draws = question.draws
    return Effect(
        scale=question.scale,
        between=between,
        units=_named(panel, effect),
        placebo=_with_rank(placebo, panel, between.estimate) if len(pilot) == 1 else placebo,
        leave_one_out=found.leave_one_out,
        permutation_p=permutation_p(effect, panel.pilot, draws=draws) if draws else None,
        area=found.area,
        areas=found.comparison_areas,
        grade=graded,
        reasons=reasons,
    )


def _with_rank(placebo: Placebo, panel: Grid, estimate: float) -> Placebo:
    rank, of = placebo_rank(panel, estimate)
    return replace(placebo, rank=rank, of=of)


def _named(panel: Grid, effect: Floats) -> dict[str, float]:
    return {panel.units[at]: float(effect[at]) for at in np.flatnonzero(~np.isnan(effect))}


def _placebo(panel: Grid | None) -> Placebo:
    if panel is None:
        return Placebo()
    pilot, others = apart(unit_effects(panel, panel.everyone()), panel.pilot)
    if not len(pilot) or not len(others):
        return Placebo()
    between = welch(pilot, others)
    return Placebo(estimate=between.estimate, p=between.p)


def _without_comparison(name: str, rows: pl.DataFrame, span: int, question: Question) -> Effect:
    """Before and after: a change at the most, and never whose doing it is."""
    course = before_after(own_course(rows)) if rows.height else None
    held = {
        Reason.SHORT_BASELINE: span < FEWEST_MONTHS,
        Reason.SHORT_COURSE: course is None,
        Reason.QUESTION: name in question.questioned,
        Reason.DEFINITION: name in question.redefined,
    }
    unknown = tuple(reason for reason, holds in held.items() if holds)
    if course is None or unknown:
        between = course.between if course else None
        return Effect(scale=question.scale, between=between, reasons=unknown)
    p = question.adjusted.get(name, course.between.p)
    changed = p is not None and p < ALPHA
    return Effect(
        scale=question.scale,
        between=course.between,
        grade=Grade.UNEXPLAINED if changed else Grade.NONE,
        reasons=(Reason.NO_COMPARISON,) if changed else (Reason.CHANCE, Reason.NO_COMPARISON),
    )


def _units(panels: pl.DataFrame) -> pl.DataFrame:
    """A row a panel and unit: panel, unit, area, pilot, cohort (as `by_cohort` counts starts)."""
    began = pl.col("start").dt.year() * 12 + pl.col("start").dt.month().cast(pl.Int32) - 1
    return (
        panels.select("panel", "unit", "area", "start")
        .unique(["panel", "unit"], keep="first", maintain_order=True)
        .select("panel", "unit", "area", pilot=pl.col("start").is_not_null(), cohort=began)
        .sort("panel", "unit")
    )
