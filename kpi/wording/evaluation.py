"""What the page of the pilot's effect says: findings, checks, the plan and the money (§11)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.effects import Effect, Grade, Reason, Scale
from kpi.effects.plan import Direction, Plan, Timing
from kpi.periods import Month
from kpi.wording.effects import GRADE, interval_words, reason_words, size_words, smallest_words
from kpi.wording.numbers import (
    NO_BREAK,
    day_and_year,
    in_words,
    month_and_year,
    number,
    plural,
    signed,
)

SCALES: Mapping[Scale, str] = {
    Scale.LOG: "Kostnader, volymer och tider, förändring i procent",
    Scale.LEVEL: "Andelar och index, förändring i enheter",
}
MAIN, EXPLORATORY = "Huvudnyckeltal", "Utforskande"
DIRECTION: Mapping[Direction, str] = {
    Direction.LOWER: "lägre",
    Direction.HIGHER: "högre",
    Direction.UNCHANGED: "oförändrat",
}
TIMING: Mapping[Timing, str] = {
    Timing.BEFORE: "Planen fanns innan de första siffrorna.",
    Timing.ENTERED_LATE: "Planen lades in när siffror redan fanns. Inget visar att den är äldre.",
    Timing.MADE_LATE: "Planen är gjord efter att piloten började: den är ingen plan i förväg.",
}
_COUNTED: Mapping[Grade, str] = {
    Grade.SHOWN: "en säkerställd effekt",
    Grade.UNEXPLAINED: "en säkerställd förändring med okänd orsak",
    Grade.LIKELY: "en sannolik effekt",
    Grade.NONE: "ingen säkerställd skillnad",
}
TABLE_HEADINGS = ["Nyckeltal", "Roll", "Effekt", "Områdesintervall", "Bedömning"]
_SAID = frozenset({Grade.SHOWN, Grade.LIKELY, Grade.UNEXPLAINED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """One KPI's effect with its plan. timing: None without a plan. last: the latest month."""

    kpi: Kpi
    effect: Effect
    plan: Plan | None
    timing: Timing | None
    last: Month

    @property
    def main(self) -> bool:
        """Whether it was named beforehand as one to judge by; the others are exploratory."""
        return self.plan is not None and self.plan.main


def estimate_words(seen: Evaluated) -> str:
    """`−4,4 %`: the effect's size alone; nothing where there is none."""
    between = seen.effect.between
    return size_words(seen.effect, between.estimate if between else None, seen.kpi.unit)


def state_of(seen: Evaluated) -> str:
    """better, worse, common (also where neither way is better), or unknown."""
    between = seen.effect.between
    if seen.effect.grade is Grade.UNKNOWN or between is None:
        return "unknown"
    if seen.effect.grade not in _SAID or seen.kpi.better is Better.NEITHER:
        return "common"
    return "better" if (between.estimate > 0) == (seen.kpi.better is Better.HIGHER) else "worse"


def finding(seen: Sequence[Evaluated], pilot_units: int, comparison_units: int) -> tuple[str, str]:
    """How many effects of each grade, and what they rest on: the page's first sentence."""
    units = plural(pilot_units, "pilotenhet", "pilotenheter")
    if not comparison_units:
        rest = f"{units} före och efter, utan något att jämföra med."
    else:
        others = plural(comparison_units, "jämförelseenhet", "jämförelseenheter")
        rest = f"{units} och {others}, samma kalendermånader före och efter start."
    return _counted([each.effect.grade for each in seen]), rest


def _counted(grades: Sequence[Grade]) -> str:
    """`Av 16 nyckeltal har två en säkerställd effekt; ett kan inte bedömas.`"""
    counts = Counter(grades)
    said = [f"{_neuter(counts[g])} {words}" for g, words in _COUNTED.items() if counts[g]]
    whole = f"Av {plural(len(grades), 'nyckeltal', 'nyckeltal')}"
    if not said:
        return f"{whole} kan inget bedömas."
    listed = " och ".join(filter(None, [", ".join(said[:-1]), said[-1]]))
    unknown = counts[Grade.UNKNOWN]
    rest = f"; {_neuter(unknown)} kan inte bedömas" if unknown else ""
    return f"{whole} har {listed}{rest}."


def _neuter(count: int) -> str:
    """A number of nyckeltal in words: ett, not en."""
    return "ett" if count == 1 else in_words(count)


def in_order(seen: Sequence[Evaluated]) -> list[Evaluated]:
    """By effect, the lowest first; those without one last."""
    return sorted(
        seen,
        key=lambda each: (
            each.effect.between is None,
            each.effect.between.estimate if each.effect.between else 0.0,
            each.kpi.short_name,
        ),
    )


def main_first(seen: Sequence[Evaluated]) -> list[Evaluated]:
    """The main KPIs by effect, then the others by name."""
    others = sorted((each for each in seen if not each.main), key=lambda each: each.kpi.short_name)
    return [*in_order([each for each in seen if each.main]), *others]


def forest_rows(seen: Sequence[Evaluated]) -> pl.DataFrame:
    """What `charts.forest` draws: per cent on the log scale, else the KPI's unit."""
    return pl.DataFrame(
        [_forest_row(each) for each in seen],
        schema={
            **dict.fromkeys(("name", "word", "state"), pl.String),
            **dict.fromkeys(("estimate", "low", "high", "area_low", "area_high"), pl.Float64),
        },
        orient="row",
    )


