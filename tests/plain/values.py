"""KPI values the dull way: one unit, one month and one measure at a time.

Written from the methods and not from the fast code, so that the two can disagree.
"""

from dataclasses import dataclass, fields

from kpi.periods import shift
from tests.plain.withhold import LEVELS, hidden_sums

SEKRETESS, EJ_TILLAMPLIG = "sekretess", "ej_tillamplig"


@dataclass
class Rows:
    """The same facts as lists of dicts."""

    measures: dict  # by (unit, measure, month)
    ever: set  # (unit, measure) that has had a value some month
    units: dict
    closed_months: list
    waves: list
    price_index: list
    pilot: list


def rows_of(facts):
    tables = {field.name: getattr(facts, field.name).to_dicts() for field in fields(facts)}
    cells, units = tables.pop("measures"), tables.pop("units")
    return Rows(
        measures={(cell["unit"], cell["measure"], cell["month"]): cell for cell in cells},
        ever={(cell["unit"], cell["measure"]) for cell in cells if cell["value"] is not None},
        units={unit["unit"]: unit for unit in units},
        **tables,
    )


def overheads(catalogue):
    return {measure.id for measure in catalogue.measures.values() if measure.overhead}


def part(facts, overhead, unit, month, measures):
    """The sum of a part's members; None when it cannot be known."""
    total, found = 0.0, False
    for measure in measures:
        if measure in overhead and (unit, measure) not in facts.ever:
            continue
        cell = facts.measures.get((unit, measure, month))
        if cell is None or cell["value"] is None:
            return None
        total += float(cell["value"])
        found = True
    return total if found else None


def marked(facts, kpi, overhead, *, unit, month, mark):
    """Is any measure that the unit's figure rests on marked so?"""
    for measure in (*kpi.numerator, *kpi.denominator):
        if measure in overhead and (unit, measure) not in facts.ever:
            continue
        cell = facts.measures.get((unit, measure, month))
        if cell is not None and cell["missing"] == mark:
            return True
    return False


def reporters(facts, kpi):
    """The units that have named anything the KPI is computed from, and the months they named."""
    named = (*kpi.numerator, *kpi.denominator)
    return [(unit, month) for (unit, measure, month) in facts.measures if measure in named]


def periods(facts, kpi):
    reported = [month for _, month in reporters(facts, kpi)]
    if not reported:
        return []
    first, last = min(reported), max(reported)
    if kpi.frequency in ("wave", "measuring_weeks"):
        waves = {row["month"] for row in facts.waves if row["kpi"] == kpi.id}
        return sorted(month for month in waves if first <= month <= last)
    found = []
    month = first
    while month <= last:
        found.append(month)
        month = shift(month, 12 if kpi.frequency == "yearly" else 1)
    return found


def is_there(unit, month):
    starts, ends = unit["valid_from"], unit["valid_to"]
    return (starts is None or starts <= month) and (ends is None or month <= ends)


def is_closed(facts, kpi, unit, month):
    for row in facts.closed_months:
        if row["month"] != month or row["service"] not in ("", kpi.service):
            continue
        if row["unit"] == unit["unit"]:
            return True
        if row["unit"] == "" and row["unit_type"] in ("", unit["unit_type"]):
            return True
    return False


def deflator(facts, catalogue, kpi, month):
    """What a krona of the month is worth in the base month; None when nobody knows."""
    starts = [row["starts"] for row in facts.pilot if row["starts"] is not None]
    price = 0.0
    for series, weight in catalogue.prices[kpi.price_index].weights.items():
        now = published(facts, series, month)
        base = published(facts, series, min(starts)) if starts else None
        if now is None or base is None:
            return None
        price += weight * now / base
    return 1 / price


def published(facts, series, month):
    """The latest edition's index; None when there is none above 0."""
    editions = {
        row["edition"]: row["value"]
        for row in facts.price_index
        if (row["series"], row["month"]) == (series, month)
    }
    latest = editions[max(editions)] if editions else None
    return float(latest) if latest else None


