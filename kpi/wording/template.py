"""What is said in a file to fill in of how to fill it in."""

from collections.abc import Container, Mapping

from kpi.catalogue import Layout
from kpi.catalogue.types import Measure, Shape

EXPLAINED = ["Kolumn", "Måste fyllas i", "Innehåll"]
YES, NO = "ja", "nej"


def column_rows(layout: Layout) -> list[list[str]]:
    """A row a column of the layout: its name, whether it must be there, what stands in it."""
    rows = [
        [column.name, YES if column.required else NO, column.help]
        for column in layout.columns.values()
    ]
    if layout.shape is Shape.MONTHS:
        rows.append(["2024-01, 2024-02 …", YES, "En kolumn per månad."])
    return rows


def explanation(
    layout: Layout, measures: Mapping[str, Measure], headings: Container[str]
) -> list[list[str]]:
    """The columns, and of a month file each measure with its unit and how to say what lacks.

    headings: the file's own; a file with a column a measure explains those it has.
    """
    rows = column_rows(layout)
    if layout.shape is Shape.REGISTER:
        return rows
    own = layout.own_measures or measures.keys()
    for measure in (each for each in measures.values() if each.id in own):
        column = layout.measures.get(measure.id)
        name = column.name if column else measure.title
        if layout.shape is not Shape.WIDE or name in headings:
            rows.append([name, NO, f"Skrivs i {measure.unit}."])
    rows.append(["Ett tal som saknas", "", "Skriv saknas. En tom ruta säger ingenting om talet."])
    return rows
