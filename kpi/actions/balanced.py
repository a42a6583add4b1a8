"""The three answers of the first screen: from the effects and likvärdighet of a ledger number."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.access import Permission, User, require
from kpi.actions.equity import see_equity
from kpi.actions.evaluation import Evaluation
from kpi.actions.home import Home
from kpi.equity import Equity
from kpi.verdict import Balance, Judged, Verdict, balance
from kpi.wording import balance as say
from kpi.wording.equity import share_words
from kpi.wording.evaluation import Evaluated, estimate_words


@dataclass(frozen=True, slots=True)
class Balanced:
    """The three answers and what they rest on, by KPI."""

    found: Balance
    judged: Mapping[str, Judged]
    equities: Mapping[str, Equity]


@dataclass(frozen=True, slots=True)
class Row:
    """One line under an answer. effect: None where the line is about floors."""

    name: str
    value: str
    word: str
    effect: Evaluated | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer in words, what it rests on, and what it lacks."""

    question: str
    answer: str
    rows: tuple[Row, ...] = ()
    lack: str = ""


NOTHING_YET = tuple(Answer(each, say.TOO_EARLY, lack=say.NOTHING) for each in say.ANSWERS)


def see_balance(home: Home, user: User, seen: Evaluation, *, as_of: int) -> Balanced:
    """Cheaper, as good, more equal? seen: the effects at the same ledger number."""
    require(user, Permission.SEE_FIGURES)
    judged = {each.kpi.id: Judged(each.kpi, each.effect, each.plan) for each in seen.seen}
    equities = see_equity(home, user, kpis=(), as_of=as_of)
    return Balanced(balance(list(judged.values()), equities), judged, equities)


def answers_of(seen: Evaluation, balanced: Balanced) -> tuple[Answer, ...]:
    """The three answers in words, as pages and documents say them."""
    found, by_id = balanced.found, {each.kpi.id: each for each in seen.seen}
    floors = tuple(
        Row(
            by_id[kpi].kpi.short_name,
            share_words(balanced.equities[kpi].share_now),
            say.floor_word(balanced.equities[kpi], seen.names),
        )
        for kpi in found.more_equal.shown
    )
    rows = (
        (say.CHEAPER, found.cheaper, _effects(found.cheaper, by_id)),
        (say.AS_GOOD, found.as_good, _effects(found.as_good, by_id)),
        (say.MORE_EQUAL, found.more_equal, floors),
    )
    return tuple(_answer(*each, seen) for each in rows)


def _effects(verdict: Verdict, by_id: Mapping[str, Evaluated]) -> tuple[Row, ...]:
    shown = [by_id[kpi] for kpi in verdict.shown]
    return tuple(
        Row(each.kpi.short_name, estimate_words(each), say.effect_word(each), each)
        for each in shown
    )


def _answer(question: str, verdict: Verdict, rows: tuple[Row, ...], seen: Evaluation) -> Answer:
    main = [each.effect for each in seen.seen if each.main and each.kpi.id in verdict.shown]
    lack = say.lacks(verdict.lack, main, seen.start)
    return Answer(question, say.ANSWERS[question][verdict.answer], rows, lack)
