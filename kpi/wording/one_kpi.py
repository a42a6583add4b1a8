"""What the page of one nyckeltal says: its months as a table, what has happened, its definition."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from kpi.catalogue import Kpi
from kpi.catalogue.judging import Judging, judging_of, written
from kpi.catalogue.types import Better, Frequency
from kpi.trends import Side, Signal, Variation
from kpi.values import Level, NoValue, Prices
from kpi.values.prices import PriceBase
from kpi.wording import labels
from kpi.wording.judging import judging_words, rule_words
from kpi.wording.numbers import (
    NO_BREAK,
    day_and_year,
    in_words,
    month_and_year,
    months_between,
    number,
    span,
)
from kpi.wording.periods import are_quarters, period_heading, period_in_file, period_of_row
from kpi.wording.phases import not_compared, phase_cell, with_begins
from kpi.wording.prices import FILE_HEADING, money_text
from kpi.wording.sentences import (
    Reading,
    change_text,
    later_months,
    normal_range,
    state_word,
    value_text,
    verdict_sentence,
)
from kpi.wording.table_file import figure
from kpi.wording.target import card_rows

FILE_HEADINGS = [
    "Värde",
    "Enhet",
    FILE_HEADING,
    "Preliminär",
    "Medel",
    "Nedre gräns",
    "Övre gräns",
    "Mål",
    "Läge",
    "Baslinje",
    "Fas",
    "Inställningar",
    "Enheter som lämnat",
    "Enheter som väntades",
    "Täljare",
    "Nämnare",
    "Anmärkning",
]


def scope_name(level: Level, name: str, role: str = "") -> str:
    """What a scope is called where all kinds stand in one list."""
    if level in (Level.DEPARTMENT, Level.UNIT_TYPE):
        return f"{labels.LEVEL[level].capitalize()}: {name}"
    return f"{name} ({ROLES[role]})" if role in ROLES else name


ROLES = {"comparison": "jämförelse", "other": "utanför piloten"}


def finding(reading: Reading, points: pl.DataFrame) -> tuple[str, str]:
    """The verdict's word, and the rest of what the latest month says."""
    if reading.month is None:
        return "Inget värde.", _nothing(points)
    when = reading.when(reading.month)
    said = f"{value_text(reading)} i {when}. {verdict_sentence(reading)}"
    return f"{state_word(reading)}.", f"{said} {later_months(points, reading)}".strip()


def _nothing(points: pl.DataFrame) -> str:
    """Why a scope has no value in any month."""
    if points.is_empty():
        return "Nyckeltalet mäts inte här."
    reasons = points["reason"].drop_nulls()
    most = reasons.mode().sort().to_list() if reasons.len() else [NoValue.MISSING]
    none = "Inget kvartal" if are_quarters(points) else "Ingen månad"
    return f"{none} har ett värde som kan visas: {labels.NO_VALUE[NoValue(most[0])]}."


def compared(reading: Reading, months: tuple[date, date] | None, prices: Prices) -> str:
    """`−5,1 % mot samma månader i baslinjen …`; empty when nothing can be compared."""
    if reading.redefined is not None:
        return not_compared(reading.redefined)
    if months is None or reading.change is None:
        return ""
    money = f", i {labels.PRICES[prices]}" if reading.kpi.price_index else ""
    return (
        f"{change_text(reading)} mot samma månader i baslinjen, "
        f"räknat på {months_between(*months)}{money}."
    )


def read_with(reading: Reading) -> str:
    """`Städkontroller: 90,5 % i juli 2024, förbättring`."""
    if reading.month is None:
        return f"{reading.kpi.short_name}: inget värde än"
    said = f"{value_text(reading)} i {reading.when(reading.month)}"
    return f"{reading.kpi.short_name}: {said}, {state_word(reading).lower()}"


def axis_words(reading: Reading, prices: Prices, base: PriceBase | None) -> tuple[str, str]:
    """What the chart's axis shows: the unit, and for money the prices."""
    unit = f"Värde per {reading.period.one}, {reading.kpi.unit}"
    return unit, money_text(prices, base) if reading.kpi.price_index else ""


def event_words(title: str, first: date, last: date | None) -> str:
    """`Piloten börjar, augusti 2023`; a day is written out where it is not the month's first."""
    if last is not None:
        return f"{title}, {months_between(first.replace(day=1), last.replace(day=1))}"
    when = month_and_year(first) if first.day == 1 else day_and_year(first)
    return f"{title}, {when}"


def units_heading(level: Level, count: int) -> str:
    """`De tio enheterna i piloten`."""
    if count == 1:
        return "Enheten bakom"
    of = {
        Level.PILOT: "i piloten",
        Level.AREA: "i området",
        Level.DEPARTMENT: "i förvaltningen",
        Level.UNIT_TYPE: "av typen",
    }[level]
    return f"De {in_words(count)} enheterna {of}"


