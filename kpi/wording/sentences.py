"""One function from state to Swedish: tile, chart's text alternative and documents say the same.

The parts of methods §18: what and when, verdict, evidence, target, caveat.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.types import Better, EffectScale
from kpi.periods import shift
from kpi.trends import Assurance, Side, Signal, Status, Variation
from kpi.trends.target_status import TargetStatus
from kpi.values import NoValue
from kpi.wording import labels
from kpi.wording.numbers import (
    NO_BREAK,
    in_words,
    number,
    signed,
    span,
    with_unit,
)
from kpi.wording.periods import period_and_year, period_name, periods_between

ENOUGH = 13  # values in the phase for a verdict (methods §6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known of one series at its latest month. None where there is nothing to know."""

    kpi: Kpi
    month: date | None
    value: float | None
    n: int
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    variation: Variation | None = None
    assurance: Assurance = Assurance.NONE
    status: Status = Status.OK
    signal: Signal = Signal.NONE
    side: Side | None = None
    run: int = 0
    steps: int = 0
    linked: bool = False  # its months hang together (methods §10)
    by_quarter: bool = False  # month begins a quarter (methods §10)
    target: float | None = None
    target_decided: bool = False  # there is one, though perhaps not in the prices shown
    goal: float | None = None  # the target as it is for that very month
    tolerance: float | None = None
    target_status: TargetStatus | None = None  # none: no target is in force
    change: float | None = None
    redefined: date | None = None  # when the definition changed, where that forbids a change

    @property
    def period(self) -> labels.Period:
        """What its months are called; quarters where it is judged by them."""
        return labels.period_of(self.kpi.frequency, by_quarter=self.by_quarter)

    @property
    def seasonal(self) -> bool:
        """Judged without its season; quarters never are."""
        return self.kpi.seasonal and not self.by_quarter

    @property
    def through(self) -> date | None:
        """The last month that the value rests on."""
        return self.month and shift(self.month, 2 if self.by_quarter else 0)

    def when(self, month: date) -> str:
        """`juli 2024`, or `tredje kvartalet 2024`."""
        return period_and_year(month, by_quarter=self.by_quarter)


def value_text(reading: Reading) -> str:
    """`21,4 kr/m²`, or the words for no value."""
    if reading.value is None:
        return "inget värde än"
    return with_unit(reading.value, reading.kpi.decimals, reading.kpi.unit)


def value_and_month(reading: Reading) -> str:
    """`21,4 kr/m², juli 2024`; the words for no value alone where there is none."""
    when = f", {reading.when(reading.month)}" if reading.month else ""
    return f"{value_text(reading)}{when}"


def normal_range(reading: Reading) -> str:
    """`19,3–23,9`, what is normal; one value where the baseline never varied, empty without."""
    if reading.status is Status.NO_VARIATION and reading.centre is not None:
        return number(reading.centre, reading.kpi.decimals)
    if reading.lower is None or reading.upper is None:
        return ""
    return span(reading.lower, reading.upper, reading.kpi.decimals)


def state_word(reading: Reading) -> str:
    """The word beside the variation symbol."""
    if reading.variation is None:
        return labels.too_few(reading.kpi.frequency, by_quarter=reading.by_quarter)
    return labels.VARIATION[reading.variation]


def target_words(reading: Reading) -> str:
    """The words beside the target symbol: `Mål 18,5: nås ibland`."""
    if reading.target is None and reading.target_decided:
        return "Målet går inte att räkna om till de här priserna"
    if reading.target is None:
        return "Inget mål: volymmått" if reading.kpi.better is Better.NEITHER else "Inget mål"
    target = number(reading.target, reading.kpi.decimals)
    if reading.kpi.better is Better.NEITHER:
        return f"Mål{NO_BREAK}{target}: ingen önskad riktning"
    return f"Mål{NO_BREAK}{target}: {labels.ASSURANCE[shown_assurance(reading)]}"


def shown_assurance(reading: Reading) -> Assurance:
    """The target's answer as it may be shown: preliminary limits cannot promise anything."""
    return Assurance.NONE if reading.variation is None else reading.assurance


def change_text(reading: Reading) -> str:
    """`−4,7 %` or `+2,9 procentenheter`; empty when there is nothing to compare."""
    if reading.change is None:
        return ""
    if reading.kpi.effect_scale is EffectScale.LOG:
        return f"{signed(reading.change, 1)}{NO_BREAK}%"
    if reading.kpi.unit == "%":
        return f"{signed(reading.change, 1)}{NO_BREAK}procentenheter"
    return f"{signed(reading.change, reading.kpi.decimals)}{NO_BREAK}{reading.kpi.unit}"


def verdict_sentence(reading: Reading) -> str:
    """What the latest value says, for a tile that already shows the value and the month."""
    if reading.value is None or reading.month is None:
        return "Inga värden har lämnats än."
    if reading.status is Status.TOO_SHORT or reading.status is Status.PRELIMINARY:
        return _too_few(reading)
    if reading.variation is Variation.COMMON:
        said = _common(reading)
    else:
        said = f"{_evidence(reading, reading.month)} {_meaning(reading)}"
    return f"{said} {_linked(reading)}" if reading.linked else said


