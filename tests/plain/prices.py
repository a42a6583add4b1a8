"""Price indices with loops and dicts: editions, mixes, the base month, what a target is worth.

An index is a list of (series, month, edition, level or None) as registered.
"""


def level(index, series, month):
    """What the latest edition says of a month; None when that is no level above 0."""
    editions = {edition: value for s, m, edition, value in index if (s, m) == (series, month)}
    if not editions:
        return None
    latest = editions[max(editions)]
    return float(latest) if latest is not None and latest > 0 else None


def deflator(index, weights, base, month):
    """What a krona of the month is worth in the base month's money; None when nobody knows."""
    price = 0.0
    for series, weight in weights.items():
        now, then = level(index, series, month), level(index, series, base)
        if now is None or then is None:
            return None
        price += weight * now / then
    return 1 / price


def editions(index, weights, months):
    """The editions that a month's level is taken from, in order."""
    found = set()
    for series in weights:
        for month in months:
            of = [edition for s, m, edition, _ in index if (s, m) == (series, month)]
            if of:
                found.add(max(of))
    return sorted(found)


def as_locked(then, now):
    """What a baseline's prices rest on: what was published then, and later what had nothing."""
    known = {(series, month) for series, month, _, _ in then}
    return then + [row for row in now if (row[0], row[1]) not in known]


def target(value, price_month, *, index, weights, base, fixed):
    """A target in the money shown; None where it has no value there."""
    if weights is None or price_month is None:
        return value
    if not fixed:
        return None
    factor = deflator(index, weights, base, price_month)
    return None if factor is None else value * factor
