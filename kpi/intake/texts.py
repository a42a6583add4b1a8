"""When are two texts the same, and which characters may a text not hold?"""

import re
import unicodedata

SPACES = " \u00a0\u202f\u2009"  # what people and programs put between thousands
UNREADABLE = "\ufffd"  # stands where a byte could not be decoded
LONGEST_NAME = 100  # characters of a file's name

# Controls except tab and line breaks; marks that hide or turn the reading direction.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069]"
)


def tidy(text: str) -> str:
    """The text as it is stored: composed letters, nothing round it."""
    return unicodedata.normalize("NFC", text).strip()


def folded(text: str) -> str:
    """What is compared: tidy, any case, one space between words. Å, ä and ö stay letters."""
    if text.isascii():  # nothing to compose
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFC", tidy(text).casefold()).split())


def header_key(text: str) -> str:
    """What is compared in a heading: also without a last colon, and `_` is a space."""
    return folded(text.replace("_", " ").rstrip(": " + SPACES))


def forbidden_character(text: str) -> str:
    """The first character that may not stand in a text, as `U+202E`; empty when there is none."""
    match = FORBIDDEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""


def display_name(name: str) -> str:
    """A file's name as it is shown: no folders, nothing that hides, not too long."""
    shown = FORBIDDEN.sub("", tidy(re.split(r"[/\\]", name)[-1])).replace("\n", " ")
    return shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 1]}…"
