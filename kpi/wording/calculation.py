"""How a value came about, in words and figures: the formula, and the rows behind it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from kpi.catalogue import Catalogue, Kpi, Measure
from kpi.catalogue.types import Formula
from kpi.values import NoValue
from kpi.values.behind import RowState
from kpi.wording import labels
from kpi.wording.numbers import NO_BREAK, day_and_year, number, with_unit

OUTCOME: Mapping[RowState, str] = {
    RowState.WITHHELD: "visas inte",
    RowState.CLOSED: "räknas inte, stängt",
    RowState.CONFIDENTIAL: "räknas inte",
    RowState.NEVER: "ingår inte",
    RowState.MISSING: "räknas inte",
    RowState.NO_INDEX: "räknas inte, prisindex saknas",
    RowState.INCOMPLETE: "räknas inte, en annan uppgift saknas",
    RowState.COUNTED: "räknas med",
}
IN_PLACE: Mapping[RowState, str] = {  # what stands where a value would
    RowState.WITHHELD: "dold, för att skydda enskilda",
    RowState.CONFIDENTIAL: "sekretess",
    RowState.NEVER: "lämnas inte av enheten",
}
ROW_HEADINGS = ["Enhet", "Uppgift", "Lämnat värde", "I beräkningen", "Källa", "Lämnad"]


def formula_words(kpi: Kpi, catalogue: Catalogue) -> str:
    """`100 × sjuktimmar ÷ ordinarie timmar`, with the measures' own titles."""
    words = _formula(kpi, catalogue)
    return words[:1].upper() + words[1:]


def _formula(kpi: Kpi, catalogue: Catalogue) -> str:
    above, below = (parts_words(part, catalogue) for part in (kpi.numerator, kpi.denominator))
    if kpi.formula is Formula.COUNT:
        return f"{_times(kpi.scale)}{above}"
    if kpi.formula is Formula.INDEX:
        return f"medelvärdet av {above}, vägt med {below}"
    several = len(kpi.numerator) > 1
    return f"{_times(kpi.scale)}{f'({above})' if several else above} ÷ {below}{_plus(kpi.offset)}"


def parts_words(measures: Sequence[str], catalogue: Catalogue) -> str:
    """`städkostnad + städkostnad tjänstens overhead`."""
    return " + ".join(catalogue.measures[measure].title for measure in measures)


def formula_figures(
    kpi: Kpi,
    catalogue: Catalogue,
    numerator: float | None,
    denominator: float | None,
    value: float | None,
) -> str:
    """The formula with the month's sums filled in; empty where they may not be shown."""
    if numerator is None or value is None:
        return ""
    answer = with_unit(value, kpi.decimals, kpi.unit)
    above = _sum(numerator, kpi.numerator, catalogue)
    if kpi.formula is Formula.COUNT:
        return f"{_times(kpi.scale)}{above} = {answer}"
    if denominator is None:
        return ""
    below = _sum(denominator, kpi.denominator, catalogue)
    if kpi.formula is Formula.INDEX:
        weighted = f"{number(numerator, 1)} (summan av värde gånger vikt)"
        return f"{weighted} ÷ {below} = {answer}"
    return f"{_times(kpi.scale)}{above} ÷ {below}{_plus(kpi.offset)} = {answer}"


def deflated(deflator: float | None, money: str) -> str:
    """What prices the kronor are in, and what they were multiplied by; empty for no cost.

    money: in which prices, as `money_text` says it.
    """
    if not money:
        return ""
    if deflator is None:
        return f"Kronorna är i {money}."
    return f"Lämnade kronor är omräknade till {money}: gånger {number(deflator, 4)}."


def locked(number_: int | None) -> str:
    """That a month of the baseline stands as it did; empty for other months."""
    if number_ is None:
        return ""
    return (
        f"Månaden ingår i baslinjen och visas som den såg ut vid leverans {number_}, då "
        "baslinjen låstes. Senare rättelser räknas inte."
    )


def standing(reason: NoValue | None, expected: int, reported: int, *, preliminary: bool) -> str:
    """Why there is no value, or how many units stand behind the one there is."""
    behind = f"{reported}{NO_BREAK}av{NO_BREAK}{expected} öppna enheter har lämnat alla uppgifter."
    if reason is None:
        return f"{behind} Värdet är preliminärt." if preliminary else behind
    return f"Inget värde: {labels.NO_VALUE[reason]}. {behind}"


def rows_table(rows: pl.DataFrame, catalogue: Catalogue) -> list[list[str]]:
    """A row for each reported value, under ROW_HEADINGS.

    In: name, measure, value (Decimal), state, delivery, source_row, file_name, sender, recorded.
    """
    return [
        [
            row["name"],
            catalogue.measures[row["measure"]].title,
            _reported(row["value"], RowState(row["state"]), catalogue.measures[row["measure"]]),
            OUTCOME[RowState(row["state"])],
            _source(row),
            _sent(row),
        ]
        for row in rows.to_dicts()
    ]


def _reported(value: Decimal | None, state: RowState, measure: Measure) -> str:
    """As it was written in the file: every decimal that is not a zero at the end."""
    if value is None:
        return IN_PLACE.get(state, "saknas")
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return with_unit(float(value), decimals, measure.unit)


def _source(row: Mapping[str, Any]) -> str:
    if row["delivery"] is None:
        return "ingen rad"
    parts = [f"leverans{NO_BREAK}{row['delivery']}"]
    if row["file_name"]:
        parts.append(row["file_name"])
    if row["source_row"] is not None:
        parts.append(f"rad{NO_BREAK}{row['source_row']}")
    return ", ".join(parts)


def _sent(row: Mapping[str, Any]) -> str:
    if row["recorded"] is None:
        return ""
    return f"{day_and_year(row['recorded'])}, {row['sender']}"


def _sum(total: float, measures: Iterable[str], catalogue: Catalogue) -> str:
    """A sum in the measures' own unit, with decimals only where it is small."""
    first = catalogue.measures[next(iter(measures))]
    return with_unit(total, 0 if abs(total) >= 1000 else first.decimals, first.unit)


def _times(scale: float) -> str:
    return "" if scale == 1 else f"{_plain(scale)} × "


def _plus(offset: float) -> str:
    if offset == 0:
        return ""
    return f" {'+' if offset > 0 else '−'} {_plain(abs(offset))}"


def _plain(factor: float) -> str:
    return number(factor, 0 if factor == int(factor) else 2)
