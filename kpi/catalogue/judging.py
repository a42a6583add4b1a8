"""The settings that a series is judged by, as a decision writes them (methods §5, §6).

`skift 7, trend 7, två av tre nhs2023, gallring ja`: any of them, in any order; what is not said is
as here. Empty is all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

SHORTEST, LONGEST = 5, 15  # points that may be asked of a shift or a trend
_VARIANTS: Final = {"nhs2023": "nhs2023", "strikt": "strict"}
_YES_NO: Final = {"ja": True, "nej": False}
FORM: Final = "skift 7, trend 7, två av tre nhs2023, gallring ja"


@dataclass(frozen=True, slots=True)
class Judging:
    """run_length, trend_length: the points of a shift and a trend. two_of_three: whether a point
    beyond a limit counts as near it. screen: whether outlying ranges are left out of limits."""

    run_length: int = 7
    trend_length: int = 7
    two_of_three: str = "nhs2023"  # or strict
    screen: bool = True


DEFAULT: Final = Judging()
NAMES: Mapping[str, str] = {
    "skift": "run_length",
    "trend": "trend_length",
    "två av tre": "two_of_three",
    "gallring": "screen",
}


def read_judging(text: str | None) -> Judging:
    """The settings that a text says. ValueError for what cannot be read."""
    said: dict[str, object] = {}
    for part in (text or "").replace(";", ",").split(","):
        written = " ".join(part.casefold().split())
        if not written:
            continue
        name, _, value = written.rpartition(" ")
        field = NAMES.get(name)
        if field is None or field in said:
            raise ValueError(part.strip())
        said[field] = _value(field, value)
    return Judging(**said)  # type: ignore[arg-type]


def written(judging: Judging) -> str:
    """All the settings as a decision writes them."""
    variants = {stored: word for word, stored in _VARIANTS.items()}
    said = (
        judging.run_length,
        judging.trend_length,
        variants[judging.two_of_three],
        "ja" if judging.screen else "nej",
    )
    return ", ".join(f"{name} {value}" for name, value in zip(NAMES, said, strict=True))


def judging_of(row: Mapping[str, Any]) -> Judging:
    """The settings in a frame's row."""
    return Judging(**{field.name: row[field.name] for field in fields(Judging)})


def _value(field: str, value: str) -> object:
    if field == "two_of_three":
        found: object = _VARIANTS.get(value)
    elif field == "screen":
        found = _YES_NO.get(value)
    else:
        found = int(value) if value.isdecimal() and SHORTEST <= int(value) <= LONGEST else None
    if found is None:
        raise ValueError(value)
    return found
