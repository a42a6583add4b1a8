"""The kinds of field that every definition file is made of, and the model that holds them."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=2000)]
# Strict, because the lax reading takes `true` for 1 and the number 0 for a day in 1970.
Day = Annotated[date, Field(strict=True)]
Yes = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True)]
Real = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Item = TypeVar("Item")
Decimals = Annotated[Whole, Field(ge=0, le=4)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def folded(text: str) -> str:
    """The text as headers and names are compared: case, spacing and composition do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def not_empty(values: tuple[Item, ...]) -> tuple[Item, ...]:
    """Used instead of `min_length`, which counts a mistaken item as a missing one."""
    if not values:
        raise ValueError("ska ha minst ett värde")
    return values


def refuse_shared(columns: Iterable[frozenset[str]]) -> None:
    """ValueError naming the headers that more than one column answers to."""
    taken: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    for headers in columns:
        shared |= taken & headers
        taken |= headers
    if shared:
        raise ValueError(f"flera kolumner har rubriken {', '.join(sorted(shared))}")
