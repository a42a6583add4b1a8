"""Which rows of a file are data? Not a header that comes again, not a row of totals."""

import re
from dataclasses import replace

import polars as pl

from kpi.intake.cells import different
from kpi.intake.issue import Findings, Rule
from kpi.intake.source import Source
from kpi.intake.texts import folded, header_key

_TOTAL = re.compile(
    r"(?:summa|totalt?|total ?summa|totalsumma|delsumma|slutsumma)\b.*"
    r"|.*\b(?:summa|totalt?|result|resultat)"
)
WITH_TOTALS = ("unit", "month")  # the fields where a total stands in a file of measures


def is_total(text: str) -> bool:
    """Whether a text names a sum of other rows."""
    return _TOTAL.fullmatch(folded(text)) is not None


def without_repeated_header(source: Source, findings: Findings) -> Source:
    """Without the rows that say the headings once more: two files were joined."""
    repeated = source.cells
    for position in source.matched.fields.values():
        name, heading = f"c{position}", header_key(source.header[position])
        same = [text for text in different(repeated[name]) if header_key(text) == heading]
        repeated = repeated.filter(pl.col(name).is_in(same))
        if repeated.is_empty():
            return source
    if not source.matched.fields:
        return source
    findings.add_cells(Rule.REPEATED_HEADER, "", repeated.select("row", text=pl.lit("")))
    cells = source.cells.join(repeated, on="row", how="anti", maintain_order="left")
    return replace(source, cells=cells)


def without_totals(source: Source, findings: Findings) -> Source:
    """Without the rows that are sums of others: a total must never become a unit."""
    for field in WITH_TOTALS:
        cells = source.field(field)
        totals = [
            text for text in different(cells["text"]) if is_total(text) and text not in source.units
        ]
        if not totals:
            continue
        is_one = cells["text"].is_in(totals).fill_null(value=False)
        findings.add_cells(Rule.TOTAL_ROW, source.heading(field), cells.filter(is_one))
        source = replace(source, cells=source.cells.filter(~is_one))
    return source
