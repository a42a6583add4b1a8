"""Meetings in words: where a pack stands."""

from datetime import date

from kpi.wording.numbers import day_and_year


def standing(frozen: int | None, published: date | None) -> str:
    """`publicerat 12 september 2024`: how far a meeting's pack has come."""
    if frozen is None:
        return "planerat"
    if published is None:
        return f"fryst som leverans {frozen}, inte publicerat"
    return f"publicerat {day_and_year(published)}"