def unit_months(facts, kpi, catalogue, prices):
    """(unit, month) -> what is known of it, for every period the unit is expected to report."""
    overhead = overheads(catalogue)
    found = {}
    for name in {unit for unit, _ in reporters(facts, kpi)} & facts.units.keys():
        unit = facts.units[name]
        for month in periods(facts, kpi):
            if not is_there(unit, month):
                continue
            if marked(facts, kpi, overhead, unit=name, month=month, mark=EJ_TILLAMPLIG):
                continue
            found[name, month] = unit_month(
                facts, kpi, catalogue, unit=unit, month=month, prices=prices
            )
    return found


def unit_month(facts, kpi, catalogue, *, unit, month, prices):
    name, overhead = unit["unit"], overheads(catalogue)
    numerator = part(facts, overhead, name, month, kpi.numerator)
    denominator = part(facts, overhead, name, month, kpi.denominator)
    if kpi.formula == "count":
        denominator = None if numerator is None else 1.0
    if kpi.formula == "index":
        both = numerator is not None and denominator is not None
        numerator, denominator = (numerator * denominator, denominator) if both else (None, None)
    no_index = False
    if prices == "fixed" and kpi.price_index is not None:
        factor = deflator(facts, catalogue, kpi, month)
        no_index = factor is None
        if numerator is not None and factor is not None:
            numerator *= factor
    counted = facts.measures.get((name, kpi.withhold_by, month))
    persons = None if counted is None or counted["value"] is None else float(counted["value"])
    return {
        "numerator": numerator,
        "denominator": denominator,
        "closed": is_closed(facts, kpi, unit, month),
        "confidential": marked(facts, kpi, overhead, unit=name, month=month, mark=SEKRETESS),
        "no_index": no_index,
        "persons": persons,
    }


def scopes(facts, by):
    """Scope -> its units."""
    found = {}
    for name, unit in facts.units.items():
        if by != "pilot":
            if unit[by] is not None:
                found.setdefault(unit[by], set()).add(name)
            continue
        for pilot in facts.pilot:
            if unit["role"] == "pilot" and pilot["area"] in (None, "", unit["area"]):
                found.setdefault(pilot["pilot"], set()).add(name)
    return found


def kpi_values(facts, kpi, catalogue, by, prices):
    """(scope, month) -> what `kpi values` shows of it."""
    months = unit_months(facts, kpi, catalogue, prices)
    hidden = withheld(facts, kpi, months)
    answer = {}
    for scope, members in scopes(facts, by).items():
        for month in sorted({month for unit, month in months if unit in members}):
            each = [
                cell for (unit, when), cell in months.items() if unit in members and when == month
            ]
            withhold = (by, scope) in hidden.get(month, ())
            answer[scope, month] = group_value(kpi, each, withhold=withhold)
    return answer


def withheld(facts, kpi, months):
    """month -> the (level, scope) that may not be shown."""
    if kpi.withhold_below is None:
        return {}
    sums = {
        (level, scope): units for level in LEVELS for scope, units in scopes(facts, level).items()
    }
    found = {}
    for month in {month for _, month in months}:
        persons = {
            unit: cell["persons"] or 0
            for (unit, when), cell in months.items()
            if when == month and has_both(cell) and not cell["closed"] and not cell["no_index"]
        }
        found[month] = hidden_sums(kpi.withhold_below, persons, sums)
    return found


