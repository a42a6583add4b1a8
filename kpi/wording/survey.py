"""What is said of a survey: who answered, how sure the index is, and what a change is worth."""

from dataclasses import dataclass

import polars as pl

from kpi.catalogue import Catalogue, Kpi
from kpi.catalogue.types import Better
from kpi.periods import Month
from kpi.values import NoValue
from kpi.wording.numbers import NO_BREAK, month_and_year, months_between, number, signed, with_unit
from kpi.wording.table_file import figure

HEADINGS = ["Svar", "Svarsfrekvens", "Felmarginal"]
FILE_HEADINGS = ["Svar", "Tillfrågade", "Svarsfrekvens, %", "Felmarginal"]
Table = tuple[list[str], list[list[str]]]


@dataclass(frozen=True, slots=True)
class Wave:
    """One shown wave. invited, margin: None where somebody has not sent what they need."""

    month: Month
    value: float
    answers: float
    invited: float | None
    margin: float | None

    @property
    def rate(self) -> float | None:
        """Per cent of those asked who answered."""
        return 100 * self.answers / self.invited if self.invited else None


@dataclass(frozen=True, slots=True)
class Against:
    """A difference: to the wave before, or to a baseline's waves together.

    margin: None where the spread of some answers is not known.
    """

    first: Month
    last: Month
    size: float
    margin: float | None


@dataclass(frozen=True, slots=True)
class SurveyState:
    """What is known of a scope's survey: every shown wave, and how the latest differs.

    previous: the month of the wave expected before the latest, shown or not.
    """

    kpi: Kpi
    waves: tuple[Wave, ...]
    latest: Wave | None
    before: Against | None
    baseline: Against | None
    previous: Month | None


def hidden_sentence(kpi: Kpi, points: pl.DataFrame, catalogue: Catalogue) -> str:
    """Why some of a series' figures are hidden; empty where none is. In: reason."""
    hidden = points.filter(pl.col("reason") == NoValue.WITHHELD)
    if hidden.is_empty() or kpi.withhold_by is None:
        return ""
    counted = catalogue.measures[kpi.withhold_by].unit
    return (
        f"Tal som bygger på färre än {kpi.withhold_below} {counted} visas inte. "
        "Därför döljs också en enhet till eller en summa, så att de inte kan räknas ut."
    )


def answers_word(kpi: Kpi, points: pl.DataFrame, month: Month | None) -> str:
    """`363 svar` behind a survey's value of a month; empty for other nyckeltal.

    In: points: month, denominator (how many answered, null where it may not be shown).
    """
    own = points.filter(pl.col("month") == pl.lit(month, pl.Date))["denominator"].drop_nulls()
    return f"{number(own[0], 0)}{NO_BREAK}svar" if kpi.survey and own.len() else ""


def answers_sentence(state: SurveyState) -> str:
    """`363 av 857 tillfrågade svarade (42 %). Felmarginalen är ±1,8 poäng.`"""
    wave = state.latest
    if wave is None:
        return ""
    who = f"{number(wave.answers, 0)} svarade"
    if wave.invited and wave.rate is not None:
        who = (
            f"{number(wave.answers, 0)} av {number(wave.invited, 0)} tillfrågade svarade "
            f"({number(wave.rate, 0)}{NO_BREAK}%)"
        )
    if wave.margin is None:
        return f"{who}. Felmarginalen är inte känd: svarens spridning är inte lämnad."
    return f"{who}. Felmarginalen är {_plus_minus(wave.margin, state.kpi)}."


def target_doubt(state: SurveyState, target: float | None) -> str:
    """That the answers are too few to tell whether the target is reached; empty where they do."""
    wave = state.latest
    if target is None or wave is None or wave.margin is None:
        return ""
    if abs(wave.value - target) > wave.margin:
        return ""
    wanted = number(target, state.kpi.decimals)
    return f"Målet {wanted} är inom felmarginalen: om det är uppfyllt kan vara slump."


def difference_sentences(state: SurveyState) -> list[str]:
    """One sentence for each comparison: to the wave before, and to the baseline."""
    said = []
    if state.before is not None:
        which = f"mätningen i {month_and_year(state.before.last)}"
        if state.before.last == state.previous:
            which = f"förra mätningen, i {month_and_year(state.before.last)},"
        said.append(_difference(which, state.before, state.kpi))
    if state.baseline is not None:
        span = months_between(state.baseline.first, state.baseline.last)
        said.append(_difference(f"baslinjens mätningar, {span},", state.baseline, state.kpi))
    return said


def _difference(which: str, against: Against, kpi: Kpi) -> str:
    size = signed(against.size, kpi.decimals)
    if against.margin is None:
        return f"Skillnaden mot {which} är {size}. Den bedöms inte: felmarginalen är inte känd."
    subject = f"Skillnaden mot {which} är {size}."
    margin = f"±{number(against.margin, kpi.decimals)}"
    if abs(against.size) <= against.margin:
        return f"{subject} Det är inom felmarginalen {margin} och kan vara slump."
    return f"{subject} Det är mer än felmarginalen {margin}.{_meaning(against, kpi)}"


def _meaning(against: Against, kpi: Kpi) -> str:
    if kpi.better is Better.NEITHER:
        return ""
    good = (against.size > 0) == (kpi.better is Better.HIGHER)
    return f" Det talar för en verklig {'förbättring' if good else 'försämring'}."


def with_waves(state: SurveyState | None, points: pl.DataFrame, table: Table) -> Table:
    """A table of months, the latest first, with what each wave rests on at its right."""
    if state is None:
        return table
    headings, rows = table
    cells = {wave.month: _cells(wave, state.kpi) for wave in state.waves}
    hidden = points.filter(pl.col("reason") == NoValue.WITHHELD)["month"].to_list()
    cells |= dict.fromkeys(hidden, ["dold"] * len(HEADINGS))
    months = points["month"].sort(descending=True)
    none = [""] * len(HEADINGS)
    return [*headings, *HEADINGS], [
        [*row, *cells.get(month, none)] for row, month in zip(rows, months, strict=True)
    ]


def _cells(wave: Wave, kpi: Kpi) -> list[str]:
    return [
        number(wave.answers, 0),
        "saknas" if wave.rate is None else f"{number(wave.rate, 0)}{NO_BREAK}%",
        "saknas" if wave.margin is None else f"±{number(wave.margin, kpi.decimals)}",
    ]


def file_with_waves(state: SurveyState | None, points: pl.DataFrame, table: Table) -> Table:
    """The same for a file, the earliest first; empty for what is hidden or not known."""
    if state is None:
        return table
    headings, rows = table
    cells = {
        wave.month: [figure(v) for v in (wave.answers, wave.invited, wave.rate, wave.margin)]
        for wave in state.waves
    }
    none = [""] * len(FILE_HEADINGS)
    return [*headings, *FILE_HEADINGS], [
        [*row, *cells.get(month, none)]
        for row, month in zip(rows, points["month"].sort(), strict=True)
    ]


def _plus_minus(margin: float, kpi: Kpi) -> str:
    return f"±{with_unit(margin, kpi.decimals, kpi.unit)}"