def _forest_row(each: Evaluated) -> tuple[object, ...]:
    effect, between, area = each.effect, each.effect.between, each.effect.area
    found = (between.estimate, between.low, between.high) if between else (None, None, None)
    of_area = (area.low, area.high) if area else (None, None)
    numbers = (effect.shown(value) for value in (*found, *of_area))
    return each.kpi.short_name, GRADE[effect.grade], state_of(each), *numbers


def forest_words(seen: Sequence[Evaluated], title: str) -> str:
    """A forest in words, for those who do not see it."""
    said = "; ".join(
        f"{each.kpi.short_name} {interval_words(each.effect, each.kpi.unit)}".rstrip()
        + f", {GRADE[each.effect.grade].lower()}"
        for each in seen
    )
    return f"{title}: {said}."


def effect_table(seen: Sequence[Evaluated]) -> tuple[list[str], list[list[str]]]:
    """Every effect with its interval, its grade and why."""
    return TABLE_HEADINGS, [
        [
            each.kpi.short_name,
            MAIN if each.main else EXPLORATORY,
            interval_words(each.effect, each.kpi.unit),
            _area_words(each.effect),
            ": ".join(filter(None, [GRADE[each.effect.grade], _reasons(each.effect)])),
        ]
        for each in seen
    ]


def _reasons(effect: Effect) -> str:
    return "; ".join(reason_words(effect))


def _area_words(effect: Effect) -> str:
    if effect.area is None:
        return ""
    low, high = (effect.shown(end) or 0.0 for end in (effect.area.low, effect.area.high))
    return f"{signed(low, 1)} till {signed(high, 1)}"


def verdict(seen: Evaluated) -> tuple[str, str]:
    """The grade with the size, and what it means: a part in bold and the rest."""
    size = interval_words(seen.effect, seen.kpi.unit)
    said = GRADE[seen.effect.grade]
    bold = f"{said}{f': {size}' if size else ''}."
    return bold, " ".join(each for each in (_meaning(seen), _because(seen)) if each)


def _meaning(seen: Evaluated) -> str:
    effect, between = seen.effect, seen.effect.between
    if effect.grade is Grade.NONE:
        what = (
            "Förändringen"
            if Reason.NO_COMPARISON in effect.reasons
            else "Skillnaden mellan pilotens enheter och de andra"
        )
        return (
            f"{what} är inte större än att slumpen räcker som förklaring. En skillnad på "
            f"{smallest_words(effect, seen.kpi.unit)} hade synts i fyra fall av fem."
        )
    if effect.grade not in _SAID or between is None:
        return ""
    way = "lägre" if between.estimate < 0 else "högre"
    if effect.grade is Grade.UNEXPLAINED:
        return f"Nyckeltalet är {way} än dess egen utveckling före piloten pekade mot."
    return f"Nyckeltalet är {way} hos pilotens enheter än om de hade följt jämförelseenheterna."


def _because(seen: Evaluated) -> str:
    reasons = _reasons(seen.effect)
    if not reasons or seen.effect.grade is Grade.NONE:
        return ""
    return f"{reasons[0].upper()}{reasons[1:]}."


def role_sentence(seen: Evaluated) -> str:
    """Whether the KPI was to be judged by, and whether that was said in time."""
    if seen.plan is None or seen.timing is None:
        return "Utforskande: nyckeltalet står inte i effektplanen."
    role = MAIN if seen.plan.main else EXPLORATORY
    return f"{role} i effektplanen. {TIMING[seen.timing]}"


def plan_rows(seen: Evaluated) -> list[tuple[str, str]]:
    """What was decided beforehand, name and words."""
    plan = seen.plan
    if plan is None:
        return []
    return [
        ("Önskad riktning", DIRECTION[plan.direction]),
        ("Roll", MAIN if plan.main else EXPLORATORY),
        ("Räknas i", "procent" if plan.scale is Scale.LOG else points_of(seen.kpi)),
        ("Från", month_and_year(plan.starts) if plan.starts else "pilotens start"),
        ("Inkörning", _transition(plan)),
        ("Jämförs med", _compared(plan)),
        ("Lika bra betyder", margin_words(plan, seen.kpi)),
        ("Beslut", plan.reference or "inget angivet"),
        ("Bestämd", f"{day_and_year(plan.made_on)}, inlagd {day_and_year(plan.entered)}"),
    ]


def _transition(plan: Plan) -> str:
    if not plan.transition:
        return "ingen: alla månader från starten räknas"
    if plan.transition == 1:
        return "den första månaden räknas inte"
    return f"de {in_words(plan.transition)} första månaderna räknas inte"


def _compared(plan: Plan) -> str:
    if not plan.comparison:
        return "alla jämförelseenheter"
    return plural(len(plan.comparison), "utvald enhet", "utvalda enheter")


def points_of(kpi: Kpi) -> str:
    """What a difference between two values is in."""
    return "procentenheter" if kpi.unit == "%" else kpi.unit


def margin_words(plan: Plan, kpi: Kpi) -> str:
    """`högst 2,0 procentenheter sämre`."""
    if plan.margin is None:
        return "ingen marginal är bestämd"
    unit = "%" if plan.scale is Scale.LOG else points_of(kpi)
    return f"högst {number(plan.margin, 1)}{NO_BREAK}{unit} sämre"


def planning_table(seen: Sequence[Evaluated]) -> tuple[list[str], list[list[str]]]:
    """How small an effect would be seen with the units and months there are."""
    rows = [
        [each.kpi.short_name, smallest_words(each.effect, each.kpi.unit), GRADE[each.effect.grade]]
        for each in seen
        if smallest_words(each.effect, each.kpi.unit)
    ]
    return ["Nyckeltal", "Minsta effekt som syns", "Bedömning nu"], rows
