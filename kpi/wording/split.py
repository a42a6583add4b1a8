"""What has changed a cost, in words and in tables whose figures add up (methods §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

import polars as pl

from kpi.catalogue import Kpi, Measure
from kpi.periods import Span
from kpi.values.split import Left, Split
from kpi.wording.numbers import (
    NO_BREAK,
    in_words,
    months_between,
    number,
    plural,
    signed,
)

HEADINGS = ["Del", "Belopp", "Vad det är"]
FILE_HEADINGS = ["Del", "Kronor", "Priser", "Före", "Efter", "Prisindex", "Vad det är"]
NOTHING = "Det finns inga månader att jämföra än, både före piloten och under den."
NOT_COMPARABLE = (
    "Perioderna kan inte jämföras: ingen enhet har lämnat både kostnad och volym för samma "
    "kalendermånad i båda, med prisindex för månaderna."
)
YEAR = 12  # months: a longer period has some calendar month several times
OVERLAP = "Den senare perioden ska börja efter att den tidigare har slutat."


class _Words(NamedTuple):
    """How a volume is spoken of: its name, a larger, a smaller and an equal one."""

    name: str
    more: str
    less: str
    same: str


_VOLUME: Mapping[str, _Words] = {  # by the measure's unit
    "m²": _Words("Yta", "större yta", "mindre yta", "oförändrad yta"),
    "portioner": _Words("Portioner", "fler portioner", "färre portioner", "lika många portioner"),
    "km": _Words("Körsträcka", "längre körsträcka", "kortare körsträcka", "lika lång körsträcka"),
}
_ANY = _Words("Volym", "större volym", "mindre volym", "oförändrad volym")


class _Step(NamedTuple):
    """What amounts are rounded to: kronor, how many decimals then stand, and their unit."""

    kronor: Decimal
    decimals: int
    unit: str


_STEPS = (  # from how large an amount each is used
    (Decimal(10_000_000), _Step(Decimal(100_000), 1, "mnkr")),
    (Decimal(100_000), _Step(Decimal(1_000), 0, "tkr")),
    (Decimal(0), _Step(Decimal(1), 0, "kr")),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a change, or the change itself: what it is called, and how much it is.

    cause: as it ends a sentence, `av större yta`. kronor: to the öre. amount, unit: rounded, so
    that the parts still sum to the change.
    """

    name: str
    cause: str
    what: str
    kronor: Decimal
    amount: float
    decimals: int
    unit: str

    @property
    def said(self) -> str:
        """`+380 tkr`."""
        return f"{signed(self.amount, self.decimals)}{NO_BREAK}{self.unit}"


def parts_of(split: Split, kpi: Kpi, volume: Measure) -> list[Part]:
    """Prices, volume, mix (where there are several units) and cost per unit; the change last."""
    found = _unrounded(split, kpi, volume)
    several = [each for each in found if split.units > 1 or each[-1] is not split.mix]
    step = _step(split)
    total = _whole(split.after, step) - _whole(split.before, step)
    rounded = [*_rounded([each[-1] for each in several], total, step), total]
    several.append(("Hela ändringen", "", "Summan av delarna", split.change))
    scale = 10**step.decimals
    return [
        Part(*each, amount / scale, step.decimals, step.unit)
        for each, amount in zip(several, rounded, strict=True)
    ]


def _unrounded(split: Split, kpi: Kpi, volume: Measure) -> list[tuple[str, str, str, Decimal]]:
    """Each part's name, cause, explanation and kronor."""
    words = _VOLUME.get(volume.unit, _ANY)
    per = _per(kpi)
    grown = words.same
    if split.volume:
        grown = words.more if split.volume > 0 else words.less
    dearer = "högre" if split.real > 0 else "lägre"
    return [
        (
            "Prisutveckling",
            "av prisutvecklingen",
            "Vad priserna i allmänhet har lagt till, enligt prisindex",
            split.price,
        ),
        (
            words.name,
            f"av {grown}",
            f"Ändrad volym ({volume.title}), till den tidigare kostnaden per {per}",
            split.volume,
        ),
        (
            "Fördelning mellan enheter",
            "av ändrad fördelning mellan enheterna",
            "Volymen har flyttats mellan enheter med hög och låg kostnad",
            split.mix,
        ),
        (
            f"Kostnad per {per}",
            f"av {dearer} kostnad per {per}",
            f"Enheternas egen kostnad per {per} i fasta priser, till den senare volymen",
            split.real,
        ),
    ]


def parts_frame(parts: Sequence[Part]) -> pl.DataFrame:
    """For the chart: name, said, amount, in order."""
    rows = [(part.name, part.said, part.amount) for part in parts]
    return pl.DataFrame(rows, schema=["name", "said", "amount"], orient="row")


def split_sentence(parts: Sequence[Part]) -> str:
    """`Kostnaden ökade med 412 tkr: +380 av prisutvecklingen, … och −210 av lägre kostnad …`."""
    *causes, whole = parts
    said = [f"{signed(part.amount, part.decimals)} {part.cause}" for part in causes]
    listed = f"{', '.join(said[:-1])} och {said[-1]}"
    if not whole.amount:
        return f"Kostnaden är oförändrad i {whole.unit}: {listed}."
    way = "ökade" if whole.amount > 0 else "minskade"
    much = f"{number(abs(whole.amount), whole.decimals)}{NO_BREAK}{whole.unit}"
    return f"Kostnaden {way} med {much}: {listed}."


