"""What an effect is called, how large it is and what keeps it from being surer (methods §11)."""

from collections.abc import Mapping

from kpi.effects import Effect, Grade, Reason, Scale
from kpi.effects.grade import FEWEST_MONTHS, FEWEST_UNITS
from kpi.wording.numbers import NO_BREAK, in_words, number, plural, signed

GRADE: Mapping[Grade, str] = {
    Grade.SHOWN: "Säkerställd",
    Grade.LIKELY: "Sannolik",
    Grade.NONE: "Ingen säkerställd skillnad",
    Grade.UNKNOWN: "Kan inte bedömas",
    Grade.UNEXPLAINED: "Förändring säkerställd, orsak okänd",
}
REASON: Mapping[Reason, str] = {
    Reason.NO_DATA: "ingen enhet har värden både före och efter starten",
    Reason.ONE_TREATED: "en enda pilotenhet: vad som skiljer den från andra kan inte skattas",
    Reason.FEW_PILOT: f"färre än {in_words(FEWEST_UNITS)} pilotenheter med värden",
    Reason.FEW_COMPARISON: f"färre än {in_words(FEWEST_UNITS)} jämförelseenheter med värden",
    Reason.SHORT_BASELINE: f"baslinjen är kortare än {in_words(FEWEST_MONTHS)} månader",
    Reason.SHORT_COURSE: "för få månader för att skilja en förändring från ett förlopp",
    Reason.PLACEBO: "det skiljde sig redan före piloten (placeboprövningen slår ut)",
    Reason.QUESTION: "en fråga om siffrorna är öppen",
    Reason.DEFINITION: "definitionen ändrades mellan baslinjen och i dag",
    Reason.CHANCE: "slumpen räcker som förklaring",
    Reason.FEW_AREAS: "färre än fyra jämförelseområden",
    Reason.AREA: "händelse i området kan inte uteslutas",
    Reason.NO_COMPARISON: "före/efter utan jämförelse",
}
UNNAMED = "en som inte visas"


def reason_words(effect: Effect) -> list[str]:
    """What keeps the effect from a higher grade, a phrase each."""
    own = {Reason.ONE_UNIT: f"vilar på en enhet: {_most(effect)}"}
    return [own.get(reason) or REASON[reason] for reason in effect.reasons]


def _most(effect: Effect) -> str:
    left = effect.leave_one_out
    return (left and left.most_influential) or UNNAMED


def size_words(effect: Effect, value: float | None, unit: str = "") -> str:
    """`−4,7 %` on the log scale, else points in the KPI's unit."""
    shown = effect.shown(value)
    if shown is None:
        return ""
    if effect.scale is Scale.LOG:
        return f"{signed(shown, 1)}{NO_BREAK}%"
    points = "procentenheter" if unit == "%" else unit
    return f"{signed(shown, 1)}{NO_BREAK}{points}".rstrip()


def interval_words(effect: Effect, unit: str = "") -> str:
    """`−4,7 % (−6,1 till −3,2)`; without the interval where there is none."""
    between = effect.between
    if between is None:
        return ""
    said = size_words(effect, between.estimate, unit)
    if between.low is None or between.high is None:
        return said
    low, high = (effect.shown(end) or 0.0 for end in (between.low, between.high))
    return f"{said} ({signed(low, 1)} till {signed(high, 1)})"


def effect_sentence(effect: Effect, unit: str = "") -> str:
    """The grade, the size with its interval, and what keeps it from a higher grade."""
    size = interval_words(effect, unit)
    said = f"{GRADE[effect.grade]}{f': {size}' if size else ''}."
    reasons = "; ".join(reason_words(effect))
    because = f" {reasons[0].upper()}{reasons[1:]}." if reasons else ""
    return f"{said}{because}{_smallest(effect, unit)}"


def _smallest(effect: Effect, unit: str) -> str:
    """How large an effect would have been seen: 'no difference' without it says nothing."""
    if effect.grade is not Grade.NONE or effect.between is None:
        return ""
    return f" En skillnad på {smallest_words(effect, unit)} hade synts i fyra fall av fem."


def smallest_words(effect: Effect, unit: str = "") -> str:
    """`2,4 %`: the smallest effect that would be seen, without a sign."""
    mde = effect.between.mde if effect.between else None
    shown = effect.shown(mde)
    if shown is None:
        return ""
    points = "%" if effect.scale is Scale.LOG else "procentenheter" if unit == "%" else unit
    return f"{number(shown, 1)}{NO_BREAK}{points}".rstrip()


def checks(effect: Effect, unit: str = "") -> list[tuple[str, str]]:
    """The checks beside the estimate: name and outcome, those that could be made."""
    rows = []
    placebo, left = effect.placebo, effect.leave_one_out
    if placebo.estimate is not None:
        p = f" (p = {number(placebo.p, 2)})" if placebo.p is not None else ""
        rows.append(
            ("Året före piloten, samma räkning", f"{size_words(effect, placebo.estimate, unit)}{p}")
        )
    if placebo.rank is not None:
        rows.append(("Plats bland alla enheter", f"{placebo.rank} av {placebo.of}"))
    if left is not None:
        low, high = (size_words(effect, each, unit) for each in (left.low, left.high))
        rows.append(("Utan en enhet i taget", f"{low} till {high}, mest utan {_most(effect)}"))
    if effect.permutation_p is not None:
        rows.append(("Lottad indelning av enheterna", f"p = {number(effect.permutation_p, 4)}"))
    if effect.area is not None:
        low, high = (size_words(effect, each, unit) for each in (effect.area.low, effect.area.high))
        areas = plural(effect.areas, "jämförelseområde", "jämförelseområden")
        rows.append(("Som ett område bland andra", f"{low} till {high} ({areas})"))
    if effect.between and effect.between.mde is not None:
        rows.append(("Minsta effekt som hade synts", smallest_words(effect, unit)))
    if effect.dropped:
        rows.append(
            ("Utelämnade värden", f"{plural(effect.dropped, 'värde', 'värden')} på 0 eller under")
        )
    return rows
