"""How many units reach their floor, and whether that has come of the pilot, in words (§12)."""

from collections.abc import Mapping, Sequence

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.equity import Equity, Share, Unjudged
from kpi.equity.crossing import FEWEST_UNITS
from kpi.wording.numbers import (
    NO_BREAK,
    in_words,
    month_and_year,
    months_between,
    number,
    signed,
    with_unit,
)

MORE, LESS = "Sannolikt mer likvärdigt", "Sannolikt mindre likvärdigt"
SAME, UNKNOWN = "Ingen säkerställd skillnad", "Kan inte bedömas"
MOST_NAMED = 4  # units in the page's finding
# A floor is a ceiling where lower is better.
FLOOR: Mapping[Better, str] = {
    Better.HIGHER: "golvet",
    Better.LOWER: "taket",
    Better.NEITHER: "golvet",
}
BOUND: Mapping[Better, str] = {Better.HIGHER: "minst", Better.LOWER: "högst", Better.NEITHER: ""}
UNJUDGED: Mapping[Unjudged, str] = {
    Unjudged.NO_FLOOR: "inget golv är beslutat för enheternas typer",
    Unjudged.NOT_STARTED: "piloten har inte börjat i de månader som finns",
    Unjudged.NO_BEFORE: "siffrorna når inte tillbaka till samma månader före piloten",
    Unjudged.FEW_PILOT: f"färre än {in_words(FEWEST_UNITS)} pilotenheter har värden både före "
    "och nu",
    Unjudged.FEW_COMPARISON: f"färre än {in_words(FEWEST_UNITS)} jämförelseenheter har värden "
    "både före och nu",
    Unjudged.NOBODY_CROSSED: "ingen enhet har bytt sida, så det går inte att räkna ut vad "
    "slumpen kan göra",
}


def answer_word(found: Equity) -> str:
    """The change against the comparison units in a few words.

    Never surer than likely: the interval is between units, and one area is one draw.
    """
    if found.change is None:
        return UNKNOWN
    if found.change.low > 0:
        return MORE
    return LESS if found.change.high < 0 else SAME


def share_words(share: Share | None) -> str:
    """`9 av 10`; nothing where there is no period, or nobody to count."""
    if share is None or not share.units:
        return ""
    return f"{share.good}{NO_BREAK}av{NO_BREAK}{share.units}"


def headline(found: Equity, kpi: Kpi) -> str:
    """How many of the pilot's units reach their floor, now and before."""
    if not found.share_now.units:
        return f"{kpi.short_name}: inget golv är beslutat."
    units = "enheter i piloten" if found.share_now.units > 1 else "enhet i piloten"
    said = f"{share_words(found.share_now)} {units} klarar {FLOOR[kpi.better]} för sin enhetstyp."
    if not share_words(found.share_before):
        return said
    return f"{said} Samma månader före piloten var det {share_words(found.share_before)}."


def change_sentence(found: Equity) -> str:
    """The change of the pilot's share less that of the others', and what can be made of it."""
    if found.unjudged is Unjudged.NO_FLOOR:
        return ""
    if found.change is None:
        why = f"Om det beror på piloten kan inte bedömas: {_reason(found)}."
        size = f" Skillnaden är {_points(found.estimate)}." if found.estimate is not None else ""
        return f"{why}{size}"
    low, high = (signed(100 * each, 0) for each in (found.change.low, found.change.high))
    meaning = {
        MORE: "Det är mer än slumpen brukar göra.",
        LESS: "Det är mer än slumpen brukar göra.",
        SAME: "Slumpen räcker som förklaring.",
    }[answer_word(found)]
    return (
        f"Jämfört med jämförelseenheterna har andelen ändrats {_points(found.estimate or 0.0)} "
        f"(osäkerhet {low} till {high}). {meaning}"
    )


def _reason(found: Equity) -> str:
    return UNJUDGED[found.unjudged] if found.unjudged else ""


def interval_words(found: Equity) -> str:
    """`+23 procentenheter (−17 till +60)`; without the interval where there is none."""
    if found.estimate is None:
        return ""
    if found.change is None:
        return _points(found.estimate)
    low, high = (signed(100 * each, 0) for each in (found.change.low, found.change.high))
    return f"{_points(found.estimate)} ({low} till {high})"


def _points(share: float) -> str:
    return f"{signed(100 * share, 0)}{NO_BREAK}procentenheter"


def comparison_sentence(found: Equity) -> str:
    """The same of the comparison units, and over how many the change is counted."""
    if not found.comparison_now.units:
        return ""
    said = f"Bland jämförelseenheterna: {share_words(found.comparison_now)} nu"
    if share_words(found.comparison_before):
        said += f", {share_words(found.comparison_before)} före"
    pilot, others = found.compared
    if found.estimate is None:
        return f"{said}."
    return (
        f"{said}. Förändringen räknas på de {number(pilot, 0)} pilotenheter och "
        f"{number(others, 0)} jämförelseenheter som har värden båda gångerna."
    )


def period_sentence(found: Equity, kpi: Kpi) -> str:
    """Which months are now, which before, and that one floor judges both."""
    now = f"Nu är {months_between(found.now.first, found.now.last)}."
    if found.before is None:
        return now
    before = months_between(found.before.first, found.before.last)
    judged = f"Båda perioderna hålls mot dagens {'tak' if _is_ceiling(kpi) else 'golv'}."
    return f"{now} Före är samma månader innan piloten, {before}. {judged}"


