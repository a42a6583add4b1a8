"""Effects and likvärdighet as the tests write them: an interval, a grade, a change."""

from datetime import date

import polars as pl

from kpi.effects import Effect, Grade, Reason, Scale
from kpi.effects.plan import Direction, Plan
from kpi.effects.uncertainty import Between
from kpi.equity import Equity, Interval, Lowest, Share, Unjudged
from kpi.periods import Span
from kpi.verdict import Judged
from tests.builders_facts import kpi

YEAR = Span(date(2023, 1, 1), date(2023, 12, 1))


def judged(name: str, ends: str, grade: str = "sakerstalld", **told: object) -> Judged:
    """`judged("a", "-5 -1")`: an effect with that interval in the KPI's own unit.

    told: main, margin (none: not in any plan with main=None), and the KPI's own fields.
    """
    main, margin = told.pop("main", True), told.pop("margin", None)
    reasons = told.pop("reasons", ())
    low, high = map(float, ends.split()) if ends else (None, None)
    between = Between((low + high) / 2, 1.0, 9.0, low, high, 0.01, 2.0) if ends else None
    effect = Effect(
        scale=Scale.LEVEL,
        between=between,
        grade=Grade(grade),
        reasons=tuple(Reason(each) for each in reasons),
    )
    plan = Plan(
        kpi=name,
        direction=Direction.LOWER,
        scale=Scale.LEVEL,
        main=bool(main),
        margin=margin,
        made_on=date(2022, 6, 1),
        entered=date(2022, 6, 1),
    )
    return Judged(kpi(name, **told), effect, None if main is None else plan)


def cost(name: str, ends: str, grade: str = "sakerstalld", **told: object) -> Judged:
    """Lower is better."""
    return judged(name, ends, grade, **told)


def quality(name: str, ends: str, grade: str = "sakerstalld", **told: object) -> Judged:
    """Higher is better."""
    return judged(name, ends, grade, **{"perspective": "quality", "better": "higher"} | told)


def equal(name: str, change: str = "", *, unjudged: str = "", lowest: float | None = None):
    """`equal("a", "0.1 0.4")`: the pilot's share has risen by more than the others'."""
    ends = Interval(*map(float, change.split())) if change else None
    far = Lowest("enhet", 60.0, 60.0 - lowest, lowest) if lowest is not None else None
    return Equity(
        kpi=name,
        now=YEAR,
        before=YEAR,
        share_now=Share(9, 10),
        share_before=Share(8, 10),
        comparison_now=Share(5, 10),
        comparison_before=Share(5, 10),
        estimate=0.1,
        compared=(10, 10),
        change=ends,
        unjudged=Unjudged(unjudged) if unjudged else None,
        lowest=far,
        units=pl.DataFrame(),
        history=pl.DataFrame(),
    )
