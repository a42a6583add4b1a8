"""A nyckeltal's definition in words for somebody who has never seen a formula."""

from collections.abc import Mapping, Sequence
from datetime import date

from kpi.catalogue import Catalogue, Kpi, Measure
from kpi.catalogue.types import EffectScale, Formula, Perspective
from kpi.trends.states import Chart
from kpi.wording import labels
from kpi.wording.calculation import formula_words
from kpi.wording.numbers import (
    NO_BREAK,
    day_and_year,
    in_words,
    month_and_year,
    number,
    short_month,
)
from kpi.wording.one_kpi import FREQUENCY

PERSPECTIVE: Mapping[Perspective, tuple[str, str]] = {
    Perspective.COST: ("Kostnad", "svarar på om det blir billigare"),
    Perspective.QUALITY: ("Kvalitet", "svarar på om det blir lika bra"),
    Perspective.VOLUME: ("Volym", "visar hur mycket som görs, och läses bredvid de andra"),
}
CHANGE: Mapping[EffectScale, str] = {
    EffectScale.LOG: "I procent av baslinjens värde",
    EffectScale.LEVEL: "I nyckeltalets egen enhet",
}
RANGE: Mapping[Chart, str] = {
    Chart.XMR: "Räknas på hur mycket talet brukar ändras mellan två månader (XmR-diagram)",
    Chart.IPRIME: "Räknas på hur mycket talet brukar ändras, och är bredare när volymen är liten "
    "(I′-diagram)",
    Chart.P: "Räknas på hur många andelen är av, som om bara slumpen verkade (P-diagram)",
    Chart.PPRIME: "Räknas på hur mycket andelen brukar ändras, och är bredare när den bygger på få "
    "(P′-diagram)",
    Chart.U: "Räknas på volymen, som om bara slumpen verkade (U-diagram)",
    Chart.UPRIME: "Räknas på hur mycket antalet brukar ändras, och är bredare när volymen är "
    "liten (U′-diagram)",
    Chart.RUN: "Inget spann: här räknas hur länge talet håller sig på samma sida om medianen "
    "(seriediagram)",
}
SEASON = "Räknas bort innan talet bedöms: bandet följer hur samma månad brukar vara i baslinjen"
MEASURE_HEADINGS = ["Mått", "Används som", "Enhet", "Bra att veta"]
HISTORY_HEADINGS = ["Gäller från", "Definition"]
LIST_HEADINGS = ["Nyckeltal", "Enhet", f"Bättre{NO_BREAK}är", "Översyn"]


def overdue(kpi: Kpi, today: date) -> bool:
    """Whether the day its owner should have looked at it again has passed."""
    return kpi.review.next < today


def list_finding(kpis: Sequence[Kpi], today: date) -> tuple[str, str]:
    """How many nyckeltal there are, and how many that should have been looked over."""
    count, late = len(kpis), sum(overdue(kpi, today) for kpi in kpis)
    said = f"{_count(count).capitalize()} nyckeltal, vart och ett med en ansvarig."
    if not late:
        return said, "Alla är granskade i tid."
    return said, f"{_count(late).capitalize()} skulle ha setts över."


def _count(kpis: int) -> str:
    """A number of nyckeltal, a neuter word; above twelve in figures."""
    return "ett" if kpis == 1 else in_words(kpis)


def next_review(kpi: Kpi, today: date) -> str:
    """`12 februari 2025`, or that it is late."""
    day = day_and_year(kpi.review.next)
    return f"{day}, försenad" if overdue(kpi, today) else day


def short_review(kpi: Kpi, today: date) -> tuple[str, str]:
    """The same for a column: `12 feb 2025` and, below it, that it is late."""
    day = f"{kpi.review.next.day} {short_month(kpi.review.next)}".replace(" ", NO_BREAK)
    return day, "försenad" if overdue(kpi, today) else ""


def better_words(kpi: Kpi) -> str:
    """`lägre`, in a column of its own."""
    return {"lower": "lägre", "higher": "högre", "neither": "varken eller"}[kpi.better.value]


def facts(kpi: Kpi, catalogue: Catalogue, today: date) -> list[tuple[str, str]]:
    """The definition card, name and value; what does not concern the nyckeltal is left out."""
    review = kpi.review
    return [
        ("Varför det följs", kpi.why),
        ("Vad det visar", kpi.definition[-1].text),
        ("Uträkning i ord", formula_in_words(kpi, catalogue)),
        ("Uträkning i tecken", formula_words(kpi, catalogue)),
        ("Enhet", kpi.unit),
        ("Önskad riktning", labels.BETTER[kpi.better].capitalize()),
        ("Mäts", FREQUENCY[kpi.frequency]),
        ("Förändring anges", CHANGE[kpi.effect_scale]),
        ("Normalt spann", RANGE[Chart(kpi.chart)]),
        *([("Årstid", SEASON)] if kpi.seasonal else []),
        ("Priser", _prices(kpi, catalogue)),
        ("Minsta täckning", _coverage(kpi)),
        ("När det döljs", _withholding(kpi, catalogue)),
        ("Källa", kpi.source),
        ("Ansvarig", review.owner),
        ("Skriven", day_and_year(review.written)),
        ("Granskad", day_and_year(review.checked)),
        ("Granskad av", review.checked_by),
        ("Ses över senast", next_review(kpi, today)),
    ]


