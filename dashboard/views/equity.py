"""Do all units get a good enough service, and do more of them than before?"""

import streamlit as st

from dashboard import equity_loaders, loaders, session, unit_loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.address_list import address_list
from dashboard.parts.empty import show_empty
from dashboard.parts.equity import (
    answers_table,
    first_to_see,
    show_events,
    show_no_floor,
    show_pictures,
    show_spread,
    verdict,
)
from dashboard.parts.head import page_head
from dashboard.parts.kpi_choice import KPI
from kpi.wording.equity import summary_sentence

TITLE = "Likvärdighet"

version = loaders.number()
catalogue, overview = loaders.catalogue(version), loaders.overview(version)
if overview.pilot is None or overview.data_through is None:
    st.html(page_head(TITLE))
    show_empty(overview)
    st.stop()

answers = equity_loaders.answers(version)
session.show_address()
asked = st.query_params.get(KPI, "")
with_floor = {kpi: found for kpi, found in answers.items() if found.share_now.units}
names = {kpi: catalogue.kpis[kpi].short_name for kpi in answers}
in_order = sorted(names, key=lambda kpi: (kpi not in with_floor, names[kpi]))
units = {unit.id: unit.name for unit in unit_loaders.units(version).units}

said = summary_sentence(answers, catalogue.kpis, units)
st.html(page_head(TITLE) + html.lede(*said))
if not answers:
    st.html(html.paragraph("Ingen enhet i piloten har lämnat något nyckeltal än."))
    st.stop()
if with_floor:
    st.html(answers_table(with_floor, catalogue.kpis))

chosen = session.chosen(KPI, in_order, first_to_see(with_floor, in_order))
if asked and asked != chosen:
    st.html(kpi_html.notice(f"Nyckeltalet ”{asked[:40]}” finns inte eller mäts inte i piloten."))
address_list("Nyckeltal", KPI, {kpi: names[kpi] for kpi in in_order}, 380)
seen = equity_loaders.one(chosen, version)
if seen is None:
    st.stop()
if chosen in with_floor:
    st.html(html.heading(seen.kpi.title) + verdict(seen))
else:
    show_no_floor(seen)
show_pictures(seen, version)
show_spread(seen)
show_events(seen)
