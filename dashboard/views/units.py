"""Where the units lie, and everything that one of them measures."""

import streamlit as st

from dashboard import loaders, session, unit_loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.address_list import address_list
from dashboard.parts.empty import show_way_to_send
from dashboard.parts.head import page_head
from dashboard.parts.money import PRICES, chosen_money
from dashboard.parts.unit_map import UNIT, show_map, unit_list
from dashboard.parts.unit_tiles import show_unit_tiles
from kpi.periods import month_of
from kpi.wording.units import unit_facts, unit_finding, units_finding

NOBODY = "Ingen vald"

version = loaders.number()
overview, seen = loaders.overview(version), unit_loaders.units(version)
month = month_of(loaders.day())
session.show_address()
asked = st.query_params.get(UNIT, "")
names = {"": NOBODY, **{unit.id: unit.name for unit in seen.units}}
chosen = next((unit for unit in seen.units if unit.id == asked), None)

head = page_head(chosen.name if chosen else "Enheter")
if not seen.units:
    st.html(
        head
        + html.heading("Inga enheter än")
        + html.paragraph(
            "Här visas enheterna på en karta, och allt som var och en av dem mäter. Lägg upp dem "
            "med namn, typ, förvaltning, område och roll (layout units)."
        )
    )
    show_way_to_send("Lämna enheterna")
    st.stop()

money = chosen_money()
profile = unit_loaders.unit_profiles(version, PRICES[money])[chosen.id] if chosen else None
if chosen and profile:
    said = unit_finding(chosen, [series.reading for series in profile.measured])
else:
    said = units_finding([unit for unit in seen.units if unit.is_open(month)])
unknown = f"Enheten ”{asked[:40]}” finns inte." if asked and chosen is None else ""
st.html(head + (kpi_html.notice(unknown) if unknown else "") + html.lede(*said))
session.chosen(UNIT, list(names), "")
address_list("Enhet", UNIT, names, 380)
spec = unit_loaders.map_spec(chosen.id if chosen else "", version)
with st.grid(2, min_column_width=430, gap="medium"):
    if spec:
        with st.container():
            show_map(seen, spec, month)
    st.html(kpi_html.definitions(unit_facts(chosen)) if chosen else unit_list(seen, month))
if chosen and profile:
    starts = overview.pilot.starts if overview.pilot else None
    show_unit_tiles(chosen, profile, starts, money, version)
    with st.expander("Alla enheter som lista"):
        st.html(unit_list(seen, month))
