"""What stays together on a line of a document: a date, an amount with its unit, an interval.

Files to look figures up in (the workbook, the archive's tables) keep the pack's own texts: who
searches for `juli 2024` writes an ordinary space.
"""

import re
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from kpi.wording.numbers import DASH, MINUS, NO_BREAK

T = TypeVar("T")
JOINER = "\u2060"  # no line ends at it, and it takes no room
_MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_UNIT = "%|kr|tkr|mnkr|procent|procentenheter|poäng|m²"
_TOGETHER = re.compile(
    # 18 september 2026; a span of months would leave a column of a table no room
    rf"\b(?<!{JOINER})(?:\d{{1,2}} )?(?:{_MONTH}) \d{{4}}\b(?!{DASH})"
    rf"|\b\d{{1,2}} (?:{_MONTH})\b"
    # 1 234 567 kr, as a person writes it
    rf"|\b\d{{1,3}}(?: \d{{3}})+\b(?: (?:{_UNIT})(?!\w)(?:/(?=\w))?)?"
    rf"|[\d,{NO_BREAK}]+ till [+{MINUS}]?(?=\d)"
    rf"|\d (?:{_UNIT})(?!\w)(?:/(?=\w))?"
    r"|\d (?:av|=) (?=\d)"
    r"|§ (?=\d)"
    r"|\bkr/(?=\w)"
)


def typeset(part: T) -> T:
    """A text, or whatever is made of texts, with what belongs together kept on one line."""
    given: Any = part
    if isinstance(given, str):
        given = _unbroken(given)
    elif isinstance(given, tuple):
        given = tuple(map(typeset, given))
    elif isinstance(given, BaseModel):
        given = given.model_copy(update={name: typeset(value) for name, value in given})
    elif is_dataclass(given):
        named = {each.name: typeset(getattr(given, each.name)) for each in fields(given)}
        given = replace(given, **named)  # type: ignore[type-var]
    found: T = given
    return found


@lru_cache(maxsize=8192)
def _unbroken(text: str) -> str:
    return _TOGETHER.sub(
        lambda found: found[0].replace(" ", NO_BREAK).replace("/", f"/{JOINER}"), text
    )
