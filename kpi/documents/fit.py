"""How wide the columns of a table are: it must fit before anybody opens the file. In points."""

from collections.abc import Iterable, Sequence
from functools import cache

from kpi.charts.lettering import line_count, text_width

STEPS = 32  # that a table's spare width is given away in
A_LITTLE = 0.05


def table_size(
    rows: Sequence[Sequence[str]], total: float, sizes: Sequence[float], *, beside: float
) -> float:
    """The first of sizes in which no word of a table is broken; the last if there is none."""
    fitting = (each for each in sizes if sum(_least(rows, each, beside)) <= total)
    return next(fitting, sizes[-1])


def column_widths(
    rows: Sequence[Sequence[str]], total: float, size: float, *, beside: float
) -> list[float]:
    """The width of each column of a table, together total; the table becomes as low as it can.

    rows: with the headings, set in bold, first. beside: points of a cell that are not text.
    No word is broken where that can be helped. What is left goes, some steps at a time, to the
    column that saves the most lines a step; what saves no line is shared alike.
    """
    columns = list(zip(*rows, strict=True))
    least = _least(rows, size, beside)
    left = total - sum(least)
    if left <= 0:
        return [total * each / sum(least) for each in least]

    @cache
    def lines(at: int, steps: int) -> list[int]:
        return _lines(columns[at], size, least[at] + steps * left / STEPS - beside)

    given = [0] * len(columns)
    while spare := STEPS - sum(given):
        now = [lines(at, steps) for at, steps in enumerate(given)]
        saved, at, more = max(
            (
                (_saved(now, at, lines(at, steps + more)) / more, at, more)
                for at, steps in enumerate(given)
                for more in range(1, spare + 1)
                if lines(at, steps + more) != lines(at, steps + more - 1)
            ),
            key=lambda each: each[0],
            default=(0.0, 0, 0),
        )
        if saved <= 0:
            break
        given[at] += more
    alike = left * (1 - sum(given) / STEPS) / len(given)
    return [each + steps * left / STEPS + alike for each, steps in zip(least, given, strict=True)]


def row_lines(
    row: Sequence[str], widths: Sequence[float], size: float, *, beside: float, bold: bool = False
) -> int:
    """Lines of a table's row: those of its highest cell."""
    return max(
        line_count(cell, size, width - beside, bold=bold)
        for cell, width in zip(row, widths, strict=True)
    )


def _least(rows: Sequence[Sequence[str]], size: float, beside: float) -> list[float]:
    """The width of each column at which no word is broken."""
    return [
        beside + max(_longest_word(cell, size, bold=at == 0) for at, cell in enumerate(column))
        for column in zip(*rows, strict=True)
    ]


def _lines(column: Sequence[str], size: float, width: float) -> list[int]:
    counted = {cell: line_count(cell, size, width) for cell in set(column[1:])}
    first = line_count(column[0], size, width, bold=True)
    return [first, *(counted[cell] for cell in column[1:])]


def _saved(lines: Sequence[Sequence[int]], at: int, wider: Sequence[int]) -> float:
    """Lines that the table becomes lower by with other lines in one of its columns."""
    others = [*lines[:at], wider, *lines[at + 1 :]]
    return _height(lines) - _height(others)


def _height(lines: Sequence[Sequence[int]]) -> float:
    """Lines of the table, and a little for every cell's: two cells may hold a row up together."""
    rows: Iterable[tuple[int, ...]] = zip(*lines, strict=True)
    return sum(max(row) + A_LITTLE * sum(row) for row in rows)


def _longest_word(text: str, size: float, *, bold: bool) -> float:
    return max(text_width(word, size, bold=bold) for word in text.split(" "))
