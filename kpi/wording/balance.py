"""Cheaper, as good, more equal, in words: the answers, what they lack, and the summary (§13)."""

from collections.abc import Mapping, Sequence

from kpi.catalogue.types import Perspective
from kpi.effects import Effect, Reason
from kpi.equity import Equity
from kpi.periods import Month
from kpi.verdict import Answer, Balance, Conflict, Judged, Lack, Quality
from kpi.verdict.quality import quality_of
from kpi.wording.effects import GRADE, reason_words
from kpi.wording.equity import answer_word
from kpi.wording.evaluation import Evaluated
from kpi.wording.numbers import month_and_year

CHEAPER, AS_GOOD, MORE_EQUAL = "Billigare?", "Lika bra?", "Mer likvärdigt?"
NO_DIFFERENCE, TOO_EARLY = "Ingen säkerställd skillnad", "För tidigt att säga"
NOTHING = "Saknas: värden från pilotens enheter både före och efter starten."
_SHARED = {Answer.NONE: NO_DIFFERENCE, Answer.EARLY: TOO_EARLY, Answer.MIXED: "Blandat"}
ANSWERS: Mapping[str, Mapping[Answer, str]] = {
    CHEAPER: {**_SHARED, Answer.YES: "Ja", Answer.NO: "Nej, dyrare"},
    AS_GOOD: {
        **_SHARED,
        Answer.BETTER: "Ja, bättre",
        Answer.YES: "Ja",
        Answer.NO: "Nej, sämre",
        Answer.UNSURE: "Sämre kan inte uteslutas",
    },
    MORE_EQUAL: {**_SHARED, Answer.YES: "Ja", Answer.NO: "Nej, mindre"},
}
QUALITY: Mapping[Quality, str] = {
    Quality.BETTER: "Bättre",
    Quality.KEPT: "Inom marginalen",
    Quality.WORSE: "Sämre än marginalen",
    Quality.UNSURE: "Sämre kan inte uteslutas",
    Quality.UNKNOWN: "Kan inte bedömas",
}
_LACKS: Mapping[Lack, str] = {
    Lack.PLAN: "Saknas: en effektplan med huvudnyckeltal.",
    Lack.FLOORS: "Saknas: beslut om lägsta nivå för huvudnyckeltalen.",
    Lack.FIGURES: "Saknas: siffror som räcker för att bedöma.",
}
_TOGETHER: Mapping[tuple[Answer, Answer], str] = {
    (Answer.YES, Answer.BETTER): "Lägre kostnad med bättre kvalitet",
    (Answer.YES, Answer.YES): "Lägre kostnad med lika god kvalitet",
    (Answer.YES, Answer.NO): "Lägre kostnad med sämre kvalitet",
    (Answer.NO, Answer.BETTER): "Högre kostnad med bättre kvalitet",
}
FEWER = "färre enheter når sin lägsta nivå"
_COST: Mapping[Answer, str] = {
    Answer.YES: "Kostnaden är lägre",
    Answer.MIXED: "Någon kostnad är lägre och någon högre",
    Answer.NO: "Kostnaden är högre",
}
_GOOD: Mapping[Answer, str] = {
    Answer.BETTER: "Kvaliteten är bättre",
    Answer.YES: "Kvaliteten är lika god",
    Answer.NO: "Kvaliteten är sämre",
}
_EQUAL: Mapping[Answer, str] = {
    Answer.YES: "Tjänsterna är mer likvärdiga",
    Answer.MIXED: "Tjänsterna är mer likvärdiga i något och mindre i annat",
    Answer.NO: "Tjänsterna är mindre likvärdiga",
}


def summary(found: Balance) -> tuple[str, str]:
    """The page's first sentence: what is decided, and what is not.

    Where two answers pull apart they are said in one breath, so that neither stands alone.
    """
    cost, good, equal = found.cheaper.answer, found.as_good.answer, found.more_equal.answer
    if (cost, good) in _TOGETHER:
        decided = [_TOGETHER[cost, good]]
    else:
        decided = [each[key] for each, key in ((_COST, cost), (_GOOD, good)) if key in each]
    if Conflict.UNEQUAL_FOR_LESS in found.conflicts:
        but = "och" if Conflict.WORSE_FOR_LESS in found.conflicts else "men"
        decided[-1] += f", {but} {FEWER}"
    elif equal in _EQUAL:
        decided.append(_EQUAL[equal])
    undecided = [
        *_undecided("Kostnaden", cost, _COST),
        *_undecided("Kvaliteten", good, _GOOD),
        *_undecided("Likvärdigheten", equal, _EQUAL),
    ]
    first, second = (" ".join(f"{each}." for each in part) for part in (decided, undecided))
    return (first, second) if first else (second, "")


def _undecided(what: str, answer: Answer, decided: Mapping[Answer, str]) -> list[str]:
    if answer in decided:
        return []
    if answer is Answer.UNSURE:
        return [f"Att {what[0].lower()}{what[1:]} blivit sämre kan inte uteslutas"]
    return [f"{what}: {_SHARED[answer][0].lower()}{_SHARED[answer][1:]}"]


def lacks(lack: Lack | None, main: Sequence[Effect], start: Month) -> str:
    """What must come before there can be an answer, and when it can; empty where nothing lacks."""
    if lack is None:
        return ""
    if lack is not Lack.FIGURES:
        return _LACKS[lack]
    reasons = list(dict.fromkeys(reason for each in main for reason in each.reasons))
    if reasons == [Reason.NO_DATA]:
        return f"Väntas tidigast när siffrorna för {month_and_year(start)} har kommit."
    said = "; ".join(dict.fromkeys(words for each in main for words in reason_words(each)))
    return f"Därför att: {said}." if said else _LACKS[lack]


def effect_word(seen: Evaluated) -> str:
    """What stands beside one effect under a question: its margin is what quality is judged by."""
    if not seen.main:
        return f"{GRADE[seen.effect.grade]}, utforskande"
    if seen.kpi.perspective is Perspective.QUALITY:
        return QUALITY[quality_of(Judged(seen.kpi, seen.effect, seen.plan))]
    return GRADE[seen.effect.grade]


def floor_word(found: Equity, names: Mapping[str, str]) -> str:
    """What stands beside how many units reach their floor: the change, or who is furthest off."""
    lowest, word = found.lowest, answer_word(found)
    if lowest is None or lowest.distance >= 0:
        return word
    name = f"Längst ifrån: {names.get(lowest.unit, lowest.unit)}"
    return name if word == NO_DIFFERENCE else f"{word}. {name}"
