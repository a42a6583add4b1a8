"""What the ledger says, found by reading it from the start: loops and dicts, nothing clever."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Data:
    """A delivery of rows: key -> value, where None removes the key."""

    rows: dict[str, int | None]


@dataclass(frozen=True)
class Withdrawal:
    withdraws: int


History = Sequence[Data | Withdrawal]


def is_live(history: History, number: int, as_of: int) -> bool:
    """Live unless some later delivery, itself live, withdraws it."""
    return not any(
        isinstance(history[later - 1], Withdrawal)
        and history[later - 1].withdraws == number
        and is_live(history, later, as_of)
        for later in range(number + 1, as_of + 1)
    )


def visible(history: History, as_of: int) -> dict[str, tuple[int, int]]:
    """Key -> (value, delivery) as the ledger stood at number `as_of`."""
    seen: dict[str, tuple[int, int]] = {}
    for number in range(1, as_of + 1):
        delivery = history[number - 1]
        if isinstance(delivery, Withdrawal) or not is_live(history, number, as_of):
            continue
        for key, value in delivery.rows.items():
            seen.pop(key, None)
            if value is not None:
                seen[key] = (value, number)
    return seen
