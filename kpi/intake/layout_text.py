"""Is a text a layout that this home could read files by?

The catalogue cannot tell all of it: a layout names kinds and fields, which are the ledger's.
"""

import re
from collections.abc import Iterator

import polars as pl

from kpi.catalogue.load import parse_layout
from kpi.catalogue.mistakes import Mistake, at_key
from kpi.catalogue.types import Catalogue, Layout, Shape
from kpi.intake.issue import Findings, Rule
from kpi.ledger import KINDS

FILES = [name for name in KINDS if name != "catalogue"]  # definitions are edited, never sent in
LONGEST_ID = 60  # characters
_ID = re.compile(f"[a-z][a-z0-9_]{{0,{LONGEST_ID - 1}}}")


def read_layout(layout_id: str, text: str, catalogue: Catalogue) -> Layout | list[str]:
    """The layout that a text defines, or everything that keeps it from being used."""
    if _ID.fullmatch(layout_id) is None:
        return [
            "ett id har bara tecknen a–z, 0–9 och _, börjar med en bokstav och är högst "
            f"{LONGEST_ID} tecken"
        ]
    if layout_id in catalogue.layouts.keys() - catalogue.saved:
        return ["layouten följer med och kan inte ersättas; välj ett annat id"]
    layout, mistakes = parse_layout(layout_id, text, catalogue)
    if layout is not None:
        mistakes += kind_mistakes(layout)
    return layout if layout and not mistakes else [_inside(each) for each in mistakes]


def kind_mistakes(layout: Layout) -> Iterator[Mistake]:
    """What the layout would fill that the ledger does not keep."""
    file = f"layouts/{layout.id}.toml"
    allowed = FILES if layout.shape is Shape.REGISTER else ["measures"]
    if layout.kind not in allowed:
        listed = ", ".join(allowed)
        yield at_key(file, "kind", f"kan inte vara ”{layout.kind}”; välj bland {listed}")
    elif layout.shape is Shape.REGISTER:
        kind = KINDS[layout.kind]
        for field in sorted(layout.columns.keys() - kind.fields.keys() - {"removed"}):
            yield at_key(file, f"columns.{field}", f"{layout.kind} har inget fält som heter så")
        for field in sorted(kind.keys.keys() - layout.columns.keys()):
            yield at_key(file, "columns", f"saknar {field}")


def check_layouts(
    rows: pl.DataFrame, heading: str, catalogue: Catalogue, findings: Findings
) -> None:
    """An issue for every mistake in every layout that a file of the register would save.

    In: row (Int32), layout, content (String; null = could not be read), removed (Boolean).
    """
    kept = rows.filter(~pl.col("removed")).drop_nulls(["layout", "content"])
    mistakes = [
        (row, heading, layout_id, [mistake])
        for row, layout_id, text in kept.select("row", "layout", "content").iter_rows()
        for found in [read_layout(layout_id, text, catalogue)]
        if isinstance(found, list)
        for mistake in found
    ]
    schema: dict[str, pl.DataType] = {
        "row": pl.Int32(),
        "column": pl.String(),
        "text": pl.String(),
        "details": pl.List(pl.String),
    }
    findings.add_rows(Rule.LAYOUT_MISTAKE, pl.DataFrame(mistakes, schema, orient="row"))


def _inside(mistake: Mistake) -> str:
    """The mistake, without the file that a saved layout does not have."""
    return f"{mistake.where}: {mistake.text}" if mistake.where else mistake.text
