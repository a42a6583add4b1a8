"""What stands beside a month in the table under a chart: what happened, what people said of it."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from kpi.wording.comments import Comment, month_cell
from kpi.wording.one_kpi import event_words

HAPPENED, SAID, BOTH = "Händelser", "Kommentar", "Händelser och kommentar"
NO_KIND = "övrigt"  # of an event whose kind the register does not name


def with_notes(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    months: Sequence[date],
    events: pl.DataFrame,
    comments: Sequence[Comment],
    *,
    always: bool = False,
) -> tuple[list[str], list[list[str]]]:
    """A table with a row a month, with what happened and what was said of it as well.

    months: the rows' months, in their order. events: number, title, first_day, last_day.
    An event stands with the first month there is from the month it began in on; the number is
    the one that it has in the chart. Both stand in one column, so that the table is no wider
    than it must be, and in none where there is nothing; with `always` in a column each.
    """
    columns = [(HAPPENED, _happened(months, events)), (SAID, _said(months, comments))]
    kept = [(name, cells) for name, cells in columns if always or any(cells)]
    if not always and len(kept) > 1:
        both = zip(*(cells for _, cells in kept), strict=True)
        kept = [(BOTH, [". ".join(filter(None, cell)) for cell in both])]
    beside = zip(*(cells for _, cells in kept), strict=True) if kept else ((),) * len(rows)
    return (
        [*headings, *(name for name, _ in kept)],
        [[*row, *more] for row, more in zip(rows, beside, strict=True)],
    )


def kind_word(kind: str) -> str:
    """A kind as a choice has it: `Avtal`."""
    word = kind or NO_KIND
    return word[:1].upper() + word[1:]


def _happened(months: Sequence[date], events: pl.DataFrame) -> list[str]:
    found: dict[date, list[str]] = {}
    for row in events.sort("number").to_dicts():
        began = row["first_day"].replace(day=1)
        month = min((each for each in months if each >= began), default=max(months))
        words = event_words(row["title"], row["first_day"], row["last_day"])
        found.setdefault(month, []).append(f"{row['number']}: {words}")
    return ["; ".join(found.get(month, ())) for month in months]


def _said(months: Sequence[date], comments: Sequence[Comment]) -> list[str]:
    return [month_cell([each for each in comments if each.month == month]) for month in months]
