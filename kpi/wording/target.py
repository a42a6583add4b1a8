"""Is the target reached right now? A question of its own, in words of its own (methods §7)."""

from collections.abc import Mapping, Sequence
from datetime import date

from kpi.catalogue.types import Better
from kpi.trends.target_status import TargetStatus
from kpi.wording import labels
from kpi.wording.numbers import month_name, number, with_unit
from kpi.wording.sentences import (
    Reading,
    change_text,
    shown_assurance,
    state_word,
    target_sentence,
    target_words,
    value_text,
)

WORD: Mapping[TargetStatus, str] = {
    TargetStatus.MET: "Uppfyllt",
    TargetStatus.PARTLY: "Delvis uppfyllt",
    TargetStatus.NOT_MET: "Ej uppfyllt",
    TargetStatus.UNKNOWN: "Kan ej bedömas",
}
# The square family of symbols answers both of a target's questions, in the same order.
SYMBOL: Mapping[TargetStatus, str] = {
    TargetStatus.MET: "meets",
    TargetStatus.PARTLY: "varies",
    TargetStatus.NOT_MET: "misses",
    TargetStatus.UNKNOWN: "none",
}
_FINDING: Mapping[TargetStatus, str] = {
    TargetStatus.MET: "Målet är uppfyllt.",
    TargetStatus.PARTLY: "Målet är delvis uppfyllt.",
    TargetStatus.NOT_MET: "Målet är inte uppfyllt.",
    TargetStatus.UNKNOWN: "Måluppfyllelsen kan inte bedömas.",
}
MOST_DECIMALS = 4  # more, and two numbers that differ are the same to everyone
SAME = 1e-9  # share of a target: a smaller difference is arithmetic's own
_BOUND: Mapping[Better, str] = {Better.HIGHER: "minst", Better.LOWER: "högst", Better.NEITHER: ""}
TABLE_HEADINGS = [
    "Nyckeltal",
    "Senaste värde",
    "Månad",
    "Mål",
    "Måluppfyllelse",
    "Med dagens arbetssätt",
    "Läge",
    "Mot baslinjen",
]


def status_word(reading: Reading) -> str:
    """The word beside the status symbol."""
    if reading.target_status is None:
        return "Inget mål"
    return WORD[reading.target_status]


def status_symbol(reading: Reading) -> str:
    return "none" if reading.target_status is None else SYMBOL[reading.target_status]


def status_said(reading: Reading, *, in_fixed: bool) -> tuple[str, str]:
    """The status in bold, and what it rests on; both empty where no target is in force.

    in_fixed: there is a target, but only fixed prices can show it.
    """
    status = reading.target_status
    if status is None:
        return "", ""
    value, goal, month = reading.value, reading.goal, reading.month
    if status is TargetStatus.UNKNOWN or value is None or goal is None or month is None:
        return _FINDING[TargetStatus.UNKNOWN], _unknown(reading, in_fixed=in_fixed)
    return _FINDING[status], f"{_held(reading, value, goal, month)}{_slack(reading, status)}"


def assured_said(reading: Reading) -> str:
    """Whether today's way of working reaches the target: not the same as the status."""
    if reading.target_status is None:
        return f"{target_words(reading)}."
    if reading.target is None or reading.kpi.better is Better.NEITHER:
        return ""
    too_early = "Om dagens arbetssätt når målet: för tidigt att säga."
    return target_sentence(reading) or too_early


def assured_word(reading: Reading) -> str:
    """`Nås ibland`: the same in a word or two; empty where there is nothing to say."""
    if reading.target is None or reading.kpi.better is Better.NEITHER:
        return ""
    return labels.ASSURANCE[shown_assurance(reading)].capitalize()


def target_text(reading: Reading) -> str:
    """`Högst 22,8 kr/m²·mån`; the target as decided."""
    if reading.target is None and reading.target_decided:
        return "Kan inte räknas om till de här priserna"
    if reading.target is None:
        return "Inget mål är beslutat"
    text = with_unit(reading.target, reading.kpi.decimals, reading.kpi.unit)
    bound = _BOUND[reading.kpi.better]
    return f"{bound.capitalize()} {text}".strip()


def card_rows(reading: Reading, *, in_fixed: bool) -> list[tuple[str, str]]:
    """What the definition card says of the target."""
    if in_fixed:
        return [("Mål", "Satt i fasta priser")]
    rows = [("Mål", target_text(reading))]
    if reading.target is not None and reading.tolerance:
        slack = _tolerance(reading)
        rows.append(("Tolerans", f"Inom {slack} från målet räknas som delvis uppfyllt"))
    if reading.target_status is not None:
        when = f", {reading.when(reading.month)}" if reading.month else ""
        rows.append(("Måluppfyllelse", f"{status_word(reading)}{when}"))
    return rows


def table_row(reading: Reading) -> list[str]:
    """One nyckeltal under `TABLE_HEADINGS`."""
    return [
        reading.kpi.title,
        value_text(reading),
        reading.when(reading.month) if reading.month else "",
        target_text(reading) if reading.target_status else "Inget mål",
        status_word(reading) if reading.target_status else "",
        assured_word(reading),
        state_word(reading),
        change_text(reading) or "kan inte jämföras",
    ]


def status_table(readings: Sequence[Reading]) -> tuple[list[str], list[list[str]]]:
    """Every nyckeltal with its target, for a page or a file."""
    return TABLE_HEADINGS, [table_row(reading) for reading in readings]


def _held(reading: Reading, value: float, goal: float, month: date) -> str:
    """`23,2 kr/m²·mån i juli 2024, målet är högst 22,8.`"""
    kpi, bound = reading.kpi, _BOUND[reading.kpi.better]
    decimals = _telling(value, goal, kpi.decimals)
    said = f"{with_unit(value, decimals, kpi.unit)} i {reading.when(month)}"
    if reading.target is None or abs(goal - reading.target) <= SAME * abs(goal):
        return f"{said}, målet är {bound} {number(goal, decimals)}."
    return (
        f"{said}. Målet är {bound} {number(reading.target, kpi.decimals)} över året, och med "
        f"årstidens mönster {bound} {number(goal, decimals)} i {month_name(month)}."
    )


def _slack(reading: Reading, status: TargetStatus) -> str:
    if status is not TargetStatus.PARTLY:
        return ""
    return f" Det ryms i toleransen, {_tolerance(reading)}."


def _tolerance(reading: Reading) -> str:
    slack = reading.tolerance or 0.0
    return number(slack, _telling(slack, 0.0, reading.kpi.decimals))


def _telling(one: float, other: float, decimals: int) -> int:
    """As many decimals as it takes to see that two numbers are not the same."""
    if one == other:
        return decimals
    more = range(decimals, MOST_DECIMALS)
    return next((n for n in more if round(one, n) != round(other, n)), max(decimals, MOST_DECIMALS))


def _unknown(reading: Reading, *, in_fixed: bool) -> str:
    if in_fixed:
        return "Målet är satt i fasta priser. Välj fasta priser för att se det."
    if reading.target is None:
        return "Målet går inte att räkna om till de här priserna."
    if reading.kpi.better is Better.NEITHER:
        return "Nyckeltalet har ett mål men ingen önskad riktning."
    return "Det finns inget värde att hålla mot målet."
