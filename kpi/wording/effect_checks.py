"""What each check beside an effect is for, and whether the effect passes it (methods §11)."""

from typing import NamedTuple

from kpi.effects import Effect
from kpi.effects.grade import ALPHA, FEWEST_AREAS
from kpi.wording.effects import checks

PASSES, FAILS = "Klarar", "Klarar inte"


class Check(NamedTuple):
    """passed: None where there is nothing to pass, only to know."""

    name: str
    outcome: str
    passed: bool | None
    meaning: str


def judged_checks(effect: Effect, unit: str) -> list[Check]:
    """The checks that could be made, in their order, with what they mean."""
    known = {
        "Året före piloten, samma räkning": (
            _placebo(effect),
            "Före piloten ska ingen skillnad synas.",
        ),
        "Plats bland alla enheter": (
            None,
            "Varje enhet prövad som om den vore pilotens; plats 1 är den största förändringen.",
        ),
        "Utan en enhet i taget": (_steady(effect), "Effekten ska inte hänga på en enda enhet."),
        "Lottad indelning av enheterna": (
            _rare(effect),
            "Hur ofta en lottad indelning ger minst lika stor skillnad; under 0,05 är sällan.",
        ),
        "Som ett område bland andra": (
            _beyond_areas(effect),
            "Om något annat hände i hela området, skulle skillnaden ändå vara så stor?",
        ),
        "Minsta effekt som hade synts": (
            None,
            "En mindre effekt kan finnas utan att den syns i så här få enheter och månader.",
        ),
        "Utelämnade värden": (None, "Sådana värden har ingen procentuell förändring."),
    }
    return [Check(name, outcome, *known[name]) for name, outcome in checks(effect, unit)]


def _placebo(effect: Effect) -> bool | None:
    p = effect.placebo.p
    return None if p is None else p >= ALPHA


def _steady(effect: Effect) -> bool | None:
    return effect.leave_one_out.same_sign if effect.leave_one_out else None


def _rare(effect: Effect) -> bool | None:
    return None if effect.permutation_p is None else effect.permutation_p < ALPHA


def _beyond_areas(effect: Effect) -> bool | None:
    area = effect.area
    if area is None:
        return None
    return effect.areas >= FEWEST_AREAS and not area.low <= 0 <= area.high
