"""What the first screen says in words: the pilot's phase, the finding, the table of months."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from kpi.periods import Month, month_of, months_apart
from kpi.trends import Variation
from kpi.values import NoValue
from kpi.wording import labels
from kpi.wording.numbers import in_words, month_and_year, number
from kpi.wording.periods import period_and_year
from kpi.wording.sentences import Reading

CAUSE = "Sidan Effekt säger om det beror på piloten."


def phase(starts: Month, ends: Month | None, today: date) -> str:
    """`Genomförande, månad 12 av 24`."""
    now = month_of(today)
    if now < starts:
        return f"Förberedelse, startar {month_and_year(starts)}"
    if ends is not None and now > ends:
        return "Avslutad"
    of = f" av {months_apart(starts, ends) + 1}" if ends else ""
    return f"Genomförande, månad {months_apart(starts, now) + 1}{of}"


def finding(readings: Sequence[Reading]) -> tuple[str, str]:
    """The page's finding: what is decided, and what is not.

    Says only what the charts say. Whether the pilot is the cause needs comparison units.
    """
    states = Counter(reading.variation for reading in readings)
    better, worse = states[Variation.IMPROVING], states[Variation.WORSENING]
    if not better and not worse:
        return "Inget nyckeltal har ändrats tydligt.", CAUSE
    parts = [
        f"{_count(count)} {what}"
        for count, what in ((better, "förbättring"), (worse, "försämring"))
        if count
    ]
    said = f"Av {_count(len(readings))} nyckeltal visar {' och '.join(parts)}."
    return said, CAUSE


def _count(kpis: int) -> str:
    """A number of nyckeltal, a neuter word."""
    return "ett" if kpis == 1 else in_words(kpis)


def by_chance(expected: float, judged: int) -> str:
    """The honest small print under the tiles."""
    if not judged:
        return ""
    return (
        f"Slumpen ensam tänder i snitt {number(expected, 1)} av {judged} symboler en vanlig "
        "månad. En symbol är ett skäl att fråga varför, inte ett bevis."
    )


def months_side_by_side(
    series: Sequence[tuple[str, Reading, pl.DataFrame]], money: Mapping[str, str]
) -> tuple[list[str], list[list[str]]]:
    """Every month behind small pictures: headings, and a row a month, the latest first.

    In: each series' name, reading and points (month, shown, preliminary, reason); money: in
    which prices each cost is, by nyckeltal.
    """
    quarters = bool(series) and all(reading.by_quarter for _, reading, _ in series)
    cells = {
        (index, month): cell
        for index, (_, reading, points) in enumerate(series)
        for row in points.to_dicts()
        for month, cell in _cells(reading, row, apart=not quarters)
    }
    months = sorted({month for _, month in cells}, reverse=True)
    headings = [
        "Kvartal" if quarters else "Månad",
        *(_heading(name, reading, money) for name, reading, _ in series),
    ]
    rows = [
        [
            period_and_year(month, by_quarter=quarters),
            *(cells.get((i, month), "mäts inte") for i in range(len(series))),
        ]
        for month in months
    ]
    return headings, rows


def _heading(name: str, reading: Reading, money: Mapping[str, str]) -> str:
    words = (name, reading.kpi.unit, money.get(reading.kpi.id, ""))
    return ", ".join(each for each in words if each)


def _cells(reading: Reading, row: dict[str, Any], *, apart: bool) -> Iterator[tuple[Month, str]]:
    """What stands in the rows of a point's months; a quarter's value in that of its first.

    apart: a row is a month, also where the point is a quarter.
    """
    month, cell = row["month"], _cell(reading, row)
    if not (apart and reading.by_quarter):
        yield month, cell
        return
    yield month, f"{cell} (hela kvartalet)"
    for later in row["behind"][1:]:
        yield later["month"], "ingår i kvartalet"


def _cell(reading: Reading, row: dict[str, Any]) -> str:
    value = row["shown"]
    if value is None:
        return labels.NO_VALUE[NoValue(row["reason"])]
    text = number(value, reading.kpi.decimals)
    return f"{text} (preliminär)" if row["preliminary"] else text
