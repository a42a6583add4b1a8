"""Who is put together, and which months count, with loops and sets (methods §14)."""

Hidden = dict[
    tuple[str, str], frozenset[str]
]  # (month, unit) -> those it is hidden with, it included


def pools(hidden: Hidden, sides: dict[str, str]) -> set[frozenset[str]]:
    """Units on one side that some month hides together, directly or through others."""
    near = {
        (one, other)
        for (_, one), block in hidden.items()
        for other in block
        if one != other and one in sides and sides[one] == sides.get(other)
    }
    found = set()
    for start in {unit for pair in near for unit in pair}:
        reached = {start}
        while more := {other for one, other in near if one in reached} - reached:
            reached |= more
        found.add(frozenset(reached))
    return found


def months(
    parts: dict[tuple[str, str], tuple[float, float]], hidden: Hidden, together: set[frozenset[str]]
) -> dict[tuple[frozenset[str], str], tuple[float, float]]:
    """Numerator and denominator of every pool or lone unit, in the months that count."""
    pooled = {unit for pool in together for unit in pool}
    everyone = {unit for _, unit in parts}
    found = {}
    for units in together | {frozenset([unit]) for unit in everyone - pooled}:
        for month in {month for month, _ in parts}:
            there = all((month, unit) in parts for unit in units)
            blocks = [hidden[month, unit] for unit in units if (month, unit) in hidden]
            if there and all(len(block) > 1 and block <= units for block in blocks):
                cells = [parts[month, unit] for unit in units]
                found[units, month] = (sum(n for n, _ in cells), sum(d for _, d in cells))
    return found
