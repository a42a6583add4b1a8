"""A cost change split with loops and dicts, from methods §3 and not from the fast code."""


def split(cells, levels, border):
    """The parts by name; None where nothing can be compared.

    cells: (unit, month number) -> (cost, volume) as written; levels: month number -> price index,
    the base month being 0. Months before `border` are the earlier period.
    """
    sides = [{}, {}]
    for (unit, at), (cost, volume) in cells.items():
        if "-" in (cost, volume) or at not in levels:
            continue
        triple = (float(cost), float(cost) * levels[0] / levels[at], float(volume))
        sides[at >= border].setdefault((unit, at % 12), []).append(triple)
    kept = {}
    for key in sides[0].keys() & sides[1].keys():
        kept.setdefault(key[0], []).append([means(side[key]) for side in sides])
    units = [added(pairs) for pairs in kept.values()]
    units = [unit for unit in units if round(unit[0][2], 4) > 0]
    before, after = added(units) if units else ((0, 0, 0), (0, 0, 0))
    if min(round(each, 4) for each in (*before, *after)) <= 0:
        return None
    level = before[0] / before[1]
    growth = after[2] / before[2]
    mix = real = 0.0
    for (_, fixed, volume), (_, later, more) in units:
        each = level * fixed / volume
        mix += each * (more - volume * growth)
        real += level * later - each * more
    return {
        "before": before[0],
        "after": after[0],
        "price": after[0] - level * after[1],
        "volume": before[0] * (growth - 1),
        "mix": mix,
        "real": real,
        "units": len(units),
        "real_change": after[1] / after[2] / (before[1] / before[2]) - 1,
    }


def means(triples):
    return [sum(each) / len(triples) for each in zip(*triples, strict=True)]


def added(pairs):
    """Sums of (before, after) pairs, number by number."""
    return [
        [sum(column) for column in zip(*side, strict=True)] for side in zip(*pairs, strict=True)
    ]