def rates_sentence(split: Split, kpi: Kpi) -> str:
    """The same as rates: prices, and the cost per unit in current and in fixed prices."""
    per = _per(kpi)
    shares = (split.price_change, split.nominal_change, split.real_change)
    price, nominal, real = (f"{signed(100 * each, 1)}{NO_BREAK}%" for each in shares)
    return (
        f"Priserna: {price}. Kostnad per {per}: {nominal} i löpande priser, {real} i fasta priser."
    )


def compared_sentence(split: Split, before: Span, after: Span) -> str:
    """What was held against what, and what was left out."""
    months = _many(len(split.months))
    units = "en enhet" if split.units == 1 else f"{in_words(split.units)} enheter"
    said = (
        f"Jämfört är {_period(after)} mot {_period(before)}: {months} för {units}, med uppgifter "
        "i båda perioderna. Finns en kalendermånad flera gånger i en period räknas medelvärdet."
    )
    left = [
        _left(each, when)
        for each, when in ((split.left_before, "tidigare"), (split.left_after, "senare"))
        if each.units
    ]
    return f"{said} {' '.join(left)}".strip()


def split_table(
    split: Split, parts: Sequence[Part], before: Span, after: Span
) -> tuple[list[str], list[list[str]]]:
    """Before, each part and after, in whole kronor or larger: headings and cells."""
    first, last = _ends(split)
    rows = [
        ["Före", first, _whose(before, split)],
        *([part.name, part.said, part.what] for part in parts[:-1]),
        ["Efter", last, _whose(after, split)],
    ]
    return HEADINGS, rows


def split_file(
    split: Split, parts: Sequence[Part], before: Span, after: Span, index: str
) -> tuple[list[str], list[list[str]]]:
    """The same for a spreadsheet, to the öre. index: the price index and its edition."""
    amounts = [
        ("Före", split.before, "Kostnaden i den tidigare perioden"),
        *((part.name, part.kronor, part.what) for part in parts[:-1]),
        ("Efter", split.after, "Kostnaden i den senare perioden"),
    ]
    periods = [f"{span.first:%Y-%m}–{span.last:%Y-%m}" for span in (before, after)]
    return FILE_HEADINGS, [
        [name, f"{kronor:f}".replace(".", ","), "löpande priser", *periods, index, what]
        for name, kronor, what in amounts
    ]


def index_sentence(index: str) -> str:
    """How the price part was found."""
    return (
        f"Prisutvecklingen är räknad med {index}. Allt utom den står i den tidigare periodens "
        "priser, och delarna summerar till hela ändringen."
    )


def axis_words(parts: Sequence[Part]) -> tuple[str, str]:
    """What the bars show, and how a larger and a smaller cost are told apart."""
    return (
        f"Kostnadens ändring i {parts[-1].unit}, löpande priser",
        "mörk stapel ökar kostnaden, ljus minskar den",
    )


def _per(kpi: Kpi) -> str:
    """What a cost is counted per: `m²` of `kr/m²·mån`."""
    return kpi.unit.removeprefix("kr/").split("·")[0]


def _step(split: Split) -> _Step:
    """By the largest part, so that a small change does not become nothing."""
    parts = (split.price, split.volume, split.mix, split.real, split.change)
    largest = max(abs(each) for each in parts)
    return next(step for least, step in _STEPS if largest >= least)


def _whole(kronor: Decimal, step: _Step) -> int:
    return int((kronor / step.kronor).to_integral_value())


def _rounded(amounts: Sequence[Decimal], total: int, step: _Step) -> list[int]:
    """Whole steps that sum to the total: those nearest to being rounded up are."""
    exact = [each / step.kronor for each in amounts]
    down = [int(each.to_integral_value(ROUND_FLOOR)) for each in exact]
    by_rest = sorted(range(len(exact)), key=lambda at: down[at] - exact[at])
    for at in by_rest[: total - sum(down)]:
        down[at] += 1
    return down


def _ends(split: Split) -> list[str]:
    step = _step(split)
    return [
        f"{number(_whole(kronor, step) / 10**step.decimals, step.decimals)}{NO_BREAK}{step.unit}"
        for kronor in (split.before, split.after)
    ]


def _many(months: int) -> str:
    return "en kalendermånad" if months == 1 else f"{in_words(months)} kalendermånader"


def _period(span: Span) -> str:
    return months_between(span.first, span.last)


def _whose(span: Span, split: Split) -> str:
    """A period, with how its months were counted where it is longer than what is compared."""
    if len(span) <= len(split.months):
        return _period(span)
    mean = "i snitt för " if len(span) > YEAR else ""
    return f"{_period(span)}, {mean}{_many(len(split.months))}"


def _left(left: Left, when: str) -> str:
    kronor = plural(int(left.kronor.to_integral_value()), "krona", "kronor")
    units = "en enhet" if left.units == 1 else f"{in_words(left.units)} enheter"
    return (
        f"Utanför jämförelsen står {kronor} från {units} i den {when} perioden, för månader "
        "som saknar motsvarighet."
    )
