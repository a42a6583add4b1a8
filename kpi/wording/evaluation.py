"""What the page of the pilot's effect says: findings, checks, the plan and the money (§11)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.effects import Effect, Grade, Scale
from kpi.effects.plan import Direction, Plan, Timing
from kpi.periods import Month
from kpi.wording.effects import (
    GRADE,
    interval_words,
    reason_words,
    size_words,
    smallest_words,
)
from kpi.wording.numbers import NO_BREAK, day_and_year, in_words, month_and_year, number, plural

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
_COUNTED: tuple[tuple[Grade, str, str], ...] = (
    (Grade.SHOWN, "effekt säkerställd", "effekter säkerställda"),
    (Grade.UNEXPLAINED, "förändring säkerställd men oförklarad", "förändringar oförklarade"),
    (Grade.LIKELY, "sannolik", "sannolika"),
    (Grade.NONE, "utan säkerställd skillnad", "utan säkerställd skillnad"),
    (Grade.UNKNOWN, "kan inte bedömas", "kan inte bedömas"),
)
TABLE_HEADINGS = ["Nyckeltal", "Roll", "Effekt", "Områdesintervall", "Bedömning", "Därför att"]
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
    counts = Counter(each.effect.grade for each in seen)
    parts = [
        f"{in_words(counts[grade])} {one if counts[grade] == 1 else many}"
        for grade, one, many in _COUNTED
        if counts[grade]
    ]
    listed = f"{', '.join(parts[:-1])} och {parts[-1]}" if len(parts) > 1 else parts[0]
    units = plural(pilot_units, "pilotenhet", "pilotenheter")
    if not comparison_units:
        rest = f"{units} före och efter, utan något att jämföra med."
    else:
        others = plural(comparison_units, "jämförelseenhet", "jämförelseenheter")
        rest = f"{units} och {others}, samma kalendermånader före och efter start."
    return f"Av {plural(len(seen), 'nyckeltal', 'nyckeltal')} är {listed}.", rest


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
        f"{each.kpi.short_name} {interval_words(each.effect, each.kpi.unit)}, "
        f"{GRADE[each.effect.grade].lower()}"
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
            _area_words(each.effect, each.kpi),
            GRADE[each.effect.grade],
            "; ".join(reason_words(each.effect)),
        ]
        for each in seen
    ]


def _area_words(effect: Effect, kpi: Kpi) -> str:
    if effect.area is None:
        return ""
    low, high = (size_words(effect, end, kpi.unit) for end in (effect.area.low, effect.area.high))
    return f"{low} till {high}"


def verdict(seen: Evaluated) -> tuple[str, str]:
    """The grade with the size, and what it means: a part in bold and the rest."""
    size = interval_words(seen.effect, seen.kpi.unit)
    said = GRADE[seen.effect.grade]
    bold = f"{said}{f': {size}' if size else ''}."
    return bold, " ".join(each for each in (_meaning(seen), _because(seen)) if each)


def _meaning(seen: Evaluated) -> str:
    effect, between = seen.effect, seen.effect.between
    if effect.grade is Grade.NONE:
        smallest = smallest_words(effect, seen.kpi.unit)
        return (
            "Skillnaden mellan pilotens enheter och de andra är inte större än att slumpen räcker. "
            f"En skillnad på {smallest} hade synts i fyra fall av fem."
        )
    if effect.grade not in _SAID or between is None:
        return ""
    way = "lägre" if between.estimate < 0 else "högre"
    if effect.grade is Grade.UNEXPLAINED:
        return f"Nyckeltalet är {way} än dess egen utveckling före piloten pekade mot."
    return f"Nyckeltalet är {way} hos pilotens enheter än om de hade följt jämförelseenheterna."


def _because(seen: Evaluated) -> str:
    reasons = "; ".join(reason_words(seen.effect))
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
    return f"de första {plural(plan.transition, 'månaden', 'månaderna')} räknas inte"


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
