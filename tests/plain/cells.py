"""Which number and which month a cell holds, read one character at a time.

Dull on purpose: no patterns, no tables of forms, one check after another. None stands for
whatever the product refuses.
"""

from datetime import date
from decimal import Decimal

SPACES = " \u00a0\u202f\u2009"
DIGITS = "0123456789"
MONTHS = [
    ["jan", "januari"],
    ["feb", "febr", "februari"],
    ["mar", "mars"],
    ["apr", "april"],
    ["maj"],
    ["jun", "juni"],
    ["jul", "juli"],
    ["aug", "augusti"],
    ["sep", "sept", "september"],
    ["okt", "oktober"],
    ["nov", "november"],
    ["dec", "december"],
]


def plain_number(text: str) -> Decimal | None:
    """The number in a cell of a layout with decimal comma, with room for it in the store."""
    text = text.strip().replace("\u2212", "-")
    negative = False
    if text[:1] == "-":
        negative, text = True, text[1:]
    elif text[-1:] == "-":
        negative, text = True, text[:-1]
    elif text[:1] == "(" and text[-1:] == ")":
        negative, text = True, text[1:-1]
    power = 0
    if text.count("e") + text.count("E") == 1:
        text, _, after = text.replace("E", "e").partition("e")
        sign = -1 if after[:1] == "-" else 1
        after = after[1:] if after.startswith(("-", "+")) else after
        if not 1 <= len(after) <= 3 or not only_digits(after):
            return None
        power = sign * int(after)
        before, comma, decimals = text.partition(",")
        if not only_digits(before) or (comma and not only_digits(decimals)):
            return None
    parts = whole_and_decimals(text)
    if parts is None:
        return None
    whole, decimals = parts
    number = shifted(whole + decimals, power - len(decimals))
    if number is None:
        return None
    return -number if negative else number


def whole_and_decimals(text: str) -> tuple[str, str] | None:
    """The digits before and after the decimal mark, thousands put together."""
    if "," in text:
        before, _, after = text.partition(",")
        whole = joined(before, SPACES) or joined(before, ".")
        return (whole, after) if whole and only_digits(after) else None
    if "." not in text:
        whole = joined(text, SPACES)
        return (whole, "") if whole else None
    groups = text.split(".")
    if len(groups) > 2:
        whole = joined(text, ".")
        return (whole, "") if whole else None
    before, after = groups
    if only_digits(before) and len(after) == 3 and len(before) <= 3 and before[0] != "0":
        return None  # a thousand, or a bit over one
    whole = joined(before, SPACES)
    return (whole, after) if whole and only_digits(after) else None


def joined(text: str, separators: str) -> str:
    """Digits in groups of three put together; empty when they are not grouped that way."""
    if only_digits(text):
        return text
    groups = [""]
    for character in text:
        if character in separators:
            groups.append("")
        elif character in DIGITS:
            groups[-1] += character
        else:
            return ""
    first, *rest = groups
    fits = 1 <= len(first) <= 3 and all(len(group) == 3 for group in rest)
    return "".join(groups) if fits else ""


def only_digits(text: str) -> bool:
    return text != "" and all(character in DIGITS for character in text)


def shifted(digits: str, power: int) -> Decimal | None:
    """The digits times ten to a power; None beyond 14 digits before or four after the mark."""
    digits = digits.lstrip("0")
    while digits.endswith("0"):
        digits, power = digits[:-1], power + 1
    if not digits:
        return Decimal(0)
    if power < -4 or len(digits) + power > 14:
        return None
    return Decimal(int(digits) * 10 ** (power + 4)) / 10_000


def plain_month(text: str) -> date | None:
    """The first day of the month a cell means."""
    text = " ".join(text.lower().split())
    numbered = len(text) == 7 and only_digits(text[:4]) and text[4] in "-m"  # not "mars-24"
    if numbered or (len(text) == 6 and only_digits(text)):
        return first_of(text[:4], text[-2:])
    if len(text) == 10 and text[4] == "-" and text[7] == "-" and only_digits(text[8:]):
        month = first_of(text[:4], text[5:7])
        lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        if month is None or not 1 <= int(text[8:]) <= lengths[month.month - 1]:
            return None
        leap = month.year % 4 == 0 and (month.year % 100 != 0 or month.year % 400 == 0)
        return None if text[5:] == "02-29" and not leap else month
    return named_month(text)


def named_month(text: str) -> date | None:
    for number, names in enumerate(MONTHS, start=1):
        for name in names:
            for start in (f"{name} ", f"{name}. ", f"{name}-"):
                year = text[len(start) :]
                if text.startswith(start) and only_digits(year):
                    if start.endswith("-") and len(year) == 2:
                        return date(2000 + int(year), number, 1)
                    if len(year) == 4 and year != "0000":
                        return date(int(year), number, 1)
    return None


def first_of(year: str, month: str) -> date | None:
    if not only_digits(year) or not only_digits(month) or year == "0000":
        return None
    return date(int(year), int(month), 1) if 1 <= int(month) <= 12 else None
