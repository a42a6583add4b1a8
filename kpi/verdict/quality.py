"""Is it as good? Non-inferiority: not 'no difference found', but 'not worse than the margin'.

Methods §13. How much worse is counted so that above 0 is worse, whichever way is better, on the
scale that is shown: per cent, or the KPI's own unit.
"""

from kpi.catalogue.types import Better
from kpi.effects import Grade
from kpi.verdict.judged import Judged
from kpi.verdict.states import Quality


def quality_of(judged: Judged) -> Quality:
    """Where the interval lies against the margin; a KPI without one has a margin of nothing."""
    worse = how_much_worse(judged)
    if worse is None or judged.effect.grade in {Grade.UNKNOWN, Grade.UNEXPLAINED}:
        return Quality.UNKNOWN
    least, most = worse
    margin = (judged.plan.margin if judged.plan else None) or 0.0
    if most < 0:
        return Quality.BETTER
    if most <= margin and margin > 0:
        return Quality.KEPT
    return Quality.WORSE if least > margin else Quality.UNSURE


def how_much_worse(judged: Judged) -> tuple[float, float] | None:
    """The least and the most that it may have become worse; None where neither way is better."""
    effect, between = judged.effect, judged.effect.between
    if between is None or judged.kpi.better is Better.NEITHER:
        return None
    low, high = effect.shown(between.low), effect.shown(between.high)
    if low is None or high is None:
        return None
    return (low, high) if judged.kpi.better is Better.LOWER else (-high, -low)
