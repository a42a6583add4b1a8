"""What the pilot saved, with loops and dicts: the months that count, then a division each."""

from datetime import date
from math import exp

from kpi.periods import shift

Rows = list[tuple[str, date, float]]  # unit, month, kronor in one month's prices


def saved(
    rows: Rows, starts: dict[str, date], transition: int, shares: tuple[float, float, float]
) -> dict[str, object] | None:
    """Paid, without the pilot, saved with its ends, and the first and last month.

    starts: the pilot's units. shares: the effect and the ends of its interval, as logarithms.
    """
    paid, months = 0.0, []
    for unit, month, kronor in rows:
        if unit in starts and month >= shift(starts[unit], transition):
            paid += kronor
            months.append(month)
    if not months:
        return None
    estimate, low, high = (paid / exp(share) for share in shares)
    return {
        "actual": paid,
        "counterfactual": estimate,
        "saved": estimate - paid,
        "low": high - paid,
        "high": low - paid,
        "first": min(months),
        "last": max(months),
    }