def group_value(kpi, cells, *, withhold):
    opened = [cell for cell in cells if not cell["closed"]]
    whole = [cell for cell in opened if has_both(cell)]
    priced = [cell for cell in whole if not cell["no_index"]]
    numerator = sum(cell["numerator"] for cell in priced)
    denominator = sum(cell["denominator"] for cell in priced)
    coverage = len(priced) / len(opened) if opened else None
    reason = None
    if not opened:
        reason = "closed"
    elif not priced and whole:
        reason = "no_index"
    elif not priced:
        reason = "confidential" if any(cell["confidential"] for cell in opened) else "missing"
    elif withhold:
        reason = "withheld"
    elif kpi.formula == "count" and len(priced) < len(opened):
        reason = "incomplete"
    elif kpi.formula != "count" and denominator == 0:
        reason = "zero_denominator"
    shown = reason in (None, "incomplete", "zero_denominator")
    return {
        "numerator": numerator if shown else None,
        "denominator": denominator if shown and kpi.formula != "count" else None,
        "value": formula(kpi, numerator, denominator) if reason is None else None,
        "expected": len(opened),
        "reported": len(priced),
        "coverage": coverage,
        "preliminary": coverage is not None and coverage < kpi.smallest_coverage,
        "reason": reason,
    }


def has_both(cell):
    return cell["numerator"] is not None and cell["denominator"] is not None


def formula(kpi, numerator, denominator):
    if kpi.formula == "count":
        return kpi.scale * numerator
    if denominator == 0:
        return None
    return kpi.scale * numerator / denominator + kpi.offset


def change(kpi, now, locked, members, baseline):
    """How a scope's months since the start compare with the same months of its baseline.

    now, locked: `unit_months` of today and of when the baseline was locked.
    """
    first, last, start = baseline["first_month"], baseline["last_month"], baseline["start"]
    after = side(now, members, lambda month: month >= start)
    before = side(locked, members, lambda month: first <= month <= last)
    return compared(kpi, after, before)


def change_of_shown(kpi, now, locked, baseline):
    """The same from a scope's own shown months. now, locked: month -> what is shown of it."""
    first, last, start = baseline["first_month"], baseline["last_month"], baseline["start"]
    after = shown_side(now, lambda month: month >= start)
    before = shown_side(locked, lambda month: first <= month <= last)
    found = compared(kpi, after, before)
    calendars = {month.month for _, month in before}
    counted = [row["reported"] for (_, month), row in after.items() if month.month in calendars]
    return None if found is None else found | {"units": max(counted)}


def shown_side(values, within):
    return {
        ("the scope", month): row
        for month, row in values.items()
        if within(month) and row["value"] is not None and not row["preliminary"]
    }


def compared(kpi, after, before):
    cells = {calendar(key) for key in after} & {calendar(key) for key in before}
    after = {key: cell for key, cell in after.items() if calendar(key) in cells}
    before = {key: cell for key, cell in before.items() if calendar(key) in cells}
    if not cells:
        return None
    months = [month for _, month in after]
    return {
        "change": difference(kpi, level(kpi, after), level(kpi, before)),
        "first": min(months),
        "last": max(months),
        "months": len(set(months)),
        "units": len({unit for unit, _ in after}),
        "redefined": None,  # no definition changes in these small municipalities
    }


def calendar(key):
    unit, month = key
    return unit, month.month


def side(months, members, within):
    """The unit-months that count: both parts, or what a closed month reported."""
    counted = {}
    for (unit, month), cell in months.items():
        if unit not in members or not within(month) or cell["no_index"]:
            continue
        something = cell["numerator"] is not None or cell["denominator"] is not None
        if has_both(cell) or (cell["closed"] and something):
            counted[unit, month] = cell
    return counted


def level(kpi, cells):
    """One number for a whole side: every unit's calendar month once, as its mean."""
    each = {}
    for key, cell in cells.items():
        each.setdefault(calendar(key), []).append(cell)
    if kpi.formula == "count":
        means = [mean(cell["numerator"] for cell in several) for several in each.values()]
        return kpi.scale * sum(means) / len({month for _, month in each})
    numerator = sum(mean(cell["numerator"] or 0 for cell in several) for several in each.values())
    denominator = sum(
        mean(cell["denominator"] or 0 for cell in several) for several in each.values()
    )
    return formula(kpi, numerator, denominator)


def mean(numbers):
    numbers = list(numbers)
    return sum(numbers) / len(numbers)


def difference(kpi, after, before):
    if after is None or before is None:
        return None
    if kpi.effect_scale == "level":
        return after - before
    return 100 * (after / before - 1) if before > 0 else None
