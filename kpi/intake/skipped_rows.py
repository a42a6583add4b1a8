"""Which rows does the layout leave out? Footers and sources, told by how they begin."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl

from kpi.catalogue.types import Layout
from kpi.intake.cells import different, is_blank
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.text_table import TextTable
from kpi.intake.texts import folded

MISFITS = frozenset({Rule.TOO_FEW_FIELDS, Rule.TOO_MANY_FIELDS})


def without_skipped(table: TextTable, layout: Layout | None, findings: Findings) -> TextTable:
    """Without the rows whose first text the layout's patterns match, each with a warning.

    A footer in a CSV seldom has the header's number of fields; that is no error in such a row.
    """
    if layout is None or not layout.skip or not table.header:
        return table
    is_skipped = _matcher(layout.skip)
    names = [f"c{position}" for position in range(len(table.header))]
    filled = [pl.when(~is_blank(name)).then(pl.col(name)) for name in names]
    first = table.cells.select("row", text=pl.coalesce(filled))
    texts = list(filter(is_skipped, different(first["text"])))
    left_out = first.filter(pl.col("text").is_in(texts))
    findings.add_cells(Rule.SKIPPED_ROW, "", left_out)
    misfits = {row: _first_text(record) for row, record in table.misfits}
    skipped = {row: text for row, text in misfits.items() if is_skipped(text)}
    findings.add(*(Issue.of(Rule.SKIPPED_ROW, row, found=text) for row, text in skipped.items()))
    forgiven = [each for each in table.issues if each.rule in MISFITS and each.row in skipped]
    rows = left_out["row"].implode()
    return replace(
        table,
        cells=table.cells.filter(~pl.col("row").is_in(rows)),
        marks=table.marks.filter(~pl.col("row").is_in(rows)),
        issues=tuple(each for each in table.issues if each not in forgiven),
        totals=Counter(table.totals) - Counter(each.rule for each in forgiven),
    )


def _matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    parts = (".*".join(map(re.escape, folded(pattern).split("*"))) for pattern in patterns)
    pattern = re.compile("|".join(parts), re.DOTALL)
    return lambda text: pattern.fullmatch(folded(text)) is not None


def _first_text(record: Sequence[str]) -> str:
    return next(filter(str.strip, record))
