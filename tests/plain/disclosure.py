"""What can be worked out from sums that are shown: linear algebra over who is in which sum.

A sum is a row of ones and zeros, one for each unit. Whoever adds and subtracts shown sums, with
whatever weights, can reach every combination of those rows and no other. Something is disclosed
when such a combination concerns no others than a few: one hidden unit, or several that together
are too few persons.
"""

from itertools import combinations

import numpy as np


def disclosed(persons: dict, sums: list, *, below: int) -> list:
    """The smallest sets of hidden units of which something can be worked out.

    persons: unit -> how many it has. sums: the units of each shown sum, a shown unit alone being
    one of them. Hidden are the units that are not shown alone.
    """
    shown = {unit for units in sums for unit in units if len(units) == 1}
    hidden = sorted(persons.keys() - shown)
    rows = [[unit in units for unit in hidden] for units in sums]
    table = np.array(rows, dtype=float).reshape(len(rows), len(hidden))
    found: list = []
    for size in range(1, len(hidden) + 1):
        for few in combinations(hidden, size):
            too_few = size == 1 or sum(persons[unit] for unit in few) < below
            if too_few and not any(set(less) <= set(few) for less in found):
                outside = [at for at, unit in enumerate(hidden) if unit not in few]
                if rank(table[:, outside]) < rank(table):
                    found.append(few)
    return found


def rank(table) -> int:
    return int(np.linalg.matrix_rank(table)) if table.size else 0
