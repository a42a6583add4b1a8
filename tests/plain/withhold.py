"""Who is hidden with whom, the dull way: one month, one unit and one sum at a time."""

LEVELS = ("unit", "unit_type", "department", "area", "pilot")


def hidden_sums(below, persons, sums):
    """The (level, scope) that may not be shown.

    persons: unit -> how many it has, of those that are summed; sums: (level, scope) -> units.
    """
    few = {unit for unit, many in persons.items() if many < below}
    if not few:
        return set()
    blocks = blocks_of(below, persons, sums)
    in_a_block = set().union(*blocks)
    hidden = set()
    for (level, scope), units in sums.items():
        inside = units & persons.keys()
        if inside and (
            sum(persons[unit] for unit in inside) < below
            or inside & (few - in_a_block)
            or any(inside & block and not block <= inside for block in blocks)
            or (level == "unit" and inside & in_a_block)
        ):
            hidden.add((level, scope))
    return hidden


def blocks_of(below, persons, sums):
    """Units that are hidden together: at least two, and together persons enough."""
    left = set(persons)
    blocks = []
    for kinship in (
        ("unit_type", "department", "area", "pilot"),
        ("unit_type", "department", "pilot"),
        ("area", "pilot"),
        ("pilot",),
    ):
        groups = {}
        for unit in sorted(left):
            kin = tuple(scopes_of(unit, level, sums) for level in kinship)
            if "unit_type" in kinship or kin[-1]:  # the last two are for the pilot's units
                groups.setdefault(kin, []).append(unit)
        for group in groups.values():
            block = smallest_together(below, persons, group)
            blocks += [block] if block else []
            left -= block
    return blocks


def smallest_together(below, persons, group):
    """The units with too few and the smallest others; none where they cannot be enough."""
    in_order = sorted(group, key=lambda unit: (persons[unit], unit))
    few = [unit for unit in in_order if persons[unit] < below]
    if not few:
        return set()
    for many in range(max(len(few), 2), len(in_order) + 1):
        together = in_order[:many]
        if sum(persons[unit] for unit in together) >= below:
            return set(together)
    return set()


def scopes_of(unit, level, sums):
    return tuple(
        sorted(scope for (each, scope), units in sums.items() if each == level and unit in units)
    )
