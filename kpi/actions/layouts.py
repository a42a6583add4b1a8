"""Which layouts are there: those of the catalogue, and those that somebody has saved."""

from collections.abc import Mapping

from kpi.catalogue import Catalogue, Layout
from kpi.errors import CatalogueError, UsageError
from kpi.intake.layout_text import kind_mistakes, read_layout


def layout_named(catalogue: Catalogue, layout_id: str) -> Layout:
    """The layout with an id. UsageError for one there is not."""
    if layout_id not in catalogue.layouts:
        known = ", ".join(catalogue.layouts)
        raise UsageError(f"Layouten {layout_id} finns inte. De som finns är {known}.")
    return catalogue.layouts[layout_id]


def demand_kinds(catalogue: Catalogue) -> None:
    """CatalogueError with every layout whose kind or fields are not there."""
    mistakes = [
        str(each) for layout in catalogue.layouts.values() for each in kind_mistakes(layout)
    ]
    if mistakes:
        raise CatalogueError("\n".join(mistakes))


def with_saved(catalogue: Catalogue, saved: Mapping[str, str]) -> Catalogue:
    """The catalogue with the layouts that are saved, by id, after its own.

    One that no longer goes together with the definitions is left out; `unusable` says why.
    """
    found = {
        layout_id: layout
        for layout_id, text in saved.items()
        if isinstance(layout := read_layout(layout_id, text, catalogue), Layout)
    }
    layouts = {**catalogue.layouts, **found}
    return catalogue.model_copy(update={"layouts": layouts, "saved": frozenset(found)})


def unusable(catalogue: Catalogue, saved: Mapping[str, str]) -> list[str]:
    """A sentence for each saved layout that no longer goes together with the definitions."""
    return [
        f"Den sparade tolkningen {layout_id} kan inte användas: {'; '.join(found)}."
        for layout_id, text in saved.items()
        if isinstance(found := read_layout(layout_id, text, catalogue), list)
    ]
