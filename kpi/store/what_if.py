"""The store as it would be with one delivery more, which nobody has made."""

from typing import cast

import polars as pl

from kpi.ledger import KINDS
from kpi.ledger.kinds import MEASURES
from kpi.store.index import Store

OF_FIGURES = ("values/measures", "coverage/reported")


class WhatIf(Store):
    """Another store's answers, and at one number past the last those of a draft as well.

    The draft is the number `at`, and final. Every register and the queries `values/measures` and
    `coverage/reported` answer as the index would once it had caught up; any other query knows
    nothing of the draft.
    """

    def __init__(self, store: Store, kind: str, rows: pl.DataFrame, at: int) -> None:
        self._store = store
        self._kind = KINDS[kind]
        self._rows = rows
        self._at = at

    def catch_up(self) -> int:
        return self._at

    def frame(self, query: str, **params: object) -> pl.DataFrame:
        """The rows of a query; figures with the draft's in their place."""
        found = self._store.frame(query, **params)
        if query not in OF_FIGURES or self._kind is not MEASURES:
            return found
        if params["as_of"] != self._at:
            return found
        measures = cast("list[str]", params["measures"])
        rows = self._rows.filter(pl.col("measure").is_in(measures))
        says = {"there": pl.col("value").is_not_null(), "preliminary": pl.lit(value=False)}
        return self._with_draft(found, rows.with_columns(**says))

    def register(self, kind: str, as_of: int) -> pl.DataFrame:
        """A register as of a number, with the draft's rows in their place at its own."""
        found = self._store.register(kind, as_of)
        if kind != self._kind.name or as_of != self._at:
            return found
        return self._with_draft(found, self._rows.with_columns(delivery=pl.lit(self._at, pl.Int32)))

    def _with_draft(self, found: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
        keys = list(self._kind.keys)
        kept = found.join(rows, on=keys, how="anti")
        said = rows.filter(~pl.col("removed")).select(
            pl.col(n).cast(t) for n, t in found.schema.items()
        )
        return pl.concat([kept, said]).sort(keys)
