"""Which number does a text hold? The Swedish way of writing, read exactly, never guessed.

A layout with a decimal point is read by the same grammar with the two marks exchanged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kpi.intake.cells import Bad
from kpi.intake.issue import Rule
from kpi.intake.texts import SPACES

LIMIT = Decimal(10) ** 14  # DECIMAL(18, 4) has room for less than this
STEP = Decimal("0.0001")
LARGEST_WHOLE = 2**31 - 1
MINUS = "\u2212"
GAP = f"[{SPACES}]"

_WHOLE = rf"(?:[0-9]+|[0-9]{{1,3}}(?:{GAP}[0-9]{{3}})+)"
_COMMA = re.compile(rf"{_WHOLE}(?:,[0-9]+)?|[0-9]{{1,3}}(?:\.[0-9]{{3}})+,[0-9]+")
_DOTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")  # 1.234.567 can only be thousands
_EITHER = re.compile(r"([1-9][0-9]{0,2})\.([0-9]{3})")  # 1.234: a thousand, or a bit over one
_POINT = re.compile(rf"{_WHOLE}\.[0-9]+")
_EXPONENT = re.compile(r"([0-9]+(?:,[0-9]+)?)e([+-]?[0-9]{1,3})")
_ENGLISH = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")  # 1,234.50
_NO_SPACES = str.maketrans("", "", SPACES)
_LOOKALIKES = str.maketrans("oOlI", "0011")
_EXCHANGED = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    other_mark: bool = False  # the decimals stand after the mark that the layout does not use
    exponent: bool = False


def read_number(text: str, decimal: str = "comma") -> Number | Bad:
    """The number a text holds, exactly. `decimal` is the layout's mark: `comma` or `point`."""
    written = text.strip().replace(MINUS, "-")
    if decimal == "comma":
        return _with_room(_signed(written), written)
    exchanged = written.translate(_EXCHANGED)
    number = _with_room(_signed(exchanged), exchanged)
    if isinstance(number, Bad) and number.rule is Rule.NOT_A_NUMBER:  # proposes a way of writing
        return Bad(number.rule, tuple(detail.translate(_EXCHANGED) for detail in number.details))
    return number


def read_whole(text: str) -> int | Bad:
    """A whole number that fits in 32 bits."""
    number = read_number(text)
    if isinstance(number, Bad):
        return number
    if number.value != int(number.value) or abs(number.value) > LARGEST_WHOLE:
        return Bad(Rule.NOT_A_WHOLE_NUMBER)
    return int(number.value)


def _with_room(number: Number | Bad | None, written: str) -> Number | Bad:
    """The number if the store has room for all of it."""
    if number is None:
        return Bad(Rule.NOT_A_NUMBER, tuple(_meant(written)))
    if isinstance(number, Bad):
        return number
    value = stored(number.value)
    return value if isinstance(value, Bad) else replace(number, value=value)


def stored(number: Decimal) -> Decimal | Bad:
    """The number as finely as it is stored."""
    if number.copy_abs() >= LIMIT:
        return Bad(Rule.NUMBER_TOO_LARGE)
    fine = number.quantize(STEP)  # Polars cannot take 0E-217, though it is zero
    return fine if number == fine else Bad(Rule.TOO_MANY_DECIMALS)


def _signed(written: str) -> Number | Bad | None:
    """A number with its sign before (-5), after (5-) or as brackets (5)."""
    if written.startswith("-"):
        body = written[1:]
    elif written.endswith("-"):
        body = written[:-1]
    elif written.startswith("(") and written.endswith(")"):
        body = written[1:-1]
    else:
        return _unsigned(written)
    number = _unsigned(body)
    if isinstance(number, Number):  # negated by copy: arithmetic would round to 28 digits
        return Number(number.value.copy_negate(), number.other_mark, number.exponent)
    return number


def _unsigned(body: str) -> Number | Bad | None:
    if _COMMA.fullmatch(body):
        return Number(_exact(body.replace(".", "").replace(",", ".")))
    if _DOTS.fullmatch(body):
        return Number(_exact(body.replace(".", "")))
    if match := _EITHER.fullmatch(body):
        return Bad(Rule.AMBIGUOUS_NUMBER, (match[1] + match[2], f"{match[1]}.{match[2]}"))
    if _POINT.fullmatch(body):
        return Number(_exact(body), other_mark=True)
    if match := _EXPONENT.fullmatch(body.lower()):
        return Number(_exact(f"{match[1].replace(',', '.')}e{match[2]}"), exponent=True)
    return None


def _exact(digits: str) -> Decimal:
    return Decimal(digits.translate(_NO_SPACES))


def _meant(written: str) -> Iterator[str]:
    """The number that was probably meant, if there is one to propose."""
    candidates = []
    if re.search("[0-9]", written):  # first, or a last O would be dropped and not be a zero
        candidates.append(written.translate(_LOOKALIKES))  # a letter O for a zero
    candidates.append(re.sub(r"^[^0-9(-]+|[^0-9)]+$", "", written))  # ca 5000, 12 %, 1234 kr
    if _ENGLISH.fullmatch(written):
        candidates.append(written.replace(",", "").replace(".", ","))
    for candidate in candidates:
        if isinstance(_signed(candidate), Number):
            yield candidate
            return
