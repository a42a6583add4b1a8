"""What the page of the pilot's effect gives to take along: numbers that a spreadsheet reads (§11).

A file leaves its page, so it says itself in which prices its costs are.
"""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from kpi.effects import Group
from kpi.effects.money import Money, Savings
from kpi.periods import Span
from kpi.wording.effect_months import GROUP, GapMonth, gap_headings, unit_headings, unit_of
from kpi.wording.effects import GRADE, reason_words
from kpi.wording.evaluation import EXPLORATORY, MAIN, Evaluated
from kpi.wording.prices import FILE_HEADING
from kpi.wording.table_file import figure

Table = tuple[list[str], list[list[str]]]

EFFECT_HEADINGS = [
    *("Nyckeltal", "Roll", "Räknas i", "Effekt", "Lägst (95 %)", "Högst (95 %)"),
    *("Område, lägst (95 %)", "Område, högst (95 %)", "Bedömning", "Därför att", FILE_HEADING),
]
SAVINGS_HEADINGS = [
    *("Steg", "Utfall, kr", "Utan piloten, kr", "Mindre kostnad, kr", "Lägst, kr (95 %)"),
    *("Högst, kr (95 %)", "Månader", FILE_HEADING),
]


def effects_file(seen: Sequence[Evaluated], money: Mapping[str, str]) -> Table:
    """Every effect, its ends in columns of their own. money: each cost's prices, by KPI."""
    return EFFECT_HEADINGS, [
        [
            each.kpi.short_name,
            MAIN if each.main else EXPLORATORY,
            unit_of(each.effect, each.kpi),
            *_ends_of(each),
            GRADE[each.effect.grade],
            "; ".join(reason_words(each.effect)),
            money.get(each.kpi.id, ""),
        ]
        for each in seen
    ]


def _ends_of(each: Evaluated) -> Iterable[str]:
    between, area = each.effect.between, each.effect.area
    found = (between.estimate, between.low, between.high) if between else (None,) * 3
    of_area = (area.low, area.high) if area else (None,) * 2
    return (figure(each.effect.shown(value)) for value in (*found, *of_area))


def gap_file(rows: Sequence[GapMonth], unit: str, money: str) -> Table:
    """Both courses month by month. money: in which prices; empty for what is no cost."""
    return [*gap_headings(unit), FILE_HEADING], [
        [f"{row.month:%Y-%m}", *map(figure, (row.pilot, row.comparison, row.apart)), money]
        for row in rows
    ]


def unit_file(units: pl.DataFrame, unit: str, money: str) -> Table:
    """Each unit that may be shown, by name. units: `effect_months.unit_rows`."""
    return [*unit_headings(unit), FILE_HEADING], [
        [name, GROUP[Group(group)], figure(d), money]
        for name, group, d in units.sort("unit").iter_rows()
    ]


def savings_file(savings: Savings, money: Mapping[str, str]) -> Table:
    """What was saved step by step, in kronor. money: in which prices each cost is, by KPI."""
    prices = " och ".join(sorted({money[cost.kpi.id] for cost in savings.costs}))
    whole, net = savings.saved, savings.net
    return SAVINGS_HEADINGS, [
        *(
            _step(cost.kpi.short_name, cost.money, cost.months, money[cost.kpi.id])
            for cost in savings.costs
        ),
        _step("Summa", whole, savings.months, prices),
        *(
            [f"Pilotens kostnad: {kind}", "", "", _kronor(-kr), "", "", "", prices]
            for kind, kr in savings.own
        ),
        ["Kvar", "", "", *map(_kronor, (net.saved, net.low, net.high)), "", prices],
    ]


def _step(name: str, money: Money, months: Span, prices: str) -> list[str]:
    amounts = (money.actual, money.counterfactual, money.saved, money.low, money.high)
    return [name, *map(_kronor, amounts), f"{months.first:%Y-%m}–{months.last:%Y-%m}", prices]


def _kronor(amount: float) -> str:
    return figure(round(amount, 2))
