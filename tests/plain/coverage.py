"""Coverage the dull way: one unit, one measure and one month at a time.

Written from the methods and not from the fast code, so that the two can disagree.
"""

from datetime import date

from kpi.periods import month_of, shift
from tests.plain.values import (
    EJ_TILLAMPLIG,
    SEKRETESS,
    is_closed,
    is_there,
    marked,
    overheads,
    reporters,
)


def cells(facts, catalogue, today, preliminary, questions=()):
    """(unit, measure, month) -> (state, last day) of every expected figure.

    preliminary: the keys that a preliminary delivery decides. questions: the keys that an open
    question is about; an empty unit or measure is every one.
    """
    asked = {}  # what each KPI says of a figure: applicable, closed
    overhead = overheads(catalogue)
    for kpi in catalogue.kpis.values():
        for unit, month in unit_months(facts, kpi, today):
            mark = marked(facts, kpi, overhead, unit=unit, month=month, mark=EJ_TILLAMPLIG)
            shut = is_closed(facts, kpi, facts.units[unit], month)
            for measure in kpi.measures:
                if measure not in overhead or (unit, measure) in facts.ever:
                    asked.setdefault((unit, measure, month), []).append((not mark, shut))
    return {
        key: (
            state(
                facts.measures.get(key),
                said,
                today,
                due(catalogue, *key[1:]),
                how_it_came(key, preliminary, questions),
            ),
            due(catalogue, *key[1:]),
        )
        for key, said in asked.items()
    }


def unit_months(facts, kpi, today):
    """The KPI's periods for every unit that has named anything of it, while it is there."""
    named = reporters(facts, kpi)
    found = set()
    for unit in {unit for unit, _ in named} & facts.units.keys():
        for month in periods(facts, kpi, [month for _, month in named], today):
            if is_there(facts.units[unit], month):
                found.add((unit, month))
    return sorted(found)


def periods(facts, kpi, reported, today):
    first, last, ended = min(reported), max(reported), shift(month_of(today), -1)
    if kpi.frequency in ("wave", "measuring_weeks"):
        waves = {row["month"] for row in facts.waves if row["kpi"] == kpi.id}
        return [month for month in waves if first <= month <= max(last, ended)]
    step, until = (12, last) if kpi.frequency == "yearly" else (1, max(last, ended))
    found = []
    while first <= until:
        found.append(first)
        first = shift(first, step)
    return found


def due(catalogue, measure, month):
    layouts = [each for each in catalogue.layouts.values() if each.kind == "measures"]
    for likely in (
        [each for each in layouts if measure in each.measures],
        [each for each in layouts if not each.measures],
    ):
        days = [each.due_day for each in likely if each.due_day]
        if days:
            following = shift(month, 1)
            return date(following.year, following.month, max(days))
    return None


def how_it_came(key, preliminary, questions):
    unit, measure, month = key
    for asked_unit, asked_measure, asked_month in questions:
        if asked_month == month and asked_unit in ("", unit) and asked_measure in ("", measure):
            return "questioned"
    return "preliminary" if key in preliminary else "delivered"


def state(cell, said, today, last_day, come):
    missing = cell and cell["missing"]
    applicable = [shut for applies, shut in said if applies]
    awaited = not all(applicable)
    if missing == EJ_TILLAMPLIG:
        return "not_applicable"
    if applicable and not awaited:
        return "closed"
    if missing == SEKRETESS:
        return "confidential"
    if cell and cell["value"] is not None:
        return come
    if not applicable:
        return "not_applicable"
    return "late" if last_day and last_day < today else "missing"