def formula_in_words(kpi: Kpi, catalogue: Catalogue) -> str:
    """The formula as one would say it aloud."""
    above, below = (_named(part, catalogue) for part in (kpi.numerator, kpi.denominator))
    if kpi.formula is Formula.COUNT:
        return f"Summan av {above} för alla enheter{_scaled(kpi)}."
    if kpi.formula is Formula.INDEX:
        return f"Medelvärdet av {above}, där varje enhet väger lika tungt som sitt {below}."
    return (
        f"Summan av {above}, delad med summan av {below}{_scaled(kpi)}. Alla enheter läggs ihop "
        "innan man delar, så att stora enheter väger mer än små."
    )


def _named(measures: Sequence[str], catalogue: Catalogue) -> str:
    """`städkostnad och städkostnad tjänstens overhead`."""
    return " och ".join(catalogue.measures[measure].title for measure in measures)


def _scaled(kpi: Kpi) -> str:
    """`, gånger 100 för att få procent, minus 100`; empty for a plain ratio."""
    times = "" if kpi.scale == 1 else f", gånger {_plain(kpi.scale)}"
    if times and kpi.unit == "%":
        times += " för att få procent"
    if kpi.offset == 0:
        return times
    return f"{times}, {'plus' if kpi.offset > 0 else 'minus'} {_plain(abs(kpi.offset))}"


def _plain(factor: float) -> str:
    """With decimals only where it has any."""
    return number(factor, next(n for n in range(3) if n == 2 or round(factor, n) == factor))


def _prices(kpi: Kpi, catalogue: Catalogue) -> str:
    if kpi.price_index is None:
        return "Berörs inte, det är inte pengar"
    index = catalogue.prices[kpi.price_index]
    return (
        f"Fasta priser i första hand: kronorna räknas om till pilotens startmånad med "
        f"{index.title}. Källa: {index.source}."
    )


def _coverage(kpi: Kpi) -> str:
    share = f"{number(100 * kpi.smallest_coverage, 0)}{NO_BREAK}%"
    return (
        f"{share} av de öppna enheterna ska ha lämnat. Annars är värdet preliminärt "
        "och bedöms inte."
    )


def _withholding(kpi: Kpi, catalogue: Catalogue) -> str:
    if kpi.withhold_by is None or kpi.withhold_below is None:
        return "Aldrig, det säger inget om enskilda personer"
    unit = catalogue.measures[kpi.withhold_by].unit
    return (
        f"När det bygger på färre än {kpi.withhold_below} {unit}, så att ingen kan pekas ut. "
        "Då döljs också en enhet till eller en summa, så att talet inte går att räkna fram"
    )


def measures_table(kpi: Kpi, catalogue: Catalogue) -> list[list[str]]:
    """A row for each measure the nyckeltal reads, under MEASURE_HEADINGS."""
    weight = "vikt" if kpi.formula is Formula.INDEX else "nämnare"
    above = "summeras" if kpi.formula is Formula.COUNT else "täljare"
    roles = [
        *((measure, "indexvärde" if weight == "vikt" else above) for measure in kpi.numerator),
        *((measure, weight) for measure in kpi.denominator),
    ]
    if kpi.withhold_by and kpi.withhold_by not in {measure for measure, _ in roles}:
        roles.append((kpi.withhold_by, "avgör om det visas"))
    return [
        [measure.title, role, measure.unit, _notes(measure)]
        for measure, role in ((catalogue.measures[name], role) for name, role in roles)
    ]


def _notes(measure: Measure) -> str:
    notes = [f"id {measure.id}"]
    if measure.overhead:
        notes.append("utelämnas för en enhet som aldrig har lämnat det")
    if measure.may_be_negative:
        notes.append("kan vara negativt, till exempel vid en kreditnota")
    return "; ".join(notes)


def history_table(kpi: Kpi) -> list[list[str]]:
    """Every definition there has been, the latest first, under HISTORY_HEADINGS."""
    return [[month_and_year(each.valid_from), each.text] for each in reversed(kpi.definition)]


def history_sentence(kpi: Kpi) -> str:
    """That nothing has changed, or what a change means for the figures."""
    if len(kpi.definition) == 1:
        return "Definitionen har varit densamma hela tiden."
    return (
        "När definitionen ändras börjar en ny mätning: värden före och efter jämförs inte "
        "med varandra."
    )
