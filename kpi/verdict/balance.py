"""Cheaper, as good, more equal: each from the plan's main KPIs, and where they pull apart (§13)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kpi.catalogue import Kpi
from kpi.catalogue.types import Perspective
from kpi.effects import Grade
from kpi.equity import Equity, Unjudged
from kpi.verdict.judged import Judged
from kpi.verdict.quality import quality_of
from kpi.verdict.states import Answer, Conflict, Lack, Quality


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer. shown: the KPIs that must stand under it: those it rests on, and every other
    that has become worse. lack: what is missing, where the answer is too early.
    """

    answer: Answer
    shown: tuple[str, ...] = ()
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """The three answers, and where they pull apart."""

    cheaper: Verdict
    as_good: Verdict
    more_equal: Verdict
    conflicts: tuple[Conflict, ...]


def balance(judged: Sequence[Judged], equities: Mapping[str, Equity]) -> Balance:
    """judged: every KPI with an effect; equities: by KPI, those that pilot units report."""
    cheaper = _cheaper([each for each in judged if each.kpi.perspective is Perspective.COST])
    as_good = _as_good([each for each in judged if each.kpi.perspective is Perspective.QUALITY])
    more_equal = _more_equal([each.kpi for each in judged if each.main], equities)
    return Balance(cheaper, as_good, more_equal, _conflicts(cheaper, as_good, more_equal))


def _cheaper(costs: Sequence[Judged]) -> Verdict:
    main = [each for each in costs if each.main]
    shown = _shown(main, [each for each in costs if each.better is False])
    if not main:
        return Verdict(Answer.EARLY, shown, Lack.PLAN)
    ways = {each.better for each in main}
    if {True, False} <= ways:
        return Verdict(Answer.MIXED, shown)
    if True in ways:
        return Verdict(Answer.YES, shown)
    if False in ways:
        return Verdict(Answer.NO, shown)
    if any(each.effect.grade is Grade.NONE for each in main):
        return Verdict(Answer.NONE, shown)
    return Verdict(Answer.EARLY, shown, Lack.FIGURES)


def _as_good(qualities: Sequence[Judged]) -> Verdict:
    main = [each for each in qualities if each.main]
    shown = _shown(main, [each for each in qualities if each.better is False])
    if not main:
        return Verdict(Answer.EARLY, shown, Lack.PLAN)
    found = {quality_of(each) for each in main}
    if found == {Quality.UNKNOWN}:
        return Verdict(Answer.EARLY, shown, Lack.FIGURES)
    if Quality.WORSE in found:
        return Verdict(Answer.NO, shown)
    if found == {Quality.BETTER}:
        return Verdict(Answer.BETTER, shown)
    if found <= {Quality.BETTER, Quality.KEPT}:
        return Verdict(Answer.YES, shown)
    return Verdict(Answer.UNSURE, shown)


def _more_equal(main: Sequence[Kpi], equities: Mapping[str, Equity]) -> Verdict:
    """From the main KPIs that have floors. Also shown: any with a unit on the bad side of one."""
    own = [equities[kpi.id] for kpi in main if kpi.id in equities]
    floored = [each for each in own if each.unjudged is not Unjudged.NO_FLOOR]
    left_behind = [each.kpi for each in equities.values() if _left_behind(each)]
    shown = tuple(dict.fromkeys([*(each.kpi for each in floored), *left_behind]))
    if not floored:
        return Verdict(Answer.EARLY, shown, Lack.FLOORS if main else Lack.PLAN)
    changes = [each.change for each in floored if each.change is not None]
    if not changes:
        return Verdict(Answer.EARLY, shown, Lack.FIGURES)
    more, less = any(each.low > 0 for each in changes), any(each.high < 0 for each in changes)
    if more and less:
        return Verdict(Answer.MIXED, shown)
    return Verdict(Answer.YES if more else Answer.NO if less else Answer.NONE, shown)


def _left_behind(found: Equity) -> bool:
    return found.lowest is not None and found.lowest.distance < 0


def _shown(main: Collection[Judged], worse: Collection[Judged]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.kpi.id for each in (*main, *worse)))


def _conflicts(cheaper: Verdict, as_good: Verdict, more_equal: Verdict) -> tuple[Conflict, ...]:
    less = cheaper.answer in {Answer.YES, Answer.MIXED}
    held = {
        Conflict.WORSE_FOR_LESS: less and as_good.answer is Answer.NO,
        Conflict.UNEQUAL_FOR_LESS: less and more_equal.answer in {Answer.NO, Answer.MIXED},
        Conflict.BETTER_FOR_MORE: cheaper.answer is Answer.NO and as_good.answer is Answer.BETTER,
    }
    return tuple(conflict for conflict, holds in held.items() if holds)
