"""The units on a map, with its key, and the same as a list."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard import loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.anchors import link
from dashboard.parts.downloads import CSV, PNG, SVG, download
from dashboard.parts.head import MADE_UP
from kpi.actions.unit_profile import Units
from kpi.charts import alone, area_map
from kpi.periods import Month
from kpi.wording.table_file import table_file
from kpi.wording.units import UNIT_HEADINGS, Unit, map_sentence, unit_row

UNIT = "enhet"  # its name in the address
ROLES = {"pilot": "Enhet i piloten", "comparison": "Enhet att jämföra med", "other": "Annan enhet"}


def show_map(seen: Units, spec: dict[str, Any], month: Month) -> None:
    """The map with its words and its key; nothing where nobody has registered any place."""
    open_now = [unit for unit in seen.units if unit.is_open(month)]
    alt = map_sentence(open_now, seen.pilot_areas, seen.areas.height)
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=alt, key="karta")
    roles = {area_map.role_of(unit.role) for unit in open_now}
    marks = [(area_map.mark(role), words) for role, words in ROLES.items() if role in roles]
    if seen.pilot_areas:
        marks.insert(0, (area_map.ground(), "Pilotområde"))
    st.html(kpi_html.key(marks))
    with st.container(horizontal=True, key="filer"):
        made_up = [MADE_UP] if loaders.home().settings.facts.demo else []
        about = spec, "Enheter", [alt, *made_up]
        png, svg = (partial(draw, *about) for draw in (alone.png, alone.svg))
        download("Ladda ner kartan (PNG)", png, "karta.png", PNG)
        download("Ladda ner kartan (SVG)", svg, "karta.svg", SVG)
        download("Ladda ner listan (CSV)", partial(_list, seen.units), "enheter.csv", CSV)


def _list(units: Sequence[Unit]) -> bytes:
    return table_file(UNIT_HEADINGS, map(unit_row, units))


def unit_list(seen: Units, month: Month) -> html.Html:
    """Every unit under its area, the pilot's first; a name leads to the unit."""
    areas = {unit.area: unit.area_name for unit in seen.units}
    order = sorted(areas, key=lambda area: (area not in seen.pilot_areas, areas[area]))
    rows = [
        [
            html.cell(areas[area] or "Utan område", "pilotområde")
            if area in seen.pilot_areas
            else areas[area] or "Utan område",
            _names([unit for unit in seen.units if unit.area == area], month),
        ]
        for area in order
    ]
    return html.table(["Område", "Enheter"], rows, wide=True)


def _names(units: list[Unit], month: Month) -> html.Html:
    return html.Html(", ".join(_name(unit, month) for unit in units))


def _name(unit: Unit, month: Month) -> html.Html:
    notes = []
    if area_map.role_of(unit.role) == "other":
        notes.append("utanför piloten")
    if not unit.is_open(month):
        notes.append("nedlagd")
    after = f" ({', '.join(notes)})" if notes else ""
    return html.fill("{link}{after}", link=link(unit.name, **{UNIT: unit.id}), after=after)
