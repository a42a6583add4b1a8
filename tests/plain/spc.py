"""XmR charts the dull way: one list at a time, with loops and dicts.

Written from the methods and not from the fast code, so that the two can disagree.
"""

from itertools import pairwise
from math import fsum

Row = dict  # series, month, value, phase, base, better, target, two_of_three, screen


def mean(numbers):
    return fsum(numbers) / len(numbers)


def phases(rows):
    """The rows of each series and phase, in order of month."""
    found = {}
    for row in sorted(rows, key=lambda row: (row["series"], row["month"])):
        found.setdefault((row["series"], row["phase"]), []).append(row)
    return found


def limits(rows):
    """n, centre, lower, upper, status and rounding of one phase."""
    values = [row["value"] for row in rows if row["value"] is not None]
    rounding = 1e-12 * max((abs(value) for value in values), default=0.0)
    if not any(row["base"] for row in rows):
        rows = [row | {"base": True} for row in rows]
    base = [row["value"] for row in rows if row["base"] and row["value"] is not None]
    answer = {"n": len(values), "centre": None, "lower": None, "upper": None, "rounding": rounding}
    if len(values) < 5:
        return answer | {"status": "too_short"}
    if base:
        answer["centre"] = mean(base)
    ranges = moving_ranges(rows)
    distance = None
    flat = False
    if ranges:
        spread = mean(ranges)
        if rows[0]["screen"]:
            kept = [r for r in ranges if r <= 3.267 * spread + rounding]
            spread = mean(kept) if mean(kept) > rounding else spread
        flat = spread <= rounding
        distance = None if flat else 2.66 * spread
    if distance is not None:
        answer["lower"] = answer["centre"] - distance
        answer["upper"] = answer["centre"] + distance
    if len(values) <= 12 or len(base) < 12:
        return answer | {"status": "preliminary"}
    return answer | {"status": "no_variation" if flat else "ok"}


def moving_ranges(rows):
    ranges = []
    for before, row in pairwise(rows):
        pair = [before, row]
        if all(one["base"] and one["value"] is not None for one in pair):
            ranges.append(abs(row["value"] - before["value"]))
    return ranges


def compare(a, b, rounding):
    if abs(a - b) <= rounding:
        return 0
    return 1 if a > b else -1


def beyond(value, centre, distance, rounding):
    high = compare(value, centre + distance, rounding) > 0
    low = compare(value, centre - distance, rounding) < 0
    return high or low


def windows(count, length):
    """The places in each stretch of `length` neighbouring points."""
    return [range(start, start + length) for start in range(count - length + 1)]


def in_windows(signs, length, points):
    """The places in windows of so many points whose signs are all 1 or all -1."""
    found = set()
    for window in windows(len(signs), points):
        if {signs[at] for at in window[points - length :]} in ({1}, {-1}):
            found.update(window)
    return found


def in_two_of_three(halves, near):
    found = set()
    for window in windows(len(halves), 3):
        if {halves[at] for at in window} in ({1}, {-1}) and sum(near[at] for at in window) >= 2:
            found.update(at for at in window if near[at])
    return found


def signals(values, limit, variant, run_length, trend_length):
    """(signal, side) of each value of one phase; missing values are already left out."""
    centre, upper, rounding = limit["centre"], limit["upper"], limit["rounding"]
    halves = [compare(value, centre, rounding) for value in values]
    steps = [0] + [compare(b, a, rounding) for a, b in pairwise(values)]
    outside = near = [False] * len(values)
    if upper is not None:
        distance = upper - centre
        outside = [beyond(value, centre, distance, rounding) for value in values]
        near = [beyond(value, centre, 2 / 3 * distance, rounding) for value in values]
    elif limit["status"] == "no_variation":  # all that is known to be normal is the centre
        outside = near = [beyond(value, centre, 0, rounding) for value in values]
    if variant == "strict":
        near = [is_near and not out for is_near, out in zip(near, outside, strict=True)]
    trend = in_windows(steps, trend_length - 1, trend_length)
    three = in_two_of_three(halves, near)
    shift = in_windows(halves, run_length, run_length)
    named = []
    for at in range(len(values)):
        side = halves[at]
        if outside[at]:
            name = "outside"
        elif at in trend:
            name = "trend"
            side = (steps[at + 1] if at + 1 in trend else 0) or steps[at]
        elif at in three:
            name = "two_of_three"
        elif at in shift:
            name = "shift"
        else:
            name = "none"
        named.append((name, None if name == "none" else "high" if side > 0 else "low"))
    return named


def points(rows, run_length=7, trend_length=7):
    """One dict a row: series, month, phase, value, centre, lower, upper, signal, side."""
    answer = []
    for (series, phase), mine in phases(rows).items():
        limit = limits(mine)
        values = [row["value"] for row in mine if row["value"] is not None]
        variant = mine[0]["two_of_three"]
        named = [("none", None)] * len(values)
        if limit["status"] in ("ok", "no_variation"):
            named = signals(values, limit, variant, run_length, trend_length)
        upcoming = iter(named)
        for row in mine:
            signal, side = ("none", None) if row["value"] is None else next(upcoming)
            point = {"series": series, "month": row["month"], "phase": phase}
            point |= {"value": row["value"], "signal": signal, "side": side}
            answer.append(point | {name: limit[name] for name in ("centre", "lower", "upper")})
    return answer


def summary(rows, run_length=7, trend_length=7):
    """One dict a series, for its last phase."""
    charted = points(rows, run_length, trend_length)
    answer = {}
    for (series, phase), mine in phases(rows).items():
        limit = limits(mine)
        line = {"series": series, "phase": phase}
        line |= {name: limit[name] for name in ("n", "centre", "lower", "upper", "status")}
        valued = [
            point
            for point in charted
            if (point["series"], point["phase"]) == (series, phase) and point["value"] is not None
        ]
        line["variation"] = variation(valued, limit["status"], mine[0]["better"])
        line["assurance"] = assurance(limit, mine[0]["better"], mine[0]["target"])
        moved = bool(valued) and valued[-1]["signal"] == "outside"
        if limit["status"] == "no_variation" and moved:
            line["assurance"] = "none"
        answer[series] = line  # phases come in order, so the last one stays
    return list(answer.values())


def variation(valued, status, better):
    if status in ("too_short", "preliminary"):
        return None
    latest = valued[-1]
    if latest["signal"] == "none":
        return "common"
    if better == "neither":
        return latest["side"]
    good = {"higher": "high", "lower": "low"}[better]
    return "improving" if latest["side"] == good else "worsening"


def assurance(limit, better, target):
    if target is None or better == "neither" or limit["centre"] is None:
        return "none"
    centre, lower, upper = limit["centre"], limit["lower"], limit["upper"]
    rounding = 1e-12 * max(abs(centre), abs(target))
    if limit["status"] == "no_variation":
        reached = centre >= target - rounding
        if better == "lower":
            reached = centre <= target + rounding
        return "meets" if reached else "misses"
    if upper is None:
        return "none"
    above, below = target > upper + rounding, target < lower - rounding
    if better == "higher":
        return "misses" if above else "meets" if below else "varies"
    return "misses" if below else "meets" if above else "varies"
