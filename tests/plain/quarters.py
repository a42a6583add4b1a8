"""Mostly-zero counts by quarters, the dull way: one series, one quarter, one month at a time."""

from datetime import date


def quarters_of(rows, *, rate, scale=1.0, offset=0.0):
    """The quarters of one series, or None where it is judged by months.

    rows: its months in order, with value, shown, numerator, denominator, reason, preliminary,
    base, phase, begins and target; rate: a count per volume, else a count. Out: month -> dict.
    """
    if not mostly_zero(rows):
        return None
    found, carried = {}, None
    for start in dict.fromkeys(quarter(row["month"]) for row in rows):
        months = [row for row in rows if quarter(row["month"]) == start]
        answer = summed(months, rate, scale, offset)
        answer["begins"] = months[0]["begins"] or carried
        later = [row["begins"] for row in months[1:] if row["begins"]]
        carried = later[-1] if later else None
        found[start] = answer
    return found


def mostly_zero(rows):
    valued = [row for row in rows if row["value"] is not None]
    based = [row for row in valued if row["base"]]
    counts = [row["numerator"] for row in (based or valued)]
    if not counts:
        return False
    return sum(counts) < len(counts) or counts.count(0) * 3 > len(counts)


def quarter(month):
    return date(month.year, month.month - (month.month - 1) % 3, 1)


def summed(months, rate, scale, offset):
    numerator = denominator = 0.0
    for row in months:
        if row["reason"] != "closed":
            numerator += row["numerator"] or 0.0
            denominator += row["denominator"] or 0.0
    reason = why_not(months)
    if reason is None and rate and denominator == 0:
        reason = "zero_denominator"
    value = None
    if reason is None:
        value = scale * numerator / denominator + offset if rate else scale * numerator
    unsure = any(row["preliminary"] for row in months)
    target = months[0]["target"]
    return {
        "shown": value,
        "value": None if unsure else value,
        "reason": reason,
        "preliminary": unsure,
        "base": len(months) == 3 and all(row["base"] for row in months),
        "phase": months[0]["phase"],
        "target": None if target is None else target * (1 if rate else 3),
    }


def why_not(months):
    if len({row["phase"] for row in months}) > 1:
        return "split_quarter"
    if all(row["reason"] == "closed" for row in months):
        return "closed"
    unknown = [
        row
        for row in months
        if row["shown"] is None and row["reason"] not in ("closed", "zero_denominator")
    ]
    for row in unknown:
        if row["reason"] != "missing":
            return row["reason"]
    if unknown and all(row["shown"] is None for row in months):
        return "missing"
    if unknown or len(months) < 3:
        return "part_quarter"
    return None