def lowest_sentence(found: Equity, kpi: Kpi, names: Mapping[str, str]) -> str:
    """The unit that lies worst to its floor, and how far from it."""
    lowest = found.lowest
    if lowest is None:
        return ""
    name = names.get(lowest.unit, lowest.unit)
    value = with_unit(lowest.value, kpi.decimals, kpi.unit)
    floor = number(lowest.floor, kpi.decimals)
    apart = f"{_apart(abs(lowest.distance), kpi)} {_side(lowest.distance, kpi)}"
    if lowest.distance >= 0:
        return f"Närmast {FLOOR[kpi.better]} ligger {name}: {value} mot {floor}, {apart}."
    return f"Längst från att klara {FLOOR[kpi.better]} är {name}: {value} mot {floor}, {apart}."


def _apart(distance: float, kpi: Kpi) -> str:
    unit = "procentenheter" if kpi.unit == "%" else kpi.unit
    return with_unit(distance, kpi.decimals, unit)


def _side(distance: float, kpi: Kpi) -> str:
    """A distance is above 0 on the good side, which is below a ceiling."""
    return "under" if (distance < 0) != _is_ceiling(kpi) else "över"


def _is_ceiling(kpi: Kpi) -> bool:
    return kpi.better is Better.LOWER


def distance_words(distance: float | None, kpi: Kpi) -> str:
    """`1,9 poäng under`; which side that is stands beside it."""
    if distance is None:
        return ""
    return f"{_apart(abs(distance), kpi)} {_side(distance, kpi)}" if distance else "på gränsen"


def floor_words(floor: float | None, kpi: Kpi) -> str:
    """`minst 65,0 poäng`."""
    if floor is None:
        return ""
    return f"{BOUND[kpi.better]} {with_unit(floor, kpi.decimals, kpi.unit)}".strip()


def not_counted(found: Equity, names: Mapping[str, str]) -> list[str]:
    """Which of the pilot's units are not among those counted, and why, a sentence each."""
    own = found.units.filter("pilot")
    nothing = pl.col("value").is_null()
    groups = [
        (pl.col("withheld"), "visas inte, för att skydda enskilda, och räknas inte med."),
        (nothing & ~pl.col("withheld"), "har för få månader i perioden för att räknas med."),
        (~nothing & pl.col("floor").is_null(), "hör till en enhetstyp utan golv."),
    ]
    if not found.share_now.units:  # nobody has a floor: the page says so
        groups = groups[:2]
    said = []
    for which, what in groups:
        units = [names.get(unit, unit) for unit in own.filter(which)["unit"]]
        if units:
            said.append(f"{listed(sorted(units))} {what}")
    return said


def listed(words: Sequence[str]) -> str:
    """`a, b och c`."""
    return " och ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def history_sentence(found: Equity) -> str:
    """What the picture over time shows, from its first month to its last."""
    months = found.history["month"]
    if months.is_empty():
        return "Det finns inte tolv månader i rad att räkna på än."
    said = [
        f"{name} {_ends(found.history.filter(pl.col('pilot') == pilot))}"
        for name, pilot in (("I piloten", True), ("bland jämförelseenheterna", False))
        if pilot in found.history["pilot"]
    ]
    return (
        "Hur många enheter som klarar golvet, räknat på de tolv månaderna till och med varje "
        f"månad. {'; '.join(said)}."
    )


def _ends(own: pl.DataFrame) -> str:
    first, last = own.row(0, named=True), own.row(-1, named=True)
    ends = [
        f"{share_words(Share(row['good'], row['units']))} i {month_and_year(row['month'])}"
        for row in (first, last)
    ]
    return " och ".join(dict.fromkeys(ends))


def summary_sentence(
    answers: Mapping[str, Equity], kpis: Mapping[str, Kpi], names: Mapping[str, str]
) -> tuple[str, str]:
    """The page's finding over every nyckeltal that has a floor, and whose units are below one."""
    with_floor = {kpi: each for kpi, each in answers.items() if each.share_now.units}
    if not with_floor:
        return "Inget golv är beslutat än.", "Likvärdigheten kan följas när det finns ett."
    words = [answer_word(each) for each in with_floor.values()]
    parts = [
        what.format(_many(words.count(word))) for word, what in _PARTS.items() if word in words
    ]
    decided = f"Av {_many(len(words))} nyckeltal med golv {listed(parts)}."
    below = [
        f"{names.get(unit, unit)} ({kpis[kpi].short_name})"
        for kpi, each in with_floor.items()
        for unit in each.units.filter("pilot", pl.col("distance") < 0)["unit"]
    ]
    if not below:
        return decided, "Alla enheter i piloten klarar sina golv."
    more = len(below) - MOST_NAMED
    shown = below[:MOST_NAMED] + ([f"{number(more, 0)} till"] if more > 0 else [])
    return decided, f"Klarar inte golvet: {listed(shown)}."


def _many(count: int) -> str:
    return "ett" if count == 1 else in_words(count)


_PARTS = {
    MORE: "har {} sannolikt blivit mer likvärdigt",
    LESS: "har {} sannolikt blivit mindre likvärdigt",
    SAME: "är {} utan säkerställd skillnad",
    UNKNOWN: "kan {} inte bedömas",
}
