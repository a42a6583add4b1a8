"""A home as it would be with rows of a register more, which nobody has sent."""

from dataclasses import replace

import polars as pl

from kpi.actions.home import Home
from kpi.ledger import KINDS
from kpi.store.what_if import WhatIf


def as_if(home: Home, kind: str, rows: pl.DataFrame, as_of: int) -> Home:
    """The home whose register says these rows too at a ledger number, and all else as it is.

    rows: any of the kind's fields; those that are not given are empty.
    """
    schema = KINDS[kind].row_schema
    lacking = [name for name in schema if name not in rows.columns]
    whole = rows.with_columns(pl.lit(None).alias(name) for name in lacking).with_columns(
        removed=pl.lit(value=False)
    )
    said = whole.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    return replace(home, store=WhatIf(home.store, kind, said, as_of))