def target_sentence(reading: Reading) -> str:
    """Whether today's way of working reaches the target; empty when that cannot be said."""
    if reading.target is None:
        return ""
    target = number(reading.target, reading.kpi.decimals)
    period = reading.period
    return {
        Assurance.MEETS: f"Målet {target} nås varje {period.one} med dagens arbetssätt.",
        Assurance.VARIES: f"Målet {target} nås vissa {period.many}, av en slump.",
        Assurance.MISSES: f"Målet {target} nås inte utan en förändring av arbetssättet.",
        Assurance.NONE: "",
    }[shown_assurance(reading)]


def full_sentence(reading: Reading, scope: str) -> str:
    """Everything in one reading: the chart's text alternative and the documents' text."""
    if reading.month is None:
        return f"{reading.kpi.title}, {scope}: inga värden har lämnats än."
    lead = f"{reading.kpi.title}, {scope}: {value_text(reading)} i {reading.when(reading.month)}."
    parts = (lead, verdict_sentence(reading), target_sentence(reading))
    return " ".join(part for part in parts if part)


def later_months(points: pl.DataFrame, reading: Reading) -> str:
    """Names the periods after the latest comparable one; empty when there are none.

    In: one series' points: month, shown, preliminary, reason, expected, reported.
    """
    later = points if reading.month is None else points.filter(pl.col("month") > reading.month)
    runs = groupby(later.sort("month").to_dicts(), key=_why)
    return " ".join(
        _later_months(why, [row["month"] for row in rows], by_quarter=reading.by_quarter)
        for why, rows in runs
    )


def _why(row: dict[str, Any]) -> str:
    """What is said of a later month after its name."""
    if row["preliminary"] and row["reported"]:
        of = f"{row['reported']}{NO_BREAK}av{NO_BREAK}{row['expected']}"
        return f" är preliminär: {of} enheter har lämnat."
    return f": {labels.NO_VALUE[NoValue(row['reason'] or NoValue.MISSING)]}."


def _later_months(why: str, months: list[date], *, by_quarter: bool) -> str:
    """`November: stängt.`, or several in a row that are so for the same reason."""
    if len(months) == 1 or " är " in why:
        names = (period_name(month, by_quarter=by_quarter) for month in months)
        return " ".join(f"{name.capitalize()}{why}" for name in names)
    named = periods_between(months[0], months[-1], by_quarter=by_quarter)
    return f"{named[:1].upper()}{named[1:]}{why}"


def _common(reading: Reading) -> str:
    if reading.status is Status.NO_VARIATION:
        return "Oförändrat: samma värde som hela baslinjen."
    if reading.kpi.chart == "run":
        return f"Korsar medianen ({_centre(reading)}) ungefär så ofta som slumpen ger."
    normal = normal_range(reading)
    if not normal:
        many = reading.period.many
        return f"Det normala spannet kan inte räknas: inga två {many} i följd har värden."
    return f"Inom det normala spannet ({normal})."


def _linked(reading: Reading) -> str:
    months = reading.period.the_many.capitalize()
    return f"{months} hänger ihop: bara värden utanför gränserna räknas som signaler."


def _too_few(reading: Reading) -> str:
    many = reading.period.many
    if reading.n >= ENOUGH:
        return "Baslinjen är för kort för att skilja förändring från slump."
    few = f"För få {many} ({reading.n}{NO_BREAK}av{NO_BREAK}{ENOUGH})"
    if reading.kpi.survey:  # one wave can be held against another all the same (methods §15)
        return f"{few} för ett normalt spann."
    return f"{few} för att skilja förändring från slump."


def _evidence(reading: Reading, month: date) -> str:
    high = reading.side is Side.HIGH
    period = reading.period
    if reading.signal is Signal.OUTSIDE:
        name = period_name(month, by_quarter=reading.by_quarter)
        return f"Ovanligt {'högt' if high else 'lågt'} i {name} (normalt {normal_range(reading)})."
    if reading.signal is Signal.TREND:
        way = "stigit" if high else "sjunkit"
        season = ", med årstiden borträknad" if reading.seasonal else ""
        return f"Har {way} {in_words(reading.steps)} {period.many} i följd{season}."
    if reading.signal is Signal.TWO_OF_THREE:
        return (
            f"Minst två av de tre senaste {period.the_many} ligger nära den "
            f"{'övre' if high else 'nedre'} gränsen (normalt {normal_range(reading)})."
        )
    if reading.signal is Signal.RUN:
        return f"Har hållit sig ovanligt länge på samma sida om medianen ({_centre(reading)})."
    if reading.signal is Signal.CROSSINGS:
        return f"Korsar medianen ({_centre(reading)}) ovanligt sällan."
    side = "Över" if high else "Under"
    usual = f"medel ({_centre(reading)})"
    if reading.seasonal:  # a centre of its own each month
        usual = "det vanliga för årstiden"
    return f"{side} {usual} {in_words(reading.run)} {period.many} i rad."


def _centre(reading: Reading) -> str:
    return number(reading.centre or 0.0, reading.kpi.decimals)


def _meaning(reading: Reading) -> str:
    if reading.variation is Variation.IMPROVING:
        return "Det talar för en verklig förbättring."
    if reading.variation is Variation.WORSENING and reading.signal is not Signal.OUTSIDE:
        return "Det talar för en verklig försämring."
    return "Ta reda på varför."
