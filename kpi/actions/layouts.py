"""Which layouts are there, and do they fill something that the ledger keeps?

The catalogue cannot ask the second: its layouts name kinds and fields, which are the ledger's.
"""

from collections.abc import Iterator

from kpi.catalogue import Catalogue, Layout
from kpi.catalogue.mistakes import Mistake, at_key
from kpi.catalogue.types import Shape
from kpi.errors import CatalogueError, UsageError
from kpi.ledger import KINDS

FILES = [name for name in KINDS if name != "catalogue"]  # definitions are edited, never sent in


def layout_named(catalogue: Catalogue, layout_id: str) -> Layout:
    """The layout with an id. UsageError for one there is not."""
    if layout_id not in catalogue.layouts:
        known = ", ".join(catalogue.layouts)
        raise UsageError(f"Layouten {layout_id} finns inte. De som finns är {known}.")
    return catalogue.layouts[layout_id]


def demand_kinds(catalogue: Catalogue) -> None:
    """CatalogueError with every layout whose kind or fields are not there."""
    mistakes = [str(each) for layout in catalogue.layouts.values() for each in _mistakes(layout)]
    if mistakes:
        raise CatalogueError("\n".join(mistakes))


def _mistakes(layout: Layout) -> Iterator[Mistake]:
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
