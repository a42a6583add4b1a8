"""What an issue in a received file says in Swedish, and what to do about it."""

import re
from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_decimal

from kpi.intake.issue import Issue, Rule
from kpi.wording.doubts import HIGH, LARGER
from kpi.wording.file_words import CONTENTS
from kpi.wording.issue_words import WORDS
from kpi.wording.numbers import SWEDISH

_COUNTING = frozenset(  # rules whose details are numbers, besides any names
    {
        Rule.FILE_TOO_LARGE,
        Rule.TOO_MANY_CELLS,
        Rule.TOO_MANY_ROWS,
        Rule.AMBIGUOUS_NUMBER,
        Rule.OTHER_DECIMALS,
        Rule.EXPONENT,
        Rule.BELOW_SMALLEST,
        Rule.ABOVE_LARGEST,
        Rule.DAYS_MISSING,
        Rule.MULTIPLIED,
        Rule.UNUSUAL_JUMP,
        Rule.UNITS_LACKING,
    }
)
_SAID: Mapping[Rule, Mapping[str, str]] = {  # rules whose details have words of their own
    Rule.OTHER_FORMAT: CONTENTS,
    Rule.MISNAMED: CONTENTS,
    Rule.THOUSANDFOLD_FILE: LARGER,
    Rule.THOUSANDFOLD_MEASURE: LARGER,
    Rule.UNUSUAL_JUMP: HIGH,
}
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def issue_sentence(issue: Issue) -> str:
    """Where and what: "Rad 14, kolumnen värde: ”1O2” är inte ett tal."."""
    places = [
        _sheet(issue.sheet),
        f"rad {issue.row}" if issue.row else "",
        f"kolumnen {issue.column}" if issue.column else "",
    ]
    place = ", ".join(filter(None, places))
    cause = _filled(WORDS[issue.rule].cause, issue)
    return _capital(f"{place}: {cause}" if place else cause)


def _sheet(name: str) -> str:
    """The sheet as a place: Blad1 is a name that already says what it is."""
    return f"blad {name}" if name and not name.lower().startswith("blad") else name


def issue_cause(issue: Issue) -> str:
    """What is wrong, for a table whose columns already say where."""
    return _capital(_filled(WORDS[issue.rule].cause, issue))


def issue_hint(issue: Issue) -> str:
    """What to do: "Skriv år och månad som 2024-07."."""
    words = WORDS[issue.rule]
    return _filled(words.meant if words.meant and issue.details else words.hint, issue)


def _filled(words: str, issue: Issue) -> str:
    details = issue.details
    if issue.rule in _COUNTING:
        details = tuple(map(_number, details))
    said = _SAID.get(issue.rule, {})
    details = tuple(said.get(detail, detail) for detail in details)
    names = " eller ".join(f"”{name}”" for name in details)
    return words.format(*details, found=issue.found, column=issue.column, names=names)


def _number(detail: str) -> str:
    """The Swedish way if it is a number; every decimal is kept."""
    plain = _PLAIN_NUMBER.fullmatch(detail)
    return format_decimal(Decimal(detail), "#,##0.####", locale=SWEDISH) if plain else detail


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
