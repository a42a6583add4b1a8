"""What is said of an open question: which figure, why it was doubted, what its sender answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kpi.intake.issue import Rule
from kpi.periods import Month
from kpi.wording.doubts import TITLES
from kpi.wording.numbers import NO_BREAK, day_and_year, month_and_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One figure that was confirmed though it is not likely, as of one ledger number.

    `id` is the delivery that the row came with and its place there: the delivery that asked,
    or the one that settled it. An empty unit or measure means all of them. `recorded` is in
    Swedish time. `comment` is the delivery's.
    """

    id: str
    delivery: int
    unit: str
    measure: str
    month: Month
    rule: str
    reason: str
    settled_on: date | None
    settled_by: str
    sender: str
    recorded: datetime
    comment: str

    @property
    def is_open(self) -> bool:
        return self.settled_on is None


def doubt(question: Question) -> str:
    """`Ovanligt höga eller låga tal`: every cause, in the words of the page that asked."""
    rules = [part.strip() for part in question.rule.split(",")]
    words = [TITLES[Rule(rule)] if rule in TITLES else rule for rule in rules]
    return ", ".join([words[0], *(word[:1].lower() + word[1:] for word in words[1:])])


def about(question: Question, units: Mapping[str, str], measures: Mapping[str, str]) -> str:
    """`Kastanjen, vaktmästeri, november 2023`: names by id."""
    unit = units.get(question.unit, question.unit) if question.unit else "alla enheter"
    measure = measures.get(question.measure, question.measure) if question.measure else "alla mått"
    text = f"{unit}, {measure}, {month_and_year(question.month)}"
    return text[:1].upper() + text[1:]


def answer(question: Question) -> str:
    """Who confirmed the figure and why; who settled the question, when and how, if anyone has."""
    if question.settled_on is None:
        asked = f"{question.sender}, {day_and_year(question.recorded)}"
        return f"{question.reason} ({asked})"
    return (
        f"{question.reason} Avgjord {day_and_year(question.settled_on)} av "
        f"{question.settled_by}: {question.comment}"
    )


def how_many(count: int) -> str:
    """`En öppen fråga`, `3 öppna frågor`."""
    return "En öppen fråga" if count == 1 else f"{count}{NO_BREAK}öppna frågor"
