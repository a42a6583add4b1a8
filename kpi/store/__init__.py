"""The DuckDB index over the ledger. This package is the only importer of duckdb."""

from kpi.store.index import Store, read_query

__all__ = ["Store", "read_query"]
