"""By which day a figure is due."""

from collections.abc import Iterable

import polars as pl

from kpi.catalogue import Catalogue, Layout

MEASURES = "measures"  # the kind whose layouts carry figures


def due_days(catalogue: Catalogue) -> pl.DataFrame:
    """The last day for each measure, in the month after the one it is about.

    A layout that names the measure goes before those that take every measure. Of several alike
    the latest day counts: nobody is late who may still send another file.

    Out: measure, due_day (Int32; null where no layout says any, so it is never late).
    """
    layouts = [layout for layout in catalogue.layouts.values() if layout.kind == MEASURES]
    return pl.DataFrame(
        [
            (measure, _latest(each for each in layouts if measure in each.own_measures) or every)
            for every in [_latest(layout for layout in layouts if not layout.own_measures)]
            for measure in catalogue.measures
        ],
        schema={"measure": pl.String, "due_day": pl.Int32},
        orient="row",
    )


def _latest(layouts: Iterable[Layout]) -> int | None:
    return max((layout.due_day for layout in layouts if layout.due_day), default=None)
