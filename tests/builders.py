"""Small builders shared by tests: one line of text or one dict becomes rows, drafts, clocks."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import repeat

import polars as pl

from kpi.ledger import KINDS, WITHDRAWAL, Draft

MIDDAY = datetime(2024, 8, 12, 12, 0, tzinfo=UTC)
MONTH = date(2024, 1, 1)


def clock_at(*moments: datetime) -> Callable[[], datetime]:
    """A clock that shows these moments in turn, then the last one for ever."""

    def ticking() -> Iterator[datetime]:
        yield from moments
        yield from repeat(moments[-1])

    ticks = ticking()
    return lambda: next(ticks)


def rows(kind: str, *given: dict[str, object]) -> pl.DataFrame:
    """Rows of a kind: what is not given is null, not removed and without source row."""
    schema = KINDS[kind].row_schema
    whole = [{name: row.get(name) for name in schema} | row for row in given]
    whole = [row | {"removed": row["removed"] or False} for row in whole]
    return pl.DataFrame(whole, schema=schema)


def waves(values: dict[str, int | None], **fields: object) -> Draft:
    """A delivery to the smallest register: key -> value as its name, None removes the key."""
    frame = rows(
        "waves",
        *(
            {"kpi": key, "month": MONTH, "name": str(value or ""), "removed": value is None}
            for key, value in values.items()
        ),
    )
    return Draft(kind="waves", rows=frame, sender="test", **fields)


def withdrawal(number: int, **fields: object) -> Draft:
    return Draft(kind=WITHDRAWAL, withdraws=number, sender="test", **fields)
