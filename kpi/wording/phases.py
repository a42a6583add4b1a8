"""What is said of a series that begins anew: why, since when, and what is not compared."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kpi.trends.phases import Begins
from kpi.wording.numbers import month_and_year
from kpi.wording.sentences import Reading

BEGINS: Mapping[Begins, str] = {
    Begins.DEFINITION: "Ny definition",
    Begins.DECISION: "Ny fas",
}


def begins_words(month: date, begins: Begins, reason: str = "", signed_by: str = "") -> str:
    """`Ny fas från februari 2024: ny entreprenör (signerad av Eva)`."""
    why = f": {reason}" if reason else ""
    who = f" (signerad av {signed_by})" if signed_by else ""
    return f"{BEGINS[begins]} från {month_and_year(month)}{why}{who}"


def with_begins(words: str, row: Mapping[str, Any]) -> str:
    """A month's words, and that a phase begins in it: `Normal variation. Ny fas`."""
    if not row.get("begins"):
        return words
    return ". ".join(filter(None, [words, BEGINS[Begins(row["begins"])]]))


def phase_cell(row: Mapping[str, Any]) -> str:
    """`2`, and on a phase's first row why it begins: `2 (ny fas)`."""
    why = f" ({BEGINS[Begins(row['begins'])].lower()})" if row["begins"] else ""
    return f"{row['phase']}{why}"


def not_compared(redefined: date) -> str:
    """Why there is no change against the baseline."""
    return f"Kan inte jämföras med baslinjen: definitionen ändrades i {month_and_year(redefined)}."


def against_baseline(reading: Reading, money: str) -> str:
    """What stands after a tile's change: `mot baslinjen, fasta priser`; or why there is none.

    money: `fasta priser` or `löpande priser`, said of a cost.
    """
    if reading.redefined is not None:
        return f"Jämförs inte: ny definition {month_and_year(reading.redefined)}"
    if reading.change is None:
        return ""
    return f"mot baslinjen{f', {money}' if reading.kpi.price_index else ''}"
