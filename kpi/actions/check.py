"""What a file is checked against: the definitions, the registers and the figures of a home."""

from functools import partial

import polars as pl

from kpi.actions.home import Home
from kpi.actions.layouts import layout_named
from kpi.catalogue import Layout
from kpi.intake import Known, guess_layout, read, validate
from kpi.intake.how import How
from kpi.intake.limits import Limits
from kpi.intake.usual import NO_HISTORY
from kpi.intake.validate import Checked
from kpi.ledger import KINDS
from kpi.ledger.kinds import MEASURES

# A file is checked anew when these have changed. Earlier figures only make others likely or
# not, so that two who send different units at once both get in.
RESTS_ON = frozenset({"catalogue", "layouts", "units", "areas", "pilot"})


def check(
    home: Home,
    as_of: int,
    upload: bytes,
    file_name: str,
    *,
    layout: str | Layout | None,
    sheet: str | None,
    limits: Limits,
) -> tuple[Checked, pl.DataFrame]:
    """A file checked as of a ledger number, and the register that it would change, as it is."""
    catalogue = home.file_catalogue(as_of)
    chosen = layout_named(catalogue, layout) if isinstance(layout, str) else layout
    reading = partial(read, upload, catalogue, name=file_name, sheet=sheet, limits=limits)
    table = reading(layout=chosen)
    if chosen is None:
        measures = catalogue.measures.values()
        layouts = catalogue.layouts.values()
        chosen = guess_layout(table.header, layouts, measures, catalogue.saved)
        if chosen is not None and How.of(chosen) != How():
            # Read as the layout says, unless this file is written in another way.
            again = reading(layout=chosen)
            table = again if again.header == table.header else table
    current = NO_HISTORY if chosen is None else home.store.register(chosen.kind, as_of)
    known = _known(home, as_of, current, with_history=chosen is not None and _measures(chosen))
    return validate(table, chosen, catalogue, known), current


def _measures(layout: Layout) -> bool:
    return KINDS[layout.kind] is MEASURES


def _known(home: Home, as_of: int, current: pl.DataFrame, *, with_history: bool) -> Known:
    units = home.store.register("units", as_of)
    return Known(
        units=units.select("unit", "name"),
        areas=home.store.register("areas", as_of).select("area", "name"),
        pilots=home.store.register("pilot", as_of).select("pilot", "name"),
        today=home.settings.today,
        history=current.drop_nulls("value") if with_history else NO_HISTORY,
        spans=units.select("unit", "unit_type", "valid_from", "valid_to"),
        closed=home.store.register("closed_months", as_of),
    )
