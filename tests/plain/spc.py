"""Control charts the dull way: one list at a time, with loops and dicts.

Written from the methods and not from the fast code, so that the two can disagree.
"""

from itertools import pairwise
from math import comb, fsum, log2, pi, sqrt
from statistics import median

from tests.plain import season

# series, month, value, phase, base, better, target, two_of_three, screen, chart, denominator, scale
Row = dict
SHARES, RATES = ("p", "pprime"), ("u", "uprime")


def mean(numbers):
    return fsum(numbers) / len(numbers)


def phases(rows):
    """The rows of each series and phase, in order of month."""
    found = {}
    for row in sorted(rows, key=lambda row: (row["series"], row["month"])):
        found.setdefault((row["series"], row["phase"]), []).append(row)
    return found


def limits(rows):
    """n, centre, distances (a row), status and rounding of one phase."""
    chart = rows[0]["chart"]
    values = [row["value"] for row in rows if row["value"] is not None]
    rounding = 1e-12 * max((abs(value) for value in values), default=0.0)
    if not any(row["base"] for row in rows):
        rows = [row | {"base": True} for row in rows]
    if chart not in ("xmr", "run"):  # a volume below 0 says nothing
        rows = [row | {"base": row["base"] and (row["denominator"] or 0) > 0} for row in rows]
    base = [row for row in rows if row["base"] and row["value"] is not None]
    answer = {"n": len(values), "centre": None, "rounding": rounding}
    answer["distances"] = [None] * len(rows)
    if len(values) < 5:
        return answer | {"status": "too_short"}
    if base:
        answer["centre"] = centre(base, chart)
    spread = spread_of(rows, answer["centre"], rounding)
    flat = is_flat(rows, values, answer["centre"], spread, rounding)
    if spread is not None and not flat:
        answer["distances"] = [spread * (unit(row, answer["centre"]) or 0) or None for row in rows]
    if len(values) <= 12 or len(base) < 12:
        return answer | {"status": "preliminary"}
    return answer | {"status": "no_variation" if flat else "ok"}


def centre(base, chart):
    values = [row["value"] for row in base]
    if chart == "xmr":
        return mean(values)
    if chart == "run":
        return median(values)
    volume = fsum(row["denominator"] for row in base)
    return fsum(row["value"] * row["denominator"] for row in base) / volume


def unit(row, middle):
    """How much one value moves by itself: sigma for the charts that count."""
    chart, volume = row["chart"], row["denominator"]
    if chart == "xmr":
        return 1.0
    if not volume or volume < 0:
        return None
    if chart == "iprime":
        return 1 / sqrt(volume)
    whole = row["scale"]
    share = middle / whole
    each = share * (1 - share) if chart in SHARES else share
    if each < -1e-12:  # no share or rate at all
        return None
    return whole * sqrt(max(each, 0.0) / volume)


def spread_of(rows, middle, rounding):
    """What a unit is multiplied by to reach the limit; None where nothing can be said."""
    chart = rows[0]["chart"]
    if chart == "run" or middle is None:
        return None
    if chart in ("p", "u"):
        return 3.0
    ranges = ranges_of(rows, middle, rounding)
    if not ranges:
        return None
    factor = {"xmr": 2.66, "iprime": 3.0}.get(chart, 3 / 1.128)
    outlier = 3.2665 if chart == "iprime" else 3.267
    tiny = rounding if chart == "xmr" else 1e-12 * max(ranges)
    amr = mean(ranges)
    if rows[0]["screen"]:
        kept = [found for found in ranges if found <= outlier * amr + tiny]
        amr = mean(kept) if mean(kept) > tiny else amr
    return 0.0 if amr <= tiny else factor * amr


def ranges_of(rows, middle, rounding):
    ranges = []
    for pair in pairwise(rows):
        if all(row["base"] and row["value"] is not None for row in pair):
            before, row = pair
            step = abs(row["value"] - before["value"])
            if row["chart"] == "iprime":
                expected = sqrt(1 / row["denominator"] + 1 / before["denominator"])
                step = 0.0 if step <= rounding else sqrt(pi / 2) * step / expected
            elif row["chart"] != "xmr":
                sizes = [unit(each, middle) for each in pair]
                if not all(sizes):
                    continue
                away = [each["value"] - middle for each in pair]
                away = [0.0 if abs(each) <= rounding else each for each in away]
                step = abs(away[1] / sizes[1] - away[0] / sizes[0])
            ranges.append(step)
    return ranges


def is_flat(rows, values, middle, spread, rounding):
    chart = rows[0]["chart"]
    if chart == "run":
        return max(values) - min(values) <= rounding
    if chart in SHARES + RATES and middle is not None:
        whole = rows[0]["scale"]
        room = middle * (whole - middle if chart in SHARES else whole)
        if abs(room) <= rounding * whole:
            return True
    return spread == 0.0


def cut(chart, whole, lower, upper):
    """A share lies between 0 and the whole, a count is not below 0."""
    if chart in SHARES + RATES:
        lower = max(lower, 0.0)
    return lower, min(upper, whole) if chart in SHARES else upper


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


