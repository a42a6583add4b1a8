"""Whole years the dull way: a dict of months, one series at a time."""

from datetime import date
from math import sqrt

from kpi.periods import shift


def month_sums(rows, units, values, kpi):
    """month -> numerator and denominator, usable, withheld; rows: unit-months of the one KPI."""
    answer = {}
    for value in values:
        mine = [r for r in rows if r["unit"] in units and r["month"] == value["month"]]
        counted = []
        for row in mine:
            parts = (row["numerator"], row["denominator"])
            if row["closed"]:
                if kpi.withhold_by is None and parts != (None, None):
                    counted.append(row)
            elif None not in parts:
                counted.append(row)
        no_index = any(row["no_index"] for row in counted)
        reason = value["reason"]
        answer[value["month"]] = {
            "numerator": sum(row["numerator"] or 0.0 for row in counted),
            "denominator": sum(row["denominator"] or 0.0 for row in counted),
            "usable": reason in (None, "closed", "zero_denominator") and not no_index,
            "withheld": reason == "withheld",
        }
    return answer


def value_of(kpi, numerator, denominator):
    if kpi.formula == "count":
        return kpi.scale * numerator
    if not denominator > 0:
        return None
    return kpi.scale * numerator / denominator + kpi.offset


def definition(kpi, month):
    return sum(each.valid_from <= month for each in kpi.definition[1:])


def covered(kpi, rows):
    expected = sum(row["expected"] for row in rows)
    return expected == 0 or sum(row["reported"] for row in rows) / expected >= kpi.smallest_coverage


def rolling(months, kpi):
    """month -> value of the twelve months that end there. months: month -> sums."""
    hidden = any(row["withheld"] for row in months.values())
    answer = {}
    for month, row in months.items():
        window = [months.get(shift(month, -back)) for back in range(12)]
        first = shift(month, -11)
        whole = (
            not hidden
            and all(each is not None and each["usable"] for each in window)
            and not row["preliminary"]
            and definition(kpi, first) == definition(kpi, month)
            and covered(kpi, window)
        )
        answer[month] = None
        if whole:
            sums = [sum(each[part] for each in window) for part in ("numerator", "denominator")]
            answer[month] = value_of(kpi, *sums)
    return answer


def z_of_iprime(now, base, spread, volume_now, volume_base):
    """The formula as it is written, for a chart by volume."""
    return (now - base) / (spread * sqrt(1 / volume_now + 1 / volume_base))


def forecasts(months, kpi):
    """year -> forecast, outcome, error, at the number of the latest comparable month."""
    if any(row["withheld"] for row in months.values()):
        return {}
    comparable = [m for m, row in months.items() if row["usable"] and not row["preliminary"]]
    if not comparable:
        return {}
    latest = max(comparable)
    return {
        year: forecast(months, kpi, year, latest)
        for year in range(min(months).year, latest.year + 1)
    }


def forecast(months, kpi, year, latest):
    through = latest.month

    def rows(of, first, last):
        return [months.get(date(of, month, 1)) for month in range(first, last + 1)]

    def total(found, part):
        return sum(row[part] for row in found)

    def there(found):
        return all(row is not None and row["usable"] for row in found)

    now, last = rows(year, 1, through), rows(year - 1, 1, through)
    rest, whole = rows(year - 1, through + 1, 12), rows(year, 1, 12)
    answer = {"forecast": None, "outcome": None, "error": None}
    if there(whole) and covered(kpi, whole):
        answer["outcome"] = value_of(kpi, total(whole, "numerator"), total(whole, "denominator"))
    same = definition(kpi, date(year - 1, 1, 1)) == definition(kpi, date(year, through, 1))
    done = through == 12 and there(whole)
    if there(now) and there(last) and there(rest) and same and not done:
        parts = []
        for part in ("numerator", "denominator"):
            if total(last, part) == 0:
                return answer
            growth = total(now, part) / total(last, part)
            parts.append(total(now, part) + total(rest, part) * growth)
        if covered(kpi, last + rest) and covered(kpi, now):
            answer["forecast"] = value_of(kpi, *parts)
    if year < latest.year and None not in (answer["forecast"], answer["outcome"]):
        answer["error"] = answer["forecast"] - answer["outcome"]
    return answer
