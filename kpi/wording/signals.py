"""What somebody has to take a stand on, in words: why, since when, whose it is, what was said.

The sentence is the one that tile, chart and documents have (methods §18).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Any

from kpi.catalogue import Kpi
from kpi.trends import Assurance
from kpi.wording.comments import NONE_YET, Comment
from kpi.wording.numbers import NO_BREAK, day_and_year, in_words
from kpi.wording.one_kpi import point_words
from kpi.wording.periods import period_and_year
from kpi.wording.sentences import (
    Reading,
    shown_assurance,
    state_word,
    target_sentence,
    value_text,
    verdict_sentence,
)

LATEST = 6  # values within which an earlier signal still wants somebody's word
NOTHING = "Inget att ta ställning till: inga signaler, inga mål som inte nås och inga öppna frågor."


class Cause(StrEnum):
    """Why somebody's judgement is wanted, the first first."""

    WORSENING = auto()
    UNUSUAL = auto()
    IMPROVING = auto()
    EARLIER = auto()  # a signal lately, that nobody has said anything of, but not now
    TARGET = auto()
    QUESTION = auto()
    UNJUDGED = auto()

    @property
    def order(self) -> int:
        return list(Cause).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing to take a stand on: a nyckeltal's state for a scope, or open questions.

    kpis: the nyckeltal it is about; questions may concern several, or none. reading: the state;
    None for questions. since: its first month, or the day the oldest question was asked; None
    where that says nothing. lit: the points with a signal since the latest comment. asked: each
    question in words, and the delivery of the oldest. comment: the latest one there is.
    """

    cause: Cause
    kpis: tuple[Kpi, ...]
    scope: str
    scope_name: str
    reading: Reading | None = None
    since: date | None = None
    lit: tuple[Mapping[str, Any], ...] = ()
    asked: tuple[str, ...] = ()
    delivery: int | None = None
    comment: Comment | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has signed anything of it yet."""
        if self.cause is Cause.UNJUDGED:
            return False  # there is nothing to judge before more has come in
        if self.comment is None or self.comment.is_draft or self.reading is None:
            return True
        return bool(self.lit) or self.comment.month < (self.since or self.comment.month)


def cause_word(matter: Matter) -> str:
    """The word beside the symbol."""
    if matter.cause is Cause.QUESTION:
        return "Öppen fråga" if len(matter.asked) == 1 else "Öppna frågor"
    if matter.cause is Cause.TARGET:
        return "Målet nås inte"
    if matter.cause is Cause.EARLIER:
        return "Tidigare signal"
    if matter.reading is None or matter.reading.month is None:
        return "Kan inte bedömas"
    return state_word(matter.reading)


def matter_sentence(matter: Matter) -> str:
    """What there is to take a stand on."""
    reading = matter.reading
    if reading is None:
        return _asked(matter.asked)
    if reading.month is None:
        none = "Inget kvartal" if reading.by_quarter else "Ingen månad"
        return f"{none} har ett värde som kan visas."
    said = [f"{value_text(reading)} i {reading.when(reading.month)}."]
    if matter.cause is Cause.EARLIER:
        said.append(_lit_lately(matter.lit, reading))
    elif matter.cause is not Cause.TARGET:
        said.append(verdict_sentence(reading))
    if shown_assurance(reading) is Assurance.MISSES:
        said.append(target_sentence(reading))
    return " ".join(said)


def since_words(matter: Matter) -> str:
    """`Sedan oktober 2023`; the day for questions, which are asked on a day."""
    if matter.since is None:
        return ""
    if matter.cause is Cause.QUESTION:
        return f"Öppen sedan {day_and_year(matter.since)}"
    by_quarter = matter.reading is not None and matter.reading.by_quarter
    return f"Sedan {period_and_year(matter.since, by_quarter=by_quarter)}"


def owner_words(matter: Matter) -> str:
    """`Ansvarig: Ekonom, serviceförvaltningen`: those who answer for what it is about."""
    owners = "; ".join(dict.fromkeys(kpi.review.owner for kpi in matter.kpis))
    return f"Ansvarig: {owners}" if owners else ""


def about_words(matter: Matter) -> str:
    """The nyckeltal's names; what stands there when a question concerns none alone."""
    return ", ".join(kpi.short_name for kpi in matter.kpis) or "Lämnade tal"


def later_words(matter: Matter) -> str:
    """What has happened since the latest comment; empty when it covers what is said now."""
    comment, reading = matter.comment, matter.reading
    if comment is None or reading is None or matter.cause is Cause.UNJUDGED:
        return "" if comment else NONE_YET
    many = len(matter.lit)
    if not many:
        return ""
    period = reading.period
    one = f"{'ett' if period.one in ('år', 'kvartal') else 'en'} {period.one}"
    return f"Sedan dess: signal i {one if many == 1 else f'{in_words(many)} {period.many}'} till."


def list_words(matters: Sequence[Matter]) -> str:
    """`sju saker, fem utan signerad kommentar`."""
    waiting = sum(matter.waits and matter.cause is not Cause.QUESTION for matter in matters)
    things = "en sak" if len(matters) == 1 else f"{in_words(len(matters))} saker"
    if not waiting:
        return things
    return f"{things}, {'en' if waiting == 1 else in_words(waiting)} utan signerad kommentar"


def question_note(count: int) -> str:
    """What stands beside a figure that is doubted."""
    return "En fråga är öppen" if count == 1 else f"{count}{NO_BREAK}frågor är öppna"


def question_sentence(asked: Sequence[str]) -> str:
    """The same in full, for the nyckeltal's own page."""
    rest = "Talet räknas med så länge." if len(asked) == 1 else "Talen räknas med så länge."
    return f"{question_note(len(asked))}: {_asked(asked)} {rest}"


def _asked(asked: Sequence[str]) -> str:
    first, *others = asked
    if not others:
        return f"{first}."
    return f"{first}, och {'en' if len(others) == 1 else in_words(len(others))} till."


def _lit_lately(lit: Sequence[Mapping[str, Any]], reading: Reading) -> str:
    """`Signal i juni 2024: försämring, utanför det normala spannet.`"""
    last = lit[-1]
    words = point_words(last, reading.kpi.better)
    said = f"{reading.when(last['month'])} ({words[:1].lower() + words[1:]})"
    if len(lit) == 1:
        return f"Signal i {said}."
    many = f"{in_words(len(lit))} av de {in_words(LATEST)} senaste"
    return f"Signal i {many} {reading.period.the_many}, senast {said}."