def is_linked(rows, limit):
    """Whether a phase's decided baseline months hang together."""
    chart, middle = rows[0]["chart"], limit["centre"]
    if chart == "run" or middle is None:
        return False
    left = []
    for row in rows:
        volume = 1.0 if chart == "xmr" else row["denominator"] or 0.0
        if not row["base"] or row["value"] is None or volume <= 0:
            left.append(None)
        elif abs(row["value"] - middle) <= limit["rounding"]:
            left.append(0.0)
        else:
            left.append((row["value"] - middle) * sqrt(volume))
    squares = [each * each for each in left if each is not None]
    products = [a * b for a, b in pairwise(left) if a is not None and b is not None]
    if len(squares) < 20 or not products:
        return False
    return mean(products) > 0.3 * mean(squares)


def signals(places, limit, variant, run_length, trend_length):
    """(signal, side) of each (value, distance) of one phase; missing values are left out."""
    values = [value for value, _ in places]
    middle, rounding = limit["centre"], limit["rounding"]
    halves = [compare(value, middle, rounding) for value in values]
    steps = [0] + [compare(b, a, rounding) for a, b in pairwise(values)]
    if limit["status"] == "no_variation":  # all that is known to be normal is the centre
        places = [(value, 0.0) for value in values]
    outside = [d is not None and beyond(v, middle, d, rounding) for v, d in places]
    near = [d is not None and beyond(v, middle, 2 / 3 * d, rounding) for v, d in places]
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
        elif limit["linked"]:
            name = "none"
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


def runs(values, limit):
    """(signal, side) of each value of a run chart's phase."""
    halves = [compare(value, limit["centre"], limit["rounding"]) for value in values]
    useful = [half for half in halves if half]
    if not useful:
        return [("none", None)] * len(values)
    lengths, crossings = [], 0
    for at, half in enumerate(useful):
        if at and half == useful[at - 1]:
            lengths[-1].append(half)
        else:
            lengths.append([half])
            crossings += at > 0
    steps = len(useful) - 1
    chances = [comb(steps, k) / 2**steps for k in range(steps + 1)]
    fewest = next(k for k in range(steps + 1) if fsum(chances[: k + 1]) >= 0.05)
    bound = round(log2(len(useful))) + 3
    if max(map(len, lengths)) > bound:
        marks = ["run" if len(run) > bound else "none" for run in lengths for _ in run]
    else:
        marks = ["crossings" if crossings < fewest else "none"] * len(useful)
    named, latest, marked = [], 0, iter(marks)
    name = "none"
    for half in halves:
        if half:
            latest, name = half, next(marked)
        side = {1: "high", -1: "low"}.get(latest)
        named.append((name, side if name != "none" else None))
    return named


def judged(reported):
    """The rows of a phase without any season, the seasons taken out, and the limits."""
    if not reported[0]["seasonal"]:
        limit = limits(reported)
        return reported, None, limit | {"linked": is_linked(reported, limit)}
    mine, seasons = season.without(reported)
    limit = season.widened(limits(mine), seasons)
    return mine, seasons, limit | {"linked": is_linked(mine, limit)}


def points(rows, run_length=7, trend_length=7, *, heed_links=True):
    """One dict a row: series, month, phase, value, centre, lower, upper, signal, side."""
    answer = []
    for (series, phase), reported in phases(rows).items():
        mine, seasons, limit = judged(reported)
        linked = limit["linked"] = limit["linked"] and heed_links
        present = [at for at, row in enumerate(mine) if row["value"] is not None]
        values = [mine[at]["value"] for at in present]
        variant = mine[0]["two_of_three"]
        named = [("none", None)] * len(values)
        if limit["status"] in ("ok", "no_variation") and limit["centre"] is not None:
            if mine[0]["chart"] == "run":
                named = runs(values, limit)
            else:
                places = [(mine[at]["value"], limit["distances"][at]) for at in present]
                named = signals(places, limit, variant, run_length, trend_length)
        upcoming = iter(named)
        for row, distance in zip(mine, limit["distances"], strict=True):
            signal, side = ("none", None) if row["value"] is None else next(upcoming)
            point = {"series": series, "month": row["month"], "phase": phase}
            point |= {"value": row["value"], "signal": signal, "side": side}
            point |= {"centre": limit["centre"], "lower": None, "upper": None, "linked": linked}
            if distance is not None:
                ends = (limit["centre"] - distance, limit["centre"] + distance)
                point["lower"], point["upper"] = cut(row["chart"], row["scale"], *ends)
            answer.append(point)
        if seasons:
            season.put_back(answer[-len(mine) :], reported, seasons)
    return answer


def summary(rows, run_length=7, trend_length=7, *, heed_links=True):
    """One dict a series, for its last phase."""
    charted = points(rows, run_length, trend_length, heed_links=heed_links)
    answer = {}
    for (series, phase), mine in phases(rows).items():
        _, seasons, limit = judged(mine)
        line = {"series": series, "phase": phase, "n": limit["n"], "status": limit["status"]}
        line |= {"centre": None, "lower": None, "upper": None}
        line["linked"] = limit["linked"] and heed_links
        valued = [
            point
            for point in charted
            if (point["series"], point["phase"]) == (series, phase) and point["value"] is not None
        ]
        if valued:
            line |= {name: valued[-1][name] for name in ("centre", "lower", "upper")}
        line["variation"] = variation(valued, limit["status"], mine[0]["better"])
        target = mine[0]["target"]
        if seasons and valued and target is not None:
            months = [row["month"] for row in mine]
            then = seasons[months.index(valued[-1]["month"])]
            target = target * then["times"] + then["plus"]
        line["assurance"] = assurance(line, mine[0]["better"], target)
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
    if better == "neither" or latest["signal"] == "crossings":
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
