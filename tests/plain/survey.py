"""A survey the dull way: one unit and one sum of squares at a time."""

from math import sqrt

from scipy.stats import t


def pooled(units):
    """(mean, answers, spread) of several groups of respondents taken as one.

    units: (index, answers, spread or None). The spread is None where it cannot be known.
    """
    answers = sum(many for _, many, _ in units)
    mean = sum(index * many for index, many, _ in units) / answers
    if answers < 2 or any(spread is None and many > 1 for _, many, spread in units):
        return mean, answers, None
    squares = 0.0
    for index, many, spread in units:
        squares += many * (index - mean) ** 2
        if many > 1:
            squares += (many - 1) * spread**2
    return mean, answers, sqrt(squares / (answers - 1))


def margin(answers, spread):
    """Half of a 95 % interval for the mean."""
    if spread is None:
        return None
    return t.ppf(0.975, answers - 1) * spread / sqrt(answers)


def difference(one, other):
    """(difference, margin) of two samples, each (mean, answers, spread)."""
    size = one[0] - other[0]
    if one[2] is None or other[2] is None:
        return size, None
    a, b = one[2] ** 2 / one[1], other[2] ** 2 / other[1]
    if a + b == 0:
        return size, 0.0
    freedom = (a + b) ** 2 / (a**2 / (one[1] - 1) + b**2 / (other[1] - 1))
    return size, t.ppf(0.975, freedom) * sqrt(a + b)
