"""Effects to speak of: a share a fifth down and a level two points down, unless told otherwise."""

from datetime import date
from math import log

from kpi.catalogue import Kpi
from kpi.effects import Effect, Grade, Scale
from kpi.effects.plan import Direction, Plan, Timing
from kpi.effects.uncertainty import Between, Interval
from kpi.wording.evaluation import Evaluated
from kpi.wording.numbers import NO_BREAK
from tests.builders_facts import kpi

# A fifth less, between 36 % less and none; 10 % would have been seen.
FIFTH = Between(log(0.8), 0.1, 9.0, log(0.64), log(1.0), 0.04, log(1.1))
POINTS = Between(-2.0, 0.5, 20.0, -3.0, -1.0, 0.001, 1.5)
COST = kpi("cost", title="Städkostnad", short_name="Städkostnad", price_index="scb_kpi")
QUALITY = kpi("quality", short_name="Godkända", unit="%", better="higher", effect_scale="level")


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ").replace("\u2060", "")


def share(**but: object) -> Effect:
    given = {"scale": Scale.LOG, "between": FIFTH, "grade": Grade.SHOWN, "reasons": ()}
    return Effect(**(given | but))


def level(**but: object) -> Effect:
    return share(**({"scale": Scale.LEVEL, "between": POINTS, "area": Interval(-4.0, 0.5)} | but))


def planned(**but: object) -> Plan:
    given = {
        "kpi": "cost",
        "direction": Direction.LOWER,
        "scale": Scale.LOG,
        "main": True,
        "made_on": date(2023, 6, 14),
        "entered": date(2023, 6, 22),
    }
    return Plan(**(given | but))


def evaluated(
    effect: Effect | None = None,
    *,
    of: Kpi = COST,
    plan: Plan | None = None,
    timing: Timing | None = Timing.BEFORE,
) -> Evaluated:
    return Evaluated(
        kpi=of,
        effect=effect or share(),
        plan=plan,
        timing=timing if plan else None,
        last=date(2024, 7, 1),
    )
