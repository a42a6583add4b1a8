"""A mistake in the catalogue's files, said in Swedish: file, key and what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails

SHOWN_LENGTH = 40  # characters of a wrong value that are repeated in the message

# By pydantic's error type, else by the type's first word (int_type, int_parsing … are one).
_SENTENCES: Mapping[str, str] = {
    "missing": "saknas",
    "extra_forbidden": "är okänd",
    "enum": "kan inte vara {found}; välj bland {allowed}",
    "literal_error": "kan inte vara {found}; välj bland {allowed}",
    "value_error": "{error}",
    "string_too_short": "får inte vara tom",
    "string_too_long": "får ha högst {max_length} tecken, men har {length}",
    "string_pattern_mismatch": (
        "kan inte vara {found}; ett id har bara tecknen a–z, 0–9 och _ och börjar med en bokstav"
    ),
    "string_type": "ska vara en text inom citattecken, inte {found}",
    "tuple_type": "ska vara en lista inom hakparenteser, inte {found}",
    "dict_type": "ska vara en tabell, inte {found}",
    "model_type": "ska vara en tabell, inte {found}",
    "greater_than": "ska vara större än {gt:g}, inte {found}",
    "greater_than_equal": "ska vara minst {ge:g}, inte {found}",
    "less_than_equal": "ska vara högst {le:g}, inte {found}",
    "finite_number": "ska vara ett ändligt tal, inte {found}",
    "int": "ska vara ett heltal, inte {found}",
    "float": "ska vara ett tal, inte {found}",
    "decimal": "ska vara ett tal, inte {found}",
    "bool": "ska vara true eller false, inte {found}",
    "date": "ska vara ett datum som 2024-02-12, utan citattecken, inte {found}",
}
_ANYTHING_ELSE = "kan inte vara {found}"

_TOML_SENTENCES: Mapping[str, str] = {
    "Expected '='": (
        "nyckeln följs inte av ett likhetstecken; den får bara ha tecknen a–z, 0–9, _ och -"
    ),
    "Invalid initial": "raden börjar inte med en nyckel",
    "Invalid statement": "raden börjar inte med en nyckel",
    "Invalid value": "värdet går inte att läsa; en text ska stå inom citattecken",
    "Unterminated string": "en text saknar avslutande citattecken",
    "Illegal character": "ett otillåtet tecken, eller en text utan avslutande citattecken",
    "Unescaped": "tecknet \\ i en text ska skrivas två gånger",
    "Cannot overwrite": "samma nyckel eller tabell står två gånger",
    "Cannot declare": "samma tabell står två gånger",
    "Duplicate inline": "samma nyckel står två gånger",
    "Expected ']": "rubriken för en tabell saknar avslutande hakparentes",
    "Unclosed array": "en lista saknar avslutande hakparentes",
    "Unclosed inline": "en tabell saknar avslutande klammerparentes",
    "Invalid date": "datumet finns inte",
    "Expected newline": "det står något mer efter värdet",
}
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_TOML_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to correct. `where` is a place in the file as it is to be read, or empty."""

    file: str
    where: str
    text: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: {self.text}"


def at_key(file: str, key: str, text: str) -> Mistake:
    return Mistake(file, f"nyckeln {key}", text)


def syntax_mistake(file: str, error: Exception) -> Mistake:
    """What the TOML reader stumbled on. Its own English sentence is never shown."""
    message = str(error)
    known = (text for start, text in _TOML_SENTENCES.items() if message.startswith(start))
    text = next(known, "texten följer inte TOML-formatet")
    line = _TOML_PLACE.search(message)
    if line is None:
        return Mistake(file, "", f"{text} (i filen som helhet eller i dess slut)")
    return Mistake(file, f"rad {line[1]}", text)


def model_mistake(file: str, tables: tuple[str, ...], error: ErrorDetails) -> Mistake:
    """What pydantic found in a table of a file; no table is the file itself.

    The id comes from outside, so a mistake in it is one in the table's or file's own name.
    """
    inner = () if error["loc"] == ("id",) else error["loc"]
    sentence = _sentence(error)
    if tables or inner:
        return at_key(file, dotted(*tables, *inner), sentence)
    return Mistake(file, "", f"filens namn {sentence}")


def dotted(*parts: int | str) -> str:
    """A key as TOML writes it, with list positions counted from 1: `definition[2].text`."""
    path = ""
    for part in parts:
        if isinstance(part, int):
            path += f"[{part + 1}]"
        elif part != "[key]":  # pydantic's word for "the key itself is wrong"
            name = part if _BARE_KEY.fullmatch(part) else f'"{_cut(part)}"'
            path += f".{name}" if path else name
    return path


def _sentence(error: ErrorDetails) -> str:
    kind, ctx = error["type"], error.get("ctx", {})
    form = _SENTENCES.get(kind) or _SENTENCES.get(kind.split("_")[0]) or _ANYTHING_ELSE
    return form.format(
        **ctx,
        found=_shown(error["input"]),
        length=len(str(error["input"])) if kind == "string_too_long" else 0,
        allowed=", ".join(re.findall(r"'([^']*)'", str(ctx.get("expected")))),
    )


def _shown(value: Any) -> str:
    """A wrong value as its writer would recognise it, never longer than a few words."""
    match value:
        case dict():
            return "en tabell"
        case list():
            return "en lista"
        case bool():
            return str(value).lower()
        case int() if value.bit_length() > 100:  # too long to read, and str() may refuse it
            return "ett så stort tal"
        case str():
            return f"”{_cut(value)}”"
    return _cut(str(value))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_LENGTH else f"{line[:SHOWN_LENGTH]}…"
