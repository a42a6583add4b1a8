"""Does a text hold the way to reach a person: an e-mail address or a phone number?

As with a person's number, nothing of such a file is kept, shown or logged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kpi.intake.issue import Rule

_GAP = "[ \u00a0\u202f\u2009]?"
_DASH = f"{_GAP}[-\u2010-\u2015\u2212]?{_GAP}"
_EMAIL = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(  # not inside an id, a decimal or a longer number
    r"(?<![\w.,/+-])(?:"
    rf"(?:\+|00)46{_DASH}(?:\(0\){_GAP})?[1-9](?:{_DASH}[0-9]){{6,9}}"  # +46 70 123 45 67
    rf"|07[02369](?:{_DASH}[0-9]){{7}}"  # 070-123 45 67, 0701234567
    rf"|08-{_GAP}[1-9](?:{_GAP}[0-9]){{5,7}}"  # 08-123 456 78
    rf"|0[1-9][0-9]{{1,2}}-{_GAP}[1-9](?:{_GAP}[0-9]){{4,6}}"  # 044-13 50 00, 0415-100 00
    r")(?![\w/-])"
)
EMAIL_PREFILTER = "@"
PREFILTER = rf"{EMAIL_PREFILTER}|(?:\+|00)46|0[1-9]"  # Polars has no lookaround; this is enough
MASKS = {Rule.EMAIL: "••@••", Rule.PHONE_NUMBER: "0••-•• •• ••"}


@dataclass(frozen=True, slots=True)
class Contact:
    """Where in a text an address or a number stands."""

    start: int
    end: int
    rule: Rule


def contacts(text: str, *, phones: bool = True) -> Iterator[Contact]:
    """Every e-mail address and, unless numbers are what is expected there, phone number."""
    patterns = {Rule.EMAIL: _EMAIL} | ({Rule.PHONE_NUMBER: _PHONE} if phones else {})
    for rule, pattern in patterns.items():
        for match in pattern.finditer(text):
            yield Contact(match.start(), match.end(), rule)


def mask_contacts(text: str) -> str:
    """The text with every address and number made unreadable."""
    return _PHONE.sub(MASKS[Rule.PHONE_NUMBER], _EMAIL.sub(MASKS[Rule.EMAIL], text))