def months_table(kpi: Kpi, points: pl.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Every month of the chart, the latest first: headings and cells."""
    headings = [period_heading(points), f"Värde, {kpi.unit}", "Normalt spann", "Mål", "Läge"]
    headings += ["Enheter som lämnat"]
    rows = [
        [
            period_of_row(row),
            _value(row, kpi),
            _range(row, kpi),
            "" if row["target"] is None else number(row["target"], kpi.decimals),
            with_begins(point_words(row, kpi.better), row),
            f"{row['reported']}{NO_BREAK}av{NO_BREAK}{row['expected']}",
        ]
        for row in points.sort("month", descending=True).to_dicts()
    ]
    return headings, rows


def point_words(row: Mapping[str, Any], better: Better) -> str:
    """What one month's point says: `Försämring: utanför det normala spannet`."""
    if row["value"] is None:
        return ""
    if row["centre"] is None or row["status"] == "preliminary":
        return "kan inte bedömas än"
    if row["signal"] in (None, Signal.NONE):
        return labels.VARIATION[Variation.COMMON]
    high = row["side"] == Side.HIGH
    if better is Better.NEITHER:
        state = Variation.HIGH if high else Variation.LOW
    else:
        good = high == (better is Better.HIGHER)
        state = Variation.IMPROVING if good else Variation.WORSENING
    return f"{labels.VARIATION[state]}: {rule_words(row)}"


def months_file(kpi: Kpi, points: pl.DataFrame, money: str) -> tuple[list[str], list[list[str]]]:
    """The same for a spreadsheet, the earliest first and with more decimals.

    money: in which prices; empty for what is no cost.

    Numerator and denominator are left out where values can be withheld: the sums of a group
    and of all its units but one would tell the last one's.
    """
    return [period_heading(points), *FILE_HEADINGS], [
        [
            period_in_file(row),
            figure(row["shown"]),
            kpi.unit,
            money,
            "ja" if row["preliminary"] and row["shown"] is not None else "nej",
            *(figure(row[name]) for name in ("centre", "lower", "upper", "target")),
            point_words(row, kpi.better),
            "ja" if row["base"] else "nej",
            phase_cell(row),
            written(judging_of(row)),
            str(row["reported"]),
            str(row["expected"]),
            *("" if kpi.withhold_by else figure(row[p]) for p in ("numerator", "denominator")),
            "" if row["shown"] is not None else _reason(row),
        ]
        for row in points.sort("month").to_dicts()
    ]


def file_stem(kpi: Kpi, scope: str) -> str:
    """A file's name without its ending: `cleaning_cost_m2-unit-larkskolan`."""
    return re.sub(r"[^0-9A-Za-zÅÄÖåäö_]+", "-", f"{kpi.id}-{scope}").strip("-")


def definition_rows(
    reading: Reading,
    text: str,
    formula: str,
    *,
    baseline: str,
    in_fixed: bool,
    judging: Judging,
    today: date,
) -> list[tuple[str, str]]:
    """The definition card: what it is, how it is computed and judged, who answers for it.

    today: the day that decides whether it should have been looked over.
    """
    kpi = reading.kpi
    review = kpi.review
    late = ", försenad" if review.next < today else ""
    seen = f"{day_and_year(review.checked)}, ses över senast {day_and_year(review.next)}{late}"
    return [
        ("Vad det visar", text),
        ("Varför det följs", kpi.why),
        ("Formel", formula),
        ("Önskad riktning", labels.BETTER[kpi.better].capitalize()),
        ("Mäts", f"{FREQUENCY[kpi.frequency]}{QUARTERLY if reading.by_quarter else ''}"),
        *card_rows(reading, in_fixed=in_fixed),
        ("Baslinje", baseline or "Ingen baslinje är låst"),
        ("Bedömning", judging_words(judging)),
        ("Ansvarig", review.owner),
        ("Granskat", seen),
    ]


QUARTERLY = ", bedöms per kvartal eftersom månaderna räknar så få"
FREQUENCY: Mapping[Frequency, str] = {
    Frequency.MONTHLY: "Varje månad",
    Frequency.WAVE: "I mätomgångar",
    Frequency.MEASURING_WEEKS: "Under mätveckor",
    Frequency.YEARLY: "Varje år",
}


def baseline_words(first: date, last: date, locked_on: date | None, reference: str) -> str:
    """`augusti 2021–juli 2023, låst 15 september 2023, beslut SN § 84`."""
    locked = f", låst {day_and_year(locked_on)}" if locked_on else ""
    return f"{months_between(first, last)}{locked}{f', beslut {reference}' if reference else ''}"


def normal_words(reading: Reading) -> str:
    """`normalt 18,5–21,2` for a small picture; what stands there when it is not known."""
    normal = normal_range(reading)
    if reading.kpi.chart == "run" and reading.centre is not None:
        return f"median {number(reading.centre, reading.kpi.decimals)}"
    return f"normalt {normal}" if normal else "normalt spann saknas"


def no_value_word(points: pl.DataFrame) -> str:
    """Why a series has no value at all: what stands in a value's place."""
    return _reason(points.sort("month").row(-1, named=True))


def _value(row: Mapping[str, Any], kpi: Kpi) -> str:
    if row["shown"] is None:
        return _reason(row)
    text = number(row["shown"], kpi.decimals)
    return f"{text} (preliminär)" if row["preliminary"] else text


def _reason(row: Mapping[str, Any]) -> str:
    return labels.NO_VALUE[NoValue(row["reason"] or NoValue.MISSING)]


def _range(row: Mapping[str, Any], kpi: Kpi) -> str:
    return "" if row["lower"] is None else span(row["lower"], row["upper"], kpi.decimals)
