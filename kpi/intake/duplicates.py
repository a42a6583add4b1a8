"""Which rows of a file say the same thing twice, and which contradict each other?"""

import polars as pl

from kpi.intake.issue import Findings, Rule


def merged(
    rows: pl.DataFrame, keys: list[str], values: list[str], findings: Findings
) -> pl.DataFrame:
    """The rows with whole keys, each key once, at its first row.

    In: the keys and values, row (Int32), column and text (String, for the issues).
    A later row with the same values is a warning; with other values it is an error.
    """
    whole = rows.drop_nulls(keys)
    again = whole.filter(whole.select(keys).is_duplicated())
    if again.is_empty():
        return whole
    same = pl.all_horizontal(
        pl.col(value).eq_missing(pl.col(value).first().over(keys)) for value in values
    )
    first_row = pl.col("row").first().over(keys)
    is_first = pl.struct(keys).is_first_distinct()
    told = ["row", "column", "text"]  # no more: it may be nearly the whole file
    later = again.select(*told, same=same, is_first=is_first, first=first_row.cast(pl.String))
    later = later.filter(~pl.col("is_first")).select(*told, "same", details=pl.concat_list("first"))
    findings.add_rows(Rule.DUPLICATE_ROW, later.filter("same"))
    findings.add_rows(Rule.CONFLICTING_ROW, later.filter(~pl.col("same")))
    return whole.filter(pl.struct(keys).is_first_distinct())
